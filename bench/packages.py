"""The four picks among packages, beside trying packages at random and improving one step by step.

    .venv/bin/python -m bench.packages

Made-up tables, seeded: every party scores every option 0 to 10, weighs every issue 1 to 4 and has 4 without an
agreement. Quality is the Nash product of what was found, per party (its geometric mean), as a part of the
best. Time is CPU time.
"""

import math
import time
from collections.abc import Callable

import numpy as np

from vierspan.analysis.choices.winwin.answer import answer
from vierspan.analysis.choices.winwin.question import Issue, Package, Question, Stake
from vierspan.analysis.choices.winwin.table import rows

SEED = 65
SHAPES = ((4, 3, 3), (6, 4, 4), (9, 3, 4), (15, 3, 6), (30, 4, 8), (40, 8, 12))
TRIES = 2_000


def question(issues: int, options: int, parties: int) -> Question:
    chance = np.random.default_rng([SEED, issues, parties])
    named = tuple(Issue(f"i{n}", tuple(f"o{m}" for m in range(options))) for n in range(issues))
    return Question(named, tuple(_stake(f"p{n}", named, chance) for n in range(parties)))


def _stake(party: str, issues: tuple[Issue, ...], chance: np.random.Generator) -> Stake:
    scores = {each.key: tuple(map(float, chance.integers(0, 11, len(each.options)))) for each in issues}
    return Stake(party, scores, {each.key: float(chance.integers(1, 5)) for each in issues}, 4.0)


def fairness(asked: Question, package: Package | None) -> float:
    """The geometric mean of the gains; 0 where somebody gains nothing, or there is no package."""
    if package is None:
        return 0.0
    gains = rows(asked, (package,)).gains[0]
    return float(math.exp(np.log(gains).mean())) if (gains > 0).all() else 0.0


def at_random(asked: Question) -> Package:
    """The best of two thousand packages drawn by lot."""
    chance = np.random.default_rng(SEED)
    drawn = [tuple(int(chance.integers(len(each.options))) for each in asked.issues) for _try in range(TRIES)]
    return max(drawn, key=lambda each: fairness(asked, each))


def step_by_step(asked: Question) -> Package:
    """From the largest sum, change one option at a time as long as the product grows."""
    package = tuple(
        max(range(len(each.options)), key=lambda n: _sum(asked, place, n)) for place, each in _placed(asked)
    )
    while True:
        better = max(_one_away(asked, package), key=lambda each: fairness(asked, each))
        if fairness(asked, better) <= fairness(asked, package):
            return package
        package = better


def _placed(asked: Question) -> list[tuple[int, Issue]]:
    return list(enumerate(asked.issues))


def _sum(asked: Question, place: int, option: int) -> float:
    key = asked.issues[place].key
    return sum(s.scores[key][option] * s.importance[key] / sum(s.importance.values()) for s in asked.stakes)


def _one_away(asked: Question, package: Package) -> list[Package]:
    return [
        (*package[:place], n, *package[place + 1 :]) for place, each in _placed(asked) for n in range(len(each.options))
    ]


def timed(find: Callable[[], Package | None]) -> tuple[Package | None, float]:
    start = time.process_time()
    found = find()
    return found, time.process_time() - start


def main() -> None:
    print(f"{'packages':>12} {'parties':>7} {'ours':>14} {'step by step':>20} {'at random':>20}")
    for shape in SHAPES:
        asked = question(*shape)
        start = time.process_time()
        nash = next(each for each in answer(asked).picks if each.name == "nash")
        took = time.process_time() - start
        best = fairness(asked, nash.packages[0] if nash.packages else None)
        told = [f"{'proved' if nash.is_proven else 'best found'} {took:.1f} s"]
        for way in (step_by_step, at_random):
            found, seconds = timed(lambda way=way, asked=asked: way(asked))  # type: ignore[misc]
            told.append(f"{fairness(asked, found) / best:.0%} {seconds:.1f} s" if best else "-")
        print(f"{float(asked.packages):>12.3g} {shape[2]:>7} {told[0]:>14} {told[1]:>20} {told[2]:>20}")


if __name__ == "__main__":
    main()
