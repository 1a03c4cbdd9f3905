"""How measures state a number, or the reason why there is none."""

import math

import numpy as np
from numpy.typing import ArrayLike

from vierspan.analysis.mirror.picture import Facts, Figure, Reason, Window


def stated(
    value: float | None, n: int, window: Window, *, error: float | None = None, facts: Facts | None = None
) -> Figure:
    """A figure; a value that is not a number becomes none, for lack of variance."""
    if value is None or not math.isfinite(value):
        return absent(Reason.NO_VARIANCE, n, window)
    return Figure(value=float(value), n=n, window=window, error=error, facts=facts)


def absent(reason: Reason, n: int, window: Window) -> Figure:
    """A figure without a value."""
    return Figure(value=None, n=n, window=window, reason=reason)


def concentration(amounts: ArrayLike) -> float | None:
    """G*, the Gini coefficient over a fixed list of members, scaled so that one who does all gives 1.

    Definition: G = 2 * sum(i * x_i) / (n * sum x) - (n + 1) / n with x ascending; G* = G * n / (n - 1).
    Range 0 (all alike) to 1. None for fewer than two members or where nobody does anything. Cost n log n.
    Source: methods 2.2.
    """
    ascending = np.sort(np.asarray(amounts, dtype=np.float64))
    count, total = ascending.size, ascending.sum()
    if count < 2 or not total > 0:
        return None
    gini = 2 * (np.arange(1, count + 1) @ ascending) / (count * total) - (count + 1) / count
    return float(min(1.0, max(0.0, gini * count / (count - 1))))
