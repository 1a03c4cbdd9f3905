"""Near each other what is tied: drawn afresh, or grown around those who have a place already. The same every time."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vierspan.workspace.insight.maps.pairs import Numbers, Pairs, Points, seeded
from vierspan.workspace.insight.maps.spacing import GOLDEN, SHEET, Spots, discs_apart, names_apart, sunflower, typical

STEPS = 400
STRONGEST = 4  # ties per actor that pull: with all of them a busy network becomes one ball
LABELLED = 90  # with more than this not every name can stand
AT_ONCE = 1500  # with more than this the groups are laid out first, and each one's members inside it
WITH_NAME, IN_GAP = 0.9, 0.55  # of the usual distance
ROUNDS = 12  # in which the new ones find their place among each other


@dataclass(frozen=True, slots=True)
class Drawn:
    """Who is to be placed: those who span the map, and who stands around one of them."""

    ids: Sequence[str]
    names: Sequence[str]
    pairs: Pairs
    communities: Numbers
    homes: Mapping[str, str | None]  # who stands around whom; those without anybody along the upper edge


Places = dict[str, tuple[float, float]]


def fresh(drawn: Drawn) -> Places:
    """Everybody placed anew, within -1 to 1; who stands around another may stand just outside."""
    if not drawn.ids:
        return _around(drawn.homes, {})
    points = np.zeros((len(drawn.ids), 2))
    tied = np.flatnonzero(drawn.pairs.degree)
    pulling = drawn.pairs.strongest(STRONGEST).among(tied)
    points[tied] = _at_once(pulling) if len(tied) <= AT_ONCE else _by_group(pulling, drawn.communities[tied])
    alone = np.setdiff1d(np.arange(len(drawn.ids)), tied)
    points[alone] = _rows_below(len(alone), len(tied))
    if len(points) <= LABELLED:
        points = names_apart(points, drawn.names)
    elif len(tied) <= AT_ONCE:
        points *= np.array(SHEET) / SHEET[0]
    places = dict(zip(drawn.ids, _fitted(points), strict=True))
    return places | _around(drawn.homes, places)


def grown(drawn: Drawn, kept: Mapping[str, tuple[float, float]]) -> Places:
    """Those with a place keep it; each new one comes near its neighbours, where there is room.

    Only the new ones move: each towards the middle of those it is tied to, then to the nearest free spot.
    """
    everybody = [*drawn.ids, *drawn.homes]
    places = {each: kept[each] for each in everybody if each in kept}
    new = [number for number, each in enumerate(drawn.ids) if each not in kept]
    taken = np.array(list(places.values())).reshape(-1, 2)
    spots = Spots(taken, _room(taken, len(drawn.ids)))
    wanted = _wanted(drawn, places, new)
    for number in sorted(new, key=lambda each: (-drawn.pairs.degree[each], drawn.ids[each])):
        x, y = spots.near(*wanted[number])
        places[drawn.ids[number]] = _rounded(x, y)
    spots.spacing = min(spots.spacing, _step(len(drawn.ids)))
    around = Spots(np.array(list(places.values())).reshape(-1, 2), spots.spacing * 0.9)
    for each, home in sorted(drawn.homes.items()):
        if each not in places:
            places[each] = _rounded(*around.near(*places.get(home or "", (0.0, 1.1))))
    return places


def _wanted(drawn: Drawn, places: Mapping[str, tuple[float, float]], new: Sequence[int]) -> Points:
    """Where each new one should stand: amid those it is tied to, new ones as well; else under the map."""
    points = np.array([places.get(each, (math.nan, math.nan)) for each in drawn.ids]).reshape(-1, 2)
    lowest = float(np.nanmin(points[:, 1])) if len(places) and not np.isnan(points).all() else 0.0
    moving = np.zeros(len(points), dtype=bool)
    moving[list(new)] = True
    ties = drawn.pairs.matrix()
    for _ in range(ROUNDS):
        known = ~np.isnan(points[:, 0])
        pull = ties @ known.astype(np.float64)
        middle = (ties @ np.where(known[:, None], points, 0.0)) / np.where(pull > 0, pull, 1.0)[:, None]
        moved = moving & (pull > 0)
        points[moved] = middle[moved]
    points[np.isnan(points[:, 0])] = (0.0, lowest - 0.2)
    return points


def _room(taken: Points, count: int) -> float:
    """How far a new one stands from others: with its name where names can be read, else in the gaps between them."""
    share = WITH_NAME if count <= LABELLED else IN_GAP
    return min(typical(taken), 1.2 / math.sqrt(count + 1)) * share


def _at_once(pairs: Pairs) -> Points:
    if not pairs.size:
        return np.zeros((0, 2))
    number = np.arange(pairs.size)
    start = np.c_[np.cos(GOLDEN * number), np.sin(GOLDEN * number)] * np.sqrt(number + 1)[:, None]
    points = _pulled(pairs, start, STEPS)
    points -= points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned = points @ axes.T  # the longest way lies across the sheet
    widest = np.abs(turned).max(axis=0)
    return _evened(turned / np.where(widest > 0, widest, 1.0))


def _pulled(pairs: Pairs, start: Points, steps: int) -> Points:
    graph = pairs.graph()
    weights = np.sqrt(pairs.strength).tolist()
    grid = "nogrid" if pairs.size <= 1000 else "grid"
    layout = seeded(
        lambda: graph.layout_fruchterman_reingold(weights=weights, niter=steps, seed=start.tolist(), grid=grid)
    )
    return np.array(layout.coords).reshape(-1, 2)


def _evened(points: Points) -> Points:
    """Less dense in the middle: each way a third of the place in the drawing, two thirds of that in the row."""
    if len(points) < 3:
        return points
    rows = points.argsort(axis=0, kind="stable").argsort(axis=0) / (len(points) - 1) * 2 - 1
    evened: Points = (points + 2 * rows) / 3
    return evened


def _by_group(pairs: Pairs, communities: Numbers) -> Points:
    """The groups as discs, near where they are tied; and in each disc its members, likewise."""
    numbers, group = np.unique(communities, return_inverse=True)
    size = np.bincount(group)
    radii = np.sqrt(size + 1.0)
    middles = discs_apart(_middles(pairs, group, len(numbers), radii), radii * 1.08)
    points = np.zeros((pairs.size, 2))
    for number in range(len(numbers)):
        members = np.flatnonzero(group == number)
        points[members] = middles[number] + radii[number] * 0.94 * _in_disc(pairs.among(members))
    widest = np.abs(points - points.mean(axis=0)).max()
    centred: Points = (points - points.mean(axis=0)) / max(float(widest), 1e-9)
    return centred


def _middles(pairs: Pairs, group: Numbers, count: int, radii: Points) -> Points:
    one, other = group[pairs.one], group[pairs.other]
    low, high = np.minimum(one, other), np.maximum(one, other)
    across = low != high
    keys, place = np.unique(low[across] * count + high[across], return_inverse=True)
    strength = np.bincount(place, pairs.strength[across], minlength=len(keys)).astype(np.float64)
    between = Pairs(count, keys // count, keys % count, strength)
    start = sunflower(count, 2.0 * float(radii.mean()))
    points = _pulled(between, start, 300)
    points -= points.mean(axis=0)
    reach = np.sqrt(np.mean(points**2)) or 1.0
    middles: Points = points / reach * np.sqrt((radii**2).sum()) * np.array([0.8, 0.5])
    return middles


def _in_disc(pairs: Pairs) -> Points:
    """Members of one group on a disc of radius 1, evenly filled."""
    if pairs.size < 3:
        return sunflower(pairs.size, 0.7)
    points = _pulled(pairs, sunflower(pairs.size, 1.0), 150 if pairs.size <= 1000 else 80)
    points -= points.mean(axis=0)
    distance = np.hypot(points[:, 0], points[:, 1])
    rank = distance.argsort(kind="stable").argsort()
    reach = np.sqrt((rank + 0.5) / pairs.size)
    even: Points = points / np.where(distance > 0, distance, 1.0)[:, None] * reach[:, None]
    return discs_apart(even, np.full(pairs.size, 0.62 / math.sqrt(pairs.size)), rounds=15)


def _rows_below(count: int, tied: int) -> Points:
    """Those whom nothing ties stand in rows under the others."""
    across = min(max(12, math.ceil(1.5 * math.sqrt(tied + count))), max(count, 1))
    step = min(0.2, 2.4 / across)
    spots = [(-0.9 + 1.8 * (n % across) / max(across - 1, 1), -1.2 - step * (n // across)) for n in range(count)]
    return np.array(spots).reshape(-1, 2)


def _fitted(points: Points) -> list[tuple[float, float]]:
    low, high = points.min(axis=0), points.max(axis=0)
    scale = max(float((high - low).max()) / 2, 1e-9)
    return [_rounded(x, y) for x, y in ((points - (low + high) / 2) / scale).tolist()]


def _rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 4), round(y, 4)


def _step(count: int) -> float:
    """How far people stand from the party they stand around."""
    return 0.25 / math.sqrt(count + 1)


def _around(homes: Mapping[str, str | None], places: Mapping[str, tuple[float, float]]) -> Places:
    """People in a small sunflower around their party; those without one along the upper edge."""
    step = _step(len(places))
    found: Places = {}
    at: dict[str | None, int] = {}
    for each, home in homes.items():
        at[home] = number = at.get(home, 0) + 1
        if home is not None and home in places:
            x, y = places[home]
            reach, angle = step * math.sqrt(number + 1), GOLDEN * number
            found[each] = _rounded(x + reach * math.cos(angle), y + reach * math.sin(angle))
        else:
            found[each] = _rounded(-1 + (number % 20) / 10, 1 + 0.08 * (1 + number // 20))
    return found
