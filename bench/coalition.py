"""Coalitions beside greedy and random: how good, how sure, and how long it takes as the network grows.

    .venv/bin/python -m bench.coalition [--largest 1000]

Made-up parties, seeded: each stands near three others, one in four can bring each of six things (four of which must be
there, one of them from two parties), and wants it more or less. A coalition has two to eight parties. Greedy takes,
from the party that promises most, whoever adds most to the score. Random is the best of a hundred sets by lot that
bring every must-have, as somebody would find who tries for an afternoon.
"""

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from vierspan.analysis.choices.coalition import propose
from vierspan.analysis.choices.coalition_growing import SHORT, filled, leaders
from vierspan.analysis.choices.coalition_question import Candidate, Question, Requirement, weigh
from vierspan.analysis.choices.coalition_ties import distances

SEED = 5
SIZES = (12, 18, 20, 50, 200, 1000)
LOTS, DRAWS = 100, 20_000
T = TypeVar("T")


def question(size: int) -> Question:
    chance = np.random.default_rng([SEED, size])
    ids = [f"p{n:04}" for n in range(size)]
    near = [frozenset((ids[at], ids[int(other)])) for at in range(size) for other in chance.integers(0, size, 3)]
    warmth = {pair: float(chance.uniform(0.1, 1)) for pair in near if len(pair) == 2}
    distance, cap = distances(ids, warmth)
    worked = np.triu(chance.random((size, size)) < 0.1, 1)
    return Question(
        candidates=tuple(_candidate(each, chance) for each in ids),
        requirements=tuple(Requirement(id=f"r{n}", parties=1 + (n == 2), is_must=n < 4) for n in range(6)),
        distance=distance,
        worked=worked | worked.T,
        cap=cap,
        least=2,
        most=8,
    )


def _candidate(key: str, chance: np.random.Generator) -> Candidate:
    offers = {f"r{n}": float(chance.choice([0.3, 0.6, 0.8, 1.0])) for n in range(6) if chance.random() < 0.25}
    return Candidate(id=key, offers=offers, interest=float(chance.choice([0.1, 0.5, 0.5, 1.0])))


def greedy(asked: Question) -> float:
    """From the one that promises most, whoever adds most."""
    members = filled(asked, [leaders(asked)[0]])
    found = weigh(asked, [asked.candidates[at].id for at in members or ()])
    return found.score if not found.uncovered else found.score - SHORT


def at_random(asked: Question) -> float:
    """The best of a hundred sets by lot that bring what must be there."""
    chance, best, count = np.random.default_rng(SEED), 0.0, 0
    ids = [each.id for each in asked.candidates]
    for _draw in range(DRAWS):
        size = int(chance.integers(asked.least, min(asked.most, len(ids)) + 1))
        found = weigh(asked, [str(each) for each in chance.choice(ids, size=size, replace=False)])
        if not found.uncovered:
            best, count = max(best, found.score), count + 1
        if count == LOTS:
            break
    return best


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def line(size: int) -> str:
    asked = question(size)
    found, spent = timed(lambda: propose(asked))
    quick, fast = timed(lambda: greedy(asked))
    lot, slow = timed(lambda: at_random(asked))
    if found.best is None:
        return f"| {size} | no coalition covers | {spent:.2f} s | | | | |"
    sure = "proved" if found.proof == "optimal" else f"at most {100 * found.gap:.1f} % better"
    shares = [f"{100 * max(0.0, value) / found.best.score:.1f} %" for value in (quick, lot)]
    score = f"{100 * found.best.score:.1f}"
    return f"| {size} | {score} ({sure}) | {spent:.2f} s | {shares[0]} | {fast:.3f} s | {shares[1]} | {slow:.2f} s |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    largest = parser.parse_args().largest
    propose(question(19))  # the solver is loaded once
    print("| parties | score of 100 | time | greedy | time | random | time |\n|---|---|---|---|---|---|---|")
    for size in SIZES:
        if size <= largest:
            print(line(size), flush=True)


if __name__ == "__main__":
    main()
