"""Who is out is out: at the next request, by every way in."""

from collections.abc import Callable

import pytest
from django.test import Client

from factories import Cast
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import actions, queries
from vierspan.workspace.networks.models import Membership


def by_session(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_token(user: User) -> Client:
    return Client(headers={"authorization": f"Bearer {tokens.make(user, name='blad')}"})


def removed(cast: Cast) -> None:
    actions.remove(cast.alice, Membership.objects.of(cast.network.pk).get(user_id=cast.bob.user_id).pk)


def left(cast: Cast) -> None:
    actions.leave(cast.bob)


def closed(cast: Cast) -> None:
    User.objects.filter(pk=cast.bob.user_id).update(is_active=False)


WAYS = [
    (by_session, "/n/{slug}/rooms/"),
    (by_session, "/n/{slug}/settings/members/"),
    (by_session, "/n/{slug}/export/json/"),
    (by_session, "/api/v1/networks/{slug}"),
    (by_token, "/api/v1/networks/{slug}"),
    (by_token, "/api/v1/networks/{slug}/export/json"),
]


@pytest.mark.parametrize("out", [removed, left, closed])
@pytest.mark.parametrize(("way_in", "place"), WAYS)
def test_every_right_ends_at_the_next_request(
    cast: Cast, out: Callable[[Cast], None], way_in: Callable[[User], Client], place: str
) -> None:
    client, address = way_in(User.objects.get(pk=cast.bob.user_id)), place.format(slug=cast.network.slug)
    assert client.get(address).status_code == 200
    out(cast)
    assert client.get(address).status_code in (302, 401, 404)


def test_a_lower_role_counts_at_the_next_request(cast: Cast) -> None:
    client = by_session(User.objects.get(pk=cast.bob.user_id))
    place = f"/n/{cast.network.slug}/settings/members/"
    assert client.get(place).status_code == 200
    membership = Membership.objects.of(cast.network.pk).get(user_id=cast.bob.user_id)
    actions.change_role(cast.alice, membership.pk, role="guest")
    assert client.get(place).status_code == 403


def test_an_invitation_that_was_taken_back_lets_nobody_in(cast: Cast) -> None:
    asked = actions.invite(cast.alice, email=cast.eve.email, role="member")
    client = by_session(cast.eve)
    assert client.get(f"/invitation/{asked.token}/").status_code == 200
    actions.withdraw_invitation(cast.alice, asked.invitation.pk)
    assert client.get(f"/invitation/{asked.token}/").status_code == 404
    assert client.post(f"/invitation/{asked.token}/").status_code == 404


def test_who_was_taken_out_can_be_asked_again_and_starts_afresh(cast: Cast) -> None:
    removed(cast)
    bob = User.objects.get(pk=cast.bob.user_id)
    actions.accept(bob, actions.invite(cast.alice, email=bob.email, role="observer").token)
    again: Actor = queries.actor_for(bob, cast.network.slug)
    assert (again.role, again.person_id) == ("observer", None)
