"""How others see somebody: every rater one voice, and every party one voice (methods 1.3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from vierspan.analysis.questionnaires.scores import Value

FEWEST = 4  # the hard floor of questions about one person
FAR_APART = 0.5


@dataclass(frozen=True, slots=True)
class Rater:
    """What one rater says: their score on a scale, None where they could not judge; raters without a party stand
    alone."""

    score: float | None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """The same people counted in two ways; both are worth showing when they differ."""

    by_rater: Value
    by_party: Value

    @property
    def differ(self) -> bool:
        one, other = self.by_rater.value, self.by_party.value
        return one is not None and other is not None and abs(one - other) > FAR_APART


def others(raters: Iterable[Rater], fewest: int = FEWEST) -> Others:
    """The mean over raters, and over parties of the mean inside each.

    Range: that of the scores. `n` is raters in the first, parties in the second. Edge cases: fewer than `fewest` raters
    who could judge -> `too_few` in both. Cost: linear. Source: methods 1.3.
    """
    said = [each for each in raters if each.score is not None]
    sides: dict[object, list[float]] = defaultdict(list)
    for place, each in enumerate(said):
        sides[each.party or place].append(each.score or 0.0)
    if len(said) < fewest or not said:
        return Others(Value.lacking(len(said)), Value.lacking(len(sides)))
    by_rater = fmean(each.score or 0.0 for each in said)
    by_party = fmean(fmean(inside) for inside in sides.values())
    return Others(Value(by_rater, len(said)), Value(by_party, len(sides)))
