"""How sure a mean of answers from 1 to 5 is, when nothing is known but the mean and how many answered.

The spread of the answers is not released, so it is taken from the mean: a quarter of the largest variance that a mean
allows on this scale, (m - 1)(5 - m) / 4. In the middle that is a standard deviation of 1, as is usual for statements
one agrees with or not; near an end less, for there answers lie close together. The interval is twice the standard
error on both sides, widened by half the step to which the mean was rounded. The same people may answer twice; without
knowing who, two waves count as apart, which errs on the side of "could be chance".
"""

from dataclasses import dataclass
from math import sqrt

LOWEST, HIGHEST = 1.0, 5.0
SURE = 2.0
EXACT_FROM = 10
COARSE, FINE = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Band:
    """Where the mean may well lie."""

    low: float
    high: float


def band(mean: float, answers: int) -> Band:
    """`mean` 1-5, `answers` at least 1; the band stays within the scale."""
    reach = SURE * sqrt(_variance(mean) / answers) + _step(answers) / 2
    return Band(max(LOWEST, mean - reach), min(HIGHEST, mean + reach))


def may_be_chance(before: tuple[float, int], now: tuple[float, int]) -> bool:
    """Whether a difference this large often comes about without anything having changed; each is (mean, answers)."""
    (one, few), (other, many) = before, now
    reach = SURE * sqrt(_variance(one) / few + _variance(other) / many)
    return abs(other - one) <= reach + (_step(few) + _step(many)) / 2


def _variance(mean: float) -> float:
    return max(0.0, (mean - LOWEST) * (HIGHEST - mean) / 4)


def _step(answers: int) -> float:
    return FINE if answers >= EXACT_FROM else COARSE
