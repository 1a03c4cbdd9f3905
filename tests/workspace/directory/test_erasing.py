"""Who is taken out is gone from every table, and nobody else is."""

import logging

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db.models import FileField

from canaries import Garden, everything, garden_of
from factories import Cast, as_person
from vierspan.workspace.directory.actions import removal


@pytest.fixture
def gardens(cast: Cast) -> tuple[Garden, Garden]:
    """Of Bob, who goes, and of Carla, who stays; Alice, as Dan, stands where a row needs somebody else."""
    alice = as_person(cast.alice, "Dan")
    return garden_of(cast.bob, alice), garden_of(as_person(cast.carla, "Zoë"), alice)


def test_what_is_theirs_is_gone_from_every_table_and_what_is_others_stays(
    cast: Cast, gardens: tuple[Garden, Garden], caplog: pytest.LogCaptureFixture
) -> None:
    bob, carla = gardens
    before = everything()
    assert [str(each) for each in (*bob.planted, *carla.planted) if each.mark not in before] == []
    with caplog.at_level(logging.DEBUG):
        removal.remove(cast.alice, bob.person.pk)
    after = everything()
    account = {each.mark for each in bob.planted if each.of.is_of_accounts}
    mine = [each for each in bob.planted if each.is_mine and each.mark not in account]
    assert len(mine) > 80
    assert [str(each) for each in mine if each.mark in after] == []
    ids = (str(bob.person.pk), bob.person.pk.hex)
    assert [line for line in after.splitlines() if any(each in line for each in ids)] == []
    assert [str(each) for each in carla.planted if each.mark not in after and not each.of.dropped] == []
    assert not any(each.mark in caplog.text for each in bob.planted)


def test_nothing_is_kept_in_files(db: None) -> None:
    """What is uploaded stands in the database; a first column of files asks for a way to erase them."""
    columns = [column for model in apps.get_models() for column in model._meta.concrete_fields]
    assert [str(each) for each in columns if isinstance(each, FileField)] == []
    assert cache is not None
