"""The network as a map: who is there, where they stand, and what ties them, with the days between which it held."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from typing import Any

import polars as pl

from vierspan.analysis.records import Records
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.records import records_of

MOST_NODES = 2000  # what a browser draws without stutter; of a larger network the core and its surroundings
SEED_STEPS = 300

ATTRIBUTES = (
    "acts",
    "taking_part",
    "direction",
    "influence",
    "binding",
    "strategist",
    "explorer",
    "developer",
    "process_manager",
    "accent",
    "sharpness",
    "coreness",
    "in_core",
    "degree",
)


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    name: str
    kind: str  # person, party
    party: str | None
    sector: str | None
    region: str | None
    ring: str | None
    x: float
    y: float
    first_day: date | None
    last_day: date | None
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    source: str
    target: str
    kind: str  # the tie's own kind, or "belongs", "table", "met"
    strength: float
    is_directed: bool
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class MapData:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int  # people and parties in the whole network
    first_day: date | None
    last_day: date | None

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def map_data(actor: Actor, run: Run) -> MapData:
    """Everyone whom the actor may see, and what ties them; for those who may see names."""
    authorise(actor, Do.READ_DIRECTORY)
    records = records_of(actor.network_id)
    rows = _actors(records, queries.actors(actor, run))
    chosen = rows.sort("in_core", "degree", descending=True, nulls_last=True).head(MOST_NODES)
    ids = set(chosen["id"])
    edges = tuple(edge for edge in _edges(records) if edge.source in ids and edge.target in ids)
    places = _places(chosen["id"].to_list(), edges)
    nodes = tuple(_node(row, places[row["id"]]) for row in chosen.iter_rows(named=True))
    days = [day for edge in edges for day in (edge.first_day, edge.last_day) if day]
    return MapData(nodes, edges, rows.height, min(days, default=None), max(days, default=None))


def _actors(records: Records, measured: pl.DataFrame) -> pl.DataFrame:
    parties = records.table("parties").select("id", "region", "ring", "joined_on", "left_on", home="sector")
    people = records.table("people").select("id", "ring", "joined_on", "left_on", "party")
    people = people.join(parties.select("id", "region", "home"), left_on="party", right_on="id", how="left")
    extra = pl.concat([parties, people.drop("party")], how="diagonal")
    dropped = [column for column in ("region", "ring", "joined_on", "left_on") if column in measured.columns]
    return measured.drop(dropped).join(extra, on="id", how="left")


def _node(row: dict[str, Any], place: tuple[float, float]) -> Node:
    attributes = {key: row[key] for key in ATTRIBUTES if key in row}
    return Node(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        party=row.get("party"),
        sector=row.get("sector") or row.get("home"),
        region=row["region"],
        ring=row["ring"],
        x=place[0],
        y=place[1],
        first_day=row["joined_on"],
        last_day=row["left_on"],
        attributes=attributes,
    )


def _edges(records: Records) -> Iterable[Edge]:
    for tie in records.table("ties").iter_rows(named=True):
        strength = tie["strength"] if tie["strength"] is not None else 1.0
        yield Edge(
            tie["source"],
            tie["target"],
            tie["kind"] or "tie",
            strength,
            bool(tie["directed"]),
            tie["since"],
            tie["until"],
        )
    for person in records.table("people").filter(pl.col("party").is_not_null()).iter_rows(named=True):
        yield Edge(person["id"], person["party"], "belongs", 1.0, False, person["joined_on"], person["left_on"])
    yield from _tables(records)


def _tables(records: Records) -> Iterable[Edge]:
    """Two parties that sit at one table are tied by it, the more the smaller the table."""
    seats = (
        records.table("seats")
        .filter(pl.col("party").is_not_null())
        .unique(["initiative", "party"], maintain_order=True)
    )
    for _, table in seats.group_by("initiative", maintain_order=True):
        sitting = table.sort("party").to_dicts()
        for one, other in combinations(sitting, 2):
            first = max(filter(None, (one["since"], other["since"])), default=None)
            last = min(filter(None, (one["until"], other["until"])), default=None)
            yield Edge(one["party"], other["party"], "table", 1 / (len(sitting) - 1), False, first, last)


def _places(ids: list[str], edges: Iterable[Edge]) -> dict[str, tuple[float, float]]:
    """Where each stands, from -1 to 1: the same network always gives the same map."""
    import random

    import igraph

    place = {each: number for number, each in enumerate(ids)}
    pairs = sorted({(place[edge.source], place[edge.target]) for edge in edges})
    random.seed(7)
    graph = igraph.Graph(n=len(ids), edges=pairs)
    layout = graph.layout_fruchterman_reingold(niter=SEED_STEPS, grid="auto")
    layout.fit_into((-1, -1, 1, 1), keep_aspect_ratio=True)
    return {each: (round(x, 4), round(y, 4)) for each, (x, y) in zip(ids, layout.coords, strict=True)}
