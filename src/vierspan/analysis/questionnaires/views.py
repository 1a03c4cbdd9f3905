"""One's own view beside that of others: an opening for a talk, never a grade (methods 1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import stdev

FEWEST = 15  # people rated, for a spread to measure with
CUT = 0.5  # of the spread, or of a point on the scale
ORDINARY = 0.3  # so far above others people usually see themselves
HIGH = 3.5  # nearer to "often" than to "sometimes"


class Stance(StrEnum):
    """Six classes: how the own view lies to that of others, and how high the others' is."""

    HIGHER_OF_HIGH = "higher_of_high"
    HIGHER_OF_LOW = "higher_of_low"
    LOWER_OF_HIGH = "lower_of_high"
    LOWER_OF_LOW = "lower_of_low"
    ALIKE_HIGH = "alike_high"
    ALIKE_LOW = "alike_low"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference in points, in spreads where known, and its class; `is_ordinary`: a little higher, as most do."""

    difference: float
    in_spreads: float | None
    stance: Stance
    is_ordinary: bool


def spread(scores: Sequence[float]) -> float | None:
    """The standard deviation of others' scores in a network; None under fifteen people, or where all are alike."""
    if len(scores) < FEWEST:
        return None
    return stdev(scores) or None


def compare(
    own: float | None, others: float | None, spread: float | None = None, blunt: float = 0.0
) -> Comparison | None:
    """How the own score lies to the others' mean.

    Definition: d = own - others, over the spread where it is known, else in points; alike where |d| <= 0.5. `blunt` is
    how far the others' mean may lie from the number told (0.25 for one by halves): a difference counts only beyond
    that. Edge cases: one of the two unknown -> None. Source: methods 1.3 [R 32, R 33]; cuts are our own.
    """
    if own is None or others is None:
        return None
    difference = own - others
    measured = difference / spread if spread else difference
    sure = max(0.0, abs(difference) - blunt) / (spread or 1.0)
    return Comparison(
        difference=difference,
        in_spreads=measured if spread else None,
        stance=_stance(difference, others, is_alike=sure <= CUT),
        is_ordinary=0 < measured <= ORDINARY,
    )


def _stance(difference: float, others: float, *, is_alike: bool) -> Stance:
    is_high = others >= HIGH
    if is_alike:
        return Stance.ALIKE_HIGH if is_high else Stance.ALIKE_LOW
    if difference > 0:
        return Stance.HIGHER_OF_HIGH if is_high else Stance.HIGHER_OF_LOW
    return Stance.LOWER_OF_HIGH if is_high else Stance.LOWER_OF_LOW
