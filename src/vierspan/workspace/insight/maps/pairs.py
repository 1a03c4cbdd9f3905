"""Who is tied to whom, by number: what layouts, groups and paths reckon with."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

SEED = 7
LEAST = 0.01  # a tie of strength nought is still a tie

Points = NDArray[np.float64]
Numbers = NDArray[np.int64]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each pair of tied actors once, smaller number first, with the sum of the strengths of their ties."""

    size: int  # actors
    one: Numbers
    other: Numbers
    strength: Points

    @property
    def degree(self) -> Numbers:
        return np.bincount(self.one, minlength=self.size) + np.bincount(self.other, minlength=self.size)

    @property
    def weight(self) -> Points:
        """Per actor the sum of the strengths."""
        both = np.r_[self.one, self.other]
        return np.bincount(both, np.r_[self.strength, self.strength], minlength=self.size).astype(np.float64)

    def matrix(self) -> Any:
        """Both ways, as sparse rows."""
        rows, columns = np.r_[self.one, self.other], np.r_[self.other, self.one]
        there = sparse.coo_array((np.r_[self.strength, self.strength], (rows, columns)), shape=(self.size, self.size))
        return sparse.csr_array(there)

    def among(self, chosen: Numbers) -> "Pairs":
        """Only between these, numbered as they stand in `chosen`."""
        number = np.full(self.size, -1, dtype=np.int64)
        number[chosen] = np.arange(len(chosen))
        one, other = number[self.one], number[self.other]
        kept = (one >= 0) & (other >= 0)
        low, high = np.minimum(one, other)[kept], np.maximum(one, other)[kept]
        return Pairs(len(chosen), low, high, self.strength[kept])

    def strongest(self, count: int) -> "Pairs":
        """Those that are among the `count` strongest ties of either end."""
        ends = np.r_[self.one, self.other]
        ties = np.tile(np.arange(len(self.one)), 2)
        order = np.lexsort((ties, -self.strength[ties], ends))
        sorted_ends = ends[order]
        starts = np.r_[0, np.flatnonzero(np.diff(sorted_ends)) + 1] if len(order) else np.array([], dtype=np.int64)
        rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
        kept = np.unique(ties[order][rank < count])
        return Pairs(self.size, self.one[kept], self.other[kept], self.strength[kept])

    def graph(self) -> Any:
        import igraph

        edges = np.c_[self.one, self.other]
        return igraph.Graph(n=self.size, edges=edges, edge_attrs={"weight": self.strength.tolist()})


def pairs_of(ids: Sequence[str], ties: pl.DataFrame) -> Pairs:
    """Among these, in this order; ties with others, and of one with itself, are left out."""
    numbers = pl.DataFrame({"id": ids, "number": np.arange(len(ids))}, schema={"id": pl.String, "number": pl.Int64})
    found = ties.select("source", "target", pl.col("strength").clip(LEAST))
    for end in ("source", "target"):
        found = found.join(numbers.rename({"id": end, "number": f"{end}_number"}), on=end)
    ends = ("source_number", "target_number")
    found = found.filter(pl.col(ends[0]) != pl.col(ends[1])).select(
        pl.min_horizontal(*ends).alias("one"), pl.max_horizontal(*ends).alias("other"), "strength"
    )
    summed = found.group_by("one", "other").agg(pl.col("strength").sum()).sort("one", "other")
    one, other = (summed[end].to_numpy().astype(np.int64) for end in ("one", "other"))
    return Pairs(len(ids), one, other, summed["strength"].round(9).to_numpy().astype(np.float64))


def seeded(work: Callable[[], Answer]) -> Answer:
    """igraph draws from one generator for the whole process: lend it ours and give the usual one back."""
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - a drawing, not a secret
    try:
        return work()
    finally:
        igraph.set_random_number_generator(random)
