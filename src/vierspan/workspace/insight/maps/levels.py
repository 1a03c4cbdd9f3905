"""A network too large to draw one by one: its groups, the inside of one, and what lies around somebody."""

import uuid
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight.maps import names
from vierspan.workspace.insight.maps.communities import ALONE
from vierspan.workspace.insight.maps.drawing import MOST, NONE, Part, Scene, part_of, payload, scene_of
from vierspan.workspace.insight.maps.pairs import pairs_of
from vierspan.workspace.insight.maps.paths import way_in
from vierspan.workspace.insight.models import Run

MOST_STEPS = 4
MOST_GROUPS = 2000
GROUP = "group"
SUMMED = ("acts",)


def grouped(scene: Scene) -> Part:
    """One node per group, with how many stand behind it, and the ties between groups summed by kind and basis."""
    actors = _folded(scene.net.actors).with_columns(_group_id().alias("group"))
    return _part(scene, _group_nodes(scene, actors), _summed(scene.net.ties, actors.select("id", "group")), actors)


def inside(actor: Actor, run: Run, community: int) -> dict[str, Any]:
    """The members of one group with their ties, the most central first, and the other groups as one node each."""
    scene = scene_of(actor, run)
    is_member = pl.col("community") == community
    actors = _folded(scene.net.actors)
    members = actors.filter(is_member).head(MOST)
    if members.is_empty() and community != ALONE:
        raise NotFound
    others = actors.filter(~is_member)
    groups = others.with_columns(_group_id().alias("group"))
    own = members.select("id", group=pl.col("id"))
    ties = _summed(scene.net.ties, pl.concat([own, groups.select("id", "group")]))
    ties = ties.filter(
        pl.col("source").is_in(members["id"].implode()) | pl.col("target").is_in(members["id"].implode())
    )
    reached = pl.concat([ties["source"], ties["target"]]).unique().implode()
    nodes = _group_nodes(scene, groups).filter(pl.col("id").is_in(reached))
    chosen = pl.concat([members.with_columns(count=pl.lit(1, pl.Int64)), nodes], how="diagonal_relaxed")
    return payload(
        scene, _part(scene, chosen, ties, pl.concat([members, groups.drop("group")], how="diagonal_relaxed"))
    )


def around(actor: Actor, run: Run, actor_id: uuid.UUID, steps: int) -> dict[str, Any]:
    """One and its reach in so many steps over living ties, the nearest and best tied first; at most 10,000."""
    scene = scene_of(actor, run)
    distance = reach_of(scene, str(actor_id), min(max(steps, 1), MOST_STEPS))
    near = pl.DataFrame({"id": list(distance), "steps": list(distance.values())})
    actors = scene.net.actors.join(near, on="id", maintain_order="left").sort("steps", maintain_order=True).head(MOST)
    return payload(scene, part_of(scene, actors))


def between(actor: Actor, run: Run, one: uuid.UUID, other: uuid.UUID) -> dict[str, Any]:
    """Two with the shortest way from one to the other, and whom both are tied to; the way first, at most 10,000."""
    scene = scene_of(actor, run)
    found = way_in(scene, one, other)
    chain = [stop.id for stop in found.stops] if found else []
    ends = str(one), str(other)
    near = {each for end in ends for each in reach_of(scene, end, 1)}
    is_on_the_way = pl.col("id").is_in([*chain, *ends])
    actors = scene.net.actors.filter(pl.col("id").is_in([*chain, *near]))
    return payload(scene, part_of(scene, actors.sort(is_on_the_way, descending=True, maintain_order=True).head(MOST)))


def reach_of(scene: Scene, actor_id: str, steps: int) -> dict[str, int]:
    """Whom one reaches in at most so many steps, each with the number of steps; NotFound for a stranger."""
    ids = scene.net.actors["id"].to_list()
    if actor_id not in ids:
        raise NotFound
    ties = pairs_of(ids, scene.net.living).matrix()
    distance = np.full(len(ids), NONE, dtype=np.int64)
    front = np.array([ids.index(actor_id)])
    distance[front] = 0
    for step in range(1, steps + 1):
        beside = np.unique(ties[front].indices)
        front = beside[distance[beside] == NONE]
        distance[front] = step
    return {ids[number]: int(distance[number]) for number in np.flatnonzero(distance != NONE)}


def _folded(actors: pl.DataFrame) -> pl.DataFrame:
    """Of more groups than can be drawn the smallest count as untied."""
    sizes = actors.filter(pl.col("community") != ALONE).group_by("community").len()
    drawn = sizes.sort("len", "community", descending=[True, False]).head(MOST_GROUPS)["community"]
    is_drawn = pl.col("community").is_in(drawn.implode())
    return actors.with_columns(pl.when(is_drawn).then(pl.col("community")).otherwise(ALONE).alias("community"))


def _group_id() -> pl.Expr:
    return pl.format("group:{}", pl.col("community"))


def _group_nodes(scene: Scene, actors: pl.DataFrame) -> pl.DataFrame:
    """`actors` with the column group: a row for each group, as an actor is written."""
    layouts = scene.kept.layouts
    called = {each.id: each.name for each in names.named(scene.net, layouts.communities, layouts.kind)}
    called[ALONE] = names.untied()
    summed = [pl.col(name).sum() for name in SUMMED if name in actors.columns]
    groups = actors.group_by("group", maintain_order=True).agg(
        pl.col("community").first(), pl.len().cast(pl.Int64).alias("count"), *summed, *_mostly(actors)
    )
    nodes = groups.rename({"group": "id"}).with_columns(
        kind=pl.lit(GROUP),
        name=pl.col("community").replace_strict(called, default="", return_dtype=pl.String),
        ring_computed=pl.lit(NONE, pl.Int64),
    )
    empty = {name: kind for name, kind in actors.schema.items() if name not in nodes.columns and name != "group"}
    return nodes.with_columns(pl.lit(None, kind).alias(name) for name, kind in empty.items())


def _mostly(actors: pl.DataFrame) -> list[pl.Expr]:
    """The sector of most members, where most have one and the same."""
    value = pl.col("sector").drop_nulls().mode().sort().first()
    share = (pl.col("sector") == value).sum() / pl.len()
    return [pl.when(share > 0.5).then(value).alias("sector")]


def _summed(ties: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Ties between groups; `groups`: id, group. What stays within one is left out."""
    for end in ("source", "target"):
        ties = ties.join(groups.rename({"id": end, "group": f"{end}_group"}), on=end)
    ties = ties.filter(pl.col("source_group") != pl.col("target_group"))
    ends = ("source_group", "target_group")
    ties = ties.with_columns(source=pl.min_horizontal(*ends), target=pl.max_horizontal(*ends))
    return ties.group_by("source", "target", "kind", "basis", maintain_order=True).agg(
        pl.col("strength").sum(),
        pl.lit(False).alias("is_directed"),
        pl.col("is_lifted").all(),
        pl.lit(None, pl.Boolean).alias("is_confirmed"),
        pl.when(pl.col("first_day").null_count() == 0).then(pl.col("first_day").min()).alias("first_day"),
        pl.when(pl.col("last_day").null_count() == 0).then(pl.col("last_day").max()).alias("last_day"),
        pl.len().cast(pl.Int64).alias("count"),
    )


def _part(scene: Scene, nodes: pl.DataFrame, ties: pl.DataFrame, behind: pl.DataFrame) -> Part:
    drawn = nodes["id"].implode()
    ties = ties.filter(pl.col("source").is_in(drawn) & pl.col("target").is_in(drawn))
    middles = {
        kind: {**laid.places, **_middles(laid.places, behind)} for kind, laid in scene.kept.layouts.by_kind.items()
    }
    return Part(nodes, ties, middles, int(nodes["count"].sum()), has_groups=True)


def _middles(places: Mapping[str, tuple[float, float]], actors: pl.DataFrame) -> dict[str, tuple[float, float]]:
    """Each group stands in the middle of its members."""
    rows = [(each, x, y) for each, (x, y) in places.items()]
    spots = pl.DataFrame(rows, schema={"id": pl.String, "x": pl.Float64, "y": pl.Float64}, orient="row")
    grouped = actors.select("id", _group_id().alias("group")).join(spots, on="id").group_by("group")
    return {group: (x, y) for group, x, y in grouped.agg(pl.col("x").mean(), pl.col("y").mean()).iter_rows()}
