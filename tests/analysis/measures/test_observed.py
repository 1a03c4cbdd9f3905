"""Ties that the records show by themselves."""

from datetime import date
from itertools import combinations
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from factories import records_from
from vierspan.analysis.demo import TODAY, demo_records
from vierspan.analysis.measures.contacts import newman, presences
from vierspan.analysis.measures.observed import COLUMNS, observed_ties
from vierspan.analysis.mirror.picture import Basis, Window

YEAR = Window(start=date(2026, 1, 1), end=date(2026, 12, 31))
WHOLE = Window(start=date(2000, 1, 1), end=TODAY)
PEOPLE = [{"id": name, "name": name} for name in "abcdef"]


def at(*gatherings: str) -> dict[str, list[dict[str, Any]]]:
    """Gatherings of a month each, with who was there by letter."""
    return {
        "people": PEOPLE,
        "gatherings": [
            {"id": f"g{n}", "name": f"g{n}", "held_on": date(2026, n + 1, 1)} for n in range(len(gatherings))
        ],
        "attendance": [{"gathering": f"g{n}", "person": who} for n, there in enumerate(gatherings) for who in there],
    }


def strengths(found: pl.DataFrame, kind: str) -> dict[tuple[str, str], float]:
    rows = found.filter(pl.col("kind") == kind)
    return {
        (source, target): strength for source, target, strength in rows.select("source", "target", "strength").rows()
    }


def test_a_talk_of_two_ties_fully_and_a_gathering_of_many_hardly() -> None:
    found = strengths(observed_ties(records_from(at("ab", "abcdef")), YEAR), "gathering")
    assert found["a", "b"] == 1 + 1 / 5
    assert found["e", "f"] == 1 / 5


def test_a_tie_knows_how_often_and_from_when_to_when() -> None:
    found = observed_ties(records_from(at("ab", "cd", "ab")), YEAR).row(0, named=True)
    assert (found["times"], found["first_day"], found["last_day"]) == (2, date(2026, 1, 1), date(2026, 3, 1))
    assert not found["directed"]


def test_who_did_not_come_and_who_came_alone_is_tied_to_nobody() -> None:
    rows = at("a", "bc")
    rows["attendance"][1]["present"] = False
    assert observed_ties(records_from(rows), YEAR).is_empty()


def test_nothing_recorded_gives_no_ties_and_the_same_columns() -> None:
    found = observed_ties(records_from({"people": PEOPLE}), YEAR)
    assert found.is_empty()
    assert dict(found.schema) == COLUMNS


def test_people_and_parties_at_one_table_are_tied_from_when_both_had_joined() -> None:
    seats: list[dict[str, Any]] = [
        {"initiative": "i", "person": "a", "party": "P", "since": date(2026, 1, 1)},
        {"initiative": "i", "person": "b", "party": "Q", "since": date(2026, 4, 1), "until": date(2026, 6, 1)},
        {"initiative": "i", "person": "c", "party": "Q", "state": "declined"},
    ]
    parties = [{"id": "P", "name": "P"}, {"id": "Q", "name": "Q"}]
    found = observed_ties(
        records_from({"people": PEOPLE, "parties": parties, "initiatives": [{"id": "i", "name": "i"}], "seats": seats}),
        YEAR,
    )
    assert strengths(found, "table") == {("a", "b"): 1.0, ("P", "Q"): 1.0}
    assert found["first_day"].to_list() == [date(2026, 4, 1)] * 2
    assert found["last_day"].to_list() == [date(2026, 6, 1)] * 2


def test_a_gift_is_a_tie_from_who_gave_to_who_got() -> None:
    gifts: list[dict[str, Any]] = [
        {"giver": "Q", "receiver": "P", "given_on": date(2026, 2, 1)},
        {"giver": "Q", "receiver": "P", "given_on": date(2026, 5, 1)},
        {"giver": "P", "receiver": "Q", "given_on": date(2026, 5, 1), "state": "offered"},
        {"giver": "P", "given_on": date(2026, 5, 1)},
    ]
    found = observed_ties(
        records_from({"parties": [{"id": "P", "name": "P"}, {"id": "Q", "name": "Q"}], "exchanges": gifts}), YEAR
    )
    assert strengths(found, "exchange") == {("Q", "P"): 2.0}
    assert found["directed"].all()


@given(st.lists(st.sets(st.sampled_from("abcdef")).map(sorted).map("".join), min_size=1, max_size=9))
def test_the_ties_of_gatherings_are_those_of_newmans_projection(there: list[str]) -> None:
    records = records_from(at(*there))
    graph = newman(presences(records, YEAR), Basis.ATTENDANCE)
    found = strengths(observed_ties(records, YEAR), "gathering")
    weights = (
        {}
        if graph is None
        else {
            (one, other): graph.together[graph.actors.index(one), graph.actors.index(other)]
            for one, other in combinations(sorted(graph.actors), 2)
        }
    )
    wanted = {pair: weight for pair, weight in weights.items() if weight}
    assert found.keys() == wanted.keys()
    assert all(abs(found[pair] - wanted[pair]) < 1e-9 for pair in wanted)


def test_the_demo_shows_ties_of_every_kind() -> None:
    found = observed_ties(demo_records("nl"), WHOLE)
    assert set(found["kind"]) == {"gathering", "table", "exchange"}
    assert (found["strength"] > 0).all()
