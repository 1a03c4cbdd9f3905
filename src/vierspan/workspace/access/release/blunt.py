"""Numbers made blunt (R7): a mean too fine gives away the answers behind it."""

from collections import Counter
from collections.abc import Collection
from fractions import Fraction
from math import floor

from vierspan.workspace.access.release.cells import EXACT_FROM, Cell, Edge

LONE = 2
"""A third of the scale with this many people or fewer is counted with its neighbour."""
STEPS = 20
"""Percentages go by steps of a twentieth: five per cent."""
TOP = 90
"""No share above this is told: everybody's answer would be known."""


def blunt_cell(values: Collection[float], scale: tuple[float, float], k: int) -> Cell:
    """The cell of a group that the audit lets through; `values` are the answers on a scale (lowest, highest)."""
    is_large = len(values) >= EXACT_FROM
    mean, edge = blunt_mean(exact_mean(values), scale, is_large=is_large)
    thirds = blunt_thirds(values, scale) if is_large else None
    return Cell(is_shown=True, count=blunt_count(len(values), k), mean=mean, edge=edge, thirds=thirds)


def exact_mean(values: Collection[float]) -> Fraction:
    """The mean without rounding, so that it does not depend on the order of the answers."""
    return sum((Fraction(value) * times for value, times in Counter(values).items()), Fraction(0)) / len(values)


def blunt_count(count: int, k: int) -> str:
    """The exact number from ten on; below it only the range."""
    return str(count) if count >= EXACT_FROM else f"{k}-{EXACT_FROM - 1}"


def blunt_mean(mean: Fraction, scale: tuple[float, float], *, is_large: bool) -> tuple[float, Edge]:
    """The mean by halves of a scale point (by tenths from ten people on), without telling how near an end it lies.

    A scale point is 1 on scales three to four wide (1-4, 1-5) and a quarter of the width on others.
    """
    lowest, highest = Fraction(scale[0]), Fraction(scale[1])
    width = highest - lowest
    point = Fraction(1) if 3 <= width <= 4 else width / 4
    step = point / 10 if is_large else point / 2
    rounded = lowest + floor((mean - lowest) / step + Fraction(1, 2)) * step
    if rounded >= highest - point / 2:
        return float(highest - point / 2), "at_least"
    if rounded <= lowest + point / 2:
        return float(lowest + point / 2), "at_most"
    return float(rounded), ""


def blunt_thirds(values: Collection[float], scale: tuple[float, float]) -> tuple[int, int, int]:
    """Percentages in the low, middle and high third, by fives, none above 90 and none for one or two people."""
    low, middle, high = _without_lone(_counts(values, scale))
    total = low + middle + high
    steps = [count * STEPS // total for count in (low, middle, high)]
    by_rest = sorted(range(3), key=lambda at: -((low, middle, high)[at] * STEPS % total))
    for at in by_rest[: STEPS - sum(steps)]:
        steps[at] += 1
    first, second, third = (min(TOP, step * 100 // STEPS) for step in steps)
    return first, second, third


def _counts(values: Collection[float], scale: tuple[float, float]) -> list[int]:
    lowest, third = Fraction(scale[0]), (Fraction(scale[1]) - Fraction(scale[0])) / 3
    counts = [0, 0, 0]
    for value, times in Counter(values).items():
        counts[(value >= lowest + third) + (value >= lowest + 2 * third)] += times
    return counts


def _without_lone(counts: list[int]) -> list[int]:
    low, middle, high = counts
    if 0 < low <= LONE:
        low, middle = 0, middle + low
    if 0 < high <= LONE:
        middle, high = middle + high, 0
    if 0 < middle <= LONE:
        low, middle, high = (low, 0, high + middle) if high >= low else (low + middle, 0, high)
    return [low, middle, high]
