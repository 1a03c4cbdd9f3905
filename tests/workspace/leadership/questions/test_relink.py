"""Who has the database, its log, the files and a backup after closing ties no sheet to a person (goal 22).

A thousand sheets are handed in through the pages or the actions, in an order that the attacker watched. Each way to put
sheets in a row is laid beside each way to put people in a row. By chance one hit a round is expected: a Poisson number
of two, of which more than twelve come once in five million times.
"""

import json
import logging
import sqlite3
import tarfile
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.test import Client

from leadership_circle import Circle, again, make_circle
from vierspan.command.archive import SQLITE, backup
from vierspan.workspace.access import answer_keys
from vierspan.workspace.leadership.questions import answering, closing, items
from vierspan.workspace.leadership.questions.actions import running
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round

ROUNDS, PEOPLE = 2, 500
THROUGH_PAGES, SOME = 25, 100
MARGIN = 0.01
KEYS = items.keys(ABOUT)


@dataclass(frozen=True, slots=True)
class Wave:
    """One round, and what only the test knows of it."""

    of: Round
    said: Mapping[str, Mapping[str, int]]  # by the id of the person, in the order in which they answered
    traces: Sequence[str]  # the secret, and of some people token, hash and key: what ties


@pytest.fixture
def circle(transactional_db: None) -> Circle:
    return make_circle(PEOPLE + 2)


def opened(circle: Circle, by: int) -> Round:
    """About the first and then about the second person: the same five hundred answer both."""
    first, second = (circle.me, circle.second) if by == 0 else (circle.second, circle.me)
    return replace(circle, me=first, second=second).opened_about_me(circle.people[2:])


def answered(circle: Circle, of: Round, chance: Random) -> Wave:
    """In an order of their own; the first through the page behind their link, the others by what that page does."""
    asked = list(Invitation.objects.of(circle.network.pk).filter(round=of))
    chance.shuffle(asked)
    said: dict[str, dict[str, int]] = {}
    for at, each in enumerate(asked):
        link = answer_keys.token(of, each)
        said[each.person_id.hex] = {key: chance.randint(1, 5) for key in KEYS}
        if at < THROUGH_PAGES:
            form = {f"q-{key}": str(value) for key, value in said[each.person_id.hex].items()}
            assert Client().post(f"/link/lead/{link}/keep/", form).status_code == 204
            assert Client().post(f"/link/lead/{link}/hand-in/").status_code == 302
        else:
            answering.keep(link, said[each.person_id.hex])
            answering.hand_in(link)
    links = [answer_keys.token(of, each) for each in asked[:: PEOPLE // SOME]]
    keys = [answer_keys.response_key(of, link) for link in links]
    return Wave(of, said, [of.secret, *links, *keys, *map(answer_keys.hashed, links)])


def closed(circle: Circle, wave: Wave) -> Wave:
    running.close(circle.me if wave.of.about_id == circle.me.person_id else circle.second, wave.of.pk)
    return Wave(again(wave.of), wave.said, wave.traces)


# --- what the attacker has ---------------------------------------------------------------------------------------


def database() -> Path:
    if connection.vendor != "sqlite":
        pytest.skip("a file of one's own")
    return Path(connection.settings_dict["NAME"])


def held_in(path: Path) -> bytes:
    """The file with its log."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")) if each.suffix != "-shm")


def rows(path: Path, sql: str, *given: str) -> list[tuple[str, ...]]:
    source = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return source.execute(sql, given).fetchall()
    finally:
        source.close()


def sheet_orders(path: Path, of: Round) -> Iterator[tuple[str, list[str]]]:
    """Every way to put the sheets of a round in a row: as they lie, by id, by size, by place in the file."""
    sql = "SELECT rowid, id, answers FROM questions_response WHERE round_id = ?"
    found, raw = rows(path, sql, of.pk.hex), held_in(path)
    ways = {
        "number of the row": lambda row: row[0],
        "id": lambda row: row[1],
        "size": lambda row: (len(row[2]), row[0]),
        "words": lambda row: row[2],
        "place in the file": lambda row: raw.find(row[2].encode()),
        "last place in the file": lambda row: raw.rfind(row[2].encode()),
    }
    for name, way in ways.items():
        ordered = [row[2] for row in sorted(found, key=way)]
        yield name, ordered
        yield f"{name}, turned round", ordered[::-1]


def people_orders(path: Path, wave: Wave) -> Iterator[tuple[str, list[str]]]:
    """Every way to put those who were asked in a row; also the order in which they answered, which somebody watched."""
    sql = (
        "SELECT i.person_id, i.rowid AS asked, i.id AS invited, p.rowid AS row, p.name AS name, p.email AS email,"
        " p.party_id AS party FROM questions_invitation i JOIN directory_person p ON p.id = i.person_id"
        " WHERE i.round_id = ? ORDER BY "
    )
    for way in ("asked", "invited", "i.person_id", "row", "name", "email", "party, asked", "length(name), name"):
        yield way, [row[0] for row in rows(path, sql + way, wave.of.pk.hex)]
    yield "answered", list(wave.said)


def hits(path: Path, waves: Sequence[Wave]) -> dict[tuple[str, str], int]:
    """Per way to lay them beside each other, how many sheets come to lie beside who wrote them."""
    found: dict[tuple[str, str], int] = {}
    for wave in waves:
        by_said = {tuple(said[key] for key in KEYS): who for who, said in wave.said.items()}
        sheets = rows(path, "SELECT answers FROM questions_response WHERE round_id = ?", wave.of.pk.hex)
        wrote = {sheet: by_said[tuple(json.loads(sheet)[key] for key in KEYS)] for (sheet,) in sheets}
        for (sheet_way, told), (way, people) in product(sheet_orders(path, wave.of), people_orders(path, wave)):
            assert len(told) == len(people) == PEOPLE
            right = sum(wrote[sheet] == who for sheet, who in zip(told, people, strict=True))
            found[sheet_way, way] = found.get((sheet_way, way), 0) + right
    return found


# --- the tests ---------------------------------------------------------------------------------------------------


def test_a_thousand_sheets_are_tied_to_people_no_better_than_by_chance(
    circle: Circle, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, chance = database(), Random(22)  # noqa: S311 - any answers will do
    caplog.set_level(logging.INFO)
    waves = [answered(circle, opened(circle, by), chance) for by in range(ROUNDS)]
    raw, told = held_in(path), sum(len(wave.said) for wave in waves)
    assert told == ROUNDS * PEOPLE == 1000
    for wave in waves:
        assert len([trace for trace in wave.traces if trace.encode() in raw]) > 2 * SOME, "it stands there before"

    waves = [closed(circle, wave) for wave in waves]
    assert backup(Namespace(out=tmp_path / "copy.tar.gz", language="en")) == 0
    with tarfile.open(tmp_path / "copy.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    for taken in (path, tmp_path / SQLITE):
        found = hits(taken, waves)
        assert len(found) == 12 * 9
        worst = max(found, key=lambda way: found[way])
        assert found[worst] / told <= 1 / PEOPLE + MARGIN, (worst, found[worst])
        left = held_in(taken)
        assert b"The circle" in left, "this is where it would stand"
        for wave in waves:
            assert not [trace for trace in wave.traces if trace.encode() in left]
    assert not [trace for wave in waves for trace in wave.traces if trace in caplog.text]


def test_without_shuffling_the_same_attacker_ties_all_of_them(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unshuffled:
        def shuffle(self, rows: list[object]) -> None:
            """Leave them as they are."""

    monkeypatch.setattr(closing, "SystemRandom", Unshuffled)
    wave = closed(circle, answered(circle, opened(circle, 0), Random(23)))  # noqa: S311 - any answers will do
    found = hits(database(), [wave])
    assert max(found.values()) > 0.9 * PEOPLE


def test_before_closing_the_same_attacker_ties_all_of_them(circle: Circle) -> None:
    """The order of the rows alone tells it, without the secret, to who watched in which order they answered."""
    wave = answered(circle, opened(circle, 0), Random(24))  # noqa: S311 - any answers will do
    found = hits(database(), [wave])
    assert found["number of the row", "answered"] == PEOPLE
    by_key = {row.key: row.answers for row in Response.objects.of(circle.network.pk).filter(round=wave.of)}
    for each in Invitation.objects.of(circle.network.pk).filter(round=wave.of):
        link = answer_keys.token(wave.of, each)
        assert by_key[answer_keys.response_key(wave.of, link)] == wave.said[each.person_id.hex]
