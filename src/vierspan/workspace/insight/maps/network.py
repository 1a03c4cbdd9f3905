"""The network as a map: who is there, where they stand, and what ties them, with the days between which it held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.core.cache import cache

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.maps.shape import Cut, Shape, shape_of
from vierspan.workspace.insight.maps.ties import rows_of, ties_of
from vierspan.workspace.insight.models import Run

MOST_NODES = 2000  # what a browser draws without stutter; of a larger network the core and its surroundings
MOST_MOMENTS = 24
KEPT_SECONDS = 7 * 24 * 3600
SHAPE_VERSION = 1  # of the layout: a new one makes the kept ones void

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
    community: int
    x: float
    y: float
    first_day: date | None
    last_day: date | None
    attributes: dict[str, Any]

    @property
    def is_core(self) -> bool:
        """As the mirror computed, and as declared where it could not."""
        computed = self.attributes.get("in_core")
        return self.ring == "core" if computed is None else bool(computed)


@dataclass(frozen=True, slots=True)
class Edge:
    source: str
    target: str
    kind: str  # the tie's own kind, or "belongs", "table", "tie"
    strength: float
    is_directed: bool
    is_lifted: bool  # between two parties, because their people are tied
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class MapData:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int  # people and parties in the whole network
    first_day: date | None
    last_day: date | None
    cuts: tuple[Cut, ...]  # who holds others to the whole, of most others first
    cuts_kind: str  # among parties or among people
    moments: tuple[date, ...]  # where the time slider stops; the last is the last day of the mirror

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @property
    def names(self) -> dict[str, str]:
        return {node.id: node.name for node in self.nodes}


def map_data(actor: Actor, run: Run) -> MapData:
    """Everyone whom the actor may see, and what ties them; for those who may see names."""
    authorise(actor, Do.READ_DIRECTORY)
    measured = queries.actors(actor, run)
    tables = rows_of(actor.network_id, "parties", "people", "ties", "seats")
    rows = _actors(tables, measured)
    chosen = rows.sort("in_core", "degree", "id", descending=[True, True, False], nulls_last=True).head(MOST_NODES)
    ties = ties_of(tables).filter(
        pl.col("source").is_in(chosen["id"].implode()) & pl.col("target").is_in(chosen["id"].implode())
    )
    shape = _shape(run, chosen, ties)
    nodes = tuple(_node(row, shape) for row in chosen.iter_rows(named=True))
    edges = tuple(Edge(**row) for row in ties.iter_rows(named=True))
    days = [day for edge in edges for day in (edge.first_day, edge.last_day) if day]
    first = min(days, default=None)
    return MapData(
        nodes,
        edges,
        rows.height,
        first,
        max(days, default=None),
        shape.cuts,
        shape.kind,
        moments_between(first, run.end),
    )


def payload(data: MapData) -> dict[str, Any]:
    """The map by columns, as the drawing in the browser reads it."""
    place = {node.id: number for number, node in enumerate(data.nodes)}
    return {
        "actors": _columns(data.nodes),
        "ties": {
            "source": [place[edge.source] for edge in data.edges],
            "target": [place[edge.target] for edge in data.edges],
            "kind": [edge.kind for edge in data.edges],
            "strength": [round(edge.strength, 3) for edge in data.edges],
            "lifted": [edge.is_lifted for edge in data.edges],
            "since": [edge.first_day for edge in data.edges],
            "until": [edge.last_day for edge in data.edges],
        },
        "moments": list(data.moments),
    }


def _columns(nodes: Sequence[Node]) -> dict[str, Any]:
    plain = ("id", "kind", "party", "sector", "ring", "community", "x", "y")
    columns: dict[str, Any] = {key: [getattr(node, key) for node in nodes] for key in plain}
    columns["label"] = [node.name for node in nodes]
    columns["accent"] = [node.attributes.get("accent") for node in nodes]
    columns["core"] = [node.is_core for node in nodes]
    columns["first"] = [node.first_day for node in nodes]
    columns["last"] = [node.last_day for node in nodes]
    measures = ("acts", "influence", "taking_part", "binding", "coreness")
    columns["measures"] = {key: [node.attributes.get(key) for node in nodes] for key in measures}
    return columns


def moments_between(first: date | None, last: date) -> tuple[date, ...]:
    """The ends of the quarters from the first day on, of the years where those are too many, and then the last day."""
    if first is None or first >= last:
        return (last,)
    ends = [day for day in _month_ends(first, last) if day.month % 3 == 0]
    if len(ends) > MOST_MOMENTS:
        ends = [day for day in ends if day.month == 12][-MOST_MOMENTS:]
    return (*ends, last)


def _month_ends(first: date, last: date) -> Iterable[date]:
    day = first.replace(day=1)
    while True:
        following = (day + timedelta(days=32)).replace(day=1)
        end = following - timedelta(days=1)
        if end >= last:
            return
        yield end
        day = following


def _shape(run: Run, chosen: pl.DataFrame, ties: pl.DataFrame) -> Shape:
    """Computed once for a run; again only when people have come that it does not know."""
    key = f"map-shape-{SHAPE_VERSION}-{run.pk}"
    kept: Shape | None = cache.get(key)
    if kept is not None and set(chosen["id"]) <= kept.places.keys():
        return kept
    shape = shape_of(chosen.select("id", "kind", "name", "party"), _living(ties, run.end))
    cache.set(key, shape, KEPT_SECONDS)
    return shape


def _living(ties: pl.DataFrame, day: date) -> pl.DataFrame:
    has_begun = pl.col("first_day").is_null() | (pl.col("first_day") <= day)
    return ties.filter(has_begun & (pl.col("last_day").is_null() | (pl.col("last_day") >= day)))


def _actors(tables: Mapping[str, pl.DataFrame], measured: pl.DataFrame) -> pl.DataFrame:
    parties = tables["parties"].select("id", "region", "ring", "joined_on", "left_on", home="sector")
    people = tables["people"].select("id", "ring", "joined_on", "left_on", "party")
    people = people.join(parties.select("id", "region", "home"), left_on="party", right_on="id", how="left")
    extra = pl.concat([parties, people.drop("party")], how="diagonal")
    dropped = [column for column in ("region", "ring", "joined_on", "left_on") if column in measured.columns]
    return measured.drop(dropped).join(extra, on="id", how="left")


def _node(row: dict[str, Any], shape: Shape) -> Node:
    x, y = shape.places[row["id"]]
    return Node(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        party=row.get("party"),
        sector=row.get("sector") or row.get("home"),
        region=row["region"],
        ring=row["ring"],
        community=shape.communities.get(row["id"], 0),
        x=x,
        y=y,
        first_day=row["joined_on"],
        last_day=row["left_on"],
        attributes={key: row[key] for key in ATTRIBUTES if key in row},
    )
