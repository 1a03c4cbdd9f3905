"""How likely a count is by chance, alone and among many."""

import math
from collections.abc import Iterable

PRIOR = 2.0  # a, of the shrunken ratio
FALSE_SHARE = 0.1  # of what is called rising may be chance


def shrunken_ratio(recent: float, expected: float, *, prior: float = PRIOR) -> float:
    """How many times as much as usual, drawn towards 1 where there is little: (x + a) / (mu + a). Methods.md 5."""
    return (recent + prior) / (expected + prior)


def poisson_tail(count: int, mean: float) -> float:
    """P(X >= count) of a Poisson variable with this mean; 1 for a count of 0.

    Edge cases: mean 0 -> 0 for any count above 0. Cost: a few hundred steps at most for counts of this size, as
    the terms fall off at once. Source: methods.md 5.
    """
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if count <= mean:
        term = total = math.exp(-mean)
        for n in range(1, count):
            term *= mean / n
            total += term
        return max(0.0, 1.0 - total)
    # The tail itself is small: it is added up, so that nothing is lost in taking it from 1.
    term = total = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
    while term > total * 1e-17:
        count += 1
        term *= mean / count
        total += term
    return min(1.0, total)


def share_tail(count: int, of: int, share: float) -> float:
    """P(X >= count) of a binomial variable: of so many, each with this chance.

    With `of` all texts that hold a term and `share` the part of all texts that is recent it is the exact test of two
    rates, which does not take the usual for known. Edge cases: count 0 -> 1. Source: Przyborowski and Wilenski 1940.
    """
    from scipy.special import betainc

    return 1.0 if count <= 0 else float(betainc(count, of - count + 1, share))


def corrected(chances: Iterable[float], *, false_share: float = FALSE_SHARE) -> float:
    """The largest chance that still counts when so many are looked at: Benjamini and Hochberg's line; 0 for none.

    Cost: n log n. Source: Benjamini and Hochberg 1995.
    """
    ordered = sorted(chances)
    within = [each for rank, each in enumerate(ordered, start=1) if each <= false_share * rank / len(ordered)]
    return within[-1] if within else 0.0
