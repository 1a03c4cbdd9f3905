"""How far one person, and a network, fill an orientation (methods 7.2 and a house measure)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from vierspan.analysis.measures.rated import latest_ratings, rated, rated_facts
from vierspan.analysis.measures.scene import Members, Numbers, Scene, Unit, summed
from vierspan.analysis.measures.windows import months
from vierspan.analysis.mirror.picture import Basis, Facts
from vierspan.analysis.orientations import Orientation

FULL_LOAD = 4.0  # weight a month: about one act a week fills 63 per cent of a role
ONE_CARRIES = 0.7  # what one who is always there covers alone (methods 7.2)
IN_SIGHT = 25  # as many people as one can have in sight (the roster of methods 1.2)
FEW_RATERS = 12
FEWEST_ON_ONE = {True: 3, False: 5}  # raters needed on one person: few raters in all, or more


@dataclass(frozen=True, slots=True)
class Levels:
    """s_jo of every member, 0-1, not a number where unknown, with what it rests on."""

    basis: Basis
    facts: Facts
    of: Numbers
    active: int

    @property
    def cover(self) -> float:
        return supply(self.of, self.active if self.basis == Basis.ACTS else 0)


def level_of(weight_a_month: Numbers) -> Numbers:
    """s = 1 - exp(-m / 4), with m the weight of one's acts in the orientation per month.

    A house measure: 0 for nobody there, .63 for about one act a week, and nearly 1 for somebody who does this work
    all the time. It saturates, for the tenth act of a month adds less than the first. Range 0-1.
    """
    return np.asarray(1.0 - np.exp(-np.maximum(weight_a_month, 0.0) / FULL_LOAD), dtype=np.float64)


def supply(levels: Numbers, active: int = 0) -> float:
    """1 - prod(1 - .7 s_j)^e: how far an orientation is covered, 0 nobody to 1 everybody all the time.

    Saturating: a second carrier adds less than the first. From acts, e = min(1, 25 / active people): one carrier
    reaches about 25 people, so two networks put side by side have the cover of one. From ratings e = 1 (methods 7.2
    as it is).
    Unknown levels add nothing.
    """
    reach = min(1.0, IN_SIGHT / active) if active else 1.0
    left = np.log1p(-ONE_CARRIES * np.clip(np.nan_to_num(levels), 0, 1)).sum()
    return float(1.0 - np.exp(left * reach))


def done_levels(scene: Scene, unit: Unit) -> dict[Orientation, Numbers]:
    """The level of every member in each orientation, from acts. Cost: linear."""
    return {
        orientation: level_of(weights / months(scene.window))
        for orientation, weights in done_weights(scene, unit).items()
    }


def done_weights(scene: Scene, unit: Unit) -> dict[Orientation, Numbers]:
    """The weight of every member's acts in each orientation."""
    rows = scene.acts.filter(pl.col(f"{unit}_code").is_not_null() & pl.col("orientation").is_not_null())
    found = {}
    for orientation in Orientation:
        own = rows.filter(pl.col("orientation") == orientation)
        weights = own["weight"].to_numpy(), scene.members(unit).count
        found[orientation] = summed(own[f"{unit}_code"].to_numpy(), *weights)
    return found


def seen_levels(scene: Scene, orientation: Orientation) -> Numbers | None:
    """The mean rating of every person, party first; not a number under the needed raters (5, or 3 of at most 11)."""
    matrix = rated(scene, orientation)
    if matrix is None:
        return None
    raters = latest_ratings(scene.records, scene)["rater"].n_unique()
    times = np.bincount(matrix.rated, minlength=scene.people.count)
    return np.where(times >= FEWEST_ON_ONE[raters < FEW_RATERS], matrix.received, np.nan)


def levels(scene: Scene, done: Mapping[Orientation, Numbers]) -> dict[Orientation, Levels]:
    """Per orientation the levels that cover is reckoned with: of ratings where enough people judged, else of acts.

    An orientation is absent where there are no ratings, and no acts at all or no table that could show it (`kept`).
    """
    found = {}
    for orientation in Orientation:
        seen = seen_levels(scene, orientation)
        if seen is not None and not np.isnan(seen).all():
            found[orientation] = Levels(Basis.RATINGS, rated_facts(scene, orientation), seen, 0)
        elif orientation in scene.kept and scene.acts["orientation"].drop_nulls().len():
            count = scene.acts.filter(pl.col("orientation") == orientation).height
            facts = Facts(table="ledger", where={"orientation": orientation}, count=count)
            found[orientation] = Levels(Basis.ACTS, facts, done[orientation], active_members(scene))
    return found


def active_members(scene: Scene) -> int:
    """How many members did anything at all in the window."""
    return scene.acts[f"{scene.unit}_code"].drop_nulls().n_unique()


def member_frame(members: Members, columns: Mapping[str, Numbers]) -> pl.DataFrame:
    """Columns per member, beside their ids; what is not a number is null."""
    frame = pl.DataFrame({"id": members.ids, **columns})
    return frame.with_columns(pl.col(list(columns)).fill_nan(None))
