"""Which actors a still map shows and where they stand: the core and those nearest to it, always the same way."""

from dataclasses import dataclass
from itertools import combinations

import igraph
import polars as pl

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

MOST = 60

# What brings two actors together where no ties are recorded: the table, the shared thing, the actor's column.
MEETING_PLACES = (("attendance", "gathering"), ("seats", "initiative"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One actor on the map, with x and y from 0 to 1."""

    actor: str
    name: str
    accent: Orientation | None
    in_core: bool
    ties: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    spots: tuple[Spot, ...]
    lines: tuple[tuple[int, int], ...]  # places in `spots`
    total: int  # actors of this kind in the whole network


def neighbourhood(records: Records, actors: pl.DataFrame, limit: int = MOST) -> Neighbourhood | None:
    """At most `limit` actors of the kind the core is made of, and the ties between them; None without any tie.

    The places are Kamada-Kawai's from a circle, so that the same records give the same map.
    """
    chosen = _chosen(actors, limit)
    names = chosen["id"].to_list()
    pairs = _pairs(records, names)
    linked = sorted({actor for pair in pairs for actor in pair}, key=names.index)
    if len(linked) < 3:
        return None
    place = {actor: n for n, actor in enumerate(linked)}
    lines = tuple(sorted({(min(place[a], place[b]), max(place[a], place[b])) for a, b in pairs}))
    spots = _spots(chosen.filter(pl.col("id").is_in(linked)), _places(len(linked), lines), lines)
    kind = chosen["kind"][0]
    return Neighbourhood(spots, lines, actors.filter(pl.col("kind") == kind).height)


def _chosen(actors: pl.DataFrame, limit: int) -> pl.DataFrame:
    """The actors nearest to the core, of one kind: that of the core, else the one with most ties."""
    weight = pl.col("in_core").fill_null(False).cast(pl.Int64) * 1_000_000 + pl.col("degree").fill_null(0)
    kinds = actors.group_by("kind").agg(weight.sum().alias("weight")).sort("weight", "kind", descending=[True, True])
    own = actors.filter(pl.col("kind") == kinds["kind"][0]) if kinds.height else actors
    order = [pl.col("in_core").fill_null(False), pl.col("coreness").fill_null(0), pl.col("degree").fill_null(0)]
    return own.sort(*order, "id", descending=[True, True, True, False]).head(limit)


def _pairs(records: Records, chosen: list[str]) -> set[tuple[str, str]]:
    ties = records.table("ties").filter(pl.col("source").is_in(chosen) & pl.col("target").is_in(chosen))
    pairs = {(a, b) for a, b in ties.select("source", "target").iter_rows() if a != b}
    if pairs:
        return pairs
    for table, thing in MEETING_PLACES:
        if records.has(table) and (met := _met(records.table(table), thing, chosen)):
            return met
    return set()


def _met(rows: pl.DataFrame, thing: str, chosen: list[str]) -> set[tuple[str, str]]:
    """Pairs that shared a gathering or an initiative of at most twenty chosen actors: a plenary makes no pairs."""
    columns = [name for name in ("person", "party", "actor") if name in rows.columns]
    long = pl.concat([rows.select(thing, pl.col(name).alias("who")) for name in columns]).unique()
    groups = long.filter(pl.col("who").is_in(chosen)).group_by(thing).agg(pl.col("who").sort())
    return {pair for group in groups["who"] if 2 <= len(group) <= 20 for pair in combinations(group, 2)}


def _places(count: int, lines: tuple[tuple[int, int], ...]) -> list[tuple[float, float]]:
    graph = igraph.Graph(n=count, edges=list(lines))
    layout = graph.layout_kamada_kawai(seed=graph.layout_circle())
    return _spread([(float(x), float(y)) for x, y in layout])


def _spread(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """To 0-1 in both directions; half by rank, so that a dense middle opens up."""
    return list(zip(_scaled([x for x, _ in places]), _scaled([y for _, y in places]), strict=True))


def _scaled(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    order = {place: rank for rank, place in enumerate(sorted(range(len(values)), key=lambda n: (values[n], n)))}
    last = max(1, len(values) - 1)
    span = (high - low) or 1.0
    return [(value - low) / span * 0.5 + order[n] / last * 0.5 for n, value in enumerate(values)]


def _spots(
    chosen: pl.DataFrame, places: list[tuple[float, float]], lines: tuple[tuple[int, int], ...]
) -> tuple[Spot, ...]:
    ties = [sum(n in line for line in lines) for n in range(len(places))]
    return tuple(
        Spot(
            actor=row["id"],
            name=row["name"],
            accent=Orientation(row["accent"]) if row["accent"] else None,
            in_core=bool(row["in_core"]),
            ties=ties[n],
            x=places[n][0],
            y=places[n][1],
        )
        for n, row in enumerate(chosen.iter_rows(named=True))
    )
