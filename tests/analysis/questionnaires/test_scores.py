"""Scores of scales, of one respondent and of several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.questionnaires import (
    Rater,
    Value,
    accent,
    from_means,
    need_said,
    orientation_scores,
    others,
    pairs,
    palette,
    place,
    rescaled,
    score,
)

answer = st.integers(0, 5)
six = st.lists(answer, min_size=6, max_size=6)


def test_a_score_is_the_mean_of_what_was_answered() -> None:
    assert score([4, 4, 2, 2, 0, None], 6) == Value(3.0, 4)


def test_four_of_six_are_enough_and_three_are_not() -> None:
    assert score([5, 5, 5, 5, 0, 0], 6).value == 5
    assert score([5, 5, 5, 0, 0, 0], 6) == Value(None, 3, Reason.TOO_FEW)


def test_who_could_judge_nothing_gives_no_score_and_not_a_low_one() -> None:
    assert score([0] * 6, 6) == Value(None, 0, Reason.EMPTY)


@given(six)
def test_a_score_stays_within_what_was_said(answers: list[int]) -> None:
    found = score(answers, 6)
    said = [each for each in answers if each]
    assert found.n == len(said)
    if found.value is None:
        assert len(said) < 4
    else:
        assert min(said) <= found.value <= max(said)


@given(six, st.permutations(range(6)))
def test_the_order_of_questions_does_not_matter(answers: list[int], order: list[int]) -> None:
    shuffled = score([answers[place] for place in order], 6)
    assert shuffled.value == pytest.approx(score(answers, 6).value) if shuffled.value else True


def test_each_orientation_has_its_own_six_questions() -> None:
    found = orientation_scores({"s1": 5, "s2": 5, "s3": 5, "s4": 5, "p1": 1, "p2": 1, "d1": 4})
    assert found[Orientation.STRATEGIST].value == 5
    assert found[Orientation.PROCESS_MANAGER].reason is Reason.TOO_FEW
    assert found[Orientation.EXPLORER].reason is Reason.EMPTY


def test_answers_are_rescaled_to_nought_and_one() -> None:
    assert [rescaled(value) for value in (1, 3, 5)] == [0, 0.5, 1]
    assert rescaled(1, low=0, high=4) == 0.25


def test_two_orientations_together_need_both() -> None:
    scores = {
        Orientation.STRATEGIST: Value(4, 6),
        Orientation.DEVELOPER: Value(2, 6),
        Orientation.EXPLORER: Value(None, 1, Reason.TOO_FEW),
        Orientation.PROCESS_MANAGER: Value(5, 6),
    }
    found = pairs(scores)
    assert found.lasting == Value(3, 12)
    assert found.organising.value == 3.5
    assert found.renewing.reason is Reason.TOO_FEW
    assert found.content.value is None


def test_means_that_were_not_released_are_missing() -> None:
    keys = ("s1", "s2", "s3")
    assert from_means({"s1": 4.0, "s2": 3.0, "s3": None}, keys) == Value(3.5, 2)
    assert from_means({"s1": 4.0}, keys).reason is Reason.SUPPRESSED
    assert from_means({}, keys).value is None


def test_two_poles_that_are_both_strong_lie_in_the_middle_with_a_wide_range() -> None:
    found = place(Value(5, 2), Value(5, 2))
    assert (found.position.value, found.repertoire.value) == (0, 1)


def test_one_pole_only_lies_at_the_end_without_range() -> None:
    found = place(Value(1, 2), Value(4, 2))
    assert (found.position.value, found.repertoire.value) == (1, 0)


def test_where_neither_pole_is_seen_there_is_no_place() -> None:
    found = place(Value(1, 2), Value(1, 2))
    assert found.position == Value(None, 4, Reason.NO_VARIANCE)
    assert found.repertoire.value is None


def test_a_pole_that_nobody_could_judge_gives_no_place() -> None:
    found = palette({"fd_lo1": 4, "fd_lo2": 2, "fd_hi1": 3, "fd_hi2": 0})["FD"]
    assert found.lo.value == 3
    assert found.position.reason is Reason.TOO_FEW


poles = st.floats(1, 5, allow_nan=False)


@given(poles, poles)
def test_a_place_mirrors_when_the_poles_change_sides(lo: float, hi: float) -> None:
    here, there = place(Value(lo, 2), Value(hi, 2)), place(Value(hi, 2), Value(lo, 2))
    if here.position.value is None or there.position.value is None:
        assert lo == hi == 1
        return
    assert here.position.value == pytest.approx(-there.position.value)
    assert here.repertoire.value == there.repertoire.value
    assert -1 <= here.position.value <= 1
    assert here.repertoire.value is not None
    assert 0 <= here.repertoire.value <= 1


def test_a_party_with_many_raters_has_one_voice() -> None:
    said = [Rater(5, "big"), Rater(5, "big"), Rater(5, "big"), Rater(2, "small")]
    found = others(said)
    assert found.by_rater == Value(4.25, 4)
    assert found.by_party == Value(3.5, 2)
    assert found.differ


def test_raters_without_a_party_stand_alone() -> None:
    found = others([Rater(4), Rater(2), Rater(4), Rater(2)])
    assert found.by_party == found.by_rater
    assert not found.differ


def test_three_raters_who_could_judge_are_too_few() -> None:
    found = others([Rater(4), Rater(4), Rater(4), Rater(None)])
    assert found.by_rater == Value(None, 3, Reason.TOO_FEW)
    assert not found.differ


@given(st.lists(st.tuples(poles, st.sampled_from(["a", "b", "c"])), min_size=4, max_size=20))
def test_both_ways_of_counting_stay_within_what_was_said(said: list[tuple[float, str]]) -> None:
    found = others([Rater(value, party) for value, party in said])
    lowest, highest = min(value for value, _ in said), max(value for value, _ in said)
    for each in (found.by_rater, found.by_party):
        assert each.value is not None
        assert lowest - 1e-9 <= each.value <= highest + 1e-9


def test_a_need_is_a_band_around_what_people_say() -> None:
    found = need_said([4, 2, None, -1])
    assert (found.need, found.low, found.high, found.n) == (75, 65, 85, 2)


def test_a_band_of_need_stays_between_nought_and_a_hundred() -> None:
    assert need_said([0]).low == 0
    assert need_said([4]).high == 100


def test_a_need_that_too_few_say_is_not_told() -> None:
    assert need_said([3, 3], fewest=5).reason is Reason.TOO_FEW
    assert need_said([]).reason is Reason.EMPTY


def four(strategist: float, explorer: float, developer: float, process_manager: float) -> dict[Orientation, Value]:
    given = (strategist, explorer, developer, process_manager)
    return {orientation: Value(value, 6) for orientation, value in zip(Orientation, given, strict=True)}


def test_the_accent_is_what_stands_out_above_the_mean() -> None:
    found = accent(four(5, 3, 3, 3))
    assert found.orientation is Orientation.STRATEGIST
    assert found.level == 0.625
    assert found.above_mean[Orientation.STRATEGIST] == 0.375
    assert found.sharpness is not None
    assert 0 < found.sharpness < 1


def test_one_orientation_only_is_as_sharp_as_can_be() -> None:
    assert accent(four(1, 1, 4, 1)).sharpness == pytest.approx(1)


@pytest.mark.parametrize("level", [2.0, 5.0])
def test_four_alike_have_no_accent_and_a_level(level: float) -> None:
    found = accent(four(level, level, level, level))
    assert found.orientation is None
    assert found.sharpness == pytest.approx(0, abs=1e-12)
    assert found.level == rescaled(level)


def test_never_four_times_is_nothing_to_have_an_accent_in() -> None:
    assert accent(four(1, 1, 1, 1)).reason is Reason.EMPTY


def test_without_one_of_the_four_there_is_no_accent() -> None:
    scores = four(5, 3, 3, 3) | {Orientation.DEVELOPER: Value(None, 3, Reason.TOO_FEW)}
    assert accent(scores).reason is Reason.TOO_FEW
    assert accent({}).reason is Reason.EMPTY


@given(st.tuples(poles, poles, poles, poles))
def test_what_lies_above_the_mean_lies_below_it_elsewhere(given_scores: tuple[float, float, float, float]) -> None:
    found = accent(four(*given_scores))
    assert sum(found.above_mean.values()) == pytest.approx(0, abs=1e-9)
