"""The audit against a slow oracle that goes through all small groups of people (R5, R6, R9)."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.workspace.access.release.algebra import MOST_STEPS, has_light_vector
from vierspan.workspace.access.release.audit import is_safe, showable

PEOPLE = 9
MASKS = st.lists(st.integers(1, 2**PEOPLE - 1), min_size=1, max_size=5)
SETS = st.lists(st.frozensets(st.sampled_from("abcdefghijklmnop"), min_size=1), min_size=1, max_size=7)


def _rank(rows: list[list[Fraction]]) -> int:
    left, rank = [row[:] for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        at = next((at for at in range(rank, len(left)) if left[at][column]), None)
        if at is None:
            continue
        left[rank], left[at] = left[at], left[rank]
        for other in range(rank + 1, len(left)):
            factor = left[other][column] / left[rank][column]
            left[other] = [a - factor * b for a, b in zip(left[other], left[rank], strict=True)]
        rank += 1
    return rank


def _person_rows(masks: list[int]) -> list[list[Fraction]]:
    return [[Fraction(mask >> at & 1) for at in range(PEOPLE)] for mask in masks]


def _rests_on_few(masks: list[int], k: int) -> bool:
    """A combination rests on these people when the rank falls as soon as they are left out."""
    rows = _person_rows(masks)
    full = _rank(rows)
    return any(
        _rank([[value for at, value in enumerate(row) if at not in few] for row in rows]) < full
        for few in combinations(range(PEOPLE), k - 1)
    )


def _is_known(rows: list[list[Fraction]], group: tuple[int, ...]) -> bool:
    wanted = [Fraction(at in group) for at in range(PEOPLE)]
    return _rank([*rows, wanted]) == _rank(rows)


@settings(max_examples=150, deadline=None)
@given(MASKS, st.integers(2, 5))
def test_safe_is_what_trying_all_small_groups_says(masks: list[int], k: int) -> None:
    assert is_safe(masks, k) is not _rests_on_few(masks, k)


@settings(max_examples=60, deadline=None)
@given(MASKS, st.integers(3, 5))
def test_what_is_safe_keeps_every_small_group_hidden_also_with_the_own_answer_known(masks: list[int], k: int) -> None:
    if not is_safe(masks, k):
        return
    rows = _person_rows(masks)
    assert not any(_is_known(rows, few) for size in range(1, k) for few in combinations(range(PEOPLE), size))
    for me in range(PEOPLE):
        own = [*rows, [Fraction(at == me) for at in range(PEOPLE)]]
        others = [at for at in range(PEOPLE) if at != me]
        assert not any(_is_known(own, few) for size in range(1, k - 1) for few in combinations(others, size))


@settings(max_examples=60, deadline=None)
@given(SETS, st.integers(2, 6))
def test_what_is_shown_is_safe_together_and_no_hidden_set_could_be_added_in_its_turn(
    sets: list[frozenset[str]], k: int
) -> None:
    shown = showable(dict(enumerate(sets)), (), k)
    place = {person: 1 << at for at, person in enumerate("abcdefghijklmnop")}
    masks = [sum(place[person] for person in members) for members in sets]
    kept: list[int] = []
    for at in sorted(range(len(sets)), key=lambda at: -len(sets[at])):
        fits = len(sets[at]) >= k and is_safe([*kept, masks[at]], k)
        assert (at in shown) is fits
        kept += [masks[at]] if fits else []


@given(SETS, SETS, st.integers(2, 6))
def test_nested_shown_sets_differ_by_nobody_or_by_k_also_across_releases(
    first: list[frozenset[str]], second: list[frozenset[str]], k: int
) -> None:
    before = [first[at] for at in showable(dict(enumerate(first)), (), k)]
    now = [second[at] for at in showable(dict(enumerate(second)), before, k)]
    every = [*before, *now]
    assert all(len(larger - smaller) == 0 or len(larger - smaller) >= k for smaller in every for larger in every
               if smaller <= larger)  # fmt: skip


def test_two_groups_that_differ_by_a_swap_are_not_both_shown() -> None:
    shown = showable({"one": frozenset("abcdef"), "other": frozenset("bcdefg")}, (), 5)
    assert shown == {"one"}


def test_a_set_that_follows_from_others_is_shown() -> None:
    sets = {"all": frozenset("abcdefghij"), "left": frozenset("abcde"), "right": frozenset("fghij")}
    assert showable(sets, (), 5) == set(sets)


def test_earlier_sets_without_a_link_do_not_count() -> None:
    assert showable({"all": frozenset("abcde")}, [frozenset("vwxyz"), frozenset("vwxy")], 5) == {"all"}


def test_earlier_sets_linked_by_others_do_count() -> None:
    near, far = frozenset("abcdefghij"), frozenset("fghijklm")
    assert showable({"x": frozenset("abcde")}, [near], 5) == {"x"}
    assert showable({"x": frozenset("abcde")}, [near, far], 5) == frozenset()


def test_what_is_too_hard_to_decide_counts_as_unsafe() -> None:
    width = 48
    rows = [
        [(7 * at * at + 11 * at * column + column * column) % 13 % 2 for column in range(width)] for at in range(40)
    ]
    assert has_light_vector(rows, [1] * width, 20)
    assert MOST_STEPS > 0
