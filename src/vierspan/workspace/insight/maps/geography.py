"""On the land: where places lie on the sheet, many at one place spread around it, and the outline of the countries."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vierspan.workspace.insight.maps.pairs import Points
from vierspan.workspace.insight.maps.spacing import Spots

LEAST_SPAN = 0.3  # degrees of latitude that the sheet shows at least
MARGIN = 1.12
COUNTRY_SPAN = 6.0  # a country of at most so many degrees high is shown whole
CLOSE = 0.45  # of the usual distance, for many at one place
WIDEST = 0.035
Places = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Which part of the earth the sheet shows: its middle, and how many degrees of latitude lie from there to 1."""

    latitude: float
    longitude: float
    reach: float

    def on_sheet(self, degrees: Points) -> Points:
        """Latitude and longitude to x and y; true to form around the middle."""
        across = (degrees[:, 1] - self.longitude) * math.cos(math.radians(self.latitude))
        placed: Points = np.c_[across, degrees[:, 0] - self.latitude] / self.reach
        return placed

    def shows(self, degrees: Points) -> bool:
        return bool((np.abs(self.on_sheet(degrees)) <= 1.0).all())


def frame_around(degrees: Points) -> Frame:
    """The least sheet on which all of these lie, with some room around."""
    low, high = degrees.min(axis=0), degrees.max(axis=0)
    latitude, longitude = (float(each) for each in (low + high) / 2)
    up = float(high[0] - low[0]) / 2
    across = float(high[1] - low[1]) / 2 * math.cos(math.radians(latitude))
    return Frame(latitude, longitude, max(up, across, LEAST_SPAN / 2) * MARGIN)


def placed(where: Mapping[str, tuple[float, float]], unknown: Sequence[str], frame: Frame, kept: Places) -> Places:
    """Everybody at their place, those who share one around it; those of whom it is not known in rows under the map.

    Who stood there before stands there still.
    """
    ids = sorted(where)
    exact = frame.on_sheet(np.array([where[each] for each in ids]).reshape(-1, 2))
    spacing = min(WIDEST, CLOSE / math.sqrt(len(ids) + 1))
    wanted = dict(zip(ids, exact.tolist(), strict=True))
    near = 3 * spacing * math.sqrt(len(ids))
    staying = {each: kept[each] for each in ids if each in kept and math.dist(kept[each], wanted[each]) <= near}
    spots = Spots(np.array(list(staying.values())).reshape(-1, 2), spacing)
    places = dict(staying)
    for each in ids:
        if each not in places:
            x, y = spots.near(*wanted[each])
            places[each] = (round(x, 4), round(y, 4))
    return places | _rows_under(unknown, kept)


def _rows_under(unknown: Sequence[str], kept: Places) -> Places:
    across = max(20, math.ceil(3 * math.sqrt(len(unknown))))
    step = 2.0 / across
    staying = {each: kept[each] for each in unknown if each in kept and kept[each][1] < -1.1}
    spots = Spots(np.array(list(staying.values())).reshape(-1, 2), step * 0.99)
    rows = ((-1 + step * (n % across), -1.2 - step * (n // across)) for n in range(2 * len(unknown) + len(kept) + 1))
    places = dict(staying)
    for each in sorted(unknown):
        spot = None if each in places else spots.first(rows)
        if spot is not None:
            places[each] = (round(spot[0], 4), round(spot[1], 4))
    return places
