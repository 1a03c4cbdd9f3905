"""How one is introduced to another: the shortest way along ties, strong ties being short."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight.maps.drawing import Scene, scene_of
from vierspan.workspace.insight.maps.pairs import pairs_of
from vierspan.workspace.insight.models import Run

WITH = {"people": ("person",), "parties": ("party",), "both": ("person", "party")}


@dataclass(frozen=True, slots=True)
class Stop:
    id: str
    name: str
    kind: str  # person, party


@dataclass(frozen=True, slots=True)
class Link:
    kinds: tuple[str, ...]
    bases: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Path:
    """Who introduces whom: `links[i]` ties `stops[i]` to `stops[i + 1]`."""

    stops: tuple[Stop, ...]
    links: tuple[Link, ...]
    length: float  # the sum of 1 / strength


def path_between(actor: Actor, run: Run, one: uuid.UUID, other: uuid.UUID, with_: str = "both") -> Path | None:
    """The shortest way over the ties of the last day; None where there is none.

    `with_`: "people", "parties" or "both" may stand in between. NotFound for who is not in the network.
    """
    return way_in(scene_of(actor, run), one, other, with_)


def way_in(scene: Scene, one: uuid.UUID, other: uuid.UUID, with_: str = "both") -> Path | None:
    ends = str(one), str(other)
    kinds = WITH.get(with_, WITH["both"])
    actors = scene.net.actors.filter(pl.col("kind").is_in(kinds) | pl.col("id").is_in(ends))
    if not set(ends) <= set(actors["id"]):
        raise NotFound
    ids = _way(actors["id"].to_list(), scene.net.living, ends)
    return None if ids is None else _path(ids, actors, scene.net.living)


def _way(ids: Sequence[str], ties: pl.DataFrame, ends: tuple[str, str]) -> list[str] | None:
    from scipy.sparse.csgraph import dijkstra

    lengths = pairs_of(ids, ties).matrix()
    lengths.data = 1 / lengths.data
    start, end = ids.index(ends[0]), ids.index(ends[1])
    distance, before = dijkstra(lengths, directed=False, indices=start, return_predecessors=True)  # type: ignore[call-overload]
    if not np.isfinite(distance[end]):
        return None
    way = [end]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
    return [ids[number] for number in reversed(way)]


def _path(ids: Sequence[str], actors: pl.DataFrame, ties: pl.DataFrame) -> Path:
    known = {row["id"]: row for row in actors.filter(pl.col("id").is_in(list(ids))).iter_rows(named=True)}
    stops = tuple(Stop(each, known[each]["name"], known[each]["kind"]) for each in ids)
    links = tuple(_link(ties, one, other) for one, other in pairwise(ids))
    return Path(stops, links, round(sum(1 / link.strength for link in links), 4))


def _link(ties: pl.DataFrame, one: str, other: str) -> Link:
    ends: Any = pl.col("source").is_in([one, other]) & pl.col("target").is_in([one, other])
    between = ties.filter(ends).sort("strength", "kind", descending=[True, False])
    kinds, bases = (tuple(between[column].unique(maintain_order=True)) for column in ("kind", "basis"))
    return Link(kinds, bases, max(round(float(between["strength"].sum()), 4), 0.01))
