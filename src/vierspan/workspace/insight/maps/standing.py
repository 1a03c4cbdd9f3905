"""How one person or party stands on the map, and how the whole hangs together: what the page says in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from vierspan.workspace.insight.maps.network import Edge, MapData, Node


@dataclass(frozen=True, slots=True)
class Standing:
    """One person or party among others of the same kind, on the last day of the mirror."""

    node: Node
    neighbours: tuple[Node, ...]  # strongest tie first
    loose: tuple[str, ...]  # the names of those who would come apart without this one
    groups: tuple[str, ...]  # sectors among the neighbours, other than its own

    @property
    def hangs_on(self) -> str:
        """The one neighbour through whom it is tied to the rest; empty where there are more, or none."""
        return self.neighbours[0].name if len(self.neighbours) == 1 else ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the whole map says: who is there, how many ties, and the first of what stands out."""

    kind: str  # of whom: "party" or "person"
    actors: int
    ties: int
    cut: str  # without whom others come loose
    loose: tuple[str, ...]
    hub: str  # who knows most others
    hub_reach: int
    core: tuple[str, ...]


def standing_of(data: MapData, actor_id: str) -> Standing | None:
    """None where this one is not on the map."""
    nodes = {node.id: node for node in data.nodes}
    node = nodes.get(actor_id)
    if node is None:
        return None
    strength = _neighbours(data, node.kind).get(actor_id, {})
    ranked = sorted(strength, key=lambda each: (-strength[each], nodes[each].name))
    neighbours = tuple(nodes[each] for each in ranked)
    loose = next((cut.loose for cut in data.cuts if cut.id == actor_id), ())
    groups = sorted({each.sector for each in neighbours if each.sector and each.sector != node.sector})
    return Standing(node, neighbours, tuple(nodes[each].name for each in loose), tuple(groups))


def tie_counts(data: MapData) -> dict[str, int]:
    """To how many of the same kind each is tied on the last day."""
    return {each: len(others) for kind in ("party", "person") for each, others in _neighbours(data, kind).items()}


def whole_of(data: MapData) -> Whole:
    names = data.names
    reach = _neighbours(data, data.cuts_kind)
    hub = max(reach, key=lambda each: (len(reach[each]), names[each]), default="")
    shown = [node for node in data.nodes if node.kind == data.cuts_kind]
    first = next((cut for cut in data.cuts if {cut.id, *cut.loose} <= names.keys()), None)
    return Whole(
        kind=data.cuts_kind,
        actors=len(shown),
        ties=sum(len(others) for others in reach.values()) // 2,
        cut=names[first.id] if first else "",
        loose=tuple(names[each] for each in first.loose) if first else (),
        hub=names.get(hub, ""),
        hub_reach=len(reach.get(hub, {})),
        core=tuple(sorted(node.name for node in shown if node.is_core)),
    )


def _neighbours(data: MapData, kind: str) -> dict[str, dict[str, float]]:
    """Among those of one kind: to whom each is tied on the last day, and how strongly."""
    ids = {node.id for node in data.nodes if node.kind == kind}
    found: dict[str, dict[str, float]] = {}
    for edge in _living(data):
        if edge.source in ids and edge.target in ids and edge.source != edge.target:
            for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
                others = found.setdefault(one, {})
                others[other] = others.get(other, 0.0) + edge.strength
    return found


def _living(data: MapData) -> Iterable[Edge]:
    last = data.moments[-1]
    return (
        edge
        for edge in data.edges
        if (edge.first_day is None or edge.first_day <= last) and (edge.last_day is None or edge.last_day >= last)
    )
