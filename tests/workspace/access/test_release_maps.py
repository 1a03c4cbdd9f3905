"""Relation answers: by name with both willing, else between groups only (R12)."""

import json
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.workspace.access.release import HIDDEN, GroupTies, NamedTie, group_ties

LEFT = frozenset(f"l{at}" for at in range(8))
RIGHT = frozenset(f"r{at}" for at in range(8))
GROUPS = {"left": LEFT, "right": RIGHT}
PEOPLE = sorted(LEFT | RIGHT)
GIVEN = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(1, 5)), max_size=120)


def _all_between(givers: int, receivers: int) -> list[tuple[str, str, float]]:
    left, right = sorted(LEFT)[:givers], sorted(RIGHT)[:receivers]
    there = [(one, other, 4.0) for one in left for other in right]
    return there + [(other, one, 2.0) for one in sorted(LEFT)[:6] for other in sorted(RIGHT)[:6]]


def test_groups_with_many_givers_on_both_sides_show_the_tie_both_ways() -> None:
    ties = group_ties(_all_between(6, 6), GROUPS, frozenset(), 5)
    assert (ties.cell("left", "right").mean, ties.cell("right", "left").mean) == (4.0, 2.0)
    assert ties.cell("left", "right").count == "5-9"
    assert ties.cell("left", "left") == HIDDEN
    assert ties.named == ()


def test_few_givers_or_few_receivers_on_one_side_hide_both_ways() -> None:
    for givers, receivers in ((4, 6), (6, 4)):
        ties = group_ties(_all_between(givers, receivers), GROUPS, frozenset(), 5)
        assert set(ties.between.values()) == {HIDDEN}


def test_a_tie_is_shown_by_name_when_both_opted_in_and_only_then() -> None:
    given_ = [("l0", "r0", 4.0), ("r0", "l0", 2.0), ("l0", "r1", 5.0), ("l1", "r0", 3.0)]
    named = group_ties(given_, GROUPS, frozenset({"l0", "r0"}), 5).named
    assert named == (NamedTie(giver="l0", receiver="r0", value=4.0), NamedTie(giver="r0", receiver="l0", value=2.0))


def test_what_remains_beside_the_named_ties_needs_k_givers_too() -> None:
    willing = frozenset(sorted(LEFT)[:3]) | RIGHT
    assert group_ties(_all_between(8, 8), GROUPS, frozenset(), 5).cell("left", "right").is_shown
    assert not group_ties(_all_between(7, 7), GROUPS, willing, 5).cell("left", "right").is_shown


def test_overlapping_groups_that_differ_by_few_givers_are_not_both_shown() -> None:
    most = LEFT - {"l7"}
    given_ = [(one, other, 3.0) for one in PEOPLE for other in PEOPLE]
    ties = group_ties(given_, {**GROUPS, "most": most}, frozenset(), 5)
    assert ties.cell("left", "right").is_shown
    assert not ties.cell("most", "right").is_shown


@settings(max_examples=60, deadline=None)
@given(GIVEN, st.frozensets(st.sampled_from(PEOPLE), max_size=6), st.integers(4, 6))
def test_shown_ties_rest_on_k_givers_and_k_receivers(
    given_: list[tuple[str, str, float]], opted_in: frozenset[str], k: int
) -> None:
    ties = group_ties(given_, GROUPS, opted_in, k)
    assert all({tie.giver, tie.receiver} <= opted_in for tie in ties.named)
    for (giving, receiving), cell in ties.between.items():
        pairs = {
            (one, other)
            for one, other, _ in given_
            if one != other and one in GROUPS[giving] and other in GROUPS[receiving] and not {one, other} <= opted_in
        }
        is_wide = all(len({pair[side] for pair in pairs}) >= k for side in (0, 1))
        assert is_wide or cell == HIDDEN
        assert cell.is_shown == ties.cell(receiving, giving).is_shown


# --- answers taken over from wave to wave -----------------------------------------------------------------------


def _everybody() -> dict[tuple[str, str], float]:
    return {(one, other): 3.0 for one in PEOPLE for other in PEOPLE if (one in LEFT) != (other in LEFT)}


def _wave(
    values: dict[tuple[str, str], float],
    before: Sequence[GroupTies] = (),
    *,
    opted_in: frozenset[str] = frozenset(),
    changed: str = "",
) -> GroupTies:
    """A wave in which all answers are taken over but those of one person."""
    ids = {pair: f"{'new' if pair[0] == changed else 'old'} {pair}" for pair in values}
    given_ = [(*pair, value) for pair, value in values.items()]
    kept = [GroupTies.from_kept(json.loads(json.dumps(wave.kept()))) for wave in before]
    return group_ties(given_, GROUPS, opted_in, 5, ids=ids, before=kept)


def test_the_same_answers_again_show_the_same() -> None:
    first = _wave(_everybody())
    assert first.cell("left", "right").is_shown
    assert _wave(_everybody(), [first]) == first


def test_one_person_who_answers_anew_is_not_given_away() -> None:
    first = _wave(_everybody())
    again = _wave(_everybody() | {("l0", "r0"): 1.0}, [first], changed="l0")
    assert set(again.between.values()) == {HIDDEN}


def test_one_person_who_leaves_is_not_given_away() -> None:
    fewer = {pair: value for pair, value in _everybody().items() if pair[0] != "l0"}
    assert not _wave(fewer, [_wave(_everybody())]).cell("left", "right").is_shown


def test_answers_given_anew_by_everybody_are_shown() -> None:
    ties = group_ties([(*pair, value) for pair, value in _everybody().items()], GROUPS, frozenset(), 5)
    first = _wave(_everybody())
    assert group_ties(
        [(*pair, value) for pair, value in _everybody().items()],
        GROUPS,
        frozenset(),
        5,
        ids={pair: f"anew {pair}" for pair in _everybody()},
        before=[first],
    ).between == ties.between  # fmt: skip


def test_opting_in_later_gives_nobody_else_away() -> None:
    first = _wave(_everybody())
    most = LEFT - {"l0", "l1"} | RIGHT
    assert _wave(_everybody(), [first], opted_in=most).named == ()
    few = frozenset({"l0", "r0"})
    assert len(_wave(_everybody(), [first], opted_in=few).named) == 2


# --- a slow oracle ----------------------------------------------------------------------------------------------

FEW = [f"p{at}" for at in range(7)]
OVERLAPPING = st.dictionaries(st.sampled_from("abc"), st.frozensets(st.sampled_from(FEW), min_size=3), min_size=1)


def _rank(rows: list[list[int]]) -> int:
    left, rank = [[Fraction(value) for value in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((at for at in range(rank, len(left)) if left[at][column]), None)
        if at is None:
            continue
        left[rank], left[at] = left[at], left[rank]
        for other in range(rank + 1, len(left)):
            factor = left[other][column] / left[rank][column]
            left[other] = [a - factor * b for a, b in zip(left[other], left[rank], strict=True)]
        rank += 1
    return rank


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.tuples(st.sampled_from(FEW), st.sampled_from(FEW)), max_size=40),
    OVERLAPPING,
    st.frozensets(st.sampled_from(FEW), max_size=3),
)
def test_whatever_follows_from_all_shown_ways_rests_on_k_givers_and_k_receivers(
    pairs: set[tuple[str, str]], groups: dict[str, frozenset[str]], opted_in: frozenset[str]
) -> None:
    hidden = sorted(pair for pair in pairs if pair[0] != pair[1] and not opted_in.issuperset(pair))
    ties = group_ties([(*pair, 3.0) for pair in pairs], groups, opted_in, 3)
    shown = [way for way, cell in ties.between.items() if cell.is_shown]
    rows = [[int(pair[0] in groups[one] and pair[1] in groups[other]) for pair in hidden] for one, other in shown]
    full = _rank(rows)
    for side in (0, 1):
        for few in combinations(FEW, 2):
            kept = [at for at, pair in enumerate(hidden) if pair[side] not in few]
            assert _rank([[row[at] for at in kept] for row in rows]) == full
