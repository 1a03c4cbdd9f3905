"""How much of the differences in ratings lies between the people rated: intraclass correlation (methods 1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from vierspan.analysis.mirror.picture import Reason

FEWEST = 10  # people rated


@dataclass(frozen=True, slots=True)
class Icc:
    """`one`: how alike two ratings of one person are; `many`: how far the mean of their raters can be relied on."""

    one: float | None
    many: float | None
    n: int
    reason: Reason | None = None


def icc(rated: Sequence[Sequence[float]], fewest: int = FEWEST) -> Icc:
    """ICC(1) and ICC(2) from one sequence of ratings per person, by one-way analysis of variance.

    Definition: tau2 / (tau2 + sigma2) and tau2 / (tau2 + sigma2 / n), sigma2 the mean square within, tau2 = (between -
    sigma2) / n, at least 0; n = (N - sum n_i^2 / N) / (people - 1), the number of raters where it is the same for all.
    Range 0-1. Edge cases: under ten people rated, or nobody by two -> `too_few`; all ratings alike -> `no_variance`.
    Cost: linear. Source: methods 1.3 [R 31].
    """
    people = [list(each) for each in rated if each]
    total = sum(map(len, people))
    if len(people) < max(2, fewest) or total <= len(people):
        return Icc(None, None, len(people), Reason.TOO_FEW)
    within = _squares_within(people) / (total - len(people))
    each_time = (total - sum(len(each) ** 2 for each in people) / total) / (len(people) - 1)
    between = _squares_between(people) / (len(people) - 1)
    spread = max(0.0, (between - within) / each_time)
    if not spread + within > 0:
        return Icc(None, None, len(people), Reason.NO_VARIANCE)
    return Icc(spread / (spread + within), spread / (spread + within / each_time), len(people))


def _squares_within(people: Sequence[Sequence[float]]) -> float:
    return sum((each - fmean(ratings)) ** 2 for ratings in people for each in ratings)


def _squares_between(people: Sequence[Sequence[float]]) -> float:
    middle = fmean(each for ratings in people for each in ratings)
    return sum(len(ratings) * (fmean(ratings) - middle) ** 2 for ratings in people)
