"""How far raters agree about one person: r_wg (methods 1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from vierspan.analysis.mirror.picture import Reason

OPTIONS = 5
FEWEST = 3  # raters


class Band(StrEnum):
    """How strong agreement is: from .50, .70 and .90 on."""

    NONE = "none"
    SOME = "some"
    MUCH = "much"
    VERY_MUCH = "very_much"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement 0-1; `is_split` where raters differ more than by chance, which is content and no fault."""

    value: float | None
    n: int
    is_split: bool = False
    reason: Reason | None = None
    raw: float | None = None  # as computed, also below zero

    @property
    def band(self) -> Band | None:
        if self.value is None:
            return None
        steps = ((0.9, Band.VERY_MUCH), (0.7, Band.MUCH), (0.5, Band.SOME))
        return next((band for least, band in steps if self.value >= least), Band.NONE)


def agreement(answers: Sequence[int], options: int = OPTIONS) -> Agreement:
    """r_wg of one question.

    Definition: 1 - s2 / ((A^2 - 1) / 12) with s2 the sample variance (ddof 1) and A options. Range up to 1; below zero
    is told as 0 with `is_split`. Edge cases: under three raters -> `too_few`. Cost: linear. Source: methods 1.3 [R 31].
    """
    if len(answers) < FEWEST:
        return Agreement(None, len(answers), reason=Reason.TOO_FEW)
    raw = 1 - variance(answers) / _by_chance(options)
    return Agreement(max(0.0, raw), len(answers), raw < 0, raw=raw)


def agreement_of_scale(answers: Sequence[Sequence[int]], options: int = OPTIONS) -> Agreement:
    """r_wg(J) of a scale: one sequence of answers per question.

    Definition: J(1 - q) / (J(1 - q) + q) with q the mean variance as a share of chance. Range 0-1: where q is 1 or more
    the formula says nothing (it may even exceed 1), so it is 0 with `is_split`. `n` is the fewest raters of a question;
    questions with under three are left out, and none left -> `too_few`. Cost: linear. Source: methods 1.3.
    """
    enough = [each for each in answers if len(each) >= FEWEST]
    if not enough:
        return Agreement(None, max(map(len, answers), default=0), reason=Reason.TOO_FEW)
    count, n = len(enough), min(map(len, enough))
    q = fmean(variance(each) for each in enough) / _by_chance(options)
    if q >= 1:
        return Agreement(0.0, n, q > 1)
    value = count * (1 - q) / (count * (1 - q) + q)
    return Agreement(value, n, raw=value)


def _by_chance(options: int) -> float:
    """The variance when everybody picks any option as easily."""
    return (options**2 - 1) / 12
