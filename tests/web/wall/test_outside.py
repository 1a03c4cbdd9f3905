"""Who is not in a network, and what belongs to none."""

import pytest
from django.test import Client

from wall_addresses import ABSENT, ADDRESSES, OF_NETWORK, Address, ask, same, tried
from wall_world import ROLES, World

pytestmark = pytest.mark.django_db

OUTSIDE = ("anonymous", "lead", "ex-member", "member elsewhere", "lead elsewhere", "no network")


def test_every_address_declares_its_rule_and_every_object_in_it_is_known(world: World) -> None:
    unknown = [address.pattern for address in ADDRESSES.values() if address.rule == "unknown"]
    strange = {
        f"{address.pattern}: {name}"
        for address in OF_NETWORK
        for name in address.things
        if name not in world.ours.objects
    }
    assert unknown == []
    assert strange == set(), "say in WORDS or in wall_world what stands there"


@pytest.mark.parametrize("role", OUTSIDE)
def test_who_is_outside_learns_nothing_of_a_network_not_even_that_it_is_there(
    world: World, knockers: dict[str, Client], role: str
) -> None:
    """Foreign and absent look the same: 404 for who is signed in, the way in for who is not."""
    slips = []
    side = world.theirs if role == "lead" else world.ours
    for address, method in tried(OF_NETWORK, role):
        theirs = ask(knockers[role], method, address, address.filled(side.slug, side.objects))
        absent = ask(knockers[role], method, address, address.filled(ABSENT["slug"], side.objects))
        if theirs.status_code not in _closed(role, address) or same(theirs, side.slug) != same(absent, ABSENT["slug"]):
            slips.append(f"{method} {address.pattern}: {theirs.status_code} beside {absent.status_code}")
    assert not slips, "\n".join(slips)


def _closed(role: str, address: Address) -> set[int]:
    if address.is_api:
        return {401, 405} if role == "anonymous" else {404, 405, 422}
    return {302} if role == "anonymous" else {404}


@pytest.mark.parametrize("role", ROLES)
def test_pages_without_a_network_never_break(world: World, knockers: dict[str, Client], role: str) -> None:
    slips = []
    for address, method in tried([one for one in ADDRESSES.values() if one not in OF_NETWORK], role):
        reply = ask(knockers[role], method, address, address.filled("", world.ours.objects))
        must_sign_in = role == "anonymous" and address.rule == "signed_in"
        if reply.status_code >= 500 or (must_sign_in and reply.status_code not in (302, 401, 405)):
            slips.append(f"{method} {address.pattern}: {reply.status_code}")
    assert not slips, "\n".join(slips)
