"""Which package stands when what people filled in is a point off."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vierspan.analysis.choices.winwin.picks import nash
from vierspan.analysis.choices.winwin.table import TINY, Gains

DRAWS = 500
NOISE = 1.0  # of the scale 0-10, to both sides
SEED = 6_5


@dataclass(frozen=True, slots=True)
class Robust:
    """Rows that are most often the best, and in what part of the draws each row is (ties share)."""

    rows: tuple[int, ...]
    shares: NDArray[np.float64]  # by row of the table
    draws: int

    @property
    def share(self) -> float:
        return float(self.shares[self.rows[0]]) if self.rows else 0.0


def robust(
    gains: Gains, allows: NDArray[np.bool_], weights: NDArray[np.float64], *, draws: int = DRAWS, seed: int = SEED
) -> Robust:
    """The package that is most often the best when every value moves by up to one point.

    Definition: 500 times each gain gets an independent draw, even between -1 and +1; the best of those that are then
    good enough for all is the Nash pick, which stands between the largest sum and the largest smallest gain. The pick
    is the row with the largest share of draws won, ties shared. Edge cases: no draw with a package good for all ->
    no row, all shares 0. Cost: draws x packages x parties. Source: methods 6.5 [O].
    """
    chance = np.random.default_rng(seed)
    shares = np.zeros(len(gains))
    within = allows.all(axis=1) if allows.size else np.zeros(len(gains), dtype=np.bool_)
    possible = np.flatnonzero(within)
    for _draw in range(draws if len(possible) else 0):
        moved = gains[possible] + chance.uniform(-NOISE, NOISE, (len(possible), gains.shape[1]))
        good = np.flatnonzero((moved >= -TINY).all(axis=1))
        if len(good):
            winners = possible[good[nash(moved[good], weights)]]
            shares[winners] += 1 / len(winners)
    shares /= draws
    best = np.flatnonzero(shares >= shares.max() - TINY) if shares.any() else np.array([], dtype=np.intp)
    return Robust(tuple(int(each) for each in best), shares, draws)
