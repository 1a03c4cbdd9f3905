"""The radar: everything in its own cell, nothing on top of anything, nothing moved."""

from itertools import combinations
from math import atan2, hypot, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.report.charts import Blip, Cell, Place, Radar, radar, radar_table
from vierspan.analysis.report.charts.radar import look_of_potential, ring_of_months
from vierspan.analysis.report.charts.radar_places import BLIP, SIZES, is_clear, placed, point


def filled(cell: Cell, radius: float, most: int) -> list[Place]:
    places: list[Place] = []
    for _ in range(most):
        found = placed(cell, [point(cell, each, radius) for each in places], radius)
        if found is None:
            break
        places.append(found)
    return places


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 8), st.sampled_from([3, 4]), st.sampled_from(SIZES[:4]), st.data())
def test_no_two_blips_meet_and_none_leaves_its_cell(
    sectors: int, rings: int, radius: float, data: st.DataObject
) -> None:
    cell = Cell(data.draw(st.integers(0, sectors - 1)), sectors, data.draw(st.integers(0, rings - 1)), rings)
    points = [point(cell, each, radius) for each in filled(cell, radius, 8)]
    inner, outer = (radius * edge for edge in cell.edges)
    low, high = cell.angles
    for x, y in points:
        assert inner + BLIP <= hypot(x, y) <= outer - BLIP
        assert low < atan2(y, x) < high
    assert all(hypot(a[0] - b[0], a[1] - b[1]) >= 2 * BLIP for a, b in combinations(points, 2))


def test_a_place_that_holds_holds_on_every_larger_radar() -> None:
    cell = Cell(1, 5, 2, 4)
    places = filled(cell, SIZES[0], 9)
    for larger in SIZES[1:]:
        for at, each in enumerate(places):
            others = [point(cell, other, larger) for n, other in enumerate(places) if n != at]
            assert is_clear(cell, each, others, larger)


def test_the_same_cell_fills_the_same_way_and_in_the_end_is_full() -> None:
    cell = Cell(0, 8, 0, 4)
    first = filled(cell, SIZES[0], 50)
    assert first == filled(cell, SIZES[0], 50)
    assert 0 < len(first) < 50


def drawing(count: int = 3, sectors: int = 2) -> Radar:
    cell = Cell(0, sectors, 1, 3)
    blips = tuple(
        Blip(
            number=n + 1,
            name=f"Signal <{n}>",
            sector=0,
            ring=1,
            place=each,
            look="3",
            said="great",
            is_new=n == 0,
            address=f"/s/{n}/",
        )
        for n, each in enumerate(filled(cell, SIZES[0], count))
    )
    return Radar(
        sectors=tuple(f"Sector & {n}" for n in range(sectors)),
        rings=("theme", "emerging", "weak"),
        blips=blips,
        radius=SIZES[0],
    )


def test_every_blip_leads_to_its_signal_and_says_what_it_is() -> None:
    drawn = radar(drawing(), "en")
    assert drawn.count("<a ") == 3
    assert 'href="/s/0/"' in drawn
    assert "Signal &lt;0&gt; (Sector &amp; 0; emerging; great)" in drawn
    assert "style=" not in drawn
    assert drawn.count("radar-new") == 1
    assert 'role="group"' in drawn


def test_the_table_has_the_same_rows() -> None:
    twin = radar_table(drawing(), "en")
    assert twin.header[:4] == ("Number", "Signal", "Sector", "Ring")
    assert [row[0] for row in twin.rows] == ["1", "2", "3"]
    assert twin.rows[0][1:] == ("Signal <0>", "Sector & 0", "emerging", "great", "yes")


def test_without_sectors_nothing_is_drawn() -> None:
    assert radar(drawing(0, 1).__class__(sectors=(), rings=("a", "b", "c"), blips=(), radius=600.0), "nl") == ""


@pytest.mark.parametrize(("months", "ring"), [(0, 0), (6, 0), (6.5, 1), (12, 1), (24, 2), (99, 3), (None, 3)])
def test_the_rings_of_time_have_fixed_edges(months: float | None, ring: int) -> None:
    assert ring_of_months(months) == ring


def test_what_nobody_weighed_looks_unknown() -> None:
    assert [look_of_potential(each) for each in (None, 0.3, 0.5, 0.75)] == ["0", "1", "2", "3"]


def test_the_whole_turns_a_quarter() -> None:
    assert Cell(7, 8, 0, 4).angles[1] == pytest.approx(pi / 2)
