"""The rules of the release gate, one by one."""

import json
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.workspace.access.release import (
    HIDDEN,
    Breakdown,
    Cell,
    Plan,
    Snapshot,
    answered_band,
    may_trend,
    merged_groups,
    release,
    texts,
)
from vierspan.workspace.access.release.blunt import blunt_cell

SCORES = st.lists(st.integers(1, 5), min_size=5, max_size=40)
PEOPLE = [f"r{at}" for at in range(40)]
ANSWERS = st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 5), max_size=40)
GROUPS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.frozensets(st.sampled_from(PEOPLE)), max_size=4)


def _plan(groups: Mapping[str, frozenset[str]], k: int = 5) -> Plan:
    return Plan(k=k, breakdowns=(Breakdown(key="sector", groups=groups),))


def _of(count: int, start: int = 0) -> frozenset[str]:
    return frozenset(PEOPLE[start : start + count])


# --- R2, R4: settings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("k", [0, 3, 4, 21])
def test_k_lies_between_five_and_twenty(k: int) -> None:
    with pytest.raises(ValueError, match="k must lie"):
        Plan(k=k)


def test_k_may_be_four_about_one_person_and_never_three() -> None:
    assert Plan(k=4, is_about_one_person=True).k == 4
    with pytest.raises(ValueError, match="k must lie"):
        Plan(k=3, is_about_one_person=True)


def test_there_are_at_most_four_breakdowns_with_keys_of_their_own() -> None:
    with pytest.raises(ValueError, match="At most 4"):
        Plan(breakdowns=tuple(Breakdown(key=f"b{at}", groups={}) for at in range(5)))
    with pytest.raises(ValueError, match="same key"):
        Plan(breakdowns=(Breakdown(key="b", groups={}), Breakdown(key="b", groups={})))
    with pytest.raises(ValueError, match="need a key"):
        Breakdown(key="", groups={})
    with pytest.raises(ValueError, match="lowest"):
        Plan(lowest=5, highest=1)


def test_a_round_does_not_start_with_fewer_people_than_k() -> None:
    assert not Plan(k=6).may_start(5)
    assert Plan(k=6).may_start(6)


@given(ANSWERS, GROUPS, st.integers(5, 8))
def test_no_cell_rests_on_fewer_than_k_who_answered_that_item(
    given_: dict[str, float], groups: dict[str, frozenset[str]], k: int
) -> None:
    snapshot = release({"trust": given_}, _plan(groups, k))
    for (_, key, group), cell in snapshot.cells.items():
        members = groups[group] & given_.keys() if key else given_.keys()
        assert cell == HIDDEN or len(members) >= k


def test_who_skipped_the_item_does_not_count() -> None:
    answers = {"asked": dict.fromkeys(PEOPLE[:6], 3.0), "skipped": dict.fromkeys(PEOPLE[:4], 3.0)}
    snapshot = release(answers, Plan())
    assert snapshot.cell("asked").is_shown
    assert not snapshot.cell("skipped").is_shown


# --- R1, R6 over time -------------------------------------------------------------------------------------------


def test_one_answer_more_shows_nothing_new() -> None:
    first = release({"trust": dict.fromkeys(PEOPLE[:8], 4.0)}, Plan())
    second = release({"trust": dict.fromkeys(PEOPLE[:9], 4.0)}, Plan(), [first])
    assert first.cell("trust").is_shown
    assert second.cell("trust") == HIDDEN


def test_a_changed_answer_under_a_new_id_shows_nothing_new() -> None:
    first = release({"trust": dict.fromkeys(PEOPLE[:8], 4.0)}, Plan())
    second = release({"trust": {**dict.fromkeys(PEOPLE[:7], 4.0), "new": 1.0}}, Plan(), [first])
    assert second.cell("trust") == HIDDEN


def test_five_answers_more_are_shown_and_so_are_answers_given_anew() -> None:
    first = release({"trust": dict.fromkeys(PEOPLE[:8], 4.0)}, Plan())
    assert release({"trust": dict.fromkeys(PEOPLE[:13], 4.0)}, Plan(), [first]).cell("trust").is_shown
    assert release({"trust": dict.fromkeys(PEOPLE[20:26], 4.0)}, Plan(), [first]).cell("trust").is_shown


def test_the_same_release_again_shows_the_same() -> None:
    plan = _plan({"a": _of(6), "b": _of(7, 6)})
    answers = {"trust": dict.fromkeys(PEOPLE[:13], 4.0)}
    first = release(answers, plan)
    assert release(answers, plan, [first, Snapshot.from_plain(first.to_plain())]) == first


@given(ANSWERS, GROUPS)
def test_a_snapshot_survives_json(given_: dict[str, float], groups: dict[str, frozenset[str]]) -> None:
    snapshot = release({"trust": given_, "value": {}}, _plan(groups))
    assert Snapshot.from_plain(json.loads(json.dumps(snapshot.to_plain()))) == snapshot


@given(ANSWERS, GROUPS, st.integers(1, 5))
def test_what_is_kept_of_a_hidden_item_does_not_depend_on_the_answers(
    given_: dict[str, float], groups: dict[str, frozenset[str]], other: int
) -> None:
    one = release({"trust": given_}, _plan(groups))
    two = release({"trust": dict.fromkeys(given_, float(other))}, _plan(groups))
    assert one.shown == two.shown
    assert {place for place, cell in one.cells.items() if cell.is_shown} == {
        place for place, cell in two.cells.items() if cell.is_shown
    }


# --- R11 --------------------------------------------------------------------------------------------------------


def test_refusals_look_alike() -> None:
    groups = {"small": _of(3), "remainder": _of(10, 3), "nobody": _of(6, 30), "empty": frozenset[str]()}
    snapshot = release({"trust": dict.fromkeys(PEOPLE[:13], 3.0)}, _plan(groups))
    hidden = [snapshot.cell("trust", "sector", group) for group in groups]
    assert [*hidden, snapshot.cell("never asked")] == [HIDDEN] * 5
    assert {json.dumps(cell.to_plain()) for cell in hidden} == {json.dumps(HIDDEN.to_plain())}


# --- R7 ---------------------------------------------------------------------------------------------------------


@given(SCORES)
def test_few_people_give_a_mean_by_halves_and_nothing_else(values: list[int]) -> None:
    cell = blunt_cell(values[:9], (1, 5), 5)
    assert cell.mean is not None
    assert cell.thirds is None
    assert cell.count == "5-9"
    assert (cell.mean * 2).is_integer()
    assert 1.5 <= cell.mean <= 4.5
    assert abs(cell.mean - sum(values[:9]) / len(values[:9])) <= (0.25 if not cell.edge else 0.5)


@given(SCORES.filter(lambda values: len(values) >= 10))
def test_ten_people_give_a_mean_by_tenths_and_thirds_that_hide_one_or_two(values: list[int]) -> None:
    cell = blunt_cell(values, (1, 5), 5)
    assert cell.mean is not None
    assert cell.thirds is not None
    assert cell.count == str(len(values))
    assert cell.edge or abs(cell.mean - sum(values) / len(values)) <= 0.05 + 1e-9
    assert 1.5 <= cell.mean <= 4.5
    assert all(share % 5 == 0 and share <= 90 for share in cell.thirds)
    lows = sum(value <= 2 for value in values)
    assert cell.thirds[0] == 0 or lows > 2
    assert sum(cell.thirds) == 100 or 90 in cell.thirds


@given(SCORES, st.randoms())
def test_the_order_of_answers_changes_nothing(values: list[int], dice: Random) -> None:
    mixed = values[:]
    dice.shuffle(mixed)
    assert blunt_cell(mixed, (1, 5), 5) == blunt_cell(values, (1, 5), 5)


@pytest.mark.parametrize(
    ("values", "mean", "edge"),
    [
        ([5] * 6, 4.5, "at_least"),
        ([1] * 6, 1.5, "at_most"),
        ([5, 5, 5, 4, 4, 4], 4.5, "at_least"),
        ([3, 4] * 3, 3.5, ""),
        ([4, 4, 4, 4, 4, 3], 4.0, ""),
        ([5] * 12, 4.5, "at_least"),
        ([4] * 12 + [5], 4.1, ""),
    ],
)
def test_a_mean_near_an_end_is_told_as_a_bound(values: list[int], mean: float, edge: str) -> None:
    cell = blunt_cell(values, (1, 5), 5)
    assert (cell.mean, cell.edge) == (mean, edge)


def test_everybody_alike_is_told_as_more_than_ninety_percent() -> None:
    assert blunt_cell([5] * 12, (1, 5), 5).thirds == (0, 0, 90)
    assert blunt_cell([5] * 10 + [1, 3], (1, 5), 5).thirds == (0, 0, 90)


def test_other_scales_have_steps_in_proportion() -> None:
    assert blunt_cell([1, 4] * 3, (1, 4), 5).mean == 2.5
    assert blunt_cell([0, 1] * 3, (0, 1), 5).mean == 0.5
    assert blunt_cell([1] * 6, (0, 1), 5) == Cell(is_shown=True, count="5-9", mean=0.875, edge="at_least")
    assert blunt_cell([3] * 4, (1, 5), 4).count == "4-9"


def test_a_trend_needs_ten_people_both_times() -> None:
    few, many = blunt_cell([3] * 9, (1, 5), 5), blunt_cell([3] * 10, (1, 5), 5)
    assert may_trend(many, many)
    assert not may_trend(few, many)
    assert not may_trend(many, few)
    assert not may_trend(HIDDEN, many)


# --- R8 ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=20), max_size=12), st.integers(4, 8), st.randoms())
def test_texts_come_all_or_not_at_all(written: list[str], k: int, dice: Random) -> None:
    kept = sorted(text.strip() for text in written if text.strip())
    assert sorted(texts(written, k=k, shuffle_with=dice)) == (kept if len(kept) >= max(k, 5) else [])


def test_texts_do_not_keep_their_order() -> None:
    written = [f"text {at}" for at in range(20)]
    assert texts(written, shuffle_with=Random(1)) != written  # noqa: S311 - the same order each run


# --- S3, R3 -----------------------------------------------------------------------------------------------------


@given(st.integers(0, 200), st.integers(0, 200), st.booleans())
def test_turnout_is_a_band_and_exact_only_when_closed(answered: int, invited: int, is_closed: bool) -> None:
    answered = min(answered, invited)
    turnout = answered_band(answered, invited, is_closed=is_closed, k=5)
    assert turnout.is_shown == (invited >= 5)
    if turnout.from_percent is not None and turnout.to_percent is not None:
        assert turnout.from_percent <= answered * 100 / invited <= turnout.to_percent
        assert turnout.to_percent - turnout.from_percent == 25
        assert turnout.answered == (answered if is_closed else None)


def test_small_groups_of_raters_are_put_together() -> None:
    groups = {"peers": _of(6), "reports": _of(3, 6), "outside": _of(2, 9)}
    assert merged_groups(groups, k=5) == {"peers": _of(6), "others": _of(5, 6)}


def test_what_is_put_together_and_still_too_small_leaves_only_the_whole() -> None:
    assert merged_groups({"peers": _of(6), "reports": _of(3, 6)}, k=5) == {}
    assert merged_groups({"peers": _of(2), "reports": _of(1, 6)}, k=4) == {}
    assert merged_groups({"peers": _of(6), "reports": _of(6, 6)}, k=5) == {"peers": _of(6), "reports": _of(6, 6)}
