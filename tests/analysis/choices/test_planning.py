"""Days proposed for steps: never against what can not give way, never worse than the simple ways, and provably best
where that is said."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vierspan.analysis.choices.planning import floor, propose
from vierspan.analysis.choices.planning_question import Limit, Question, Task, load, weigh
from vierspan.analysis.choices.planning_simple import as_soon_as_possible, by_deadline, by_slack

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHORT = 10  # workdays
PEOPLE = ("ann", "ben")


@st.composite
def questions(draw: st.DrawFn, most: int = 3) -> Question:
    tasks = tuple(
        Task(
            id=f"s{n}",
            days=draw(st.integers(0, 3)),
            after=tuple(f"s{k}" for k in range(n) if draw(st.booleans())),
            due=draw(st.none() | st.integers(-1, 8)),
            agreed=draw(st.none() | st.integers(0, 7)),
            asks={who: float(draw(st.integers(0, 6))) for who in PEOPLE},
            needs=("ann",) if draw(st.booleans()) else (),
        )
        for n in range(draw(st.integers(1, most)))
    )
    return Question(
        tasks=tasks,
        week_of=tuple(day // 5 for day in range(SHORT)),
        capacity={"ann": (float(draw(st.integers(0, 8))),) * 2},
        away={"ann": frozenset(draw(st.sets(st.integers(0, 4), max_size=2)))},
    )


def cheapest(question: Question) -> float | None:
    """By looking at every set of days."""
    keys = list(question.by_id)
    every = (weigh(question, dict(zip(keys, days, strict=True))) for days in product(range(SHORT), repeat=len(keys)))
    return min((each.cost for each in every if not each.broken), default=None)


@FEW
@given(questions(most=2))
def test_what_is_proved_is_the_best_of_all(question: Question) -> None:
    found, best = propose(question), cheapest(question)
    if best is None:
        assert found.proof == "impossible"
    else:
        assert found.proof == "optimal"
        assert found.weighed is not None
        assert found.weighed.cost == pytest.approx(best)


@FEW
@given(questions(most=4))
def test_a_proposal_breaks_nothing_and_costs_no_more_than_the_simple_ways(question: Question) -> None:
    found = propose(question, effort=0.5)
    if found.weighed is None:
        assert found.clash or found.cycle
        return
    assert not found.weighed.broken
    for way in (as_soon_as_possible, by_deadline, by_slack):
        simple = weigh(question, way(question))
        assert simple.broken or found.weighed.cost <= simple.cost + 1e-6
    assert floor(question) <= found.weighed.cost + 1e-6


@FEW
@given(questions())
def test_the_same_question_gives_the_same_days(question: Question) -> None:
    assert propose(question).starts == propose(question).starts


def _days(n: int = 20) -> tuple[int, ...]:
    return tuple(day // 5 for day in range(n))


def test_two_steps_that_ask_too_much_in_one_week_are_taken_apart() -> None:
    tasks = tuple(Task(id=key, days=1, asks={"ann": 6.0}) for key in "ab")
    found = propose(Question(tasks=tasks, week_of=_days(), capacity={"ann": (6.0,) * 4}))
    assert found.weighed is not None
    assert not found.weighed.overload
    weeks = {found.starts[key] // 5 for key in "ab"}
    assert len(weeks) == 2


def test_a_deadline_weighs_more_than_an_hour_too_many() -> None:
    tasks = tuple(Task(id=key, days=5, due=4, asks={"ann": 6.0}) for key in "ab")
    found = propose(Question(tasks=tasks, week_of=_days(), capacity={"ann": (6.0,) * 4}))
    assert found.weighed is not None
    assert not found.weighed.late
    assert sum(found.weighed.overload.values()) == 6.0


def test_a_day_that_was_agreed_stays_unless_something_asks_otherwise() -> None:
    found = propose(Question(tasks=(Task(id="a", agreed=7),), week_of=_days()))
    assert found.starts == {"a": 7}


def test_a_day_that_stands_never_moves() -> None:
    tasks = (Task(id="a", fixed=9, due=2), Task(id="b", after=("a",)))
    found = propose(Question(tasks=tasks, week_of=_days()))
    assert found.starts == {"a": 9, "b": 10}
    assert found.weighed is not None
    assert found.weighed.late == {"a": 7}


def test_a_meeting_waits_until_who_must_be_there_is_back() -> None:
    away = {"ann": frozenset(range(4))}
    found = propose(Question(tasks=(Task(id="a", needs=("ann",)),), week_of=_days(), away=away))
    assert found.starts == {"a": 4}


def test_what_clashes_is_named() -> None:
    tasks = (Task(id="a", fixed=9, days=3), Task(id="b", fixed=5, after=("a",)), Task(id="c"))
    found = propose(Question(tasks=tasks, week_of=_days()))
    assert found.proof == "impossible"
    assert set(found.clash) == {Limit("after", ("a", "b")), Limit("fixed", ("a",)), Limit("fixed", ("b",))}


def test_a_circle_is_told() -> None:
    tasks = (Task(id="a", after=("b",)), Task(id="b", after=("a",)))
    found = propose(Question(tasks=tasks, week_of=_days()))
    assert found.proof == "impossible"
    assert set(found.cycle) == {"a", "b"}


def test_nothing_to_plan_is_planned() -> None:
    assert propose(Question(tasks=(), week_of=_days())).proof == "optimal"


def test_hours_are_spread_over_the_weeks_of_a_step() -> None:
    question = Question(tasks=(Task(id="a", days=10, asks={"ann": 8.0}),), week_of=_days())
    assert load(question, {"a": 0}) == {"ann": {0: 4.0, 1: 4.0}}
    late: Mapping[str, dict[int, float]] = load(question, {"a": 19})
    assert late == {"ann": {3: 4.0}}


def test_many_steps_cost_less_than_in_any_simple_way() -> None:
    tasks = tuple(
        Task(id=f"s{n:03}", after=(f"s{n - 1:03}",) if n % 7 else (), due=n % 7 + 8, asks={f"p{n % 9}": 4.0})
        for n in range(70)
    )
    question = Question(tasks=tasks, week_of=_days(200), capacity={f"p{n}": (6.0,) * 40 for n in range(9)})
    shares: list[float] = []
    found = propose(question, effort=0.5, tell=shares.append)
    assert found.proof == "gap"
    assert found.weighed is not None
    assert not found.weighed.broken
    simple = [weigh(question, way(question)).cost for way in (as_soon_as_possible, by_deadline, by_slack)]
    assert found.weighed.cost < 0.95 * min(simple)
    assert 0 <= found.gap < 1
    assert shares[-1] == 1
