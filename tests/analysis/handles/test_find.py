"""What holds for all handles together."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.demo import demo_records
from vierspan.analysis.handles import FINDERS, Handle, find
from vierspan.analysis.handles.sight import between, facts
from vierspan.analysis.handles.words import said
from vierspan.analysis.interventions import library
from vierspan.analysis.mirror import Mirror, look
from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.phrases import phrase
from vierspan.analysis.records import Records
from vierspan.analysis.schema import REFERENCES, Language, tables

Told = Callable[[dict[str, list[dict[str, Any]]]], list[Handle]]


@pytest.fixture(scope="module")
def demo() -> tuple[Records, Mirror]:
    records = demo_records()
    return records, look(records)


def test_a_network_of_which_nothing_is_recorded_gets_no_handles(told: Told) -> None:
    assert told({}) == []


def test_the_most_urgent_comes_first(demo: tuple[Records, Mirror]) -> None:
    urgencies = [handle.urgency for handle in find(*demo)]
    assert urgencies == sorted(urgencies, reverse=True)


def test_every_piece_of_evidence_can_be_opened(demo: tuple[Records, Mirror]) -> None:
    records, mirror = demo
    for handle in find(records, mirror):
        for evidence in handle.evidence:
            rows = mirror.acts if evidence.table == "ledger" else records.table(evidence.table)
            assert evidence.count > 0
            assert set(evidence.ids) <= set(rows["id"])


def test_a_handle_is_for_somebody_and_holders_of_the_role_come_first(demo: tuple[Records, Mirror]) -> None:
    records, mirror = demo
    blank = next(handle for handle in find(records, mirror) if handle.finder == "course.blank_theme")
    holders = records.table("roles").filter(pl.col("orientation") == "strategist")["person"].to_list()
    assert set(blank.for_whom[: len(holders)]) == set(holders)


def test_what_concerns_a_person_is_seen_by_that_person_first(demo: tuple[Records, Mirror]) -> None:
    private = {handle.finder: handle.first_seen_by for handle in find(*demo) if handle.first_seen_by}
    assert private == {"course.face": ("marit-hoekema",), "horizon.drifting": ("bram-oostinga",)}


def test_the_order_of_rows_does_not_change_what_is_found(demo: tuple[Records, Mirror]) -> None:
    records, mirror = demo
    turned = Records.of({key: records.table(key).reverse() for key in records.present})
    again = find(turned, look(turned))
    assert [(handle.key, handle.numbers) for handle in again] == [
        (handle.key, handle.numbers) for handle in find(records, mirror)
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("part", ["headline", "facts", "urgency", "question"])
def test_the_demo_handles_can_be_said(language: Language, part: str, demo: tuple[Records, Mirror]) -> None:
    for handle in find(*demo):
        said = phrase(f"handle.{handle.finder}.{part}", language, **handle.numbers)
        assert said
        assert "{" not in said


def test_at_most_three_of_a_kind_and_the_last_says_how_many_more(told: Told) -> None:
    late = [{"id": f"d{n}", "name": f"Vraag {n}", "due_on": timedelta(days=20 + n)} for n in range(9)]
    spoken = told({"decisions": late})
    assert [handle.subjects for handle in spoken] == [(f"d{n}",) for n in (8, 7, 6)]
    assert [handle.more for handle in spoken] == [0, 0, 6]
    assert said(spoken[-1], "facts", "en").endswith("There are 6 more like this, less urgent.")
    assert "more like this" not in said(spoken[0], "facts", "en")


def test_a_list_that_never_says_what_is_over_gives_no_handles(told: Told) -> None:
    open_ones = [{"id": f"d{n}", "name": f"Vraag {n}", "due_on": timedelta(days=20 + n)} for n in range(12)]
    assert told({"decisions": open_ones}) == []
    closed = {"id": "d", "name": "Vraag", "due_on": timedelta(days=300), "closed_on": timedelta(days=310)}
    assert len(told({"decisions": [*open_ones, closed]})) == 3


def test_every_suggestion_stands_in_the_library(demo: tuple[Records, Mirror]) -> None:
    for handle in find(*demo):
        assert {one.intervention for one in handle.suggestions} <= set(library())


def test_every_finder_is_answered_by_an_intervention() -> None:
    for finder in FINDERS:
        assert any(finder.key in one.triggers for one in library().values())


def test_no_intervention_answers_a_finder_that_does_not_exist() -> None:
    known = {finder.key for finder in FINDERS}
    assert {trigger for one in library().values() for trigger in one.triggers} <= known


def test_many_rows_are_counted_but_not_all_named() -> None:
    rows = pl.DataFrame({"id": [str(number) for number in range(500)]})
    assert facts("acts", rows) == Facts(table="acts", ids=tuple(rows["id"].head(300)), count=500)


@settings(max_examples=50, deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(-1e3, 1e3), st.floats(0.1, 1e3))
def test_between_stays_between(value: float, low: float, width: float) -> None:
    assert 0 <= between(value, low, low + width) <= 1


@pytest.mark.parametrize("key", tables())
def test_one_table_alone_is_enough_to_look_and_never_too_little(key: str, demo: tuple[Records, Mirror]) -> None:
    records, _ = demo
    alone = Records.of({name: records.table(name) for name in _closure({key, "parties", "people"})})
    keys = [handle.key for handle in find(alone, look(alone))]
    assert len(keys) == len(set(keys))


def _closure(wanted: set[str]) -> set[str]:
    """These tables and all that they refer to."""
    more = {
        target
        for key in wanted
        for column in tables()[key].columns
        if column.is_reference
        for target in REFERENCES[column.type]
    }
    return wanted if more <= wanted else _closure(wanted | more)
