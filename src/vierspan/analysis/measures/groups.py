"""To which group each actor belongs: sector, party, or a community found in the ties."""

import random
from typing import NamedTuple, TypeAlias

import igraph
import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from vierspan.analysis.measures.graph import Graph
from vierspan.analysis.records import Records

Codes: TypeAlias = NDArray[np.int32]

COVERED = 0.5  # part of the actors whose group must be known
THOROUGH_UP_TO = 200_000  # ties; beyond it communities are found in one round
SEED = 20


class Groups(NamedTuple):
    """What the groups are, their names in order, and each actor's place in them; -1 where unknown."""

    grouping: str
    names: tuple[str, ...]
    of: Codes


def groups(graph: Graph, records: Records) -> Groups:
    """The sector where at least half the actors have one and there are two or more, else the party, else a community.

    A person's sector is that of their party. Communities maximise modularity (Leiden, fixed seed) and are named by
    their strongest member. Cost: linear; communities some seconds per million ties. Source: Traag et al. 2019.
    """
    known = _belonging(records)
    actors = pl.DataFrame({"id": graph.actors}).join(known, on="id", how="left", maintain_order="left")
    for grouping in ("sector", "party"):
        names = actors[grouping].drop_nulls().unique().sort()
        if len(names) >= 2 and actors[grouping].null_count() <= COVERED * graph.size:
            codes = actors[grouping].cast(pl.Enum(names)).to_physical().cast(pl.Int32).fill_null(-1)
            return Groups(grouping, tuple(names), codes.to_numpy())
    return _communities(graph)


def _belonging(records: Records) -> pl.DataFrame:
    parties = records.table("parties").select("id", "sector", pl.lit(None, dtype=pl.String).alias("party"))
    sectors = parties.select(pl.col("id").alias("party"), "sector")
    people = records.table("people").select("id", "party").join(sectors, on="party", how="left", maintain_order="left")
    return pl.concat([parties, people.select("id", "sector", "party")])


def _communities(graph: Graph) -> Groups:
    pairs = sparse.coo_array(sparse.triu(graph.together))
    edges = np.column_stack(pairs.coords)
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - a repeatable order, not a secret
    found = igraph.Graph(n=graph.size, edges=edges).community_leiden(
        "modularity", weights=pairs.data.tolist(), n_iterations=-1 if pairs.nnz <= THOROUGH_UP_TO else 1
    )
    codes = np.array(found.membership, dtype=np.int32)
    order = np.lexsort((np.arange(graph.size), -graph.strength))
    _, strongest = np.unique(codes[order], return_index=True)
    return Groups("community", tuple(graph.actors[order[place]] for place in strongest), codes)
