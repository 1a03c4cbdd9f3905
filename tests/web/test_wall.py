"""The wall: every address, for everybody, by every method, with what is ours, theirs and nobody's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import RULES, Do
from vierspan.workspace.networks.scoped import ScopedQuerySet
from wall_world import ROLES, Side, World, populate

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "delete")
ABSENT = {"slug": "bestaat-niet", "handle": "geen:handvat", "token": "geen-uitnodiging"}
NOBODY = str(UUID(int=4))
FORM_MARK = re.compile(r"\b[A-Za-z0-9]{64}\b")
OUTSIDE = ("anonymous", "lead", "ex-member", "member elsewhere", "lead elsewhere", "no network")

# What an address of the API asks for, as declared in `access.rules`.
API = {
    "api/v1/networks": "signed_in",
    "api/v1/networks/<slug>": Do.READ_NETWORK,
    "api/v1/networks/<slug>/mirror": Do.READ_MIRROR,
    "api/v1/networks/<slug>/mirror/actors": Do.READ_MEMBERS,
    "api/v1/networks/<slug>/handles": Do.READ_HANDLES,
    "api/v1/networks/<slug>/facts": Do.READ_FACTS,
    "api/v1/networks/<slug>/tables": Do.READ_ROOMS,
    "api/v1/networks/<slug>/tables/<key>": Do.READ_DIRECTORY,
    "api/v1/networks/<slug>/tables/<key>/<uuidstr:row_id>": Do.READ_DIRECTORY,
    "api/v1/networks/<slug>/acts": Do.READ_FACTS,
    "api/v1/networks/<slug>/acts/<uuidstr:act_id>": Do.UNDO_ACT,
    "api/v1/networks/<slug>/export/<form>": Do.EXPORT_NETWORK,
    "api/v1/networks/<slug>/imports": Do.IMPORT_RECORDS,
    "api/v1/networks/<slug>/people": Do.EDIT_DIRECTORY,
    "api/v1/networks/<slug>/people/<uuidstr:person_id>": Do.READ_DIRECTORY,
    "api/v1/networks/<slug>/parties": Do.EDIT_DIRECTORY,
    "api/v1/networks/<slug>/parties/<uuidstr:party_id>": Do.READ_DIRECTORY,
    "api/v1/": "open",
    "api/v1/openapi.json": "open",
    "api/v1/^.*$": "open",
}
# What stands in the place of a parameter that is not an object of the network, by address.
WORDS = {
    "form": {
        "mirror": "html",
        "export": "json",
        "surveys": "csv",
        "decisions": "csv",
        "reflection": "csv",
        "pulse": "csv",
        "paper": "badges",
    },
    "key": {"mirror": "sharing", "tables": "parties"},
    "table": {"course": "themes", "horizon": "signals", "conditions": "rules", "initiatives": "commitments"}
    | {"fields": "people", "people": "parties"},
    "place": {"texts": "1", "ours": "1"},
    "language": {"import": "nl"},
    "community": {"inside": "0"},
    "what": {"feedback": "reply", "wishes": "end", "tries": "drop", "log": "delete", "buddies": "no"},
    "intervention": {"growth": "23"},
    "kind": {"questions": "about"},
    "part": {"course": "strategy"},
    "phase": {"initiatives": "share"},
    "card": {"dilemmas": "core"},
    "screen": {"lead": "s", "answers": "s"},
}
QUERY = {
    "n/<slug:slug>/facts/": "?table=ledger",
    "api/v1/networks/<slug>/facts": "?table=ledger",
    "n/<slug:slug>/horizon/opportunities/export/": "?as=csv",
}
# What is there only for the people named in it, whatever their role: in both networks the leader, and nobody else.
PERSONAL = {
    "wish_id",
    "try_id",
    "entry_id",
    "seen_id",
    "pair_id",
    "case_id",
    "named_id",
    "feedback_id",
    "asked_id",
    "ask_id",
    "remark_id",
    "own_side_id",
    "of_voice_id",
    "own_answers_id",
    "mirror_share_id",
    "thought_id",
    "shown_thought_id",
    "questions_id",
}
# What is not there in these networks: a logo, a picture, a text that five others stand beside, hours that nobody was
# asked for; and a draft, which is for who writes it.
NOT_HERE = {
    "n/<slug:slug>/logo/",
    "n/<slug:slug>/course/outward/news/<uuid:post_id>/",
    "n/<slug:slug>/course/outward/news/<uuid:post_id>/picture/",
    "n/<slug:slug>/course/choices/hours/<uuid:activity_id>/",
    "n/<slug:slug>/conditions/reflection/pulse/<uuid:round_id>/texts/<int:place>/hide/",
    # A term that does not rise here; how it stands with a source, which only a part of a page asks for; and how the
    # role of process manager is seen, which is for who holds it and the leaders.
    "n/<slug:slug>/horizon/rising/term/",
    # What a holder writes for who comes next, which is for that holder.
    "n/<slug:slug>/leadership/roles/<uuid:role_id>/handover/words/",
    "n/<slug:slug>/horizon/sources/<uuid:source_id>/state/",
    "n/<slug:slug>/initiatives/recognised/",
}
# Kept by allauth for who is signed in.
SECOND_STEP = "in/two/"


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the site with the rule that it declares."""

    pattern: str
    rule: str

    @property
    def needs(self) -> Role | None:
        """The least role; None where no network is asked for."""
        return RULES[Do(self.rule)].least if self.rule in set(Do) else None

    @property
    def is_api(self) -> bool:
        return self.pattern.startswith("api/")

    @property
    def parts(self) -> list[str]:
        return [part for part in self.pattern.split("/") if part]

    @property
    def parameters(self) -> list[str]:
        return [name.rpartition(":")[2] for name in _between(self.pattern)]

    @property
    def things(self) -> list[str]:
        """The parameters that name an object of a network."""
        return [self.thing(name) for name in self.parameters if name != "slug" and self._word(name) is None]

    def thing(self, name: str) -> str:
        if name == "row_id":
            return WORDS["table"].get(self.parts[2], "parties")
        return "handle" if name == "key" else name

    def _word(self, name: str) -> str | None:
        return next((word for part, word in WORDS.get(name, {}).items() if part in self.parts), None)

    def filled(self, slug: str, objects: dict[str, str]) -> str:
        address = self.pattern
        for part in _between(self.pattern):
            name = part.rpartition(":")[2]
            value = slug if name == "slug" else self._word(name) or objects.get(self.thing(name)) or NOBODY
            address = address.replace(f"<{part}>", value)
        return "/" + address.replace("^.*$", "nothing") + QUERY.get(self.pattern, "")


def _between(pattern: str) -> list[str]:
    return [part.partition(">")[0] for part in pattern.split("<")[1:]]


def _walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, pattern)
        else:
            yield pattern, each


def addresses() -> dict[str, Address]:
    found = {}
    for pattern, each in _walk(get_resolver()):
        rule = API.get(pattern) or getattr(each.callback, "access_rule", None)
        found[pattern] = Address(pattern, str(rule or ("signed_in" if pattern.startswith(SECOND_STEP) else "unknown")))
    return found


ADDRESSES = addresses()
OF_NETWORK = [address for address in ADDRESSES.values() if "slug" in address.parameters]


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


def ask(client: Client, method: str, address: Address, place: str) -> Any:
    """One request, of which nothing stays: neither in the database nor in the asker's cookies."""
    sent: dict[str, Any] = {}
    cookies: SimpleCookie = SimpleCookie()
    cookies.update(client.cookies)
    if method == "post" and address.is_api:
        sent = {"data": {"text": "Sprak met de gemeente"}, "content_type": "application/json"}
    with transaction.atomic():
        reply = getattr(client, method)(place, headers={"accept-language": "en"}, **sent)
        reply.seen = b"".join(reply.streaming_content) if reply.streaming else reply.content
        transaction.set_rollback(True)
    client.cookies = cookies
    return reply


def tried(given: Iterable[Address], role: str) -> list[tuple[Address, str]]:
    """Every address by every method; the two that no page takes are left to those who may do most and least."""
    methods = METHODS if role in ("lead", "guest", "lead elsewhere") else METHODS[:2]
    return [(address, method) for address in given for method in methods]


def may(role: Role | None, address: Address) -> bool:
    return role is not None and address.needs is not None and role.reaches(address.needs)


def same(reply: Any, *hidden: str) -> tuple[int, str]:
    """Status and text without what the asker typed, and without what is new in every form."""
    text = reply.seen.decode("utf-8", "replace")
    for each in sorted({one for one in hidden if one}, key=len, reverse=True):
        text = text.replace(each, "·")
    return reply.status_code, FORM_MARK.sub("·", text)


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


@pytest.mark.parametrize("role", [role for role, part in ROLES.items() if part])
def test_within_the_network_everybody_may_do_what_their_role_says_and_no_more(
    world: World, knockers: dict[str, Client], role: str
) -> None:
    slips = []
    for address, method in tried(OF_NETWORK, role):
        reply = ask(knockers[role], method, address, address.filled(world.ours.slug, world.ours.objects))
        wrong = reply.status_code >= 500
        if may(ROLES[role], address):
            is_for_others = role != "lead" and bool(PERSONAL & set(address.parameters))
            if address.pattern not in NOT_HERE:
                wrong |= method == "get" and (reply.status_code == 404) != (is_for_others and reply.status_code != 405)
            wrong |= method in ("put", "delete") and reply.status_code != 405 and not _takes(address, method)
        elif RULES[Do(address.rule)].or_owner:
            wrong |= reply.status_code not in (403, 404, 405, 409)
        else:
            wrong |= reply.status_code not in ((403, 405, 422) if address.is_api else (403,))
        if wrong:
            slips.append(f"{method} {address.pattern}: {reply.status_code}")
    assert not slips, "\n".join(slips)


def _takes(address: Address, method: str) -> bool:
    return method == "delete" and address.pattern == "api/v1/networks/<slug>/acts/<uuidstr:act_id>"


@pytest.mark.parametrize("role", ["lead", "guest", "member of both"])
def test_an_object_of_another_network_is_as_absent_as_one_that_never_was(
    world: World, knockers: dict[str, Client], role: str
) -> None:
    slips = []
    for address, method in tried([one for one in OF_NETWORK if one.things], role):
        given = {name: ABSENT.get(name, NOBODY) for name in address.things}
        objects = {name: world.theirs.objects.get(name, NOBODY) for name in address.things}
        theirs = ask(knockers[role], method, address, address.filled(world.ours.slug, objects))
        absent = ask(knockers[role], method, address, address.filled(world.ours.slug, given))
        is_seen = same(theirs, *objects.values()) != same(absent, *given.values())
        if is_seen or theirs.status_code in (200, 302) or theirs.status_code >= 500:
            slips.append(f"{method} {address.pattern}: {theirs.status_code} beside {absent.status_code}")
    assert not slips, "\n".join(slips)


@pytest.mark.parametrize("role", ROLES)
def test_pages_without_a_network_never_break(world: World, knockers: dict[str, Client], role: str) -> None:
    slips = []
    for address, method in tried([one for one in ADDRESSES.values() if one not in OF_NETWORK], role):
        reply = ask(knockers[role], method, address, address.filled("", world.ours.objects))
        must_sign_in = role == "anonymous" and address.rule == "signed_in"
        if reply.status_code >= 500 or (must_sign_in and reply.status_code not in (302, 401, 405)):
            slips.append(f"{method} {address.pattern}: {reply.status_code}")
    assert not slips, "\n".join(slips)


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
    import io
    import zipfile

    content: bytes = reply.seen  # type: ignore[attr-defined]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
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
        if part is None or role == "member of both":
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
