"""Whether those who choose want the same, before anything is chosen for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean, pstdev

import numpy as np
import polars as pl

from vierspan.analysis.measures.needed_states import kendall_w

FEWEST_JUDGES = 3
AGREED = 0.4  # W below which talking comes before choosing

Votes = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How one theme came out: all that it got, its mean rank (1 is first) and how far the ranks lie apart."""

    thing: str
    total: float
    mean_rank: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the voices order things alike, and where they differ most."""

    w: float | None
    judges: int
    stands: tuple[Stand, ...]  # best first

    @property
    def is_agreed(self) -> bool | None:
        return None if self.w is None else self.w >= AGREED

    @property
    def apart(self) -> tuple[Stand, ...]:
        """From where the voices lie furthest apart."""
        return tuple(sorted(self.stands, key=lambda each: (-each.spread, each.mean_rank, each.thing)))


def agreement(votes: Votes, things: tuple[str, ...]) -> Agreement:
    """Kendall's W over the voices, and how each thing came out.

    Definition: each voice gives every thing a number, more is better (dots; or n + 1 - rank); what it does not name
    gets 0. Numbers become ranks, ties share the mean rank. W = 12 S / (m^2 (n^3 - n) - m T), with S the squared
    deviations of the rank sums and T the sum of t^3 - t over tied groups; 0 no agreement, 1 all the same.
    Below .4: talk first. Spread: standard deviation of a thing's ranks. Edge cases: fewer than 3 voices, fewer
    than 2 things, or nobody who tells things apart -> w None; a voice that names nothing at all has not spoken and is
    left out. Cost: m n log n. Source: methods 4; Kendall and Babington Smith 1939.
    """
    spoken = {judge: given for judge, given in sorted(votes.items()) if any(given.get(thing) for thing in things)}
    table = np.array([[float(given.get(thing, 0.0)) for thing in things] for given in spoken.values()])
    counts = len(spoken) >= FEWEST_JUDGES and len(things) >= 2
    ranks = [_ranks(row.tolist()) for row in table] if spoken else []
    stands = [
        Stand(
            thing=thing,
            total=sum(given.get(thing, 0.0) for given in spoken.values()),
            mean_rank=fmean(row[place] for row in ranks) if ranks else 0.0,
            spread=pstdev([row[place] for row in ranks]) if ranks else 0.0,
        )
        for place, thing in enumerate(things)
    ]
    return Agreement(
        w=kendall_w(table) if counts else None,
        judges=len(spoken),
        stands=tuple(sorted(stands, key=lambda each: (each.mean_rank, each.thing))),
    )


def _ranks(given: list[float]) -> list[float]:
    """1 for what got most; what got the same shares the mean rank."""
    return pl.Series(given).rank(descending=True).to_list()
