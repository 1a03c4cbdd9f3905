"""The four picks: the figures of the methods, and what must hold for any table."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from vierspan.analysis.choices.winwin.answer import NAMES, answer
from vierspan.analysis.choices.winwin.blocking import accepted, blocks, trades
from vierspan.analysis.choices.winwin.large import large
from vierspan.analysis.choices.winwin.picks import pareto, picks
from vierspan.analysis.choices.winwin.question import Issue, Question, Stake, worth
from vierspan.analysis.choices.winwin.robust import robust
from vierspan.analysis.choices.winwin.table import rows, table

FIXTURE = np.array([[7, 4, 3], [5, 5, 5], [9, 2, 2], [6, 6, 3], [4, 4, 4]], dtype=np.float64) - 2
EVEN = np.ones(3)


def test_the_table_of_the_methods_gives_the_picks_of_the_methods() -> None:
    found = picks(FIXTURE, np.ones(5, dtype=np.bool_), EVEN)
    assert found.nash == found.egalitarian == found.kalai_smorodinsky == (1,)
    assert found.utilitarian == (1, 3)
    assert 4 not in found.pareto
    assert found.rational == (0, 1, 2, 3, 4)


def test_where_no_package_is_good_for_all_nothing_is_picked() -> None:
    found = picks(FIXTURE - 9, np.zeros(5, dtype=np.bool_), EVEN)
    assert (found.nash, found.utilitarian, found.pareto) == ((), (), ())


def test_where_somebody_can_gain_nothing_the_others_still_count() -> None:
    gains = np.array([[3.0, 0.0], [1.0, 0.0]])
    found = picks(gains, np.ones(2, dtype=np.bool_), np.ones(2))
    assert found.nash == found.kalai_smorodinsky == (0,)


def tables_of(values: list[list[int]]) -> np.ndarray:
    return np.array(values, dtype=np.float64).reshape(len(values), 3)


rows_of_gains = some.lists(some.lists(some.integers(0, 8), min_size=3, max_size=3), min_size=1, max_size=12)


@given(rows_of_gains)
def test_nash_and_leximin_and_the_sum_stand_in_the_pareto_set(values: list[list[int]]) -> None:
    gains = tables_of(values)
    found = picks(gains, np.ones(len(gains), dtype=np.bool_), EVEN)
    assert set(found.utilitarian) <= set(found.pareto)
    assert set(found.egalitarian) <= set(found.pareto)
    if (gains[list(found.nash)] > 0).all():
        assert set(found.nash) <= set(found.pareto)


@given(rows_of_gains)
def test_the_pareto_set_is_what_a_plain_reading_says(values: list[list[int]]) -> None:
    gains = tables_of(values)
    plain = {
        a
        for a, mine in enumerate(values)
        if not any(all(y >= x for x, y in zip(mine, other, strict=True)) and other != mine for other in values)
    }
    assert set(pareto(gains).tolist()) == plain


@example([[0, 0, 1], [0, 1, 0]], [1, 1, 2])
@given(rows_of_gains, some.lists(some.integers(1, 5), min_size=3, max_size=3))
def test_nash_and_kalai_smorodinsky_do_not_depend_on_the_scale_of_a_party(
    values: list[list[int]], scales: list[int]
) -> None:
    gains, everything = tables_of(values), np.ones(len(values), dtype=np.bool_)
    one, other = picks(gains, everything, EVEN), picks(gains * scales, everything, EVEN)
    assert (one.nash, one.kalai_smorodinsky) == (other.nash, other.kalai_smorodinsky)


@some.composite
def questions(draw: some.DrawFn) -> Question:
    issues = tuple(Issue(f"i{n}", tuple("abc"[: draw(some.integers(2, 3))])) for n in range(draw(some.integers(1, 3))))
    stakes = []
    for number in range(draw(some.integers(1, 3))):
        scores = {each.key: tuple(float(draw(some.integers(0, 10))) for _option in each.options) for each in issues}
        importance = {each.key: float(draw(some.integers(0, 4))) for each in issues}
        never = {issues[0].key: frozenset(draw(some.sets(some.integers(0, 1), max_size=1)))}
        stakes.append(Stake(f"p{number}", scores, importance, float(draw(some.integers(0, 6))), never=never))
    return Question(issues, tuple(stakes))


@settings(deadline=None, max_examples=60)
@given(questions())
def test_solving_without_writing_the_packages_down_is_as_good_as_writing_them_down(question: Question) -> None:
    made = table(question)
    found = picks(made.gains, made.rational, np.ones(len(question.stakes)))
    other = large(question)
    for name in NAMES:
        package, proven = getattr(other, name).package, getattr(other, name).is_proven
        assert proven
        if name == "nash" and not (made.gains[made.rational] > 0.002).all(axis=1).any():
            continue
        assert (package is None) == (not found.rational)
        if package is not None:
            ours = rows(question, (package,)).gains[0]
            best = made.gains[next(iter(getattr(found, name)))]
            assert (
                measure(name, made.gains[made.rational], ours) >= measure(name, made.gains[made.rational], best) - 0.01
            )


def measure(name: str, rational: np.ndarray, gains: np.ndarray) -> float:
    if name == "nash":
        return float(np.log(np.maximum(gains, 1e-12)).sum())
    if name == "utilitarian":
        return float(gains.sum())
    if name == "egalitarian":
        return float(gains.min())
    ideal = rational.max(axis=0)
    return float((gains[ideal > 0] / ideal[ideal > 0]).min()) if (ideal > 0.002).any() else 0.0


@given(questions())
def test_a_trade_is_good_for_all_and_one_or_two_options_away(question: Question) -> None:
    for package in table(question).packages:
        assert accepted(question, package) == (not blocks(question, package))
        for trade in trades(question, package):
            assert accepted(question, trade.package)
            assert 1 <= len(trade.changed) <= 2


def small() -> Question:
    issues = (Issue("night", ("home", "base")), Issue("pay", ("city", "insurer")))
    return Question(
        issues,
        (
            Stake("city", {"night": (6, 4), "pay": (0, 9)}, {"night": 1, "pay": 3}, 3.0),
            Stake("nurses", {"night": (9, 2), "pay": (5, 5)}, {"night": 2, "pay": 1}, 4.0),
            Stake(
                "insurer",
                {"night": (7, 7), "pay": (9, 3)},
                {"night": 1, "pay": 1},
                4.5,
                never={"night": frozenset({1})},
            ),
        ),
    )


def test_worth_is_the_weighted_mean_of_what_the_options_score() -> None:
    question = small()
    assert worth(question, question.stakes[0], (0, 1)) == pytest.approx((6 + 27) / 4)


def test_who_blocks_is_told_by_how_much_and_for_what() -> None:
    question = small()
    (city,) = blocks(question, (0, 0))
    assert city.party == "city"
    assert city.short == pytest.approx(1.5)
    found = {each.party: each for each in blocks(question, (1, 1))}
    assert found["insurer"].refuses == ((1 - 1, 1),)
    (trade,) = trades(question, (0, 0))
    assert trade.changed == ((1, 0, 1),)


def test_the_answer_says_how_many_there_are_and_how_many_are_good_for_all() -> None:
    found = answer(small())
    assert (found.count, found.rational, found.is_whole) == (4, 1, True)
    assert all(pick.packages == ((0, 1),) for pick in found.picks)
    assert found.robust == ((0, 1),)


def test_where_none_is_good_for_all_the_nearest_is_named() -> None:
    question = small()
    hard = Question(question.issues, tuple(Stake(s.party, s.scores, s.importance, 9.5) for s in question.stakes))
    found = answer(hard)
    assert found.rational == 0
    assert found.nearest
    assert all(not pick.packages for pick in found.picks)


def test_without_issues_or_parties_there_is_nothing_to_pick() -> None:
    assert answer(Question((), ())).count == 0
    assert answer(Question((), ())).picks[0].packages == ()


def test_scores_that_do_not_fit_the_issue_are_refused() -> None:
    with pytest.raises(ValueError, match="2 options and 1 scores"):
        Question((Issue("night", ("a", "b")),), (Stake("city", {"night": (1.0,)}, {}),))


def test_the_robust_pick_is_the_same_every_time_and_its_shares_add_up() -> None:
    one, other = (robust(FIXTURE, np.ones(FIXTURE.shape, dtype=np.bool_), EVEN) for _again in range(2))
    assert one.rows == other.rows == (1,)
    assert one.shares.sum() == pytest.approx(1.0)


def test_many_packages_are_solved_without_writing_them_down() -> None:
    issues = tuple(Issue(f"i{n}", ("a", "b", "c")) for n in range(9))
    chance = np.random.default_rng(4)
    stakes = tuple(
        Stake(
            f"p{n}",
            {each.key: tuple(map(float, chance.integers(0, 11, 3))) for each in issues},
            {each.key: float(chance.integers(1, 5)) for each in issues},
            4.0,
        )
        for n in range(4)
    )
    found = answer(Question(issues, stakes))
    assert (found.count, found.is_whole, found.rational) == (3**9, False, None)
    assert all(pick.is_proven and pick.packages for pick in found.picks)
