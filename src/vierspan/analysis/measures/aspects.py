"""The four ways in which everybody leads: taking part, giving direction, having influence, binding (methods 2.11)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from vierspan.analysis.measures.bindings import Bindings, bindings
from vierspan.analysis.measures.influence import influence_from_ties
from vierspan.analysis.measures.scene import Numbers, Scene, Unit, summed
from vierspan.analysis.measures.sharing import FEWEST_ACTS, Ground, nothing_shared, vector_sharing
from vierspan.analysis.mirror.picture import Aspect, AspectMirror, Basis, Facts, Reason, Sharing

UNITS: tuple[Unit, ...] = ("person", "party")


@dataclass(frozen=True, slots=True)
class Amounts:
    """One aspect of every person and party, what it rests on, and how many rows that is."""

    basis: Basis
    facts: Facts
    of: Mapping[Unit, Numbers]

    def shares(self, unit: Unit) -> Numbers | None:
        total = self.of[unit].sum()
        return self.of[unit] / total if total > 0 else None


def aspect_amounts(scene: Scene) -> tuple[dict[Aspect, Amounts], Bindings]:
    """The amount of each aspect for every person and party; an aspect without a basis is absent.

    Taking part: weights of one's own acts, attendance weighing as the gathering does. Direction: weights of one's
    opening acts. Influence: per subject opened log2(1 + other parties that acted on it within 90 days), summed; without
    any opening act it is what one receives in ties. Binding: see `bindings`.
    An act for a party counts for person and party; without a person for the party alone.
    Edge cases: no opening acts -> no direction, influence from ties or absent. Cost: linear. Source: methods 2.11.
    """
    found: dict[Aspect, Amounts] = {}
    openings = scene.acts.filter(pl.col("aspect") == "D")
    if scene.acts.height:
        found[Aspect.TAKING_PART] = _of_acts(scene, scene.acts, {})
    if openings.height:
        found[Aspect.DIRECTION] = _of_acts(scene, openings, {"aspect": "D"})
        found[Aspect.INFLUENCE] = Amounts(Basis.ACTS, _facts({"aspect": "D"}, openings.height), _influence(scene))
    elif scene.records.has("ties"):
        found[Aspect.INFLUENCE] = _influence_of_ties(scene)
    bound = bindings(scene)
    if bound.attempts:
        found[Aspect.BINDING] = Amounts(Basis.ACTS, _facts({"aspect": "B"}, bound.attempts), bound.points)
    return found, bound


def aspects(scene: Scene, amounts: Mapping[Aspect, Amounts], bound: Bindings) -> tuple[AspectMirror, ...]:
    """How each aspect that has a basis is shared among people and among parties; under ten acts no distribution."""
    return tuple(
        AspectMirror(
            aspect=aspect,
            persons=_shared(scene, amounts[aspect], "person"),
            parties=_shared(scene, amounts[aspect], "party"),
            bound_to=bound.bound_to if aspect == Aspect.BINDING else {},
        )
        for aspect in Aspect
        if aspect in amounts
    )


def _shared(scene: Scene, amounts: Amounts, unit: Unit) -> Sharing:
    ground = Ground(amounts.facts.count, scene.window, amounts.facts)
    if amounts.basis == Basis.ACTS and scene.acts.height < FEWEST_ACTS:
        return nothing_shared(amounts.basis, unit, ground, Reason.TOO_FEW)
    return vector_sharing(amounts.of[unit], scene.members(unit), amounts.basis, ground)


def _of_acts(scene: Scene, acts: pl.DataFrame, where: dict[str, str]) -> Amounts:
    return Amounts(Basis.ACTS, _facts(where, acts.height), {unit: _weights(scene, acts, unit) for unit in UNITS})


def _facts(where: dict[str, str], count: int) -> Facts:
    return Facts(table="ledger", where=where, count=count)


def _weights(scene: Scene, acts: pl.DataFrame, unit: Unit) -> Numbers:
    rows = acts.filter(pl.col(f"{unit}_code").is_not_null())
    return summed(rows[f"{unit}_code"].to_numpy(), rows["weight"].to_numpy(), scene.members(unit).count)


def _influence(scene: Scene) -> dict[Unit, Numbers]:
    parties = scene.uptake.filter(pl.col("leader_side") < scene.parties.count)
    return {
        "person": _uptake_of(scene.uptake.filter(pl.col("leader").is_not_null()), "leader", scene.people.count),
        "party": _uptake_of(parties, "leader_side", scene.parties.count),
    }


def _uptake_of(rows: pl.DataFrame, leader: str, count: int) -> Numbers:
    followers = rows.group_by(leader, "subject_code").agg(pl.col("follower_side").n_unique().alias("sides"))
    return summed(followers[leader].to_numpy(), np.log2(1 + followers["sides"].to_numpy()), count)


def _influence_of_ties(scene: Scene) -> Amounts:
    received = influence_from_ties(scene.records, scene.window)
    count = scene.records.table("ties").height
    return Amounts(
        Basis.TIES,
        Facts(table="ties", count=count),
        {unit: _in_order(received, scene.members(unit).ids) for unit in UNITS},
    )


def _in_order(received: pl.DataFrame, ids: pl.Series) -> Numbers:
    rows = pl.DataFrame({"id": ids}).join(received, on="id", how="left", maintain_order="left")
    return np.asarray(rows["influence"].fill_null(0.0).fill_nan(0.0).to_numpy(), dtype=np.float64)
