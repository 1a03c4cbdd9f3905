"""The network as a map: who is there, where they stand, and what ties them, with the days between which it held."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight.maps.cuts import Cut
from vierspan.workspace.insight.maps.drawing import MOST, Scene, part_of, scene_of
from vierspan.workspace.insight.maps.levels import reach_of
from vierspan.workspace.insight.maps.moments import moments_between
from vierspan.workspace.insight.models import Run

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
    kind: str  # the tie's own kind, "belongs", "tie", or what was observed: "gathering", "table", "exchange"
    basis: str  # declared, survey, observed, imported; empty where nobody said
    strength: float
    is_directed: bool
    is_lifted: bool  # between two parties, because their people are tied
    is_confirmed: bool | None
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
    def is_whole(self) -> bool:
        return self.total <= MOST

    @property
    def names(self) -> dict[str, str]:
        return {node.id: node.name for node in self.nodes}


def map_data(actor: Actor, run: Run) -> MapData:
    """Everyone whom the actor may see, and what ties them; of a large network the 10,000 most central.

    For those who may see names. Raises NotReady while the first layout of a large network is made.
    """
    return map_of(scene_of(actor, run))


def map_near(actor: Actor, run: Run, actor_id: uuid.UUID) -> MapData:
    """One and those tied to them, also where a large map has no room for them; NotFound for a stranger."""
    scene = scene_of(actor, run)
    return _data_of(scene, scene.net.actors.filter(pl.col("id").is_in(list(reach_of(scene, str(actor_id), 1)))))


def map_of(scene: Scene) -> MapData:
    return _data_of(scene, scene.net.actors)


def _data_of(scene: Scene, actors: pl.DataFrame) -> MapData:
    placed = actors.filter(pl.col("id").is_in(list(scene.kept.layouts.by_kind["force"].places)))
    part = part_of(scene, placed.head(MOST))
    places = part.places["force"]
    nodes = tuple(_node(row, places[row["id"]]) for row in part.actors.iter_rows(named=True))
    edges = tuple(Edge(**row) for row in part.ties.iter_rows(named=True))
    days = [day for edge in edges for day in (edge.first_day, edge.last_day) if day]
    first = min((edge.first_day for edge in edges if edge.first_day), default=None)
    return MapData(
        nodes,
        edges,
        scene.net.actors.height,
        min(days, default=None),
        max(days, default=None),
        scene.kept.cuts,
        scene.kept.layouts.kind,
        moments_between(first, scene.run.end),
    )


def _node(row: dict[str, Any], spot: tuple[float, float]) -> Node:
    return Node(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        party=row["party"],
        sector=row["sector"],
        region=row["region"],
        ring=row["ring"],
        community=row["community"],
        x=spot[0],
        y=spot[1],
        first_day=row["joined_on"],
        last_day=row["left_on"],
        attributes={key: row[key] for key in ATTRIBUTES if key in row},
    )
