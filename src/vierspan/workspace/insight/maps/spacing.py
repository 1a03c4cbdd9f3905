"""Room on the map: boxes and discs kept apart, and the free spot nearest to where somebody should stand."""

import math
import textwrap
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.spatial import cKDTree

from vierspan.workspace.insight.maps.pairs import Points

SHEET = (700.0, 450.0)  # the paper for which names are kept apart
GOLDEN = math.pi * (3 - math.sqrt(5))


def sunflower(count: int, spacing: float) -> Points:
    """So many spots around the middle, each about `spacing` from the next, the first in the middle."""
    number = np.arange(count)
    reach, angle = spacing * 0.95 * np.sqrt(number), GOLDEN * number
    spots: Points = np.c_[reach * np.cos(angle), reach * np.sin(angle)]
    return spots


def typical(points: Points) -> float:
    """How far apart neighbours usually stand."""
    if len(points) < 2:
        return 0.2
    near = np.asarray(cKDTree(points).query(points, k=2)[0])
    return float(np.clip(np.median(near[:, 1]), 1e-4, 0.5))


class Spots:
    """Where somebody stands already, and where there is room."""

    def __init__(self, taken: Points, spacing: float) -> None:
        self.spacing = spacing
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
        self._reached: dict[tuple[float, float], int] = {}  # how far along the spiral around here all is taken
        for x, y in taken.tolist():
            self._take(x, y)

    def near(self, x: float, y: float) -> tuple[float, float]:
        """The free spot nearest to here, along a spiral; it is taken from now on."""
        number = self._reached.get((x, y), 0)
        while True:
            reach, angle = 0.55 * self.spacing * math.sqrt(number), GOLDEN * number
            spot = (x + reach * math.cos(angle), y + reach * math.sin(angle))
            if self._is_free(*spot):
                self._take(*spot)
                self._reached[x, y] = number + 1
                return spot
            number += 1

    def first(self, wanted: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
        """The first of these that is free; it is taken from now on."""
        for spot in wanted:
            if self._is_free(*spot):
                self._take(*spot)
                return spot
        return None

    def _take(self, x: float, y: float) -> None:
        self._cells.setdefault(self._cell(x, y), []).append((x, y))

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return math.floor(x / self.spacing), math.floor(y / self.spacing)

    def _is_free(self, x: float, y: float) -> bool:
        across, up = self._cell(x, y)
        beside = ((across + i, up + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        taken = (spot for cell in beside for spot in self._cells.get(cell, ()))
        return all(math.hypot(x - other, y - above) >= self.spacing for other, above in taken)


def discs_apart(points: Points, radii: Points, rounds: int = 200) -> Points:
    """Move overlapping discs away from each other, as little as that takes."""
    points, widest = points.copy(), float(radii.max(initial=0.0))
    for _ in range(rounds):
        close = cKDTree(points).query_pairs(2 * widest, output_type="ndarray")
        one, other = close[:, 0], close[:, 1]
        away = points[one] - points[other]
        distance = np.hypot(away[:, 0], away[:, 1])
        overlap = radii[one] + radii[other] - distance
        clash = overlap > 1e-6
        if not clash.any():
            break
        one, other, away = one[clash], other[clash], away[clash]
        distance, overlap = distance[clash], overlap[clash]
        still = distance < 1e-9
        away[still] = np.c_[np.cos(GOLDEN * one[still]), np.sin(GOLDEN * one[still])]
        step = away / np.where(still, 1.0, distance)[:, None] * (0.52 * overlap)[:, None]
        share = (radii[other] / (radii[one] + radii[other]))[:, None]
        np.add.at(points, one, step * share)
        np.add.at(points, other, -step * (1 - share))
    return points


def names_apart(points: Points, names: Sequence[str]) -> Points:
    """Move those whose discs with the names under them overlap away from each other, along the shortest way out."""
    points = points * np.array(SHEET) / 2
    boxes = _boxes(names)
    room = (boxes[:, None, :] + boxes[None, :, :]) / 2
    rank = np.arange(len(points))
    order = np.sign(rank[:, None] - rank[None, :]).astype(np.float64)  # which of two on one spot goes which way
    for _ in range(600):
        away = points[:, None, :] - points[None, :, :]
        overlap = room - np.abs(away)
        np.einsum("iij->ij", overlap)[:] = 0
        clash = (overlap > 0.5).all(axis=2)
        if not clash.any():
            break
        way = (overlap / np.array(SHEET) ** 0.5).argmin(axis=2)
        for axis in (0, 1):
            push = np.where(clash & (way == axis), overlap[:, :, axis], 0.0)
            side = np.where(away[:, :, axis] != 0, np.sign(away[:, :, axis]), order)
            points[:, axis] += 0.25 * (push * side).sum(axis=1)
    return points


def _boxes(names: Sequence[str]) -> Points:
    """How much room a disc with its name under it takes; long names stand in two lines."""
    lines = [textwrap.wrap(name, max(12, math.ceil(len(name) / 2) + 2)) or [""] for name in names]
    return np.array([(max(7.4 * max(map(len, each)), 56.0) + 8, 66.0 + 17 * (len(each) - 1)) for each in lines])
