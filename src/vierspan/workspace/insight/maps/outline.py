"""The outlines of countries, cut from the world atlas that the build puts beside the pages' scripts."""

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from django.contrib.staticfiles import finders

from vierspan.workspace.insight.maps.geography import COUNTRY_SPAN, MARGIN, Frame
from vierspan.workspace.insight.maps.pairs import Points

FILE = "vierspan/countries.json"
EDGE = 2.2  # the outline is cut off where nobody looks any more
REGION = 0.2  # of a country: who all stand within less than this see their region
AROUND = 3.0  # times as wide as they stand
FINEST = 0.004  # of the sheet: points nearer to each other are one
SMALLEST = 0.012  # islands smaller than this are left out
Country = tuple[str, tuple[Points, ...]]  # its name in the atlas, and closed rings of latitude and longitude


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the atlas; none where the pages were never built."""
    file = finders.find(FILE)
    if not isinstance(file, str):
        return ()
    atlas = json.loads(Path(file).read_text("utf-8"))
    arcs = [_arc(arc, atlas["transform"]) for arc in atlas["arcs"]]
    shapes = atlas["objects"]["countries"]["geometries"]
    return tuple((str(shape["properties"]["name"]), _rings(shape, arcs)) for shape in shapes)


def country_of(degrees: Points) -> Country | None:
    """The country in which all of these lie, or nearly all; None where there is no such."""
    degrees = np.unique(degrees, axis=0)
    for country in countries():
        inside = np.zeros(len(degrees), dtype=bool)
        for ring in country[1]:
            inside ^= _inside(degrees, ring)
        if inside.mean() >= 0.9:
            return country
    return None


def whole_country(degrees: Points, frame: Frame) -> Frame:
    """Where all lie in one small country the sheet shows that whole, so that everybody knows where they are.

    Where they all stand near each other in it, it shows their region.
    """
    country = country_of(degrees)
    if country is None:
        return frame
    largest = max(country[1], key=lambda ring: float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1])))
    near = [ring for ring in country[1] if np.abs(ring.mean(axis=0) - largest.mean(axis=0)).max() < COUNTRY_SPAN / 2]
    shown = np.concatenate([*near, degrees])
    low, high = shown.min(axis=0), shown.max(axis=0)
    if high[0] - low[0] > COUNTRY_SPAN:
        return frame
    latitude, longitude = (float(each) for each in (low + high) / 2)
    across = float(high[1] - low[1]) / 2 * math.cos(math.radians(latitude))
    reach = max(float(high[0] - low[0]) / 2, across) * (1 + (MARGIN - 1) / 2)
    if frame.reach < REGION * reach:
        return Frame(frame.latitude, frame.longitude, frame.reach * AROUND)
    return Frame(latitude, longitude, max(reach, frame.reach))


def outline_on(frame: Frame) -> list[dict[str, Any]]:
    """What of each country lies on the sheet, as rings of whole numbers in ten-thousandths: x, y, x, y ..."""
    found = []
    for name, rings in countries():
        drawn = [ring for ring in (_drawn(frame.on_sheet(each)) for each in rings) if ring]
        if drawn:
            found.append({"name": name, "rings": drawn})
    return found


def _drawn(ring: Points) -> list[int]:
    if ring.min() > EDGE or (ring.max(axis=0) < -EDGE).any() or (ring.min(axis=0) > EDGE).any():
        return []
    if np.ptp(ring, axis=0).max() < SMALLEST:
        return []
    thinned = _thinned(_cut(ring))
    if len(thinned) < 3:
        return []
    return [int(each) for each in np.round(thinned * 10_000).ravel()]


def _cut(ring: Points) -> Points:
    """The part of a ring inside the square, edge by edge (Sutherland and Hodgman)."""
    for axis, sign in ((0, 1.0), (0, -1.0), (1, 1.0), (1, -1.0)):
        if not len(ring):
            return ring
        following = np.roll(ring, -1, axis=0)
        out, out_next = sign * ring[:, axis] > EDGE, sign * following[:, axis] > EDGE
        span = following[:, axis] - ring[:, axis]
        share = (sign * EDGE - ring[:, axis]) / np.where(span == 0, 1.0, span)
        crossing = ring + share[:, None] * (following - ring)
        kept = np.stack([ring, crossing], axis=1).reshape(-1, 2)
        wanted = np.stack([~out, out != out_next], axis=1).ravel()
        ring = kept[wanted]
    return ring


def _thinned(ring: Points) -> Points:
    """Without the points that nobody would miss."""
    kept: list[Points] = []
    for point in ring:
        if not kept or np.abs(point - kept[-1]).max() >= FINEST:
            kept.append(point)
    return np.array(kept).reshape(-1, 2)


def _inside(degrees: Points, ring: Points) -> Any:
    if (degrees.max(axis=0) < ring.min(axis=0)).any() or (degrees.min(axis=0) > ring.max(axis=0)).any():
        return np.zeros(len(degrees), dtype=bool)
    y, x = degrees[:, :1], degrees[:, 1:]
    y1, x1 = ring[None, :, 0], ring[None, :, 1]
    y2, x2 = np.roll(y1, -1, axis=1), np.roll(x1, -1, axis=1)
    between = (y1 > y) != (y2 > y)
    at = x1 + (y - y1) / np.where(y2 == y1, 1.0, y2 - y1) * (x2 - x1)
    return (between & (x < at)).sum(axis=1) % 2 == 1


def _arc(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Points:
    """TopoJSON writes each point as the step from the one before it."""
    degrees = np.cumsum(np.array(arc), axis=0) * transform["scale"] + transform["translate"]
    turned: Points = degrees[:, ::-1]
    return turned


def _rings(shape: dict[str, Any], arcs: Sequence[Points]) -> tuple[Points, ...]:
    if shape.get("type") not in ("Polygon", "MultiPolygon"):
        return ()
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)


def _ring(numbers: Sequence[int], arcs: Sequence[Points]) -> Points:
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
