"""How far raters agree, and how far ratings can be relied on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.questionnaires import Band, Stance, agreement, agreement_of_scale, alpha, compare, icc, spread

answers = st.lists(st.integers(1, 5), min_size=3, max_size=20)


@pytest.mark.parametrize(
    ("said", "raw", "is_split"), [([4, 4, 5], 0.8333, False), ([1, 5, 5], -1.6667, True), ([3, 3, 3], 1, False)]
)
def test_agreement_gives_the_numbers_of_the_methods(said: list[int], raw: float, is_split: bool) -> None:
    found = agreement(said)
    assert found.raw == pytest.approx(raw, abs=1e-4)
    assert found.value == pytest.approx(max(0, raw), abs=1e-4)
    assert found.is_split is is_split


def test_agreement_of_two_is_not_told() -> None:
    assert agreement([4, 4]).reason is Reason.TOO_FEW
    assert agreement([4, 4]).band is None


@pytest.mark.parametrize(
    ("said", "band"),
    [([3, 3, 3], Band.VERY_MUCH), ([4, 4, 5], Band.MUCH), ([3, 4, 5], Band.SOME), ([1, 5, 5], Band.NONE)],
)
def test_agreement_has_four_bands(said: list[int], band: Band) -> None:
    assert agreement(said).band is band


@given(answers)
def test_agreement_lies_between_nought_and_one(said: list[int]) -> None:
    found = agreement(said)
    assert found.value is not None
    assert 0 <= found.value <= 1


@given(st.lists(answers, min_size=1, max_size=6))
def test_agreement_over_a_scale_lies_between_nought_and_one(said: list[list[int]]) -> None:
    found = agreement_of_scale(said)
    assert found.value is not None
    assert 0 <= found.value <= 1
    assert found.n == min(map(len, said))


@given(answers)
def test_a_scale_of_one_question_agrees_as_that_question(said: list[int]) -> None:
    assert agreement_of_scale([said]).value == pytest.approx(agreement(said).value)


def test_a_scale_whose_raters_differ_wildly_is_split_and_not_above_one() -> None:
    found = agreement_of_scale([[1, 5, 5]] * 6)
    assert (found.value, found.is_split) == (0, True)


def test_questions_with_two_raters_are_left_out_of_a_scale() -> None:
    assert agreement_of_scale([[4, 4], [3, 3, 3]]).value == 1
    assert agreement_of_scale([[4, 4]]).reason is Reason.TOO_FEW
    assert agreement_of_scale([]).n == 0


def test_questions_that_all_say_the_same_hang_together_fully() -> None:
    rows = [[value] * 6 for value in (1, 2, 3, 4, 5) * 6]
    assert alpha(rows).value == pytest.approx(1)


def test_consistency_is_as_computed_by_covariances() -> None:
    rows = np.random.default_rng(6).integers(1, 6, size=(40, 6))
    rows[:, 1:3] = np.clip(rows[:, [0]] + rows[:, 1:3] % 2, 1, 5)
    matrix = np.cov(rows.T)
    expected = 6 / 5 * (1 - np.trace(matrix) / matrix.sum())
    found = alpha([[int(cell) for cell in row] for row in rows])
    assert found.value == pytest.approx(expected)
    assert found.n == 40


def test_consistency_of_twenty_nine_complete_cases_is_not_told() -> None:
    rows: list[list[int | None]] = [[1, 2, 3, 4, 5, 1]] * 29
    assert alpha([*rows, [1, None, 3, 4, 5, 1], [0, 2, 3, 4, 5, 1]]).reason is Reason.TOO_FEW


def test_consistency_needs_totals_that_differ() -> None:
    assert alpha([[3, 3]] * 30).reason is Reason.NO_VARIANCE


def test_ratings_that_differ_between_people_only_are_fully_reliable() -> None:
    found = icc([[float(value)] * 4 for value in (1, 2, 3, 4, 5) * 2])
    assert (found.one, found.many) == (1, 1)


def test_ratings_that_differ_within_people_only_say_nothing_of_people() -> None:
    found = icc([[1.0, 5.0]] * 10)
    assert (found.one, found.many) == (0, 0)


def test_reliability_of_ratings_follows_the_analysis_of_variance() -> None:
    ratings = np.random.default_rng(2).normal(3, 0.5, size=(12, 5)) + np.linspace(-1, 1, 12)[:, None]
    between = 5 * ratings.mean(axis=1).var(ddof=1)
    within = ratings.var(axis=1, ddof=1).mean()
    found = icc(ratings.tolist())
    assert found.one == pytest.approx((between - within) / (between + 4 * within))
    assert found.many == pytest.approx((between - within) / between)


def test_nine_people_rated_are_too_few_and_so_is_one_rater_each() -> None:
    assert icc([[1.0, 2.0]] * 9).reason is Reason.TOO_FEW
    assert icc([[1.0]] * 12).reason is Reason.TOO_FEW
    assert icc([[3.0, 3.0]] * 12).reason is Reason.NO_VARIANCE


@pytest.mark.parametrize(
    ("own", "seen", "stance"),
    [
        (4.6, 3.8, Stance.HIGHER_OF_HIGH),
        (3.6, 2.5, Stance.HIGHER_OF_LOW),
        (3.0, 4.2, Stance.LOWER_OF_HIGH),
        (1.5, 2.5, Stance.LOWER_OF_LOW),
        (4.0, 3.9, Stance.ALIKE_HIGH),
        (2.4, 2.0, Stance.ALIKE_LOW),
    ],
)
def test_own_view_and_that_of_others_fall_in_six_classes(own: float, seen: float, stance: Stance) -> None:
    found = compare(own, seen)
    assert found is not None
    assert found.stance is stance
    assert found.in_spreads is None


def test_half_a_point_is_alike() -> None:
    assert compare(4.5, 4.0).stance is Stance.ALIKE_HIGH  # type: ignore[union-attr]


def test_a_mean_told_by_halves_leaves_room_before_it_counts_as_different() -> None:
    assert compare(4.2, 3.5).stance is Stance.HIGHER_OF_HIGH  # type: ignore[union-attr]
    assert compare(4.2, 3.5, blunt=0.25).stance is Stance.ALIKE_HIGH  # type: ignore[union-attr]


def test_a_spread_makes_small_differences_count() -> None:
    found = compare(4.0, 3.8, spread=0.2)
    assert found is not None
    assert found.in_spreads == pytest.approx(1)
    assert found.stance is Stance.HIGHER_OF_HIGH


def test_a_little_higher_is_what_most_people_say() -> None:
    found = compare(4.0, 3.8)
    assert found is not None
    assert found.is_ordinary
    assert not compare(3.6, 3.8).is_ordinary  # type: ignore[union-attr]


def test_without_one_of_the_two_there_is_nothing_to_compare() -> None:
    assert compare(None, 3.0) is None
    assert compare(3.0, None) is None


def test_a_spread_needs_fifteen_people_who_differ() -> None:
    assert spread([3.0] * 20) is None
    assert spread([1.0, 5.0] * 7) is None
    assert spread([1.0, 5.0] * 8) == pytest.approx(np.std([1, 5] * 8, ddof=1))
