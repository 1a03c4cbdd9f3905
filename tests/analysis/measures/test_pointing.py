"""Every figure opens to exactly the rows that it counts."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from vierspan.analysis.demo import TODAY, demo_records
from vierspan.analysis.measures.pointing import ROWS_NAMED, pointing, rows_of
from vierspan.analysis.mirror import Mirror, look
from vierspan.analysis.mirror.picture import Facts, Window
from vierspan.analysis.records import Records

WINDOWS = [None, Window(start=TODAY - timedelta(days=180), end=TODAY), Window(start=date(2025, 1, 1), end=TODAY)]


@cache
def demo() -> Records:
    return demo_records()


def all_facts(value: object) -> Iterator[Facts]:
    if isinstance(value, Facts):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from all_facts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from all_facts(one)


def pointed_at(facts: Facts, records: Records, mirror: Mirror) -> pl.DataFrame:
    return rows_of(facts, mirror.acts if facts.table == "ledger" else records.table(facts.table))


@pytest.mark.parametrize("window", WINDOWS)
def test_every_figure_of_the_demo_opens_to_as_many_rows_as_it_counts(window: Window | None) -> None:
    mirror = look(demo(), window=window)
    found = list(all_facts(mirror.picture))
    assert len(found) > 100
    for facts in found:
        assert pointed_at(facts, demo(), mirror).height == facts.count, facts


def test_contacts_stand_in_for_acts_outside() -> None:
    outward = demo().table("contacts").with_columns(outward=pl.lit(True), held_on=pl.lit(TODAY))
    people = {key: demo().table(key) for key in ("parties", "people")}
    records = Records.of(people | {"contacts": outward})
    share = look(records).picture.face.face_share
    assert share.facts is not None
    assert rows_of(share.facts, look(records).acts).height == share.facts.count


rows = st.lists(st.tuples(st.booleans(), st.none() | st.integers(0, 20), st.sampled_from("ab")), max_size=40)


@given(rows)
def test_pointing_leads_back_to_the_rows(given_rows: list[tuple[bool, int | None, str]]) -> None:
    days = [None if day is None else TODAY + timedelta(days=day) for _, day, _ in given_rows]
    frame = pl.DataFrame(
        {
            "id": [str(number) for number in range(len(given_rows))],
            "orientation": [letter for _, _, letter in given_rows],
            "rated_on": days,
        },
        schema={"id": pl.String, "orientation": pl.String, "rated_on": pl.Date},
    )
    counted = frame.filter(pl.Series([is_in for is_in, _, _ in given_rows], dtype=pl.Boolean))["id"]
    facts = pointing("ratings", frame, counted)
    assert facts.count == counted.len()
    if counted.len():
        assert sorted(rows_of(facts, frame)["id"]) == sorted(counted)


def test_too_many_to_name_are_shown_among_their_neighbours_with_their_own_number() -> None:
    many = 3 * ROWS_NAMED
    frame = pl.DataFrame({"id": [str(n) for n in range(many)], "rated_on": [TODAY] * many})
    facts = pointing("ratings", frame, frame["id"].gather_every(2))
    assert (facts.ids, facts.count) == ((), many)
