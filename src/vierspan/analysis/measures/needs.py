"""What a network needs of each orientation, and how far that is covered (methods 7.2)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from vierspan.analysis.measures.levels import Levels
from vierspan.analysis.measures.needed_states import states
from vierspan.analysis.measures.scene import Scene
from vierspan.analysis.measures.sharing import FEWEST_ACTS, Ground
from vierspan.analysis.mirror.picture import Basis, Figure, Need, Reason, Verdict
from vierspan.analysis.orientations import Orientation

BAND = 10.0  # a need is a band, this much to either side
MARGIN = 20.0  # so far above the need there is more than needed
HIGHEST = 4.0


@cache
def demands() -> Mapping[str, Any]:
    """What each purpose, phase and state asks of the orientations, from `demands.toml`."""
    return tomllib.loads(files(__package__).joinpath("demands.toml").read_text(encoding="utf-8"))


def needs(scene: Scene, levels: Mapping[Orientation, Levels]) -> dict[Orientation, Need]:
    """Need, cover and verdict of each orientation, all 0-100.

    Definition: the mean demand of the network's purposes (0-3), shifted by its phase and by what its records show
    (`needed_states.states`), kept within 0-4, over 4; what the network itself declares (0-4) goes before all that.
    The band is 10 to either side. Cover is the supply of `levels.supply`. Short: below the band; crowded: more than
    20 above the need; unknown without either. Edge cases: no purpose and nothing declared -> no need (`empty`); no
    table that could show the orientation (`kept`) -> no cover (`empty`); under ten acts and no ratings -> no cover
    (`too_few`). Cost: linear. Source: methods 7.2.
    """
    network = scene.records.table("network").row(0, named=True) if scene.records.has("network") else {}
    found = states(scene)
    return {o: _need(o, network, found, _cover(scene, levels.get(o))) for o in Orientation}


def _need(orientation: Orientation, network: Mapping[str, Any], found: tuple[str, ...], cover: Figure) -> Need:
    value, grounds = _declared(orientation, network) or _reckoned(orientation, network, found)
    band = (None, None) if value is None else (max(0.0, value - BAND), min(100.0, value + BAND))
    return Need(
        orientation=orientation,
        need=value,
        need_low=band[0],
        need_high=band[1],
        reason=None if value is not None else Reason.EMPTY,
        grounds=grounds,
        cover=cover,
        verdict=verdict(value, cover.value),
    )


def verdict(need: float | None, cover: float | None) -> Verdict:
    """Short below the band, crowded more than 20 above the need, else it fits (methods 7.2)."""
    if need is None or cover is None:
        return Verdict.UNKNOWN
    if cover < need - BAND:
        return Verdict.SHORT
    return Verdict.CROWDED if cover > need + MARGIN else Verdict.FITS


def _declared(orientation: Orientation, network: Mapping[str, Any]) -> tuple[float, tuple[str, ...]] | None:
    value = network.get(f"need_{orientation}")
    return None if value is None else (100 * value / HIGHEST, ("declared",))


def _reckoned(
    orientation: Orientation, network: Mapping[str, Any], found: tuple[str, ...]
) -> tuple[float | None, tuple[str, ...]]:
    purposes = network.get("purpose") or []
    if not purposes:
        return None, ()
    value = sum(demands()["purpose"][purpose][orientation] for purpose in purposes) / len(purposes)
    grounds = [f"purpose.{purpose}" for purpose in purposes]
    for ground in (f"phase.{network.get('phase')}", *(f"state.{state}" for state in found)):
        part, _, key = ground.partition(".")
        shift = demands()[part].get(key, {}).get(orientation, 0)
        if shift:
            value += shift
            grounds.append(ground)
    return 100 * min(max(value, 0.0), HIGHEST) / HIGHEST, tuple(grounds)


def _cover(scene: Scene, levels: Levels | None) -> Figure:
    if levels is None:
        return Ground(0, scene.window).lacks(Reason.EMPTY)
    ground = Ground(levels.facts.count, scene.window, levels.facts)
    leading = scene.acts.filter(pl.col("orientation").is_not_null()).height
    if levels.basis == Basis.ACTS and leading < FEWEST_ACTS:
        return ground.lacks(Reason.TOO_FEW)
    return ground.says(100 * levels.cover)
