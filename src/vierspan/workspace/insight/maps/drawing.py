"""The map by columns, as the drawing in the browser reads it: whole, in groups, or one part of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.insight.maps import names, rings, told
from vierspan.workspace.insight.maps.frames import Net, net_of
from vierspan.workspace.insight.maps.kept import Kept, kept_for
from vierspan.workspace.insight.maps.measures import rings_computed, ties_counted
from vierspan.workspace.insight.maps.moments import moments_between
from vierspan.workspace.insight.models import Run

VERSION = 2
MOST = 10_000  # actors drawn one by one
UNIT = 10_000  # coordinates are whole numbers of these parts
NONE = -1
ACCENTS = ("strategist", "explorer", "developer", "process_manager")
MEASURES = ("acts", "influence", "taking_part", "direction", "binding", "coreness", "degree", "strength", "betweenness",
            "theme_load", "trust", "steps")  # fmt: skip
LAYOUTS = ("force", "rings", "sector", "geo")
SHORT = 24  # letters of a label that has to be short


@dataclass(frozen=True, slots=True)
class Scene:
    """What is sent: the network with its layouts, and how much of it this is."""

    actor: Actor  # the reader
    net: Net
    kept: Kept
    run: Run


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the actors and ties of a scene, or groups in their place; see `levels`."""

    actors: pl.DataFrame
    ties: pl.DataFrame
    places: Mapping[str, Mapping[str, tuple[float, float]]]  # per layout
    drawn: int  # actors that stand behind what is sent
    has_groups: bool = False


def scene_of(actor: Actor, run: Run) -> Scene:
    """For those who may see names. Raises NotReady while the first layout of a large network is made."""
    authorise(actor, Do.READ_DIRECTORY)
    net = net_of(actor, run)
    kept = kept_for(net)
    return Scene(actor, _enriched(net, kept, told.trust_received(actor)), kept, run)


def drawing(actor: Actor, run: Run) -> dict[str, Any]:
    """The whole network; of more than 10,000 its groups."""
    from vierspan.workspace.insight.maps.levels import grouped

    scene = scene_of(actor, run)
    return payload(scene, whole(scene) if scene.net.actors.height <= MOST else grouped(scene))


def whole(scene: Scene) -> Part:
    actors = scene.net.actors.filter(pl.col("id").is_in(list(scene.kept.layouts.by_kind["force"].places)))
    return part_of(scene, actors)


def part_of(scene: Scene, actors: pl.DataFrame) -> Part:
    """These, and the ties between them."""
    drawn = actors["id"].implode()
    ties = scene.net.ties.filter(pl.col("source").is_in(drawn) & pl.col("target").is_in(drawn))
    places = {kind: laid.places for kind, laid in scene.kept.layouts.by_kind.items()}
    return Part(actors, ties, places, actors.height)


def payload(scene: Scene, part: Part) -> dict[str, Any]:
    """See docs/map.md for what each column means."""
    communities = names.named(scene.net, scene.kept.layouts.communities, scene.kept.layouts.kind)
    lists = _lists(part)
    first = part.ties["first_day"].min()
    about_geo = scene.kept.layouts.by_kind["geo"].about if "geo" in scene.kept.layouts.by_kind else {}
    return {
        "version": VERSION,
        "lists": lists,
        "nodes": {**_nodes(part, lists), "own": told.own_fields(scene.actor, part.actors["id"].to_list())},
        "layouts": _layouts(scene, part, lists["sector"]),
        "edges": _edges(part, lists),
        "communities": [_community(each) for each in communities],
        "moments": [str(day) for day in moments_between(first if isinstance(first, date) else None, scene.run.end)],
        "outline": about_geo.get("outline", []),
        "level": {
            "whole": part.drawn == scene.net.actors.height and not part.has_groups,
            "total": scene.net.actors.height,
            "drawn": part.drawn,
            "groups": part.has_groups,
        },
        "made": {"version": scene.kept.version, "being_made": scene.kept.is_being_made},
    }


def _enriched(net: Net, kept: Kept, trust: Mapping[str, float]) -> Net:
    """With what only the map needs of each."""
    actors = net.actors.drop("degree", strict=False).join(ties_counted(net), on="id", how="left")
    force = kept.layouts.by_kind["force"]
    actors = actors.with_columns(
        pl.col("themes").list.len().alias("theme_load"),
        _looked_up(rings_computed(net), NONE).alias("ring_computed"),
        _looked_up(force.communities, NONE).alias("community"),
        _looked_up(force.betweenness, None).alias("betweenness"),
        _looked_up(trust, None).alias("trust"),
    )
    return Net(net.network_id, actors, net.ties, net.until, net.facts_at)


def _looked_up(known: Mapping[str, Any], otherwise: int | None) -> pl.Expr:
    if not known:
        return pl.lit(otherwise)
    return pl.col("id").replace_strict(dict(known), default=otherwise)


def _community(each: names.Community) -> dict[str, Any]:
    shares = [{"by": share.by, "value": share.value, "share": share.share} for share in each.shares]
    return {"id": each.id, "name": each.name, "size": each.size, "shares": shares}


def _lists(part: Part) -> dict[str, list[str]]:
    actors, ties = part.actors, part.ties
    return {
        "sector": _known(actors["sector"]),
        "region": _known(actors["region"]),
        "place": _known(actors["place"]),
        "tag": _known(actors["tags"].explode()),
        "theme": _known(actors["themes"].explode()),
        "kind": ties["kind"].value_counts(sort=True).sort("count", "kind", descending=[True, False])["kind"].to_list(),
        "basis": _known(ties["basis"]),
    }


def _known(values: pl.Series) -> list[str]:
    found: list[str] = values.drop_nulls().unique().sort().to_list()
    return found


def _at(values: pl.Series, known: Sequence[str]) -> list[int]:
    """Which of the list each is."""
    numbers = {value: number for number, value in enumerate(known)}
    return [numbers.get(value, NONE) for value in values.to_list()]


def _all_at(values: pl.Series, known: Sequence[str]) -> list[list[int]]:
    numbers = {value: number for number, value in enumerate(known)}
    return [[numbers[value] for value in each or () if value in numbers] for each in values.to_list()]


def _nodes(part: Part, lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    actors = part.actors
    ids = actors["id"].to_list()
    nodes: dict[str, Any] = {
        "id": ids,
        "label": actors["name"].to_list(),
        "short": [short or _shortened(name) for short, name in actors.select("short_name", "name").iter_rows()],
        "kind": actors["kind"].to_list(),
        "party": _at(actors["party"], ids),
        **{column: _at(actors[column], lists[column]) for column in ("sector", "region", "place")},
        "tags": _all_at(actors["tags"], lists["tag"]),
        "themes": _all_at(actors["themes"], lists["theme"]),
        "ring": _at(actors["ring"], rings.RINGS),
        "ring_computed": actors["ring_computed"].to_list(),
        "accent": _at(_column(actors, "accent"), ACCENTS),
        "community": actors["community"].to_list(),
        "core": _core(actors),
        "first": _days(actors["joined_on"]),
        "last": _days(actors["left_on"]),
        "measures": _measures(actors),
    }
    if part.has_groups:
        nodes["count"] = actors["count"].to_list()
    return nodes


def _shortened(name: str) -> str:
    return name if len(name) <= SHORT else name[: SHORT - 1].rstrip() + "…"


def _column(actors: pl.DataFrame, name: str) -> pl.Series:
    return actors[name] if name in actors.columns else pl.Series(name, [None] * actors.height)


def _core(actors: pl.DataFrame) -> list[int]:
    """As the mirror computed, and as declared where it could not."""
    declared = (actors["ring"] == "core").fill_null(False)
    return [int(computed if computed is not None else said) for computed, said in
            zip(_column(actors, "in_core").to_list(), declared.to_list(), strict=True)]  # fmt: skip


def _days(days: pl.Series) -> list[int | None]:
    return days.cast(pl.Date).to_physical().to_list()


def _measures(actors: pl.DataFrame) -> dict[str, list[float | None]]:
    """Those that anybody has, in three figures."""
    kept = [name for name in MEASURES if name in actors.columns and actors[name].null_count() < actors.height]
    return {name: _short_figures(actors[name]) for name in kept}


def _short_figures(values: pl.Series) -> list[float | None]:
    if values.dtype.is_float():
        values = values.fill_nan(None).round_sig_figs(3)
        return [int(each) if each is not None and each.is_integer() else each for each in values.to_list()]
    return values.to_list()


def _layouts(scene: Scene, part: Part, sectors: Sequence[str]) -> dict[str, Any]:
    ids = part.actors["id"].to_list()
    found: dict[str, Any] = {}
    for kind in LAYOUTS:
        if kind not in part.places:
            continue
        places = part.places[kind]
        spots = [places.get(each, (0.0, 0.0)) for each in ids]
        found[kind] = {"x": [round(x * UNIT) for x, _ in spots], "y": [round(y * UNIT) for _, y in spots]}
    by_kind = scene.kept.layouts.by_kind
    found["rings"]["radii"] = [round(each * UNIT) for each in by_kind["rings"].about["radii"]]
    found["sector"]["groups"] = [
        {"sector": sectors.index(name) if name in sectors else NONE, "x": round(x * UNIT), "y": round(y * UNIT),
         "r": round(r * UNIT)}
        for name, (x, y, r) in by_kind["sector"].about["circles"].items()
    ]  # fmt: skip
    if "geo" in found:
        known = set(by_kind["geo"].about["known"])
        found["geo"]["known"] = [int(each in known) for each in ids]
    return found


def _edges(part: Part, lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    numbers = pl.DataFrame({"id": part.actors["id"]}).with_row_index("number")
    ties = part.ties
    for end in ("source", "target"):
        ties = ties.join(numbers.rename({"id": end, "number": f"{end}_number"}), on=end)
    ties = ties.sort("source_number", "target_number", "kind", maintain_order=True)
    edges: dict[str, Any] = {
        "source": ties["source_number"].to_list(),
        "target": ties["target_number"].to_list(),
        "kind": _at(ties["kind"], lists["kind"]),
        "basis": _at(ties["basis"], lists["basis"]),
        "strength": _short_figures(ties["strength"].round(2)),
        "directed": ties["is_directed"].cast(pl.Int8).to_list(),
        "confirmed": ties["is_confirmed"].cast(pl.Int8).fill_null(NONE).to_list(),
        "lifted": ties["is_lifted"].cast(pl.Int8).to_list(),
        "since": _days(ties["first_day"]),
        "until": _days(ties["last_day"]),
    }
    if part.has_groups:
        edges["count"] = ties["count"].to_list()
    return edges
