"""What anybody can read of a network: all that stands in it, looked for in all that is shown."""

import zipfile
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client

from vierspan.workspace.access.roles import Role
from vierspan.workspace.networks.scoped import ScopedQuerySet
from wall_addresses import OF_NETWORK, Address, ask
from wall_world import ROLES, Side, World

pytestmark = pytest.mark.django_db

# An import does not rename the network; what one person answered in confidence is shown to nobody.
# What another party keeps to itself; and what stands on the page of an initiative that was begun here, not imported.
UNSHOWN = {"network.name", "pulse_responses.words", "sides.interests"}
UNSHOWN |= {"charters.purpose", "estimates.line", "judgements.line", "results.name", "lessons.name"}
# What somebody else plans to try is not told to who is asked what they saw of it.
UNSHOWN |= {"tries.theirs"}
# Who may not read what, though they take part: "table.column" and the least role.
SENSITIVE = {
    "people.email": Role.MEMBER,
    "people.name": Role.OBSERVER,
    "people.phone": Role.MEMBER,
    "notes.text": Role.MEMBER,
    "private_notes.text": Role.LEAD,
    "own_fields.name": Role.MEMBER,
    "acts.note": Role.MEMBER,
    "invitations.email": Role.LEAD,
    "uploads.name": Role.LEAD,
    "communications.what": Role.OBSERVER,
    "turns.what": Role.OBSERVER,
    "posts.text": Role.MEMBER,
    "profiles.words": Role.LEAD,
    "surveys.title": Role.MEMBER,
    "cards.text": Role.MEMBER,
    "improvements.name": Role.MEMBER,
    "guests.brings": Role.MEMBER,
    "guests.needs": Role.LEAD,
    "conflicts.title": Role.LEAD,
    "remarks.text": Role.LEAD,
    "stakeholders.interests": Role.MEMBER,
    "stakeholders.remark": Role.MEMBER,
    "stakeholders.felt": Role.MEMBER,
    "stakeholders.private": Role.LEAD,
    "contacts.insight": Role.OBSERVER,
    "visits.insight": Role.OBSERVER,
    "conflicts.words": Role.LEAD,
}


def bodies(client: Client, side: Side) -> dict[str, str]:
    """All that one reader can get of one network, by address."""
    places = [(one, each) for one in OF_NETWORK for each in _spread(one, one.filled(side.slug, side.objects))]
    return {place: text_of(ask(client, "get", address, place)) for address, place in places}


def _spread(address: Address, place: str) -> list[str]:
    if address.pattern == "api/v1/networks/<slug>/tables/<key>":
        return [place.replace("parties", key) for key in TABLES]
    if "facts" in address.parts and not address.is_api:
        return [place, place.replace("ledger", "people"), place.replace("ledger", "acts")]
    return [place]


def text_of(reply: HttpResponse) -> str:
    content: bytes = reply.seen  # type: ignore[attr-defined]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", "replace")


TABLES = (
    *("parties", "people", "affiliations", "ties", "introductions", "themes", "activities", "contributions"),
    *("capacity", "courses", "rules", "observations", "exchanges", "gatherings", "attendance", "pulse", "signals"),
    *("needs", "unit_keys", "accepted_imbalances"),
    *("contacts", "initiatives", "steps", "seats", "commitments", "decisions", "positions", "roles", "ratings", "acts"),
)


def leaks(found: dict[str, str], tokens: set[str]) -> list[str]:
    return sorted(f"{place}: {token}" for place, text in found.items() for token in tokens if token in text)


def test_nobody_reads_a_word_of_a_network_that_is_not_theirs(world: World, knockers: dict[str, Client]) -> None:
    """First that the words are there for who may read them, then that they are nowhere for who may not."""
    own = {
        side.letter: bodies(knockers[role], side)
        for role, side in (("lead", world.ours), ("lead elsewhere", world.theirs))
    }
    for side, other in ((world.ours, world.theirs), (world.theirs, world.ours)):
        text = "".join(own[side.letter].values())
        unseen = {place for place, tokens in side.tokens.items() if not all(token in text for token in tokens)}
        assert unseen <= UNSHOWN
        assert leaks(own[other.letter], side.every_token()) == []
    for role in ("member elsewhere", "ex-member", "no network", "anonymous"):
        assert leaks(bodies(knockers[role], world.ours), world.ours.every_token()) == []


def test_within_a_network_the_sensitive_is_for_whom_it_is_meant(world: World, knockers: dict[str, Client]) -> None:
    for role, part in ROLES.items():
        if part is None or role in (
            "lead",
            "member of both",
        ):  # a leader reads all of it, and who is of both as a member
            continue
        found = bodies(knockers[role], world.ours)
        for place, least in SENSITIVE.items():
            tokens = set(world.ours.tokens[place])
            assert part.reaches(least) or leaks(found, tokens) == [], f"{place} for {role}"


def test_these_tests_notice_a_wall_that_fell(
    world: World, knockers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScopedQuerySet, "of", lambda rows, network_id: rows._scoped())
    found = bodies(knockers["lead elsewhere"], world.theirs)
    seen = {place for place, tokens in world.ours.tokens.items() if leaks(found, set(tokens))}
    assert {"parties.name", "people.email", "signals.name"} <= seen
