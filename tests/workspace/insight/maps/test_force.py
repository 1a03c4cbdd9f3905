import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.workspace.insight.maps import force
from vierspan.workspace.insight.maps.communities import communities_of, renumbered
from vierspan.workspace.insight.maps.pairs import Pairs, pairs_of

SCHEMA = {"source": pl.String, "target": pl.String, "strength": pl.Float64}


def tied(ids: list[str], *pairs: str) -> Pairs:
    return pairs_of(ids, pl.DataFrame([(pair[0], pair[1], 1.0) for pair in pairs], schema=SCHEMA, orient="row"))


def drawn(ids: list[str], pairs: Pairs, homes: dict[str, str | None] | None = None) -> force.Drawn:
    return force.Drawn(ids, ids, pairs, communities_of(pairs), homes or {})


def chain(count: int) -> tuple[list[str], Pairs]:
    ids = [f"{number:04}" for number in range(count)]
    rows = [(ids[n], ids[(7 * n + 1) % count], 1.0) for n in range(count)] + [
        (ids[n], ids[n - 1], 2.0) for n in range(1, count)
    ]
    return ids, pairs_of(ids, pl.DataFrame(rows, schema=SCHEMA, orient="row"))


def test_the_same_rows_give_the_same_map() -> None:
    ids = list("abcdef")
    drawings = [force.fresh(drawn(ids, tied(ids, "ab", "bc", "ca", "cd", "de", "ef", "fd"))) for _ in range(2)]
    assert drawings[0] == drawings[1]
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in drawings[0].values())
    assert len(set(drawings[0].values())) == 6


def test_a_large_map_is_the_same_every_time_too() -> None:
    ids, pairs = chain(1700)
    drawing = force.fresh(drawn(ids, pairs))
    assert drawing == force.fresh(drawn(ids, pairs))
    assert len(set(drawing.values())) == 1700


@settings(max_examples=15, deadline=None)
@given(st.integers(20, 120), st.integers(0, 2**16))
def test_new_ones_move_no_old_one_and_stand_apart(count: int, seed: int) -> None:
    ids, pairs = chain(count)
    old = [each for number, each in enumerate(ids) if (number * 7919 + seed) % 20]
    kept = {each: spot for each, spot in force.fresh(drawn(ids, pairs)).items() if each in old}
    after = force.grown(drawn(ids, pairs), kept)
    assert {each: after[each] for each in old} == kept
    assert set(after) == set(ids)
    assert len(set(after.values())) == count


def test_who_comes_stands_nearer_to_those_it_is_tied_to() -> None:
    ids, pairs = chain(200)
    before = force.fresh(drawn(ids, pairs))
    ends = sorted(ids, key=lambda each: before[each][0])
    for friends in (ends[:3], ends[-3:]):
        rows = pl.DataFrame([("new", friend, 1.0) for friend in friends], schema=SCHEMA, orient="row")
        now = [*ids, "new"]
        after = force.grown(drawn(now, pairs_of(now, rows)), before)
        middle = sum(before[friend][0] for friend in friends) / 3
        assert abs(after["new"][0] - middle) < 0.3


def test_who_comes_back_finds_the_old_place() -> None:
    ids = list("abcd")
    before = force.fresh(drawn(ids, tied(ids, "ab", "bc", "cd")))
    without = force.grown(drawn(list("abc"), tied(list("abc"), "ab", "bc")), before)
    assert without == {each: before[each] for each in "abc"}
    assert force.grown(drawn(ids, tied(ids, "ab", "bc", "cd")), before) == before


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_or_none_and_nobody_tied(count: int) -> None:
    ids = list("abc")[:count]
    places = force.fresh(drawn(ids, tied(ids)))
    assert len(set(places.values())) == count
    assert len(force.grown(drawn(ids, tied(ids)), {})) == count


def test_people_stand_around_their_party() -> None:
    ids = list("ab")
    places = force.fresh(drawn(ids, tied(ids, "ab"), {"p": "a", "q": None}))
    (x, y), (party_x, party_y) = places["p"], places["a"]
    assert abs(x - party_x) + abs(y - party_y) < 0.4
    grown = force.grown(drawn(ids, tied(ids, "ab"), {"p": "a", "q": None, "r": "a"}), places)
    assert abs(grown["r"][0] - party_x) + abs(grown["r"][1] - party_y) < 0.4
    assert grown["r"] != grown["p"]


def test_two_close_groups_are_two_communities_and_the_rest_none() -> None:
    ids = list("abcdefx")
    numbers = communities_of(tied(ids, "ab", "bc", "ca", "cd", "de", "ef", "fd")).tolist()
    assert len(set(numbers[:3])) == len(set(numbers[3:6])) == 1
    assert numbers[0] != numbers[3]
    assert numbers[6] == -1


def test_a_group_keeps_its_number_and_a_new_one_gets_the_next() -> None:
    ids = list("abcdef")
    found = communities_of(tied(ids, "ab", "bc", "ca", "de", "ef", "fd"))
    before = dict(zip("abcdef", (4, 4, 4, 9, 9, 9), strict=True))
    assert renumbered(ids, found, before).tolist() == [4, 4, 4, 9, 9, 9]
    half = {each: number for each, number in before.items() if each in "abc"}
    assert renumbered(ids, found, half).tolist() == [4, 4, 4, 5, 5, 5]
