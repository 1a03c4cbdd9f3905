"""One row for every person and party: what the figures are about."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from vierspan.analysis.measures.accents import accents
from vierspan.analysis.measures.aspects import Amounts
from vierspan.analysis.measures.levels import done_levels, done_weights, member_frame, seen_levels
from vierspan.analysis.measures.palette import places
from vierspan.analysis.measures.scene import Numbers, Scene, Unit
from vierspan.analysis.mirror.picture import Aspect
from vierspan.analysis.orientations import Orientation


def actors(scene: Scene, amounts: Mapping[Aspect, Amounts], coreness: pl.DataFrame) -> pl.DataFrame:
    """Every person and party in the window, people first, each in the order of ids.

    Columns: id, name, kind ("person" or "party"), party, sector, ring, acts; the four aspects and the four orientations
    as shares within the own kind; level_ and seen_ per orientation (0-1); accent, sharpness; influence_basis; coreness,
    in_core, degree; palette_ (-1 to 1) and reach_ (0-1) per scale. Undefined is null, not zero.
    `level_` is what cover is reckoned with: as seen by others where enough people judged, else from acts.
    Cost: linear. Source: methods 1.2, 2.2, 2.5, 2.6, 2.11.
    """
    both = pl.concat([_rows(scene, unit, amounts) for unit in ("person", "party")], how="diagonal_relaxed")
    both = both.join(coreness.select("id", "coreness", "in_core"), on="id", how="left", maintain_order="left")
    return both.join(_degrees(scene), on="id", how="left", maintain_order="left")


def _rows(scene: Scene, unit: Unit, amounts: Mapping[Aspect, Amounts]) -> pl.DataFrame:
    columns = _aspect_columns(scene, unit, amounts)
    for axis, (position, reach) in places(scene, unit).items():
        columns |= {f"palette_{axis}": position, f"reach_{axis}": reach}
    weights, level = done_weights(scene, unit), done_levels(scene, unit)
    columns |= {str(orientation): _shares(weights[orientation]) for orientation in Orientation}
    columns |= {f"level_{o}": level[o] if weights[o].any() else np.full(level[o].size, np.nan) for o in Orientation}
    seen = _seen_columns(scene) if unit == "person" else {}
    columns |= seen | {f"level_{o}": seen[f"seen_{o}"] for o in Orientation if _is_known(seen.get(f"seen_{o}"))}
    accent, sharpness = accents(_own_levels(level, seen))
    frame = member_frame(scene.members(unit), columns | {"sharpness": sharpness})
    frame = _described(scene, unit).join(frame, on="id", how="left", maintain_order="left")
    influence = amounts.get(Aspect.INFLUENCE)
    return frame.with_columns(accent, influence_basis=pl.lit(str(influence.basis) if influence else None, pl.String))


def _aspect_columns(scene: Scene, unit: Unit, amounts: Mapping[Aspect, Amounts]) -> dict[str, Numbers]:
    unknown = np.full(scene.members(unit).count, np.nan)
    found: dict[str, Numbers] = {}
    for aspect in Aspect:
        shares = amounts[aspect].shares(unit) if aspect in amounts else None
        found[str(aspect)] = unknown if shares is None else shares
    return found


def _seen_columns(scene: Scene) -> dict[str, Numbers]:
    """The mean rating of every person in each orientation."""
    unknown = np.full(scene.people.count, np.nan)
    found = {o: seen_levels(scene, o) for o in Orientation}
    return {f"seen_{o}": unknown if seen is None else seen for o, seen in found.items()}


def _is_known(seen: Numbers | None) -> bool:
    return seen is not None and not np.isnan(seen).all()


def _own_levels(done: Mapping[Orientation, Numbers], seen: Mapping[str, Numbers]) -> dict[Orientation, Numbers]:
    """What an accent is read from: for who was rated only the ratings, for everybody else only their acts."""
    if not seen:
        return dict(done)
    is_rated = np.logical_or.reduce([~np.isnan(levels) for levels in seen.values()])
    return {o: np.where(is_rated, seen[f"seen_{o}"], done[o]) for o in Orientation}


def _described(scene: Scene, unit: Unit) -> pl.DataFrame:
    members = scene.members(unit)
    counted = scene.acts.group_by(unit).agg(pl.len().alias("acts")).rename({unit: "id"})
    own = pl.DataFrame({"id": members.ids, "name": members.names, "party": members.party_ids})
    frame = own.with_columns(kind=pl.lit(unit)).join(counted, on="id", how="left", maintain_order="left")
    table = scene.records.table("people" if unit == "person" else "parties")
    frame = frame.join(table.select("id", "ring"), on="id", how="left", maintain_order="left")
    sectors = scene.records.table("parties").select(party="id", sector="sector")
    frame = frame.join(sectors, on="party", how="left", maintain_order="left")
    return frame.select("id", "name", "kind", "party", "sector", "ring", pl.col("acts").fill_null(0).cast(pl.Int64))


def _shares(weights: Numbers) -> Numbers:
    total = weights.sum()
    return weights / total if total > 0 else np.full(weights.size, np.nan)


def _degrees(scene: Scene) -> pl.DataFrame:
    """With how many others each has a tie; null for all where no ties are recorded."""
    ties = scene.records.table("ties").filter(pl.col("source") != pl.col("target"))
    ends = pl.concat(
        [
            ties.select(id="source", other="target"),
            ties.select(id="target", other="source"),
        ]
    ).unique()
    counted = ends.group_by("id").agg(pl.len().cast(pl.Int64).alias("degree"))
    if not ties.height:
        return counted
    everyone = pl.concat([scene.people.ids, scene.parties.ids]).alias("id").to_frame()
    return everyone.join(counted, on="id", how="left").with_columns(pl.col("degree").fill_null(0))
