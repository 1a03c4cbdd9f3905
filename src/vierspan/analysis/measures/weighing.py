"""How much a signal weighs, by what several people find of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

APART = 2.0  # so far between the lowest and the highest score, and people see it differently
HALVES_IN = 24.0  # months ahead at which urgency is half
FEWEST_SOURCES, FEWEST_PARTIES = 3, 2
LOW, HIGH = 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What several people gave one criterion."""

    middle: float
    lowest: float
    highest: float
    raters: int

    @property
    def spread(self) -> float:
        return self.highest - self.lowest

    @property
    def is_disputed(self) -> bool:
        return self.spread >= APART


def opinion(scores: Sequence[float]) -> Opinion | None:
    """The median of several scores, with the lowest and the highest.

    Definition: median; spread = highest - lowest; disputed from a spread of 2 up. Range: that of the scores (1 to 5).
    Edge cases: None without scores; of one score the spread is 0, so that one voice is never disputed; of an even
    number of scores the middle is the mean of the middle two. Cost: sorting. Source: methods 5. Errors: none.

    >>> opinion([2, 4, 5])
    Opinion(middle=4.0, lowest=2.0, highest=5.0, raters=3)
    >>> opinion([2, 4]).is_disputed, opinion([3, 4]).is_disputed, opinion([])
    (True, False, None)
    """
    if not scores:
        return None
    return Opinion(float(median(scores)), float(min(scores)), float(max(scores)), len(scores))


def potential(significance: float | None, plausibility: float | None, novelty: float | None) -> float | None:
    """How much could come of a signal: the geometric mean of the three, as a share of the most.

    Definition: (significance x plausibility x novelty)^(1/3) / 5, each from 1 to 5. Range: 0.2 to 1. Edge cases: None
    where one of the three is missing: it cannot be ranked, and is kept. Cost: constant. Source: methods 5.
    Errors: ValueError for a score outside 1 to 5.

    >>> potential(5, 5, 5), round(potential(4, 2, 5), 3), potential(4, None, 5)
    (1.0, 0.684, None)
    """
    if significance is None or plausibility is None or novelty is None:
        return None
    parts = (significance, plausibility, novelty)
    if not all(LOW <= each <= HIGH for each in parts):
        raise ValueError(parts)
    return min(1.0, round(float((significance * plausibility * novelty) ** (1 / 3) / HIGH), 9))


def urgency(months_ahead: float | None) -> float | None:
    """How near it is.

    Definition: 1 / (1 + months / 24). Range: 1 (now) down to nearly 0; a half at two years. Edge cases: None where
    nobody said when. Cost: constant. Source: methods 5. Errors: ValueError below 0 months.

    >>> urgency(0), urgency(24), urgency(None)
    (1.0, 0.5, None)
    """
    if months_ahead is None:
        return None
    if months_ahead < 0:
        raise ValueError(months_ahead)
    return 1 / (1 + months_ahead / HALVES_IN)


def pull(potential: float | None, urgency: float | None) -> float | None:
    """The number to sort signals by; always to be shown beside its two parts.

    Definition: potential x urgency. Range: 0 to 1. Edge cases: None where one of the two is missing, so that the signal
    stands outside the ranking. Cost: constant. Source: methods 5. Errors: none.

    >>> pull(0.8, 0.5), pull(None, 0.5)
    (0.4, None)
    """
    return None if potential is None or urgency is None else potential * urgency


def suggested_stage(stage: str, sources: int, parties: int) -> Literal["emerging"] | None:
    """Whether what is known of a weak signal says that it is emerging.

    Definition: from three independent sources and two parties up. A theme is never suggested: a network adopts one.
    Range: "emerging" or None. Edge cases: an empty stage is weak; retired stays retired. Cost: constant.
    Source: methods 5. Errors: none.

    >>> suggested_stage("weak", 3, 2), suggested_stage("weak", 3, 1), suggested_stage("theme", 9, 9)
    ('emerging', None, None)
    """
    if stage not in ("", "weak") or sources < FEWEST_SOURCES or parties < FEWEST_PARTIES:
        return None
    return "emerging"
