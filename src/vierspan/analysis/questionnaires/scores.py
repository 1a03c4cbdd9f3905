"""A scale is the mean of its questions, when enough of them were answered (methods 1.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.orientations import Orientation

LOWEST, HIGHEST = 1, 5
CANNOT_JUDGE = 0
OF_EACH = 6  # questions of behaviour per orientation


@dataclass(frozen=True, slots=True)
class Value:
    """A number and how many answers it rests on; without a number the reason why."""

    value: float | None
    n: int
    reason: Reason | None = None

    @classmethod
    def lacking(cls, n: int) -> "Value":
        """Too few answers, or none."""
        return cls(None, n, Reason.TOO_FEW if n else Reason.EMPTY)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The four orientations two by two: lasting or renewing, where to or how."""

    lasting: Value
    renewing: Value
    content: Value
    organising: Value


def score(answers: Iterable[int | None], of: int) -> Value:
    """The mean of the answered questions of a scale of `of` questions.

    Definition: mean of answers; "cannot judge" (0 or None) is missing and never counts as low. Range 1-5.
    Edge cases: under two thirds of the questions answered -> `too_few`, none -> `empty`. Cost: linear. Source: methods
    1.3.
    """
    said = [each for each in answers if each]
    if 3 * len(said) < 2 * of or not said:
        return Value.lacking(len(said))
    return Value(fmean(said), len(said))


def behaviour_keys(orientation: Orientation) -> tuple[str, ...]:
    """The six questions about an orientation: `s1` to `s6` for the strategist."""
    return tuple(f"{orientation.letter.lower()}{number}" for number in range(1, OF_EACH + 1))


def orientation_scores(answers: Mapping[str, int]) -> dict[Orientation, Value]:
    """What one respondent says about each orientation: O_j of methods 1.3, 1-5."""
    return {
        orientation: score((answers.get(key) for key in behaviour_keys(orientation)), OF_EACH)
        for orientation in Orientation
    }


def from_means(means: Mapping[str, float | None], keys: Iterable[str]) -> Value:
    """The same from means of questions that others gave, each released by itself; `n` counts questions, not people.

    Questions that were not released are missing: under two thirds of them -> `suppressed`.
    """
    asked = tuple(keys)
    said = [found for key in asked if (found := means.get(key)) is not None]
    if not said or 3 * len(said) < 2 * len(asked):
        return Value(None, len(said), Reason.SUPPRESSED)
    return Value(fmean(said), len(said))


def rescaled(value: float, low: int = LOWEST, high: int = HIGHEST) -> float:
    """From a scale of answers to 0-1: (x - low) / (high - low)."""
    return (value - low) / (high - low)


def pairs(scores: Mapping[Orientation, Value]) -> Pairs:
    """The second level of the model: means of two orientations; missing when one of the two is (methods 0)."""
    strategist, explorer, developer, process = (scores.get(each, Value.lacking(0)) for each in Orientation)
    return Pairs(
        lasting=_both(strategist, developer),
        renewing=_both(explorer, process),
        content=_both(strategist, explorer),
        organising=_both(developer, process),
    )


def _both(one: Value, other: Value) -> Value:
    n = one.n + other.n
    if one.value is None or other.value is None:
        return Value(None, n, one.reason or other.reason)
    return Value((one.value + other.value) / 2, n)
