"""Who stands at the core, and how clear that core is."""

from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from vierspan.analysis.measures.contacts import contacts
from vierspan.analysis.measures.coreness import continuous_coreness, largest_gap
from vierspan.analysis.measures.figure import absent, stated
from vierspan.analysis.measures.graph import Graph, Vector, split_by_kind
from vierspan.analysis.mirror.picture import Core, Figure, Reason, Window
from vierspan.analysis.records import Records

ENUMERATED = 15  # up to this many actors every possible core is tried
CLEAR = 0.5  # a correlation from which we speak of a core

TINY = 1e-12

Mask: TypeAlias = NDArray[np.bool_]


class Fit(NamedTuple):
    """The core found: who, how well the ideal picture fits, and by which method."""

    members: Mask
    clarity: float | None
    method: str


def core(records: Records, acts: pl.DataFrame, window: Window) -> tuple[Core | None, pl.DataFrame]:
    """The key players, and for each actor how near they stand to the core.

    Definition: with at most 15 actors the set whose ideal picture (tied among themselves, no ties among the others)
    correlates best with the ties, see `discrete_core`; with more, the actors above the largest gap in continuous
    coreness, see `continuous_coreness`. Clarity is the correlation with the ideal; only from .5 on do we name members.
    The ties come from the ties sheet, else from who meets whom, else from who shares a table (`contacts`); people and
    parties are looked at apart, and the core is that of the kind with most ties. The declared core is who has the
    ring 'core'.
    Range: clarity -1 to 1; coreness 0-1 within people and within parties.
    Edge cases: no ties -> no core; fewer than three actors -> too few; complete or even ties -> no variance.
    Cost: 2^n for n <= 15; else about a hundred passes over the ties. Source: Borgatti & Everett 2000; methods 2.6.
    """
    graph = contacts(records, window)
    if graph is None:
        return None, pl.DataFrame(schema={"id": pl.String, "coreness": pl.Float64, "in_core": pl.Boolean})
    halves = split_by_kind(graph, records)
    fits = [(half, *_fitted(half)) for half in halves]
    frame = pl.concat(_coreness_rows(half, fit, coreness) for half, fit, coreness in fits)
    return _described(fits[0][0], fits[0][1], records, window), frame


def discrete_core(together: sparse.csr_array) -> Fit:
    """The best core by trying all of them.

    Definition: of all sets of 2 to n/2 actors whose every member's strength is above the median of the others, the one
    with the highest Pearson correlation between the ties and 'all ties inside the core, none among the others', ties
    between the two left out. Equal fits go to the smallest set, then the strongest, then the first in order. If no set
    qualifies, sets from one actor on, and ties between core and others count as ideal too (so a star has its hub).
    Edge cases: fewer than three actors or no variance -> nobody, clarity None. Cost: 2^n. Source: methods 2.6.
    """
    dense = together.toarray()
    nobody = np.zeros(len(dense), dtype=bool)
    if len(dense) < 3 or np.ptp(dense[np.triu_indices(len(dense), 1)]) == 0:
        return Fit(nobody, None, "enumeration")
    for method, smallest in (("enumeration", 2), ("off_block", 1)):
        sets = _qualifying(dense.sum(axis=1), smallest)
        if len(sets):
            best = _best(dense, sets, method)
            if best is not None:
                return Fit(best[0], best[1], method)
    return Fit(nobody, None, "enumeration")


def _qualifying(strength: Vector, smallest: int) -> Mask:
    """Every set of allowed size whose members all stand above the median of the others, smallest first."""
    size = len(strength)
    chosen = [members for count in range(smallest, size // 2 + 1) for members in combinations(range(size), count)]
    sets = np.zeros((len(chosen), size), dtype=bool)
    for row, members in enumerate(chosen):
        sets[row, list(members)] = True
    weakest = np.where(sets, strength, np.inf).min(axis=1, initial=np.inf)
    others = np.nanmedian(np.where(sets, np.nan, strength), axis=1) if chosen else weakest
    return np.asarray(sets[weakest > others])


def _best(dense: Vector, sets: Mask, method: str) -> tuple[Mask, float] | None:
    clarity = _clarity(dense, sets, method)
    if np.isnan(clarity).all():
        return None
    strengths = sets @ dense.sum(axis=1)
    rank = np.lexsort((-np.round(strengths, 9), sets.sum(axis=1), -np.round(np.nan_to_num(clarity, nan=-2.0), 9)))
    return sets[rank[0]], float(clarity[rank[0]])


def _clarity(dense: Vector, sets: Mask, method: str) -> Vector:
    """Pearson correlation of the ties with each set's ideal picture, over the pairs that the method looks at."""
    core, rest = sets.astype(np.float64), (~sets).astype(np.float64)
    held, squared = _blocks(core, dense, rest), _blocks(core, dense**2, rest)
    cells = _blocks(core, np.ones_like(dense) - np.eye(len(dense)), rest)
    counted = ("inside", "outside") if method == "enumeration" else ("inside", "outside", "between")
    ideal = tuple(block for block in counted if block != "outside")
    ones, ties_in_ones = sum(cells[key] for key in ideal), sum(held[key] for key in ideal)
    pairs, total, squares = (sum(part[key] for key in counted) for part in (cells, held, squared))
    spread = (pairs * squares - total**2) * (pairs * ones - ones**2)
    clarity = np.full(len(sets), np.nan)
    spread = np.where(spread > TINY, spread, np.nan)
    np.divide(pairs * ties_in_ones - total * ones, np.sqrt(spread), out=clarity)
    return clarity


def _blocks(core: Vector, values: Vector, rest: Vector) -> dict[str, Vector]:
    """Sums over the pairs inside each core, among the others, and between the two."""
    return {
        "inside": ((core @ values) * core).sum(axis=1) / 2,
        "outside": ((rest @ values) * rest).sum(axis=1) / 2,
        "between": ((core @ values) * rest).sum(axis=1),
    }


def _fitted(graph: Graph) -> tuple[Fit, Vector]:
    together = graph.together
    coreness, clarity, component = continuous_coreness(together)
    if graph.size <= ENUMERATED:
        return discrete_core(together), coreness
    return Fit(largest_gap(coreness, component), clarity, "coreness"), coreness


def _is_clear(fit: Fit) -> bool:
    return fit.clarity is not None and fit.clarity >= CLEAR and bool(fit.members.any())


def _coreness_rows(graph: Graph, fit: Fit, coreness: Vector) -> pl.DataFrame:
    members = fit.members if _is_clear(fit) else np.zeros(graph.size, dtype=bool)
    return pl.DataFrame({"id": graph.actors, "coreness": coreness, "in_core": members})


def _described(graph: Graph, fit: Fit, records: Records, window: Window) -> Core:
    declared = _declared(graph, records)
    members = tuple(graph.actors[place] for place in np.flatnonzero(fit.members)) if _is_clear(fit) else ()
    return Core(
        basis=graph.basis,
        method=fit.method,
        clarity=_clarity_figure(graph, fit, window),
        is_clear=_is_clear(fit),
        members=members,
        declared=declared,
        both=tuple(actor for actor in members if actor in set(declared)),
    )


def _clarity_figure(graph: Graph, fit: Fit, window: Window) -> Figure:
    if graph.size < 3:
        return absent(Reason.TOO_FEW, graph.size, window)
    return stated(fit.clarity, graph.size, window)


def _declared(graph: Graph, records: Records) -> tuple[str, ...]:
    """Who calls themselves core, among the same kind of actors as the computed core."""
    people = set(records.table("people")["id"])
    table = "people" if graph.actors[0] in people else "parties"
    return tuple(records.table(table).filter(pl.col("ring") == "core")["id"].sort())
