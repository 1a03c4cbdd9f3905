"""Where one's accent lies, from the scores of the four orientations (methods 2.5)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vierspan.analysis.measures.accents import accents
from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.questionnaires.scores import Value, rescaled


@dataclass(frozen=True, slots=True)
class Accent:
    """The orientation that stands out, None where two are alike at the top; how sharply, 0-1; each above the mean."""

    orientation: Orientation | None
    sharpness: float | None
    above_mean: Mapping[Orientation, float]
    level: float | None  # the mean of the four, 0-1: flat and low is no all-rounder
    reason: Reason | None = None


def accent(scores: Mapping[Orientation, Value]) -> Accent:
    """The accent of scores 1-5, reckoned on 0-1, as the mirror does for acts and ratings.

    Range of sharpness 0 (all four alike) to 1 (one only). Edge cases: one of the four unknown -> its reason, because
    what is missing is not low; "never" four times -> `empty`. Source: methods 2.5.
    """
    known = {o: found.value for o in Orientation if (found := scores.get(o)) is not None and found.value is not None}
    if len(known) < len(Orientation):
        lacking = next((scores[o].reason for o in Orientation if o in scores and o not in known), None)
        return Accent(None, None, {}, None, lacking or Reason.EMPTY)
    levels = {orientation: rescaled(value) for orientation, value in known.items()}
    level = sum(levels.values()) / len(levels)
    if not level > 0:
        return Accent(None, None, {}, 0.0, Reason.EMPTY)
    names, sharpness = accents({orientation: np.array([value]) for orientation, value in levels.items()})
    above = {orientation: value - level for orientation, value in levels.items()}
    found = names[0]
    return Accent(Orientation(found) if found else None, float(sharpness[0]), above, level)
