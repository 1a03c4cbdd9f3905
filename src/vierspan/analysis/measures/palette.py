"""Where the weight of one's acts lies on the four scales, and how wide the range is (methods 1.2 and 8)."""

import numpy as np
import polars as pl

from vierspan.analysis.catalogue import AXES
from vierspan.analysis.measures.scene import Numbers, Scene, Unit, summed
from vierspan.analysis.measures.sharing import FEWEST_ACTS, Ground
from vierspan.analysis.mirror.picture import FILLED, Facts, Reason, Scale

TENTHS = (0.1, 0.9)
FEWEST_OF_ONE = 3  # acts on a scale that a person needs to count in the range


def palette(scene: Scene) -> tuple[Scale, ...]:
    """The four scales of the whole network.

    Definition: per scale the weights of acts times their place are added for each pole apart, lo and hi;
    position a = (hi - lo) / (hi + lo), -1 first pole to 1 second; repertoire r = min / max, 0 one pole to 1 both as
    much. Low and high are the positions at the first and last tenth of the weight, of people with three or more acts on
    the scale.
    Edge cases: no act on a scale -> `empty`; under ten acts in all -> `too_few`; no scales without acts. Cost: linear.
    Source: methods 1.2, 8.
    """
    return tuple(_scale(scene, axis) for axis in AXES) if scene.acts.height else ()


def places(scene: Scene, unit: Unit) -> dict[str, tuple[Numbers, Numbers]]:
    """Per scale the position and the repertoire of every member; not a number where they have no act on it."""
    found: dict[str, tuple[Numbers, Numbers]] = {}
    for axis in AXES:
        lo, hi, _ = _poles(scene, axis, unit)
        both = lo + hi
        known = np.where(both > 0, both, np.nan)
        found[axis] = ((hi - lo) / known, np.minimum(lo, hi) / np.where(both > 0, np.maximum(lo, hi), np.nan))
    return found


def _scale(scene: Scene, axis: str) -> Scale:
    weighted = pl.col(axis) * pl.col("weight")
    lo, hi = scene.acts.select(lo=(-weighted).clip(0).sum(), hi=weighted.clip(0).sum()).row(0)
    count = scene.acts.filter(pl.col(axis) != 0).height
    ground = Ground(count, scene.window, Facts(table="ledger", where={axis: FILLED}, count=count))
    if scene.acts.height < FEWEST_ACTS or not lo + hi:
        missing = ground.lacks(Reason.TOO_FEW if count else Reason.EMPTY)
        return Scale(axis=axis, position=missing, low=None, high=None, repertoire=missing)
    low, high = _range(scene, axis)
    position, repertoire = ground.says((hi - lo) / (hi + lo)), ground.says(min(lo, hi) / max(lo, hi))
    return Scale(axis=axis, position=position, low=low, high=high, repertoire=repertoire)


def _range(scene: Scene, axis: str) -> tuple[float | None, float | None]:
    lo, hi, count = _poles(scene, axis, scene.unit)
    enough = count >= FEWEST_OF_ONE
    if not enough.any():
        return None, None
    weight = (hi + lo)[enough]
    position = (hi - lo)[enough] / weight
    order = np.argsort(position, kind="stable")
    reached = np.cumsum(weight[order]) / weight.sum()
    low, high = position[order][np.searchsorted(reached, TENTHS)]
    return float(low), float(high)


def _poles(scene: Scene, axis: str, unit: Unit) -> tuple[Numbers, Numbers, Numbers]:
    code = f"{unit}_code"
    rows = scene.acts.filter(pl.col(code).is_not_null() & (pl.col(axis) != 0)).select(
        code, w=pl.col(axis) * pl.col("weight")
    )
    member, weight, count = rows[code].to_numpy(), rows["w"].to_numpy(), scene.members(unit).count
    lo = summed(member, np.maximum(-weight, 0), count)
    return (
        lo,
        summed(member, np.maximum(weight, 0), count),
        np.bincount(member, minlength=count).astype(np.float64),
    )
