"""Days proposed by the planner, beside three simple ways: how good, and how long it takes.

    .venv/bin/python -m bench.planner [--largest 200]

Made-up initiatives of eight steps, seeded: each step takes 1 to 10 workdays, comes after the one before it and asks
2 to 8 hours of two to four people; half have a deadline, one in five an agreed day; people have 4 to 8 hours a week
and are away for two weeks. The cost is what the page tells: 20 a workday too late, 8 an hour too many in a week, 2 a
workday moved, 2 an hour of a busiest week, 1 a workday of waiting. Less is better; the planner stands at 100.
"""

import argparse
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np

from vierspan.analysis.choices.planning import propose
from vierspan.analysis.choices.planning_question import Question, Task, Weighed, weigh
from vierspan.analysis.choices.planning_simple import as_soon_as_possible, by_deadline, by_slack

SEED = 17
SIZES = (10, 50, 200, 1000)
PER_INITIATIVE, WEEKS = 8, 60
T = TypeVar("T")


def question(size: int) -> Question:
    chance = np.random.default_rng([SEED, size])
    people = [f"p{n:03}" for n in range(max(5, size // 8))]
    tasks = tuple(_task(n, people, chance) for n in range(size))
    begins = {who: int(chance.integers(0, 200)) for who in people}
    return Question(
        tasks=tasks,
        week_of=tuple(day // 5 for day in range(WEEKS * 5)),
        capacity={who: (float(chance.integers(4, 9)),) * WEEKS for who in people},
        away={who: frozenset(range(day, day + 10)) for who, day in begins.items()},
    )


def _task(n: int, people: list[str], chance: np.random.Generator) -> Task:
    at = n % PER_INITIATIVE
    days = int(chance.choice([1, 1, 3, 5, 5, 10]))
    who = [str(each) for each in chance.choice(people, size=chance.integers(2, 5), replace=False)]
    return Task(
        id=f"s{n:04}",
        days=days,
        after=(f"s{n - 1:04}",) if at else (),
        due=int((at + 1) * chance.integers(5, 13) + 10) if chance.random() < 0.5 else None,
        agreed=int(chance.integers(0, 60) + at * 5) if chance.random() < 0.2 else None,
        asks={each: float(chance.choice([2, 4, 8])) for each in who},
        needs=tuple(who[:2]) if days == 1 else (),
    )


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def line(size: int) -> str:
    asked = question(size)
    found, spent = timed(lambda: propose(asked))
    assert found.weighed is not None
    ways: list[Callable[[Question], Mapping[str, int]]] = [as_soon_as_possible, by_deadline, by_slack]
    simple = [timed(lambda way=way: weigh(asked, way(asked))) for way in ways]  # type: ignore[misc]
    proof = "proved" if found.proof == "optimal" else f"at most {100 * found.gap:.0f} % less"
    told = " | ".join(f"{100 * each.cost / found.weighed.cost:.0f} | {took:.2f} s" for each, took in simple)
    return f"| {size} | {_terms(found.weighed)} | {proof} | {spent:.1f} s | {told} |"


def _terms(found: Weighed) -> str:
    return f"{sum(found.late.values())} days late, {sum(found.overload.values()):.0f} hours too many"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    largest = parser.parse_args().largest
    print(
        "| steps | planner (100) | proof | time | as soon as possible | time | by deadline | time | by slack | time |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in SIZES:
        if size <= largest:
            print(line(size), flush=True)


if __name__ == "__main__":
    main()
