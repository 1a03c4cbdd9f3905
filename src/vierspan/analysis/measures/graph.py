"""Who is tied to whom, as sparse matrices over actors in sorted id order: what the tie measures start from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeAlias
from weakref import finalize

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

    @cached_property
    def together(self) -> sparse.csr_array:
        """Symmetric strength: the mean of both directions."""
        return sparse.csr_array((self.directed + self.directed.T) / 2)

    @cached_property
    def strength(self) -> Vector:
        return np.asarray(self.together.sum(axis=1), dtype=np.float64).ravel()

    def among(self, chosen: NDArray[np.bool_]) -> "Graph":
        """The same ties, only between the chosen actors."""
        if chosen.all():
            return self
        kept = np.flatnonzero(chosen)
        actors = tuple(self.actors[place] for place in kept)
        return Graph(actors, self.directed[kept][:, kept], self.is_directed, self.basis)


# The graph made last, for as long as its sheet of ties lives: influence, core and brokers start from the same one.
_recent: dict[tuple[int, Window], Graph | None] = {}


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
    sheet = records.table("ties")
    key = (id(sheet), window)
    if key in _recent:
        return _recent[key]
    graph = _built(sheet, records, window)
    _recent.clear()
    _recent[key] = graph
    finalize(sheet, _recent.pop, key, None)
    return graph


def _built(sheet: pl.DataFrame, records: Records, window: Window) -> Graph | None:
    ties = _current(sheet, window)
    if ties.is_empty():
        return None
    members = pl.concat([records.table("people")["id"], records.table("parties")["id"]]).sort()
    coded = ties.with_columns(pl.col("source", "target").cast(pl.Enum(members)).to_physical().cast(pl.Int32))
    kinds = [_kind_ties(str(kind), rows, len(members)) for (kind,), rows in coded.group_by("kind", maintain_order=True)]
    matrix = sparse.csr_array((len(members), len(members)))
    for kind, _ in kinds:
        matrix = sparse.csr_array(matrix + kind)
    matrix.eliminate_zeros()
    present = np.zeros(len(members), dtype=bool)
    present[coded["source"].to_numpy()] = present[coded["target"].to_numpy()] = True
    return Graph(tuple(members), matrix, any(runs_one_way for _, runs_one_way in kinds)).among(present)


def split_by_kind(graph: Graph, records: Records) -> list[Graph]:
    """The ties among people and those among parties, most ties first; all together where neither has any."""
    people = pl.Series(graph.actors).is_in(records.table("people")["id"].implode()).to_numpy()
    halves = [half for half in (graph.among(people), graph.among(~people)) if half.directed.nnz]
    return sorted(halves, key=lambda half: -half.directed.nnz) or [graph]


def _current(ties: pl.DataFrame, window: Window) -> pl.DataFrame:
    ties = ties.select("source", "target", pl.col("kind").fill_null(""), "strength", "directed", "since", "until")
    against = [kind for kind in ties["kind"].unique() if _fits(kind, "against")]
    return ties.filter(
        (pl.col("since").is_null() | (pl.col("since") <= window.end))
        & (pl.col("until").is_null() | (pl.col("until") >= window.start))
        & (pl.col("source") != pl.col("target"))
        & ~pl.col("kind").is_in(against)
    )


def _kind_ties(kind: str, rows: pl.DataFrame, size: int) -> tuple[sparse.csr_array, bool]:
    """One kind's ties as a matrix, both ways where mutual; and whether any of them runs one way."""
    one_way = rows["directed"].fill_null(_runs_one_way(kind, rows)).to_numpy()
    ends = rows["source"].to_numpy(), rows["target"].to_numpy()
    first, last = ends[::-1] if _fits(kind, "given") else ends
    strength = rows["strength"].fill_null(1.0).to_numpy()
    places = np.concatenate([first, last[~one_way]]), np.concatenate([last, first[~one_way]])
    amounts = np.concatenate([strength, strength[~one_way]])
    summed = sparse.csr_array(sparse.coo_array((amounts, places), shape=(size, size)))
    summed.eliminate_zeros()
    if summed.nnz:
        damped = np.log2(1 + summed.data / np.median(summed.data))
        summed.data = damped / damped.mean() * _weight(kind)
    return summed, bool(one_way.any())


def _runs_one_way(kind: str, rows: pl.DataFrame) -> bool:
    if _fits(kind, "granted") or _fits(kind, "given"):
        return True
    pairs = rows.select("source", "target").unique()
    back = pairs.select(pl.col("target").alias("source"), pl.col("source").alias("target"))
    return pairs.join(back, on=["source", "target"], how="semi").height > 0


def _weight(kind: str) -> float:
    return GRANTED_WEIGHT if _fits(kind, "granted") or _fits(kind, "given") else CONTACT_WEIGHT


def _fits(kind: str, meaning: str) -> bool:
    """Whether the first list that fits the name of the kind is this one."""
    named = next((key for key, parts in _meanings().items() if any(part in kind.lower() for part in parts)), None)
    return named == meaning


@cache
def _meanings() -> Mapping[str, list[str]]:
    text = (files(__package__) / "tie_kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
