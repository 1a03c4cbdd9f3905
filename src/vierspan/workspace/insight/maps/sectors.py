"""By sector: the groups side by side, each packed round its best tied members."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vierspan.workspace.insight.maps.pairs import Points
from vierspan.workspace.insight.maps.spacing import Spots, discs_apart, sunflower

HEADROOM = 1.25  # so that some can come without moving the others
GAP = 0.9
Places = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Packed:
    places: Places
    circles: Mapping[str, Circle]  # round each group
    spacing: float


def fresh(order: Sequence[str], groups: Mapping[str, str]) -> Packed:
    """`order`: who comes first in the middle of a group. `groups`: of which group each is."""
    members: dict[str, list[str]] = {}
    for each in order:
        members.setdefault(groups[each], []).append(each)
    names = sorted(members, key=lambda each: (-len(members[each]), each))
    radii = np.array([math.sqrt(len(members[each]) * HEADROOM) + GAP for each in names])
    middles = _packed(radii)
    reach = float((np.abs(middles) + radii[:, None]).max()) if names else 1.0
    places: Places = {}
    for name, (x, y) in zip(names, middles.tolist(), strict=True):
        spots = (sunflower(len(members[name]), 1.0) + np.array((x, y))) / reach
        places |= {each: (round(a, 4), round(b, 4)) for each, (a, b) in zip(members[name], spots.tolist(), strict=True)}
    circles = {
        name: Circle(round(x / reach, 4), round(y / reach, 4), round(float(radius) / reach, 4))
        for name, (x, y), radius in zip(names, middles.tolist(), radii, strict=True)
    }
    return Packed(places, circles, 1 / reach)


def grown(order: Sequence[str], groups: Mapping[str, str], kept: Packed) -> Packed | None:
    """Old ones keep their place while they are of the same group; None where there is no room for the new ones."""
    if not set(groups.values()) <= kept.circles.keys():
        return None
    places = {each: kept.places[each] for each in order if _is_in(kept, each, groups[each])}
    spots = Spots(np.array(list(places.values())).reshape(-1, 2), kept.spacing * 0.75)
    for each in order:
        if each in places:
            continue
        circle = kept.circles[groups[each]]
        x, y = spots.near(circle.x, circle.y)
        if math.hypot(x - circle.x, y - circle.y) > circle.r:
            return None
        places[each] = (round(x, 4), round(y, 4))
    used = set(groups.values())
    return Packed(places, {name: circle for name, circle in kept.circles.items() if name in used}, kept.spacing)


def _is_in(kept: Packed, each: str, group: str) -> bool:
    if each not in kept.places:
        return False
    (x, y), circle = kept.places[each], kept.circles[group]
    return math.hypot(x - circle.x, y - circle.y) <= circle.r


def _packed(radii: Points) -> Points:
    """The largest in the middle, the others in a spiral around it, pulled in until they touch."""
    if not len(radii):
        return np.zeros((0, 2))
    reach = np.sqrt(np.r_[0.0, np.cumsum(radii**2)[:-1]]) + np.where(np.arange(len(radii)) > 0, radii, 0.0)
    angle = np.arange(len(radii)) * 2.399963229728653
    points = np.c_[reach * np.cos(angle), reach * np.sin(angle)]
    for _ in range(40):
        points = discs_apart(points * 0.96, radii * 1.04, rounds=60)
    return discs_apart(points, radii * 1.04, rounds=400)
