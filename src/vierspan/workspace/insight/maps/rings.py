"""From the core to the environment: four rings around one middle, whoever is alike near each other."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vierspan.workspace.insight.maps.pairs import Points
from vierspan.workspace.insight.maps.spacing import Spots

RINGS = ("core", "partner", "periphery", "environment")
HEADROOM = 1.4  # so that some can come without moving the others
CLOSEST = 0.6  # of the usual distance, for who comes later
FINE = 0.2  # of the usual distance: how finely a free spot is looked for
FULL = 2 * math.pi
Places = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Placed:
    """The places, and how far each ring reaches; of equal networks equal."""

    places: Places
    radii: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]  # per ring the circles on which they stand
    spacing: float


def fresh(rings: Mapping[str, int], groups: Mapping[str, str]) -> Placed:
    """`rings`: who stands in which ring, 0 the core. `groups`: what draws people together, such as sector and group."""
    frame = _frame([sum(ring == each for ring in rings.values()) for each in range(len(RINGS))])
    wedge = _wedges(groups)
    places: Places = {}
    for ring, rows in enumerate(frame.rows):
        members = sorted((each for each in rings if rings[each] == ring), key=lambda each: (groups[each], each))
        places |= _in_rows(members, [wedge[each] for each in members], rows)
    return Placed(places, frame.radii, frame.rows, frame.spacing)


def grown(rings: Mapping[str, int], groups: Mapping[str, str], kept: Placed) -> Placed | None:
    """Old ones keep their place while they are in the same ring; None where a ring has no room left."""
    places = {each: kept.places[each] for each in rings if _ring_of(kept, each) == rings[each]}
    middle = _directions(places, groups)
    spots = Spots(np.array(list(places.values())).reshape(-1, 2), kept.spacing * CLOSEST)
    wedge = _wedges(groups)
    wanted: dict[tuple[int, float], Iterator[tuple[float, float]]] = {}
    for each in sorted(each for each in rings if each not in places):
        where = rings[each], round(middle.get(groups[each], wedge[each]), 1)
        spot = spots.first(wanted.setdefault(where, _along(kept.rows[where[0]], where[1], kept.spacing)))
        if spot is None:
            return None
        places[each] = (round(spot[0], 4), round(spot[1], 4))
    return Placed(places, kept.radii, kept.rows, kept.spacing)


def _ring_of(kept: Placed, each: str) -> int | None:
    if each not in kept.places:
        return None
    reach = math.hypot(*kept.places[each])
    return next((ring for ring, radius in enumerate(kept.radii) if reach <= radius), len(RINGS) - 1)


def _frame(counts: Sequence[int]) -> Placed:
    """How wide the rings must be for so many, the outermost of radius 1."""
    reach = 0.0
    radii: list[float] = []
    rows: list[tuple[float, ...]] = []
    for ring, count in enumerate(counts):
        mine: list[float] = []
        room = 0.0
        while room < max(count * HEADROOM, 1) or len(mine) < (2 if ring else 1):
            mine.append(reach + (len(mine) + 0.75) * (1.0 if ring or mine else 0.67))
            room += max(FULL * mine[-1], 1)
        reach = mine[-1] + 0.75
        rows.append(tuple(mine))
        radii.append(reach)
    return Placed(
        {},
        tuple(round(each / reach, 4) for each in radii),
        tuple(tuple(round(each / reach, 5) for each in mine) for mine in rows),
        1 / reach,
    )


def _wedges(groups: Mapping[str, str]) -> dict[str, float]:
    """The direction of each: members of a group side by side, a group as wide as it is large."""
    ordered = sorted(groups, key=lambda each: (groups[each], each))
    return {each: FULL * (number + 0.5) / len(ordered) for number, each in enumerate(ordered)}


def _in_rows(members: Sequence[str], wanted: Sequence[float], rows: Sequence[float]) -> Places:
    share = np.cumsum(rows) / sum(rows)
    row_of = np.searchsorted(share, (np.arange(len(members)) * 0.618033988749895) % 1.0, side="right").clip(
        0, len(rows) - 1
    )
    places: Places = {}
    for row, reach in enumerate(rows):
        mine = [number for number in range(len(members)) if row_of[number] == row]
        angles = _apart([wanted[number] for number in mine])
        for number, angle in zip(mine, angles, strict=True):
            places[members[number]] = (round(reach * math.cos(angle), 4), round(reach * math.sin(angle), 4))
    return places


def _apart(wanted: Sequence[float]) -> list[float]:
    """Halfway between where they want to be and evenly spread, in the same order, so that nobody overlaps."""
    count = len(wanted)
    if not count:
        return []
    order = sorted(range(count), key=lambda each: wanted[each])
    offset = math.fsum(wanted[each] - FULL * place / count for place, each in enumerate(order)) / count
    angles = [0.0] * count
    for place, each in enumerate(order):
        angles[each] = offset + FULL * place / count
    return angles


def _directions(places: Mapping[str, tuple[float, float]], groups: Mapping[str, str]) -> dict[str, float]:
    sums: dict[str, complex] = {}
    for each, (x, y) in places.items():
        sums[groups[each]] = sums.get(groups[each], 0j) + complex(x, y)
    return {group: math.atan2(total.imag, total.real) for group, total in sums.items() if abs(total) > 1e-6}


def _along(rows: Sequence[float], angle: float, spacing: float) -> Iterator[tuple[float, float]]:
    """The spots of a ring, nearest to this direction first."""
    spots = np.concatenate([_on_row(reach, spacing) for reach in rows])
    spots = spots[np.lexsort((spots[:, 1], spots[:, 0], np.abs(spots[:, 1])))]
    reach, way = spots[:, 0], angle + spots[:, 1]
    yield from zip((reach * np.cos(way)).tolist(), (reach * np.sin(way)).tolist(), strict=True)


def _on_row(reach: float, spacing: float) -> Points:
    """How far out, and how far to the left or right, each spot on this circle lies."""
    count = max(1, int(FULL * reach / (FINE * spacing)))
    number = np.arange(count)
    turn = FULL * ((number + 1) // 2) / count * np.where(number % 2 == 1, 1.0, -1.0)
    spots: Points = np.c_[np.full(count, reach), turn]
    return spots
