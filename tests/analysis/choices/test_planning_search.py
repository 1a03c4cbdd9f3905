"""Days made better by taking paths of steps out and putting them back."""

import pytest

from vierspan.analysis.choices.planning_question import Question, Task, weigh
from vierspan.analysis.choices.planning_search import searched
from vierspan.analysis.choices.planning_simple import as_soon_as_possible


def _asked() -> Question:
    tasks = tuple(
        Task(
            id=f"s{n:02}",
            days=n % 4,
            after=(f"s{n - 1:02}",) if n % 5 else (),
            fixed=7 if n == 10 else None,
            agreed=9 if n % 6 == 2 else None,
            due=12 if n % 5 == 4 else None,
            asks={f"p{n % 3}": 5.0, f"p{(n + 1) % 3}": 2.0},
            needs=("p0",) if n % 7 == 3 else (),
        )
        for n in range(20)
    )
    return Question(
        tasks=tasks,
        week_of=tuple(day // 5 for day in range(60)),
        capacity={f"p{n}": (6.0, 4.0) * 6 for n in range(3)},
        away={"p0": frozenset(range(4, 9))},
    )


def test_it_breaks_nothing_and_costs_less_than_where_it_began() -> None:
    question = _asked()
    start = weigh(question, as_soon_as_possible(question))
    assert not start.broken
    found = searched(question, start, tries=300)
    assert not found.broken
    assert found.cost < start.cost
    assert found.starts["s10"] == 7
    assert found.cost == pytest.approx(weigh(question, found.starts).cost)


def test_the_same_question_gives_the_same_days_and_more_tries_are_told_as_they_go() -> None:
    question = _asked()
    start = weigh(question, as_soon_as_possible(question))
    shares: list[float] = []
    assert searched(question, start, tries=80, tell=shares.append).starts == searched(question, start, tries=80).starts
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_path_moves_as_a_whole_where_one_step_alone_could_not() -> None:
    tasks = tuple(Task(id=key, days=5, after=after, agreed=10 + 5 * n) for n, (key, after) in enumerate(CHAIN))
    question = Question(tasks=tasks, week_of=tuple(day // 5 for day in range(40)))
    start = weigh(question, {"a": 0, "b": 5, "c": 10})
    assert searched(question, start, tries=100).starts == {"a": 10, "b": 15, "c": 20}


def test_without_tries_or_with_all_days_standing_it_stays_as_it_is() -> None:
    question = Question(tasks=(Task(id="a", fixed=3),), week_of=(0,) * 5)
    start = weigh(question, {"a": 3})
    assert searched(question, start, tries=50) is start
    free = _asked()
    soon = weigh(free, as_soon_as_possible(free))
    assert searched(free, soon, tries=0) is soon


CHAIN = (("a", ()), ("b", ("a",)), ("c", ("b",)))
