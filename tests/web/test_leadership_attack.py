"""What an attacker gets out of what pages, files and the API tell of rounds about leading: nothing of fewer than k."""

import json
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client

import leadership_attacker as attacker
import leadership_reading as reading
from leadership_attacker import Weights
from leadership_reading import Read
from leadership_worlds import (
    ROLES,
    Held,
    Sheet,
    World,
    answered,
    asked_of,
    dice,
    empty_world,
    made_world,
    opened,
    sheets_for,
)
from vierspan.workspace.access.release import gate
from vierspan.workspace.leadership.questions import scales
from vierspan.workspace.leadership.questions.actions import running
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import Response
from vierspan.workspace.leadership.questions.scales import Said

pytestmark = pytest.mark.django_db

WORLDS, EVERY = 20, 10
"""In every tenth network all roles read; in the others the owner, who sees most, and who was shown their mirror."""
CONTROLS = 12
SEES = {
    ABOUT: {"owner", "rater"},  # who answered: on the mirror that its owner showed them, and nowhere else
    EVERYONE: set(ROLES) - {"elsewhere"},
    NEED: set(ROLES) - {"elsewhere", "guest"},
}


def checked(world: World, found: Sequence[Read]) -> Sequence[Read]:
    """Read well, and by nobody who should not: the attack would prove nothing else."""
    for each in found:
        mean = attacker.mean_behind(each.figure.key, each.held, world)
        slack = 0.4 if each.figure.key in (*attacker.LETTERS, *attacker.POLES) else 1e-9  # it is worked out from others
        assert each.figure.low - slack <= mean <= each.figure.high + slack, each
        assert each.role in SEES[each.held.of.kind], each
    return found


def is_cracked(world: World, found: Sequence[Read]) -> bool:
    """By all that anybody reads, put together: more than any role has."""
    return any(
        attacker.leaks({each.figure.key for each in found if each.held is held}, held, world) for held in world.held
    )


def test_no_group_below_k_can_be_solved_from_all_that_anybody_reads() -> None:
    places: dict[tuple[str, str], int] = {}
    cracked = []
    for seed in range(WORLDS):
        world = made_world(seed)
        found = checked(world, reading.everything(world, ROLES if seed % EVERY == 0 else ("owner",)))
        for each in found:
            places[each.held.of.kind, each.place] = places.get((each.held.of.kind, each.place), 0) + 1
        cracked += [seed] if is_cracked(world, found) else []
    assert cracked == []
    about = {(ABOUT, place) for place in ("the round", "my mirror", "own file", "shared mirror")}
    others = {(EVERYONE, "the round"), (EVERYONE, "own file"), (NEED, "the round"), (NEED, "the need")}
    assert places.keys() == about | others, "figures were read in every place, or this proves nothing"
    assert min(places.values()) > WORLDS / 4


def test_with_a_plain_minimum_more_than_half_are_cracked(monkeypatch: pytest.MonkeyPatch) -> None:
    def plain(
        candidates: Mapping[tuple[str, str], frozenset[str]], _earlier: object, k: int
    ) -> Collection[tuple[str, str]]:
        return frozenset(key for key, members in candidates.items() if len(members) >= k)

    def each_side(said: Sequence[Said], scores: Mapping[str, float], _k: int) -> dict[str, float]:
        return scales._sides(said, scores)

    monkeypatch.setattr(gate, "showable", plain)
    monkeypatch.setattr(scales, "is_whole", lambda _said, _keys: True)
    monkeypatch.setattr(scales, "_by_party", each_side)
    worlds = [made_world(seed) for seed in range(CONTROLS)]
    cracked = [is_cracked(world, list(reading.read_by(world, "owner"))) for world in worlds]
    assert sum(cracked) > CONTROLS / 2


def rows(*sums: Collection[str]) -> list[Weights]:
    return [{(who, "s1"): 1.0 for who in members} for members in sums]


def test_the_attacker_finds_what_is_known_to_leak() -> None:
    whole = "abcdefghijkl"
    assert attacker.is_solvable(rows(whole, whole[1:]), 5)
    assert attacker.is_solvable(rows(whole, whole[4:]), 5)
    assert attacker.is_solvable(rows(whole, "abcde", "efghi", "ijkl"), 5)
    assert attacker.is_solvable(rows("abc"), 5)
    assert not attacker.is_solvable(rows(whole), 5)
    assert not attacker.is_solvable(rows(whole, whole[5:]), 5)
    assert not attacker.is_solvable(rows(whole, whole[4:]), 4)


def test_who_knows_their_own_answer_finds_no_more_than_the_test_looks_for() -> None:
    """Swapped for one other, they learn the answer of that one; the combination of the sums rests on two."""
    sums = rows("abcdef", "bcdefg")
    assert attacker.is_solvable_for("a", sums, 5)
    assert attacker.is_solvable(sums, 5)
    for seed in range(4):
        world = made_world(seed)
        found = list(reading.read_by(world, "owner"))
        for held in world.held:
            keys = {each.figure.key for each in found if each.held is held}
            for me in list(held.sheets)[:3]:
                for block in attacker.blocks(keys, held, world):
                    assert not attacker.is_solvable_for(me, block, held.of.k)


def test_the_sheet_to_talk_with_tells_what_the_mirror_tells() -> None:
    world = next(world for world in map(made_world, range(4, 20)) if _is_seen(world))
    figures = [each.figure for each in reading.read_by(world, "owner") if each.place == "my mirror"]
    on_paper = [
        float(told) for told in re.findall(r"(\d(?:\.\d)?)(?: or (?:more|less))? of 5", reading.on_paper(world))
    ]
    assert len(on_paper) == sum(not each.key.endswith("_party") for each in figures) > 0


def _is_seen(world: World) -> bool:
    return any(each.place == "my mirror" for each in reading.read_by(world, "owner"))


# --- what nobody parsed: two networks that differ in who said what only ------------------------------------------


def addresses(world: World, role: str) -> Iterator[str]:
    """Pages of leadership, the start of the network, what can be searched and taken along, and the API."""
    at = f"/n/{world.network.slug}/"
    rooms = ("", "mine/", "ours/", "need/", "questions/", "roles/", "growth/", "questions/mine.json")
    yield from (f"{at}leadership/{place}" for place in rooms)
    yield from (f"{at}leadership/questions/{held.of.pk}/" for held in world.held)
    yield from (
        at,
        f"{at}handles/",
        f"{at}mirror/",
        f"{at}facts/?table=ledger",
        f"{at}people/?q=Rater",
        "/mine/",
        "/me/",
    )
    yield from (f"{at}export/{form}/" for form in ("json", "csv", "xlsx", "graphml"))
    api = f"/api/v1/networks/{world.network.slug}"
    yield from (
        f"{api}{place}" for place in ("", "/mirror", "/mirror/actors", "/handles", "/facts?table=ledger", "/acts")
    )
    yield from (f"{api}/export/json", f"{api}/tables", f"{api}/tables/ratings", f"{api}/tables/people")


def shown(client: Client, address: str) -> list[str]:
    """What somebody gets, without the marks against forged forms and the moment at which a page or file was made."""
    reply = client.get(address, follow=True)
    content = reply.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = [packed.read(name) for name in sorted(packed.namelist()) if "docProps" not in name]
    else:
        parts = [content]
    text = [part.decode("utf-8", "replace") for part in parts]
    return [
        str(reply.status_code),
        *(
            re.sub(r"\b[A-Za-z0-9]{64}\b|\d{4}-\d\d-\d\dT[\d:.+Z]+|\b\d?\d:\d\d\b|nonce-\S+|\"run\": \"[^\"]+\"", "", t)
            for t in text
        ),
    ]


def all_shown(world: World, roles: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    clients = {role: world.client(role) for role in roles}
    return {(role, address): shown(clients[role], address) for role in roles for address in addresses(world, role)}


def told_of(
    world: World, sheets: Mapping[str, Mapping[str, Sheet]], roles: Sequence[str]
) -> dict[tuple[str, str], list[str]]:
    """Everything shown when this was said; nothing of it stays."""
    with transaction.atomic():
        for held in world.held:
            answered(world, held.of, sheets[held.of.kind])
            running.close(world.actors["owner" if held.of.kind == ABOUT else "leader"], held.of.pk)
        found = all_shown(world, roles)
        transaction.set_rollback(True)
    return found


def swapped(sheets: Mapping[str, Sheet], side: Mapping[str, str]) -> dict[str, Sheet]:
    """Within each party everybody hands in what another one of it said."""
    found: dict[str, Sheet] = {}
    for party in sorted(set(side.values())):
        people = [who for who in sheets if side[who] == party]
        found |= {who: sheets[people[at - 1]] for at, who in enumerate(people)}
    return found


@pytest.fixture
def running_world() -> tuple[World, dict[str, dict[str, Sheet]]]:
    """Rounds that take answers: about the owner and about the need, and what everybody is about to say."""
    chance = dice("swap")
    world = empty_world("swap", chance)
    sheets = {}
    for kind in (ABOUT, NEED):
        of = opened(world, kind, chance)
        assert of is not None
        sheets[kind] = sheets_for(world, kind, asked_of(world, of), chance)
        world.held.append(Held(of, sheets[kind]))
    return world, sheets


def test_nothing_anywhere_changes_when_people_of_one_party_swap_their_sheets(
    running_world: tuple[World, dict[str, dict[str, Sheet]]],
) -> None:
    """So nothing that is shown, read by this attacker or not, is tied to who said it."""
    world, sheets = running_world
    others = {kind: swapped(said, world.side) for kind, said in sheets.items()}
    assert others != sheets
    roles = ("owner", "leader", "rater")
    one, other = told_of(world, sheets, roles), told_of(world, others, roles)
    assert any("too few answers" in part or "answers" in part for part in one["owner", _page_of(world)])
    assert [place for place in one if one[place] != other[place]] == []


def test_exports_search_facts_and_api_are_the_same_whatever_was_said(
    running_world: tuple[World, dict[str, dict[str, Sheet]]],
) -> None:
    world, sheets = running_world
    low = {kind: {who: dict.fromkeys(said, 1) for who, said in each.items()} for kind, each in sheets.items()}
    high = {kind: {who: dict.fromkeys(said, 4) for who, said in each.items()} for kind, each in sheets.items()}
    roles = ("owner", "leader", "member", "guest")
    one, other = told_of(world, low, roles), told_of(world, high, roles)
    differing = {place for place in one if one[place] != other[place]}
    at = f"/n/{world.network.slug}/leadership/"
    mine = {f"{at}mine/", f"{at}questions/mine.json", _page_of(world)}
    needed = {at, f"{at}need/", f"{at}ours/", f"{at}questions/{world.held[1].of.pk}/"}
    assert {address for role, address in differing if role == "owner"} >= mine, "it would be seen"
    assert {address for _role, address in differing} <= mine | needed
    assert not {(role, address) for role, address in differing if address in mine and role != "owner"}
    assert "guest" not in {role for role, _address in differing}


def _page_of(world: World) -> str:
    return f"/n/{world.network.slug}/leadership/questions/{world.held[0].of.pk}/"


def test_no_address_shows_a_sheet_as_it_was_handed_in() -> None:
    """The rows that closing leaves behind stand in no page, file or reply."""
    world = made_world(3)
    ids = [str(each.pk) for each in Response.objects.of(world.network.pk)]
    assert len(ids) > 10
    everything = json.dumps(list(all_shown(world, ("owner", "leader")).values()))
    assert not [each for each in ids if each in everything]
