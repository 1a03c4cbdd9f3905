"""The picture of influence and position, and the bars month by month."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.report.charts.months import month_bars
from vierspan.analysis.report.charts.stakes import Stake, StakeWords, stakes, stakes_table, warmth_line

STEPS = {step: f"s{step}" for step in range(1, 6)}
WORDS = StakeWords(
    label="Where they stand",
    positions=STEPS,
    influences=STEPS,
    warmths={"warm": "warm", "cool": "cool", "cold": "cold"},
    more="and {n} more",
    name="Name",
    position="Position",
    influence="Influence",
    warmth="Contact",
)
rows = st.lists(
    st.builds(
        Stake,
        name=st.text("abcdefgh ", min_size=1, max_size=60),
        position=st.integers(1, 5),
        influence=st.integers(1, 5),
        warmth=st.sampled_from(["warm", "cool", "cold"]),
        address=st.just("/there/"),
    ),
    min_size=1,
    max_size=40,
)


def lines(drawn: str) -> list[tuple[float, float, str]]:
    """Where each written line of a name begins, and what it says."""
    root = ElementTree.fromstring(drawn)  # noqa: S314 - what we drew ourselves
    return [(float(each.get("x", 0)), float(each.get("y", 0)), each.text or "") for each in root.iter("text")]


@given(rows)
@settings(max_examples=60, deadline=None)
def test_no_line_of_a_name_covers_another(found: list[Stake]) -> None:
    by_column: dict[float, list[float]] = {}
    for x, y, _words in lines(stakes(found, WORDS)):
        by_column.setdefault(x, []).append(y)
    for column in by_column.values():
        column.sort()
        assert all(other - one >= 16 for one, other in pairwise(column))


@given(rows)
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_rows_changes_nothing(found: list[Stake]) -> None:
    once = {(each.name, each.influence, each.position): each for each in found}
    assert stakes(list(once.values()), WORDS) == stakes(list(reversed(once.values())), WORDS)


def test_a_name_is_escaped_and_leads_to_its_page() -> None:
    drawn = stakes([Stake(name="A & <b>", position=1, influence=5, warmth="cold", address="/a/?b=1&c")], WORDS)
    assert "<b>" not in drawn
    assert 'href="/a/?b=1&amp;c"' in drawn


def test_how_many_more_there_are_stands_below_the_first_six() -> None:
    found = [Stake(name=f"N{n}", position=3, influence=3, warmth="warm") for n in range(9)]
    assert "and 3 more" in stakes(found, WORDS)
    assert len(stakes_table(found, WORDS).rows) == 9


def test_without_anybody_there_is_no_picture() -> None:
    assert stakes([], WORDS) == ""
    assert warmth_line([4.0], "warm") == ""
    assert month_bars([date(2026, 1, 1)], {"a": [0]}, {"a": "A", "2026-01-01": "jan"}, "x") == ""


def test_the_table_begins_with_the_most_influence() -> None:
    found = [
        Stake(name="A", position=5, influence=1, warmth="cold"),
        Stake(name="B", position=1, influence=5, warmth="warm"),
    ]
    assert [row[0] for row in stakes_table(found, WORDS).rows] == ["B", "A"]


@pytest.mark.parametrize("counts", [[1, 0, 3], [0, 12, 0]])
def test_a_bar_stands_for_every_month_with_something(counts: list[int]) -> None:
    months = [date(2026, month, 1) for month in (1, 2, 3)]
    names = {"a": "Signals", **{month.isoformat(): f"{month:%b}" for month in months}}
    drawn = month_bars(months, {"a": counts}, names, "By month")
    assert len(re.findall("month-bar", drawn)) == sum(n > 0 for n in counts)
