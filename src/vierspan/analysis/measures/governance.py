"""How the way a network is governed suits what it is: a question, never advice to change (methods 7.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from statistics import fmean
from types import MappingProxyType

from vierspan.analysis.mirror.picture import Reason

FEWEST_KNOWN = 3  # dimensions that must be known before anything is said
UNDECIDED = 0.08  # two forms that fit this much alike are not told apart
MUTUAL = 0.75  # of the highest trust: from here on two trust each other
FEWEST_PARTIES, MANY_PARTIES = 3, 40


class Form(StrEnum):
    """Governed by all together, by one of the parties, or by an office of the network's own."""

    SHARED = "shared"
    LEAD = "lead"
    OFFICE = "office"


class Dimension(StrEnum):
    TRUST = "trust"
    SIZE = "size"
    CONSENSUS = "consensus"
    COMPETENCE = "competence"


TARGETS: Mapping[Form, Mapping[Dimension, float]] = MappingProxyType(
    {
        form: MappingProxyType(dict(zip(Dimension, targets, strict=True)))
        for form, targets in {
            Form.SHARED: (0.8, 0.2, 0.85, 0.2),
            Form.LEAD: (0.25, 0.5, 0.4, 0.5),
            Form.OFFICE: (0.5, 0.75, 0.7, 0.85),
        }.items()
    }
)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a network lies furthest from what a form usually asks; `gap` above 0: it has more of it than that."""

    dimension: Dimension
    value: float
    target: float

    @property
    def gap(self) -> float:
        return self.value - self.target


@dataclass(frozen=True, slots=True)
class Fits:
    """How far each form suits, 0-1, or the reason why that cannot be said, with what is missing."""

    known: Mapping[Dimension, float]
    fit: Mapping[Form, float]
    reason: Reason | None = None

    @property
    def missing(self) -> tuple[Dimension, ...]:
        return tuple(each for each in Dimension if each not in self.known)

    @property
    def is_undecided(self) -> bool:
        """The first two forms are less than .08 apart; also where nothing can be said."""
        best = sorted(self.fit.values(), reverse=True)
        return len(best) < 2 or best[0] - best[1] < UNDECIDED

    def mismatch(self, form: Form) -> Mismatch | None:
        """The largest for this form; None where nothing can be said."""
        if not self.fit:
            return None
        far = max(self.known, key=lambda each: abs(self.known[each] - TARGETS[form][each]))
        return Mismatch(far, self.known[far], TARGETS[form][far])


def fits(values: Mapping[Dimension, float | None]) -> Fits:
    """How far each form suits a network with these four values.

    Definition: fit = 1 - mean |x - target| over the dimensions that are known. Range 0-1. Edge cases: fewer than three
    known -> `too_few` and no fit; none -> `empty`. Cost: constant. Source: methods 7.1; Provan and Kenis 2008 for the
    table, the numbers are our own. Errors: ValueError for a value outside 0-1.
    """
    known = {each: value for each in Dimension if (value := values.get(each)) is not None}
    if any(not 0 <= value <= 1 for value in known.values()):
        raise ValueError("outside 0-1")
    if len(known) < FEWEST_KNOWN:
        return Fits(known, {}, Reason.TOO_FEW if known else Reason.EMPTY)
    return Fits(known, {form: 1 - fmean(abs(x - TARGETS[form][each]) for each, x in known.items()) for form in Form})


def size(parties: int) -> float | None:
    """clip(log2(n / 3) / log2(40 / 3), 0, 1): 0 for three parties, 1 from forty on.

    Edge cases: under three there is no network to govern -> None. Cost: constant. Source: methods 7.1.
    """
    if parties < FEWEST_PARTIES:
        return None
    return min(1.0, log2(parties / FEWEST_PARTIES) / log2(MANY_PARTIES / FEWEST_PARTIES))


def trust(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The share of pairs of which both trust the other for at least three quarters; both sides given, 0-1.

    Pairs of which one side did not say do not count: not said is not distrust. Range 0-1, None without pairs.
    Cost: linear. Source: methods 7.1. Errors: ValueError for a side outside 0-1, which is of another scale.
    """
    said = list(pairs)
    if any(not 0 <= side <= 1 for pair in said for side in pair):
        raise ValueError("outside 0-1")
    return fmean(min(pair) >= MUTUAL for pair in said) if said else None


def consensus(goals: Iterable[Sequence[float]]) -> float | None:
    """How far people give each goal the same weight: the mean over goals of 1 - 2 MAD / range.

    MAD is the mean distance to the mean of one goal; the range is from the lowest to the highest given to any goal.
    Range 0, two camps at the ends, to 1, all the same. Edge cases: goals with fewer than two ratings are left out;
    none left -> None; everything rated alike -> 1. Cost: linear. Source: methods 7.1.
    """
    rated = [goal for goal in goals if len(goal) > 1]
    if not rated:
        return None
    widest = max(map(max, rated)) - min(map(min, rated))
    if widest == 0:
        return 1.0
    return fmean(max(0.0, 1 - 2 * _distance(goal) / widest) for goal in rated)


def competence(needs: Sequence[float]) -> float | None:
    """The mean need of what only the network as a whole can do, 1-5, brought to 0-1; None without any.

    Source: methods 7.1. Errors: ValueError outside 1-5.
    """
    if any(not 1 <= each <= 5 for each in needs):
        raise ValueError("outside 1-5")
    return (fmean(needs) - 1) / 4 if needs else None


def _distance(goal: Sequence[float]) -> float:
    middle = fmean(goal)
    return fmean(abs(each - middle) for each in goal)
