import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.workspace.insight.maps import geography, rings, sectors
from vierspan.workspace.insight.maps.geography import Frame

COUNTS = st.lists(st.integers(0, 60), min_size=4, max_size=4).filter(any)


def in_rings(counts: list[int]) -> tuple[dict[str, int], dict[str, str]]:
    members = {f"{ring}-{number:03}": ring for ring, count in enumerate(counts) for number in range(count)}
    return members, {each: f"sector {number % 5}" for number, each in enumerate(members)}


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_each_stands_within_its_own_ring_and_nobody_on_another(counts: list[int]) -> None:
    members, alike = in_rings(counts)
    placed = rings.fresh(members, alike)
    assert list(placed.radii) == sorted(placed.radii)
    assert placed.radii[-1] == pytest.approx(1.0)
    for each, ring in members.items():
        reach = math.hypot(*placed.places[each])
        assert (placed.radii[ring - 1] if ring else 0) <= reach <= placed.radii[ring]
    assert len(set(placed.places.values())) == len(members)


@settings(max_examples=20, deadline=None)
@given(COUNTS)
def test_new_ones_in_the_rings_move_no_old_one(counts: list[int]) -> None:
    members, alike = in_rings(counts)
    placed = rings.fresh(members, alike)
    more = members | {"new": 3, "newer": 1}
    grown = rings.grown(more, alike | {"new": "sector 1", "newer": "sector 9"}, placed)
    if grown is not None:
        assert {each: grown.places[each] for each in members} == placed.places
        assert grown.radii[2] < math.hypot(*grown.places["new"]) <= grown.radii[3]


def test_who_changes_ring_moves_and_the_others_stay() -> None:
    members, alike = in_rings([3, 6, 6, 6])
    placed = rings.fresh(members, alike)
    grown = rings.grown(members | {"3-000": 0}, alike, placed)
    assert grown is not None
    assert math.hypot(*grown.places["3-000"]) <= grown.radii[0]
    assert all(grown.places[each] == placed.places[each] for each in members if each != "3-000")


def test_a_sector_stands_together() -> None:
    members, alike = in_rings([0, 0, 0, 40])
    placed = rings.fresh(members, alike)
    angle = {each: math.atan2(y, x) for each, (x, y) in placed.places.items()}
    for sector in set(alike.values()):
        mine = np.exp(1j * np.array([angle[each] for each in members if alike[each] == sector]))
        assert abs(mine.mean()) > 0.8


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_sectors_stand_apart_with_everybody_inside_their_own(sizes: list[int]) -> None:
    groups = {f"{sector}-{number}": str(sector) for sector, size in enumerate(sizes) for number in range(size)}
    packed = sectors.fresh(sorted(groups), groups)
    circles = list(packed.circles.values())
    for number, one in enumerate(circles):
        for other in circles[:number]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= (one.r + other.r) * 0.97
    for each, (x, y) in packed.places.items():
        circle = packed.circles[groups[each]]
        assert math.hypot(x - circle.x, y - circle.y) <= circle.r
    assert len(set(packed.places.values())) == len(groups)


def test_a_new_member_finds_room_in_its_sector_and_a_new_sector_asks_for_a_new_drawing() -> None:
    groups = {f"{number}": "care" if number % 3 else "housing" for number in range(30)}
    packed = sectors.fresh(sorted(groups), groups)
    grown = sectors.grown([*sorted(groups), "new"], groups | {"new": "care"}, packed)
    assert grown is not None
    assert {each: grown.places[each] for each in groups} == packed.places
    assert sectors.grown([*sorted(groups), "new"], groups | {"new": "school"}, packed) is None


def test_without_anybody_there_is_nothing_to_draw() -> None:
    assert rings.fresh({}, {}).places == {}
    assert sectors.fresh([], {}).places == {}
    assert rings.fresh({"a": 0}, {"a": ""}).places.keys() == {"a"}


def test_north_is_up_and_east_is_right_and_a_kilometre_is_as_long_both_ways() -> None:
    frame = Frame(52.0, 5.0, 1.0)
    (x, y), (east, _), (_, north) = frame.on_sheet(np.array([[52.0, 5.0], [52.0, 5.1], [52.1, 5.0]])).tolist()
    assert (x, y) == (0.0, 0.0)
    assert east == pytest.approx(0.1 * math.cos(math.radians(52)))
    assert north == pytest.approx(0.1)


def test_many_at_one_place_stand_around_it_and_the_unknown_under_the_map() -> None:
    where = {f"{number}": (52.0, 5.0) for number in range(30)} | {"far": (53.0, 6.0)}
    frame = geography.frame_around(np.array(list(where.values())))
    places = geography.placed(where, ["lost", "gone"], frame, {})
    here = frame.on_sheet(np.array([[52.0, 5.0]]))[0]
    assert len(set(places.values())) == 33
    assert all(math.dist(places[str(number)], here) < 0.7 for number in range(30))
    assert places["lost"][1] < -1.1 > places["gone"][1]
    again = geography.placed(where | {"new": (52.0, 5.0)}, ["lost", "gone"], frame, places)
    assert {each: again[each] for each in places} == places
    assert math.dist(again["new"], here) < 0.8
