"""Leadership for the wrong reader: what is one person's is not the leader's either, by no address and no method.

The wall of all addresses (the folder wall) has the leader own everything personal. Here the owner is a participant, and
somebody else leads.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from vierspan.workspace.access.roles import Role
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership
from wall_world import World, populate

pytestmark = pytest.mark.django_db

WITHIN, OUTSIDE = ("leads", "member of both", "observer", "guest"), ("ex-member", "lead elsewhere", "no network")
AT = "n/<slug:slug>/leadership/"
NOBODY = str(UUID(int=4))
WORDS = {
    "statement": "own.S",
    "screen": "s",
    "kind": "about",
    "place": "1",
    "intervention": "23",
    "what": "end",
    "card": "core",
    "key": "core",
}
# Whose these are is one person, whatever the role of who asks; two of them are of two.
PERSONAL = {
    "wish_id",
    "try_id",
    "entry_id",
    "seen_id",
    "pair_id",
    "own_answers_id",
    "mirror_share_id",
    "questions_id",
    "thought_id",
}
SECRETS = {
    "questions.intro",
    "wishes.why",
    "tries.plan",
    "entries.words",
    "seen.message",
    "pairs.message",
    "thoughts.words",
    "roles.words",
}
APPS = ("questions", "profiles", "growth", "dilemmas", "roles", "team", "leadership")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The owner of all that is personal takes part; another leads, and stands in the network as a person too."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = populate()
        members = Membership.objects.of(made.ours.network.pk)
        someone = Person.objects.of(made.ours.network.pk).exclude(pk=made.ours.leader).order_by("-name")[0].pk
        members.filter(user=made.users["member"]).update(role=Role.LEAD.value, person_id=someone)
        members.filter(user=made.users["lead"]).update(role=Role.MEMBER.value)
        yield replace(made, users={**made.users, "leads": made.users["member"], "owner": made.users["lead"]})
        transaction.set_rollback(True)


def client(world: World, who: str) -> Client:
    found = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    user = world.users[who]
    assert user is not None
    found.force_login(user)
    return found


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield pattern
        else:
            yield from patterns(each, pattern)


def parameters(pattern: str) -> list[str]:
    return [part.rpartition(":")[2] for part in re.findall(r"<([^>]+)>", pattern)]


def filled(world: World, pattern: str) -> str:
    def value(found: "re.Match[str]") -> str:
        name = found[1].rpartition(":")[2]
        return world.ours.slug if name == "slug" else world.ours.objects.get(name) or WORDS.get(name) or NOBODY

    return "/" + re.sub(r"<([^>]+)>", value, pattern)


def of_leadership() -> list[str]:
    return [pattern for pattern in patterns(get_resolver()) if pattern.startswith(AT)]


def personal() -> list[str]:
    return [pattern for pattern in of_leadership() if PERSONAL & set(parameters(pattern))]


def asked(client: Client, method: str, place: str, **form: str) -> Any:
    """One request, of which nothing stays."""
    with transaction.atomic():
        reply = client.post(place, form) if method == "post" else client.get(place)
        reply.seen = reply.getvalue()  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    return reply


def everything_kept() -> dict[str, list[dict[str, Any]]]:
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("who", [*WITHIN, *OUTSIDE])
def test_what_is_one_persons_is_there_for_no_role_by_no_method(world: World, who: str) -> None:
    """Refused, or not there; and not one row of leadership is other than it was."""
    reader, slips, before = client(world, who), [], everything_kept()
    for pattern in personal():
        for method in ("get", "post"):
            place = filled(world, pattern)
            reply = reader.post(place, {"words": "x", "go": "share"}) if method == "post" else reader.get(place)
            if reply.status_code not in (403, 404, 405):
                slips.append(f"{method} {pattern}: {reply.status_code}")
    assert slips == []
    assert everything_kept() == before


def test_the_owner_finds_all_of_it(world: World) -> None:
    """Or the test before would prove nothing."""
    owner, found = client(world, "owner"), {}
    for pattern in personal():
        found[pattern] = asked(owner, "get", filled(world, pattern)).status_code
    assert len(found) > 20
    assert {each for each in found.items() if each[1] not in (200, 405)} == set()


def test_guests_open_nothing_of_leadership_and_observers_change_nothing(world: World) -> None:
    slips, before = [], everything_kept()
    for who, methods in (("guest", ("get", "post")), ("observer", ("post",))):
        reader = client(world, who)
        for pattern in of_leadership():
            for method in methods:
                code = asked(reader, method, filled(world, pattern)).status_code
                if code not in (403, 404, 405):
                    slips.append(f"{who} {method} {pattern}: {code}")
    assert slips == []
    assert everything_kept() == before


@pytest.mark.parametrize("who", OUTSIDE)
def test_for_who_is_not_in_the_network_nothing_of_leadership_is_there(world: World, who: str) -> None:
    reader = client(world, who)
    codes = {
        (method, pattern): asked(reader, method, filled(world, pattern)).status_code
        for pattern in of_leadership()
        for method in ("get", "post")
    }
    assert {place for place, code in codes.items() if code not in (404, 405)} == set()


def test_another_network_s_leader_changes_nothing_here_from_their_own(world: World) -> None:
    """Their own address, with an id of ours in it."""
    reader, slips = client(world, "lead elsewhere"), []
    for pattern in of_leadership():
        names = [name for name in parameters(pattern) if name.endswith("_id")]
        place = filled(world, pattern).replace(f"/n/{world.ours.slug}/", f"/n/{world.theirs.slug}/", 1)
        nowhere = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", NOBODY, place)
        for method in ("get", "post") if names else ():
            codes = [asked(reader, method, each).status_code for each in (place, nowhere)]
            if codes[0] not in (404, 405, 422) or codes[0] != codes[1]:
                slips.append(f"{method} {pattern}: {codes}")
    assert slips == []


# --- search, exports, API and every other page -------------------------------------------------------------------


def words(world: World) -> set[str]:
    found = {token for place in SECRETS for token in world.ours.tokens[place]}
    assert len(found) >= len(SECRETS)
    return found


def elsewhere(world: World) -> list[str]:
    """Every page of the network, and what can be searched, taken along and asked for by a program."""
    at, api = f"/n/{world.ours.slug}/", f"/api/v1/networks/{world.ours.slug}"
    pages = [filled(world, each) for each in patterns(get_resolver()) if each.startswith("n/<slug:slug>/")]
    searched = [f"{at}people/?q={each}" for each in sorted(words(world))]
    taken = [each for form in ("xlsx", "json", "csv") for each in (f"{at}export/{form}/", f"{api}/export/{form}")]
    tables = [f"{api}/tables/{key}" for key in ("roles", "ratings", "people", "acts", "commitments")]
    parts = (
        "",
        "/mirror",
        "/mirror/actors",
        "/handles",
        "/facts?table=ledger",
        "/facts?table=acts",
        "/acts",
        "/tables",
    )
    return [*pages, *searched, *taken, *(f"{api}{part}" for part in parts), *tables, "/mine/", "/me/"]


def on_leadership(world: World) -> list[str]:
    return [filled(world, pattern) for pattern in of_leadership()]


def text_of(reply: Any) -> str:
    content: bytes = reply.seen
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", "replace")


def told(world: World, who: str, places: Iterable[str]) -> set[str]:
    reader, found = client(world, who), set[str]()
    for place in places:
        text = text_of(asked(reader, "get", place)).replace(place, "")
        typed = place.partition("?q=")[2]
        found |= {token for token in words(world) if token in text and token != typed}
    return found


def test_the_owner_s_words_stand_on_the_owner_s_pages(world: World) -> None:
    """Or the next test would prove nothing."""
    assert told(world, "owner", on_leadership(world)) == words(world)


@pytest.mark.parametrize("who", ["leads", "observer", "guest"])
def test_the_owner_s_words_stand_in_nothing_that_another_can_read_search_or_take_along(world: World, who: str) -> None:
    assert told(world, who, elsewhere(world)) == set()
