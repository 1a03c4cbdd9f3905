"""Who is tied to whom, as sparse matrices over actors in sorted id order: what the tie measures start from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from vierspan.analysis.mirror.picture import Basis, Window
from vierspan.analysis.records import Records

GRANTED_WEIGHT = 1.0  # advice asked, trust, reporting: the source says that the target counts
CONTACT_WEIGHT = 0.5  # working together, friendship, messages: contact, which says less about who counts

Vector: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Graph:
    """Ties between actors. Row i of `directed` holds what i grants; `together` is symmetric; neither has a diagonal."""

    actors: tuple[str, ...]
    directed: sparse.csr_array
    is_directed: bool
    basis: Basis = Basis.TIES

    @property
    def size(self) -> int:
        return len(self.actors)

    @property
    def together(self) -> sparse.csr_array:
        """Symmetric strength: the mean of both directions."""
        return sparse.csr_array((self.directed + self.directed.T) / 2)

    @property
    def strength(self) -> Vector:
        return np.asarray(self.together.sum(axis=1), dtype=np.float64).ravel()

    def among(self, chosen: NDArray[np.bool_]) -> "Graph":
        """The same ties, only between the chosen actors."""
        kept = np.flatnonzero(chosen)
        actors = tuple(self.actors[place] for place in kept)
        return Graph(actors, self.directed[kept][:, kept], self.is_directed, self.basis)


def tie_graph(records: Records, window: Window) -> Graph | None:
    """The ties that hold in the window, of all kinds together.

    Definition: rows of one kind between the same two are added up; per kind strengths are damped by
    log2(1 + strength / median), so that counts of messages and a five-point scale can stand side by side, and divided
    by their mean; kinds in which the source grants something (advice, trust, reporting) weigh 1, mere contact 1/2.
    Kinds that say the source leads are turned round; kinds that go against somebody are left out. A mutual tie runs
    both ways. Where the sheet does not say, a kind runs one way if some pair stands in it both ways, or if its name
    says that something is granted or given.
    Edge cases: no strength counts as 1; ties with oneself are dropped; no ties in the window gives None.
    Cost: linear in the rows, apart from sorting the actors. Source: house rule [O], methods 2.11.
    """
    ties = _current(records.table("ties"), window)
    if ties.is_empty():
        return None
    actors = tuple(pl.concat([ties["source"], ties["target"]]).unique().sort())
    coded = ties.with_columns(pl.col("source", "target").cast(pl.Enum(actors)).to_physical().cast(pl.Int32))
    kinds = [_kind_ties(str(kind), rows) for (kind,), rows in coded.group_by("kind", maintain_order=True)]
    every = pl.concat(frame for frame, _ in kinds)
    matrix = _matrix(every, len(actors))
    return Graph(actors, matrix, any(runs_one_way for _, runs_one_way in kinds))


def split_by_kind(graph: Graph, records: Records) -> list[Graph]:
    """The ties among people and those among parties, most ties first; all together where neither has any."""
    people = np.isin(
        np.array(graph.actors, dtype=object).astype(str), records.table("people")["id"].to_numpy().astype(str)
    )
    halves = [half for half in (graph.among(people), graph.among(~people)) if half.directed.nnz]
    return sorted(halves, key=lambda half: -half.directed.nnz) or [graph]


def _current(ties: pl.DataFrame, window: Window) -> pl.DataFrame:
    return ties.filter(
        (pl.col("since").is_null() | (pl.col("since") <= window.end))
        & (pl.col("until").is_null() | (pl.col("until") >= window.start))
        & (pl.col("source") != pl.col("target"))
        & ~pl.col("kind").fill_null("").map_elements(_is_against, return_dtype=pl.Boolean)
    ).with_columns(pl.col("kind").fill_null(""))


def _kind_ties(kind: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, bool]:
    """One kind's ties as source, target, weight, both ways where mutual; and whether it runs one way."""
    one_way = pl.col("directed").fill_null(_runs_one_way(kind, rows))
    if _fits(kind, "given"):
        rows = rows.rename({"source": "target", "target": "source"})
    rows = rows.select("source", "target", one_way.alias("one_way"), pl.col("strength").fill_null(1.0))
    turned = rows.filter(~pl.col("one_way")).rename({"source": "target", "target": "source"})
    both = pl.concat([rows, turned.select(rows.columns)])
    summed = both.group_by("source", "target", maintain_order=True).agg(pl.col("strength").sum())
    summed = summed.filter(pl.col("strength") > 0)
    damped = (1 + pl.col("strength") / pl.col("strength").median()).log(2)
    weighed = summed.with_columns((damped / damped.mean() * _weight(kind)).alias("weight"))
    return weighed.select("source", "target", "weight"), bool(rows["one_way"].any())


def _runs_one_way(kind: str, rows: pl.DataFrame) -> bool:
    if _fits(kind, "granted") or _fits(kind, "given"):
        return True
    pairs = rows.select("source", "target").unique()
    back = pairs.select(pl.col("target").alias("source"), pl.col("source").alias("target"))
    return pairs.join(back, on=["source", "target"], how="semi").height > 0


def _weight(kind: str) -> float:
    return GRANTED_WEIGHT if _fits(kind, "granted") or _fits(kind, "given") else CONTACT_WEIGHT


def _is_against(kind: str) -> bool:
    return _fits(kind, "against")


def _fits(kind: str, meaning: str) -> bool:
    """Whether the first list that fits the name of the kind is this one."""
    named = next((key for key, parts in _meanings().items() if any(part in kind.lower() for part in parts)), None)
    return named == meaning


@cache
def _meanings() -> Mapping[str, list[str]]:
    text = (files(__package__) / "tie_kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _matrix(ties: pl.DataFrame, size: int) -> sparse.csr_array:
    places = (ties["source"].to_numpy(), ties["target"].to_numpy())
    matrix = sparse.csr_array(sparse.coo_array((ties["weight"].to_numpy(), places), shape=(size, size)))
    matrix.sum_duplicates()
    return matrix
