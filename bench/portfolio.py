"""The best portfolio, against greedy and random: how good, and how long it takes.

    .venv/bin/python -m bench.portfolio [--largest 200]

Made-up activities, seeded: each asks 2 to 40 hours of one to three parties and serves one to three of eight themes; the
parties have 45 per cent of what everything would ask; one in eleven needs another, one in thirteen excludes another,
and one must. Random is the mean of a hundred orders in which activities are taken as long as they fit.
"""

import argparse
import time
from collections.abc import Callable
from statistics import fmean
from typing import TypeVar

import numpy as np

from vierspan.analysis.choices.greedy import greedy
from vierspan.analysis.choices.limits import weigh
from vierspan.analysis.choices.portfolio import best
from vierspan.analysis.choices.question import Candidate, Question, values
from vierspan.analysis.choices.robust import robust

SEED = 11
SIZES = (20, 40, 80, 200, 500, 2000)
THEMES, ORDERS, ROBUST_UP_TO = 8, 100, 80
T = TypeVar("T")


def question(size: int) -> Question:
    chance = np.random.default_rng([SEED, size])
    parties = [f"p{n:03}" for n in range(max(10, size // 8))]
    activities = tuple(_candidate(f"a{n:04}", parties, chance) for n in range(size))
    asked = {party: sum(each.hours.get(party, 0.0) for each in activities) for party in parties}
    ids = [each.id for each in activities]
    return Question(
        candidates=activities,
        weights={f"t{n}": float(weight) for n, weight in enumerate(chance.uniform(1, 5, THEMES))},
        capacity={party: float(round(hours * 0.45)) for party, hours in asked.items()},
        must=frozenset(ids[3:4]),
        needs=tuple(zip(ids[::11], ids[1::11], strict=False)),
        excludes=tuple(zip(ids[::13], ids[2::13], strict=False)),
    )


def _candidate(key: str, parties: list[str], chance: np.random.Generator) -> Candidate:
    who = [str(each) for each in chance.choice(parties, size=chance.integers(1, 4), replace=False)]
    served = chance.choice(THEMES, size=chance.integers(1, 4), replace=False)
    return Candidate(
        id=key,
        hours={party: float(chance.integers(2, 41)) for party in who},
        serves={f"t{theme}": float(chance.integers(1, 4)) for theme in served},
        parties=frozenset(who),
    )


def at_random(asked: Question) -> float:
    """The mean value of taking activities by lot, as long as they fit."""
    chance, real = np.random.default_rng(SEED), values(asked)
    found = []
    for _ in range(ORDERS if len(asked.candidates) <= 500 else 5):
        lot = {each: float(chance.uniform(0.1, 1)) for each in real}
        chosen = greedy(asked, lot)
        found.append(sum(real[each] for each in chosen or ()))
    return fmean(found)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def line(size: int) -> str:
    asked = question(size)
    found, exact = timed(lambda: best(asked))
    quick, fast = timed(lambda: greedy(asked))
    greedy_value = weigh(asked, quick).value if quick else 0.0
    proof = "proved" if found.proof == "optimal" else f"at most {100 * found.gap:.1f} % better"
    steady = ""
    if size <= ROBUST_UP_TO:
        view, spent = timed(lambda: robust(asked))
        steady = f"{spent:.1f} s ({view.draws} draws, {view.proved} proved)" if view else "none"
    shares = (100 * greedy_value / found.value, 100 * at_random(asked) / found.value)
    return f"| {size} | {proof} | {exact:.2f} s | {shares[0]:.1f} % | {fast:.3f} s | {shares[1]:.1f} % | {steady} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    largest = parser.parse_args().largest
    best(question(20))  # the solver is loaded once
    print("| activities | exact | time | greedy | time | random | robust view |\n|---|---|---|---|---|---|---|")
    for size in SIZES:
        if size <= largest:
            print(line(size), flush=True)


if __name__ == "__main__":
    main()
