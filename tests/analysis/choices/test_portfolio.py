"""The best portfolio, held against looking at every possible one."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.choices.clashes import clash
from vierspan.analysis.choices.greedy import greedy
from vierspan.analysis.choices.limits import Limit, weigh
from vierspan.analysis.choices.margins import one_more, swaps
from vierspan.analysis.choices.portfolio import best
from vierspan.analysis.choices.question import Candidate, Question, values
from vierspan.analysis.choices.robust import draws_for, robust
from vierspan.analysis.choices.solving import Model, limits_of, solver_for

PARTIES, THEMES = ("p", "q", "r"), ("t", "u")


def candidate(key: str, *, hours: dict[str, float] | None = None, serves: dict[str, float] | None = None) -> Candidate:
    hours = hours or {}
    return Candidate(id=key, hours=hours, serves=serves or {}, parties=frozenset(hours))


@st.composite
def questions(draw: st.DrawFn, most: int = 9) -> Question:
    keys = [f"a{n}" for n in range(draw(st.integers(0, most)))]
    hours = st.dictionaries(st.sampled_from(PARTIES), st.sampled_from([0, 1, 2.5, 3, 7.25, 10]), max_size=3)
    serves = st.dictionaries(st.sampled_from(THEMES), st.sampled_from([0, 1, 1.5, 2, 3]), max_size=2)
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda pair: pair[0] != pair[1])
    some = st.lists(pairs, max_size=2, unique=True) if len(keys) > 1 else st.just([])
    return Question(
        candidates=tuple(candidate(key, hours=draw(hours), serves=draw(serves)) for key in keys),
        weights=draw(st.dictionaries(st.sampled_from(THEMES), st.integers(0, 3), max_size=2)),
        capacity=draw(st.dictionaries(st.sampled_from(PARTIES), st.sampled_from([0, 4, 9.5, 15]), max_size=3)),
        must=frozenset(draw(st.lists(st.sampled_from(keys), max_size=2))) if keys else frozenset(),
        never=frozenset(draw(st.lists(st.sampled_from(keys), max_size=1))) if keys else frozenset(),
        needs=tuple(draw(some)),
        excludes=tuple(draw(some)),
        cover=draw(st.dictionaries(st.sampled_from(THEMES), st.integers(0, 2), max_size=1)),
        benefiting=frozenset(draw(st.lists(st.sampled_from(PARTIES), max_size=1))),
    )


def every_fitting(question: Question) -> list[tuple[str, ...]]:
    ids = question.ids
    found = (chosen for size in range(len(ids) + 1) for chosen in combinations(ids, size))
    return [chosen for chosen in found if weigh(question, chosen).fits]


def highest(question: Question) -> float | None:
    worth = values(question)
    return max((sum(worth[each] for each in chosen) for chosen in every_fitting(question)), default=None)


@given(questions())
@settings(max_examples=120, deadline=None)
def test_nothing_that_fits_is_worth_more_than_the_best(question: Question) -> None:
    found, most = best(question), highest(question)
    if most is None:
        assert found.proof == "impossible"
        return
    assert found.proof == "optimal"
    assert found.weighed.fits
    assert found.value == pytest.approx(most, abs=2e-5)


@given(questions(most=7))
@settings(max_examples=60, deadline=None)
def test_of_equal_choices_it_takes_the_one_that_asks_the_fewest_hours(question: Question) -> None:
    found, known = best(question), question.by_id()
    alike = [one for one in every_fitting(question) if weigh(question, one).value > found.value - 1e-9]
    if found.proof == "optimal" and alike:
        asked = sum(known[each].asks for each in found.chosen)
        assert asked <= min(sum(known[each].asks for each in one) for one in alike) + 1e-6


@given(questions(), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_activities_are_given_changes_nothing(question: Question, chance: object) -> None:
    shuffled = list(question.candidates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = Question(
        candidates=tuple(shuffled),
        weights=question.weights,
        capacity=question.capacity,
        must=question.must,
        never=question.never,
        needs=question.needs,
        excludes=question.excludes,
        cover=question.cover,
        benefiting=question.benefiting,
    )
    assert best(again).chosen == best(question).chosen


@given(questions(most=8))
@settings(max_examples=80, deadline=None)
def test_limits_that_clash_are_a_smallest_set(question: Question) -> None:
    found = clash(question)
    if highest(question) is not None:
        assert found == ()
        return
    assert not _hold(question, found)
    assert all(_hold(question, tuple(each for each in found if each != one)) for one in found)


def _hold(question: Question, kept: tuple[Limit, ...]) -> bool:
    model = Model(question, leave_out=[each for each in limits_of(question) if each not in kept])
    solver = solver_for(len(question.candidates), 5.0)
    return solver.status_name(solver.solve(model.cp)) != "INFEASIBLE"


@given(questions())
@settings(max_examples=80, deadline=None)
def test_the_quick_way_always_fits_and_is_never_better(question: Question) -> None:
    quick, most = greedy(question), highest(question)
    if quick is not None:
        assert most is not None
        assert weigh(question, quick).fits
        assert weigh(question, quick).value <= most + 1e-9


@given(questions(most=7))
@settings(max_examples=40, deadline=None)
def test_fewer_extra_hours_than_it_says_buy_nothing(question: Question) -> None:
    now = best(question)
    for more in one_more(question, now):
        assert more.gain > 0
        fewer = question.with_hours(more.party, question.capacity[more.party] + more.hours - 0.25)
        assert highest(fewer) == pytest.approx(now.value, abs=1e-4) or more.hours <= 0.25
        enough = question.with_hours(more.party, question.capacity[more.party] + more.hours)
        assert highest(enough) == pytest.approx(now.value + more.gain, abs=1e-4)


@given(questions(most=6))
@settings(max_examples=40, deadline=None)
def test_what_a_wish_costs_is_what_the_best_loses_by_it(question: Question) -> None:
    now = best(question)
    for each, loss in swaps(question, now).items():
        fitting = [one for one in every_fitting(question) if (each in one) != (each in now.chosen)]
        most = max((weigh(question, one).value for one in fitting), default=None)
        assert (loss is None) == (most is None)
        if loss is not None and most is not None:
            assert loss == pytest.approx(max(0.0, now.value - most), abs=1e-4)


def test_without_activities_nothing_is_chosen_and_that_is_proved() -> None:
    found = best(Question(candidates=()))
    assert (found.chosen, found.proof, found.gap) == ((), "optimal", 0.0)
    assert robust(Question(candidates=())) is None


def test_a_party_that_stated_no_hours_is_no_limit_and_zero_hours_is_one() -> None:
    one = candidate("a", hours={"p": 10}, serves={"t": 3})
    assert best(Question(candidates=(one,))).chosen == ("a",)
    assert best(Question(candidates=(one,), capacity={"p": 0})).chosen == ()


def test_themes_without_any_weight_weigh_alike() -> None:
    one, other = candidate("a", serves={"t": 3}), candidate("b", serves={"u": 3})
    assert values(Question(candidates=(one, other), weights={"t": 0})) == {"a": 0.5, "b": 0.5}


def test_must_haves_that_do_not_fit_are_named_with_the_hours_they_lack() -> None:
    both = (candidate("a", hours={"p": 8}), candidate("b", hours={"p": 7}), candidate("c", hours={"q": 1}))
    found = best(Question(candidates=both, capacity={"p": 10, "q": 9}, must=frozenset({"a", "b", "c"})))
    assert found.proof == "impossible"
    assert found.clash == (Limit("hours", ("p",)), Limit("must", ("a",)), Limit("must", ("b",)))


def test_a_must_have_that_needs_what_is_no_candidate_clashes() -> None:
    question = Question(candidates=(candidate("a"),), must=frozenset({"a"}), needs=(("a", "gone"),))
    assert best(question).clash == (Limit("must", ("a",)), Limit("needs", ("a", "gone")))


def test_a_party_without_any_activity_can_not_have_something_from_the_choice() -> None:
    question = Question(candidates=(candidate("a", hours={"p": 1}),), benefiting=frozenset({"p", "q"}))
    assert best(question).clash == (Limit("benefits", ("q",)),)


def test_an_hour_that_does_not_divide_evenly_still_counts_exactly() -> None:
    three = tuple(candidate(key, hours={"p": 3.33}, serves={"t": 3}) for key in "abc")
    assert len(best(Question(candidates=three, capacity={"p": 9.99})).chosen) == 3
    assert len(best(Question(candidates=three, capacity={"p": 9.98})).chosen) == 2


def test_the_robust_view_keeps_what_is_best_however_the_themes_weigh() -> None:
    both = candidate("both", hours={"p": 5}, serves={"t": 3, "u": 3})
    one, other = candidate("one", hours={"p": 5}, serves={"t": 3}), candidate("other", hours={"p": 5}, serves={"u": 3})
    poor = candidate("poor", hours={"p": 5}, serves={"t": 1, "u": 1})
    question = Question(candidates=(both, one, other, poor), weights={"t": 1, "u": 1}, capacity={"p": 10})
    found = robust(question)
    assert found is not None
    assert (found.sure, found.open, found.out) == (("both",), found.open, ("poor",))
    assert set(found.open) == {"one", "other"}
    assert found.core["one"] + found.core["other"] == pytest.approx(1.0)
    assert (found.draws, found.proved) == (500, 500)


def test_the_robust_view_is_the_same_each_time() -> None:
    some = tuple(candidate(f"a{n}", hours={"p": n + 1}, serves={"t": n % 3, "u": (n + 1) % 3}) for n in range(8))
    question = Question(candidates=some, weights={"t": 2, "u": 1}, capacity={"p": 12})
    first, again = robust(question, draws=60), robust(question, draws=60)
    assert first == again


def test_the_robust_view_tells_how_far_it_is() -> None:
    told: list[float] = []
    question = Question(candidates=(candidate("a", serves={"t": 3, "u": 1}),))
    robust(question, draws=4, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_one_theme_leaves_nothing_to_vary() -> None:
    found = robust(Question(candidates=(candidate("a", serves={"t": 3}),)))
    assert found is not None
    assert (found.core, found.draws) == ({"a": 1.0}, 1)


def test_limits_that_clash_give_no_robust_view() -> None:
    question = Question(candidates=(candidate("a", hours={"p": 2}),), capacity={"p": 1}, must=frozenset({"a"}))
    assert robust(question) is None
    assert one_more(question, best(question)) == ()
    assert swaps(question, best(question)) == {}


def test_more_activities_get_fewer_draws() -> None:
    assert [draws_for(n) for n in (40, 80, 300, 2000)] == [500, 200, 60, 30]
