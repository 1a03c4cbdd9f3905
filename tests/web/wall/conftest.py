"""The wall: every address, for everybody, by every method, with what is ours, theirs and nobody's."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from wall_world import ROLES, World, populate


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once; every request is taken back after its reply."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield populate()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def knockers(world: World) -> dict[str, Client]:
    found = {name: Client(raise_request_exception=False) for name in ROLES}
    for name, user in world.users.items():
        if user is not None:
            found[name].force_login(user)
    return found
