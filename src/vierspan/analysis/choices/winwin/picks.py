"""Four fair ways to pick from a table of gains, and what no other package beats."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vierspan.analysis.choices.winwin.table import TINY, Gains

Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picks:
    """Rows of the table, all of them where several are equally good; empty where no package is good for all."""

    rational: Rows
    pareto: Rows
    nash: Rows
    egalitarian: Rows
    kalai_smorodinsky: Rows
    utilitarian: Rows


def picks(gains: Gains, rational: NDArray[np.bool_], weights: NDArray[np.float64]) -> Picks:
    """The four solutions over the packages that are good enough for all.

    gains: packages x parties, values above walking away. rational: which packages count. weights: of the parties, used
    by Nash alone. Ties within 1e-9: all are given. Cost: quadratic in the rational packages for the Pareto set.
    Source: methods 6.5.
    """
    places = np.flatnonzero(rational)
    chosen = gains[places]

    def back(found: NDArray[np.intp]) -> Rows:
        return tuple(int(places[each]) for each in found)

    return Picks(
        rational=tuple(int(each) for each in places),
        pareto=back(pareto(chosen)),
        nash=back(nash(chosen, weights)),
        egalitarian=back(egalitarian(chosen)),
        kalai_smorodinsky=back(kalai_smorodinsky(chosen)),
        utilitarian=back(_best(chosen, lambda rows: rows.sum(axis=1))),
    )


def pareto(gains: Gains) -> NDArray[np.intp]:
    """Rows that no other row beats: at least as good for all and better for one. Equal rows stay together."""
    kept = [row for row in range(len(gains)) if not _is_beaten(gains, row)]
    return np.array(kept, dtype=np.intp)


def _is_beaten(gains: Gains, row: int) -> bool:
    least = (gains >= gains[row] - TINY).all(axis=1)
    more = (gains > gains[row] + TINY).any(axis=1)
    return bool((least & more).any())


def nash(gains: Gains, weights: NDArray[np.float64]) -> NDArray[np.intp]:
    """Largest product of gains, each to the power of the party's weight.

    Rows on which somebody gains nothing have product 0; where that is all of them, the rows with most parties gaining
    are compared by the product over those, each gain as a share of what that party could gain at most: so the pick
    does not depend on the scale of a party there either (our reading for degenerate sets).
    """
    if not gains.size:
        return np.arange(len(gains))
    winners = (gains > TINY).sum(axis=1)
    most = np.flatnonzero(winners == winners.max())
    shares = gains[most] / np.maximum(gains.max(axis=0), TINY)
    logs = np.log(np.where(gains[most] > TINY, shares, 1.0)) @ weights
    return most[np.flatnonzero(logs >= logs.max() - TINY)]


def egalitarian(gains: Gains) -> NDArray[np.intp]:
    """Largest smallest gain; ties by the next smallest, and so on (leximin)."""
    ordered = np.sort(gains, axis=1)
    left = np.arange(len(gains))
    for column in range(ordered.shape[1] if len(gains) else 0):
        values = ordered[left, column]
        left = left[values >= values.max() - TINY]
    return left


def kalai_smorodinsky(gains: Gains) -> NDArray[np.intp]:
    """Largest smallest share of what each could gain at most; a party that can gain nothing is left out."""
    if not gains.size:
        return np.arange(len(gains))
    ideal = gains.max(axis=0)
    able = ideal > TINY
    if not able.any():
        return np.arange(len(gains))
    return _best(gains[:, able] / ideal[able], lambda rows: rows.min(axis=1))


def _best(gains: Gains, measure: Callable[[Gains], Gains]) -> NDArray[np.intp]:
    if not len(gains):
        return np.array([], dtype=np.intp)
    values = measure(gains)
    return np.flatnonzero(values >= values.max() - TINY)
