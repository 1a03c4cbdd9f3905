"""Who holds others to the whole: those without whom some come loose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vierspan.workspace.insight.maps.pairs import Pairs

MOST = 50  # in a network with more of them, only those who hold most


@dataclass(frozen=True, slots=True)
class Cut:
    """Somebody without whom others come loose from the rest."""

    id: str
    loose: tuple[str, ...]


def cuts_of(ids: Sequence[str], pairs: Pairs) -> tuple[Cut, ...]:
    """Whoever of the largest part, taken away, leaves others apart from its largest rest; of most others first."""
    if not len(pairs.one):
        return ()
    graph = pairs.graph()
    largest = max(graph.connected_components(), key=len)
    part = graph.induced_subgraph(largest)
    holding = sorted(_held(part).items(), key=lambda each: (-each[1], each[0]))[:MOST]
    cuts = [Cut(ids[largest[point]], tuple(ids[largest[each]] for each in _loose(part, point))) for point, _ in holding]
    return tuple(sorted(cuts, key=lambda cut: -len(cut.loose)))


def _held(part: Any) -> dict[int, int]:
    """How many come loose without each point: along the tree of blocks that meet in such points."""
    points = part.articulation_points()
    number = {point: place for place, point in enumerate(sorted(points))}
    blocks = list(part.biconnected_components())
    weight = [1] * len(number) + [sum(each not in number for each in block) for block in blocks]
    ties: list[list[int]] = [[] for _ in weight]
    for place, block in enumerate(blocks, start=len(number)):
        for point in block:
            if point in number:
                ties[place].append(number[point])
                ties[number[point]].append(place)
    parts = _parts(weight, ties)
    return {point: sum(parts[place]) - max(parts[place]) for point, place in number.items()}


def _parts(weight: list[int], ties: list[list[int]]) -> list[list[int]]:
    """Per node of a tree: what hangs on each of its branches."""
    parts: list[list[int]] = [[] for _ in weight]
    parent = {0: -1}
    order = [0] if weight else []
    for node in order:
        for other in ties[node]:
            if other not in parent:
                parent[other] = node
                order.append(other)
    below = list(weight)
    for node in reversed(order[1:]):
        below[parent[node]] += below[node]
        parts[parent[node]].append(below[node])
    for node in order[1:]:
        parts[node].append(sum(weight) - below[node])
    return parts


def _loose(part: Any, point: int) -> list[int]:
    rest = part.copy()
    rest.delete_edges(rest.incident(point))
    parts = sorted(
        (each for each in rest.connected_components() if each != [point]), key=lambda each: (-len(each), each)
    )
    return [each for one in parts[1:] for each in one]
