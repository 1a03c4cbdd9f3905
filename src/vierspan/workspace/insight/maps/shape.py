"""Where each stands on the map, which groups there are, and who holds others to the whole; the same every time."""

import math
import random
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

SEED = 7
STEPS = 400
STRONGEST = 4  # ties per actor that pull: with all of them a busy network becomes one ball
SHEET = (700.0, 450.0)  # the paper for which names are kept apart
LABELLED = 90  # with more than this not every name can stand
GOLDEN = math.pi * (3 - math.sqrt(5))

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cut:
    """Somebody without whom others come loose from the rest."""

    id: str
    loose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    places: Mapping[str, tuple[float, float]]  # from -1 to 1; people around their party may stand just outside
    communities: Mapping[str, int]  # 0 is the largest
    cuts: tuple[Cut, ...]  # of most others first
    kind: str  # of whom the cuts speak: "party" or "person"


def shape_of(actors: pl.DataFrame, ties: pl.DataFrame) -> Shape:
    """The parties first where they are tied, and their people around them; otherwise everybody at once.

    `actors`: id, kind, name, party. `ties`: see map_ties. Deterministic: the layout and the Leiden communities are
    seeded, and equal names and ties give equal maps.
    """
    actors = actors.sort("name", "id")
    kinds = dict(actors.select("id", "kind").iter_rows())
    parties = [each for each, kind in kinds.items() if kind == "party"]
    between = _pairs(parties, ties)
    has_skeleton = len(parties) > 1 and 2 * len(between) >= len(parties)
    ids = parties if has_skeleton else list(kinds)
    pairs = between if has_skeleton else _pairs(ids, ties.filter(~pl.col("is_lifted")))
    names = dict(actors.select("id", "name").iter_rows())
    places = _laid_out(ids, pairs, [names[each] for each in ids])
    communities = _communities(ids, pairs)
    homes = {each: party for each, party in actors.select("id", "party").iter_rows() if each not in places}
    places |= _around(homes, places)
    communities |= {each: communities.get(party or "", len(ids)) for each, party in homes.items()}
    spoken_of = "party" if has_skeleton else "person"
    return Shape(places, communities, _cuts(ids, pairs, kinds, spoken_of), spoken_of)


def _pairs(ids: Sequence[str], ties: pl.DataFrame) -> dict[tuple[int, int], float]:
    """Who is tied to whom among these, by position in the list, and how strongly."""
    place = {each: number for number, each in enumerate(ids)}
    found: dict[tuple[int, int], float] = {}
    for source, target, strength in ties.select("source", "target", "strength").iter_rows():
        one, other = place.get(source), place.get(target)
        if one is None or other is None or one == other:
            continue
        key = (min(one, other), max(one, other))
        found[key] = found.get(key, 0.0) + max(strength, 0.01)
    return dict(sorted(found.items()))


def _graph(size: int, pairs: Mapping[tuple[int, int], float]) -> Any:
    import igraph

    return igraph.Graph(n=size, edges=list(pairs), edge_attrs={"weight": list(pairs.values())})


def _seeded(work: Any) -> Any:
    """igraph draws from one generator for the whole process: lend it ours and give the usual one back."""
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 - a drawing, not a secret
    try:
        return work()
    finally:
        igraph.set_random_number_generator(random)


def _backbone(pairs: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Each one's strongest ties."""
    by_actor: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, strength in pairs.items():
        for end in pair:
            by_actor.setdefault(end, []).append((-strength, pair))
    kept = {pair for ties in by_actor.values() for _, pair in sorted(ties)[:STRONGEST]}
    return {pair: strength for pair, strength in pairs.items() if pair in kept}


def _laid_out(
    ids: Sequence[str], pairs: Mapping[tuple[int, int], float], names: Sequence[str]
) -> dict[str, tuple[float, float]]:
    if not ids:
        return {}
    points = np.zeros((len(ids), 2))
    tied = sorted({end for pair in pairs for end in pair})
    if tied:
        points[tied] = _spread(tied, _backbone(pairs))
    alone = sorted(set(range(len(ids))) - set(tied))
    points[alone] = _row_below(len(alone))
    points *= np.array(SHEET) / 2
    if len(ids) <= LABELLED:
        points = _apart(points, _boxes(names))
    return dict(zip(ids, _fitted(points), strict=True))


def _spread(tied: Sequence[int], pairs: Mapping[tuple[int, int], float]) -> Points:
    place = {each: number for number, each in enumerate(tied)}
    graph = _graph(len(tied), {(place[one], place[other]): strength for (one, other), strength in pairs.items()})
    weights = [math.sqrt(each) for each in graph.es["weight"]]
    start = [
        (math.cos(GOLDEN * n) * math.sqrt(n + 1), math.sin(GOLDEN * n) * math.sqrt(n + 1)) for n in range(len(tied))
    ]
    layout = _seeded(
        lambda: graph.layout_fruchterman_reingold(
            weights=weights, niter=STEPS, seed=start, grid="nogrid" if len(tied) <= 1000 else "grid"
        )
    )
    points = np.array(layout.coords)
    points -= points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned: Points = points @ axes.T  # the longest way lies across the sheet
    widest = np.abs(turned).max(axis=0)
    return _evened(turned / np.where(widest > 0, widest, 1.0))


def _evened(points: Points) -> Points:
    """Less dense in the middle: each way a third of the place in the drawing, two thirds of that in the row."""
    if len(points) < 3:
        return points
    rows = points.argsort(axis=0, kind="stable").argsort(axis=0) / (len(points) - 1) * 2 - 1
    evened: Points = (points + 2 * rows) / 3
    return evened


def _row_below(count: int) -> Points:
    """Those whom nothing ties stand in rows under the others."""
    across = min(12, max(count, 1))
    spots = [(-0.9 + 1.8 * (n % across) / max(across - 1, 1), -1.2 - 0.2 * (n // across)) for n in range(count)]
    return np.array(spots).reshape(-1, 2)


def _boxes(names: Sequence[str]) -> Points:
    """How much room a disc with its name under it takes; long names stand in two lines."""
    lines = [textwrap.wrap(name, max(12, math.ceil(len(name) / 2) + 2)) or [""] for name in names]
    return np.array([(max(7.4 * max(map(len, each)), 56.0) + 8, 66.0 + 17 * (len(each) - 1)) for each in lines])


def _apart(points: Points, boxes: Points) -> Points:
    """Move those whose boxes overlap away from each other, along the shortest way out."""
    points = points.copy()
    room = (boxes[:, None, :] + boxes[None, :, :]) / 2
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
            side = np.where(away[:, :, axis] != 0, np.sign(away[:, :, axis]), _order(len(points)))
            points[:, axis] += 0.25 * (push * side).sum(axis=1)
    return points


def _order(size: int) -> Points:
    """Which of two on one spot goes which way."""
    rank = np.arange(size)
    order: Points = np.sign(rank[:, None] - rank[None, :]).astype(np.float64)
    return order


def _fitted(points: Points) -> list[tuple[float, float]]:
    low, high = points.min(axis=0), points.max(axis=0)
    scale = max(float((high - low).max()) / 2, 1e-9)
    fitted = (points - (low + high) / 2) / scale
    return [(round(float(x), 4), round(float(y), 4)) for x, y in fitted]


def _around(
    homes: Mapping[str, str | None], places: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """People in a small sunflower around their party; those without one along the upper edge."""
    step = 0.5 / math.sqrt(len(places) + 1) / 2
    found: dict[str, tuple[float, float]] = {}
    at: dict[str | None, int] = {}
    for each, party in homes.items():
        at[party] = number = at.get(party, 0) + 1
        if party is not None and party in places:
            x, y = places[party]
            reach, angle = step * math.sqrt(number + 1), GOLDEN * number
            found[each] = (round(x + reach * math.cos(angle), 4), round(y + reach * math.sin(angle), 4))
        else:
            found[each] = (round(-1 + (number % 20) / 10, 4), round(1 + 0.08 * (1 + number // 20), 4))
    return found


def _communities(ids: Sequence[str], pairs: Mapping[tuple[int, int], float]) -> dict[str, int]:
    """Leiden by modularity; the largest community is 0."""
    graph = _graph(len(ids), pairs)
    found = _seeded(lambda: graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=8))
    ranked = sorted(found, key=lambda members: (-len(members), members))
    return {ids[each]: number for number, members in enumerate(ranked) for each in members}


def _cuts(
    ids: Sequence[str], pairs: Mapping[tuple[int, int], float], kinds: Mapping[str, str], kind: str
) -> tuple[Cut, ...]:
    """Whoever, taken away, leaves others apart from the largest remaining part."""
    places = [n for n, each in enumerate(ids) if kinds[each] == kind]
    graph = _graph(len(ids), pairs).induced_subgraph(places)
    kept = [ids[n] for n in places]
    whole = max((len(part) for part in graph.connected_components()), default=0)
    cuts = []
    for point in sorted(graph.articulation_points()):
        rest = graph.copy()
        rest.delete_edges(rest.incident(point))
        parts = sorted(
            (each for each in rest.connected_components() if each != [point]), key=lambda each: (-len(each), each)
        )
        mine = set(graph.subcomponent(point))
        loose = [kept[n] for part in parts[1:] for n in part if n in mine]
        if len(mine) == whole and loose:
            cuts.append(Cut(kept[point], tuple(loose)))
    return tuple(sorted(cuts, key=lambda cut: -len(cut.loose)))
