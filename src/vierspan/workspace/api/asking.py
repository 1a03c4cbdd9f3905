"""Who asks something of which network."""

from django.http import HttpRequest

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import queries


def account(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - every way in sets it
    return request.user


def actor(request: HttpRequest, slug: str) -> Actor:
    """Who the asker is in the network; NotFound when it is not theirs, or is not at all."""
    return queries.actor_for(account(request), slug)
