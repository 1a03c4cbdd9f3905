"""What several people say that the network needs of an orientation (methods 7.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from vierspan.analysis.mirror.picture import Reason

HIGHEST = 4
BAND = 10.0  # a need is a band, this much to either side


@dataclass(frozen=True, slots=True)
class NeedSaid:
    """The need 0-100 and its band; without it the reason."""

    need: float | None
    low: float | None
    high: float | None
    n: int
    reason: Reason | None = None


def need_said(said: Iterable[float | None], fewest: int = 1) -> NeedSaid:
    """The mean of what people say (0-4; None and below 0: cannot judge), over four, with ten to either side.

    Range 0-100, the band cut off there. Edge cases: fewer than `fewest` who say something -> `too_few`, nobody ->
    `empty`. Cost: linear. Source: methods 7.2 (own construct).
    """
    answers = [each for each in said if each is not None and each >= 0]
    if not answers or len(answers) < fewest:
        reason = Reason.TOO_FEW if answers else Reason.EMPTY
        return NeedSaid(None, None, None, len(answers), reason)
    need = 100 * fmean(answers) / HIGHEST
    return NeedSaid(need, max(0.0, need - BAND), min(100.0, need + BAND), len(answers))
