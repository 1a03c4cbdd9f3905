"""How leadership is seen to be shared: from ratings (methods 2.1 to 2.5)."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vierspan.analysis.measures.figure import concentration
from vierspan.analysis.measures.pointing import pointing
from vierspan.analysis.measures.scene import Members, Numbers, Scene
from vierspan.analysis.measures.shares import by_party, effective_number, starlikeness, top_share
from vierspan.analysis.measures.sharing import Ground, Pile, nothing_shared, spread_of
from vierspan.analysis.mirror.picture import Basis, Facts, Figure, Reason, Sharing
from vierspan.analysis.records import Records

HIGHEST_SCORE = 4.0
FULL_RESPONSE = 0.7
FEWEST_RATERS = 3
MOST_LEFT_OUT = 200  # raters left out one by one, where the response is low


@dataclass(frozen=True, slots=True)
class Rated:
    """The rating matrix L as rows: who rated whom, 0-1, in the order of members."""

    members: Members
    rater: NDArray[np.int64]
    rated: NDArray[np.int64]
    level: Numbers

    def without(self, rater: int) -> "Rated":
        kept = self.rater != rater
        return Rated(self.members, self.rater[kept], self.rated[kept], self.level[kept])

    @property
    def received(self) -> Numbers:
        """s_j for every member, not a number where nobody rated them: raters average inside their party first."""
        side = self.members.party[self.rater]
        cells = pl.DataFrame({"rated": self.rated, "side": side, "level": self.level})
        by_side = cells.group_by("rated", "side").agg(pl.col("level").mean())
        means = by_side.group_by("rated").agg(pl.col("level").mean())
        received = np.full(self.members.count, np.nan)
        received[means["rated"].to_numpy()] = means["level"].to_numpy()
        return received


def rated(scene: Scene, orientation: str | None) -> Rated | None:
    """The ratings of one orientation; over all: the mean of the orientations that a rater judged, else leading in
    general.

    Of several ratings of one person by one rater the last in the window counts. Ratings of oneself are no part of it.
    None without ratings.
    """
    rows = _rows(scene, orientation)
    if not rows.height:
        return None
    cells = rows.group_by("rater", "rated").agg(pl.col("score").mean() / HIGHEST_SCORE).sort("rater", "rated")
    return Rated(scene.people, *(cells[name].to_numpy() for name in ("rater", "rated", "score")))


def rated_facts(scene: Scene, orientation: str | None) -> Facts:
    """The ratings that `rated` counts."""
    where = {"orientation": orientation} if orientation else {}
    return pointing("ratings", scene.records.table("ratings"), _rows(scene, orientation)["id"], where)


def _rows(scene: Scene, orientation: str | None) -> pl.DataFrame:
    rows = latest_ratings(scene.records, scene)
    if orientation is not None:
        return rows.filter(pl.col("orientation") == orientation)
    by_orientation = rows.filter(pl.col("orientation").is_not_null())
    return by_orientation if by_orientation.height else rows


def latest_ratings(records: Records, scene: Scene) -> pl.DataFrame:
    """Ratings of others in the window, by member number, the last of each rater on each person and orientation."""
    codes = pl.DataFrame({"id": scene.people.ids, "code": np.arange(scene.people.count, dtype=np.int64)})
    ratings = records.table("ratings").filter(pl.col("rater") != pl.col("rated"))
    inside = pl.col("rated_on").is_between(scene.window.start, scene.window.end) | pl.col("rated_on").is_null()
    ratings = ratings.filter(inside).sort("rated_on", nulls_last=False, maintain_order=True)
    ratings = ratings.unique(["rater", "rated", "orientation"], keep="last", maintain_order=True)
    ratings = ratings.join(codes.rename({"id": "rater", "code": "rater_code"}), on="rater")
    ratings = ratings.join(codes.rename({"id": "rated", "code": "rated_code"}), on="rated")
    return ratings.select("id", "orientation", "score", rater="rater_code", rated="rated_code")


def response(scene: Scene) -> float | None:
    """Share of the people in the network who rated somebody. None without ratings or people."""
    raters = latest_ratings(scene.records, scene)["rater"].n_unique()
    return raters / scene.people.count if raters and scene.people.count else None


def seen_sharing(scene: Scene, orientation: str | None, core: Collection[str] = ()) -> Sharing | None:
    """How leadership is shared as people see it, for one orientation or over all.

    Definition: amount is the mean rating over valid pairs; s_j the mean that j receives, party first (methods 1.3);
    shares are of s_j over everybody who was rated (missing is not zero). Mutuality is the mean rating within the core
    and over all other pairs. With a response under 70 per cent figures are indicative, with the range of leaving out
    each rater. Edge cases: None without ratings; fewer than three raters: `too_few`; all zero: `empty`.
    Cost: linear in ratings, times raters (at most 200) where the response is low. Source: methods 2.1-2.5.
    """
    matrix = rated(scene, orientation)
    if matrix is None:
        return None
    ground = Ground(matrix.level.size, scene.window, rated_facts(scene, orientation))
    if np.unique(matrix.rater).size < FEWEST_RATERS:
        return nothing_shared(Basis.RATINGS, "person", ground, Reason.TOO_FEW)
    received = np.nan_to_num(matrix.received)
    if not received.sum() > 0:
        return nothing_shared(Basis.RATINGS, "person", ground, Reason.EMPTY)
    return _sharing(matrix, received, core, ground, is_indicative=(response(scene) or 0) < FULL_RESPONSE)


def _sharing(
    matrix: Rated, received: Numbers, core: Collection[str], ground: Ground, *, is_indicative: bool
) -> Sharing:
    nowhere = np.full(received.size, -1, dtype=np.int64)
    pile = Pile(nowhere, np.arange(received.size, dtype=np.int64), received)
    values = _values(matrix)
    ranges = _ranges(matrix) if is_indicative else {}
    figures = {name: ground.says(value, *ranges.get(name, (None, None))) for name, value in values.items()}
    figures |= _mutuality(matrix, core, ground)
    if is_indicative:
        figures = {name: figure.model_copy(update={"is_indicative": True}) for name, figure in figures.items()}
    whole = spread_of(pile, matrix.members, ground) | figures
    return Sharing.model_validate({"basis": Basis.RATINGS, "unit": "person"} | whole)


def _values(matrix: Rated) -> dict[str, float | None]:
    received = matrix.received
    known = ~np.isnan(received)
    levels, party = received[known], matrix.members.party[known]
    return {
        "amount": float(matrix.level.mean()) if matrix.level.size else None,
        "effective_leaders": effective_number(levels),
        "concentration": concentration(levels),
        "starlike": starlikeness(levels * (levels.size - 1), 1.0),
        "top_one": top_share(levels, 1),
        "top_three": top_share(levels, 3),
        "effective_parties": effective_number(by_party(levels, party)),
        "dependency": top_share(levels, 1),
    }


def _ranges(matrix: Rated) -> dict[str, tuple[float | None, float | None]]:
    raters = np.unique(matrix.rater)
    if raters.size > MOST_LEFT_OUT:
        return {}
    runs = [_values(matrix.without(int(rater))) for rater in raters]
    found = {name: [value for run in runs if (value := run[name]) is not None] for name in runs[0]}
    return {name: (min(values), max(values)) for name, values in found.items() if values}


def _mutuality(matrix: Rated, core: Collection[str], ground: Ground) -> dict[str, Figure]:
    in_core = matrix.members.ids.is_in(list(core)).to_numpy()
    both = in_core[matrix.rater] & in_core[matrix.rated]
    return {
        "mutuality_core": ground.says(float(matrix.level[both].mean())) if both.any() else ground.lacks(Reason.EMPTY),
        "mutuality_rest": ground.says(float(matrix.level[~both].mean()))
        if not both.all()
        else ground.lacks(Reason.EMPTY),
    }
