"""Lists of ties: two columns of names, with or without more, beside a list of nodes or alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from vierspan.analysis.formats.columns import headings, kind_of_texts, texts
from vierspan.analysis.formats.graph import Actors, Graph, Link, Node, Value, typed
from vierspan.analysis.formats.graph_tables import tables_of
from vierspan.analysis.formats.mapping.words import is_between_people
from vierspan.analysis.formats.names import are_personal, plain
from vierspan.analysis.problems import Problem

if TYPE_CHECKING:
    from vierspan.analysis.formats.grid import Grid

_SOURCES = ("source", "from", "van", "bron", "sender", "ego", "afzender", "start", "node1", "node 1", "von", "de")
_TARGETS = (
    "target",
    "to",
    "naar",
    "aan",
    "doel",
    "receiver",
    "alter",
    "ontvanger",
    "end",
    "node2",
    "node 2",
    "nach",
    "a",
)
_NETWORKS = ("network", "netwerk", "graph")
_IDS = ("id", "node", "knoop", "code", "nodeid", "node id")
_LABELS = ("label", "name", "naam", "title")
_DIRECTIONS = ("direction", "directed", "richting", "type")
_YES = ("directed", "true", "1", "yes", "ja", "gericht")
_NO = ("undirected", "mutual", "false", "0", "no", "nee", "wederzijds")


def _found(names: Sequence[str], words: Sequence[str]) -> str | None:
    by_plain = {plain(name): name for name in reversed(names)}
    return next((by_plain[word] for word in words if word in by_plain), None)


def ends_of(grid: "Grid") -> tuple[str, str] | None:
    """The headings of the two columns that hold the ends of ties, by their names or by being the only two of names."""
    names = headings(grid)
    source, target = _found(names, _SOURCES), _found(names, _TARGETS)
    if source and target and source != target:
        return source, target
    is_about_nodes = _found(names, (*_IDS, *_LABELS)) is not None or are_personal(names)
    if len(names) == 2 and not is_about_nodes and _share_names(texts(grid)) and not _are_categories(texts(grid)):
        return names[0], names[1]
    return None


def _share_names(frame: pl.DataFrame) -> bool:
    """Whether two columns speak of the same: at least a fifth of the shorter one stands in the other too."""
    first, second = (set(frame.to_series(at).drop_nulls()) for at in (0, 1))
    return bool(first and second) and len(first & second) >= 0.2 * min(len(first), len(second))


def _are_categories(frame: pl.DataFrame) -> bool:
    """Whether the second column numbers the groups of the first: each name once, few groups, counted on without gaps.

    Numbers of departments look like numbers of people, so sharing values says nothing here.
    """
    first, groups = frame.to_series(0), frame.to_series(1).drop_nulls().unique().cast(pl.Int64, strict=False)
    if not first.is_unique().all() or groups.has_nulls() or groups.len() > 0.1 * first.len():
        return False
    lowest, highest = groups.to_physical().min(), groups.to_physical().max()
    return isinstance(lowest, int) and isinstance(highest, int) and highest - lowest < 1.5 * groups.len()


def is_edges(grid: "Grid") -> bool:
    """Whether each row of this sheet is a tie."""
    return ends_of(grid) is not None and not _holds_many(grid)


def _holds_many(grid: "Grid") -> bool:
    """Whether a column tells several networks apart: then one has to be chosen first."""
    network = _found(headings(grid), _NETWORKS)
    return bool(network) and texts(grid)[network or ""].n_unique() > 1


def is_nodes(grid: "Grid") -> bool:
    """Whether each row of this sheet may be a node of an edge list beside it."""
    return _found(headings(grid), (*_IDS, *_LABELS)) is not None and not is_edges(grid)


def read_edges(grids: Sequence["Grid"], nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Parties (or people) and ties of edge lists and the node lists beside them.

    A column named after direction decides per row; without one ties run one way. In a list of nothing but pairs, as
    of e-mails, the times that a pair comes back are the strength, and a tie with oneself is left out. A list whose
    name says e-mail, friends or advice is about people. Never raises.
    """
    if nodes is None and any(is_between_people(grid.sheet) for grid in grids):
        nodes = "people"
    graph = Graph()
    for grid in grids:
        if is_nodes(grid):
            _add_nodes(graph, grid)
    ids = {node.label: node.id for node in reversed(graph.nodes.values())} | {key: key for key in graph.nodes}
    has_nodes = bool(graph.nodes)
    for grid in grids:
        if ends := ends_of(grid):
            _add_links(graph, grid, ends, ids)
    if not has_nodes:
        _add_ends(graph)
    return tables_of(graph, nodes)


def _add_ends(graph: Graph) -> None:
    """Without a list of nodes the names in the ties are the nodes, and that is no surprise."""
    for link in graph.links:
        for end in filter(None, (link.source, link.target)):
            graph.add(Node(end, end))


def _add_nodes(graph: Graph, grid: "Grid") -> None:
    frame = texts(grid)
    label = _found(frame.columns, _LABELS)
    identity = _found(frame.columns, _IDS) or label
    kinds = {title: kind_of_texts(frame[title]) for title in frame.columns if title not in (label, identity)}
    graph.node_kinds |= kinds
    for row in frame.iter_rows(named=True):
        name = row[identity or ""] or row.get(label or "")
        if name:
            values = {title: typed(row[title] or "", kind) for title, kind in kinds.items()}
            graph.add(Node(name, row.get(label or "") or name, values))


def _add_links(graph: Graph, grid: "Grid", ends: tuple[str, str], ids: dict[str, str]) -> None:
    frame = texts(grid)
    direction = _direction(frame)
    identity = _found(frame.columns, ("id", "edge id"))
    apart = (*ends, direction, identity)
    kinds = {title: kind_of_texts(frame[title]) for title in frame.columns if title not in apart}
    if not kinds and not direction and not identity:
        _add_counted(graph, frame, ends, ids)
        return
    graph.link_kinds |= kinds
    for row in frame.iter_rows(named=True):
        source, target = (row[end] or "" for end in ends)
        directed = (row[direction] or "").casefold() not in _NO if direction else True
        values = {title: typed(row[title] or "", kind) for title, kind in kinds.items()}
        graph.links.append(
            Link(
                ids.get(source, source),
                ids.get(target, target),
                row[identity] if identity else None,
                directed,
                values=values,
            )
        )


def _add_counted(graph: Graph, frame: pl.DataFrame, ends: tuple[str, str], ids: dict[str, str]) -> None:
    """Pairs and how often they come; without a strength where each comes once."""
    first, second = ends
    counted = frame.filter(pl.col(first).ne_missing(pl.col(second))).group_by(ends, maintain_order=True).len("#times")
    comes_back = counted.filter(pl.col("#times") > 1).height > 0
    if comes_back:
        graph.link_kinds["weight"] = "number"
    for source, target, times in counted.select(first, second, "#times").iter_rows():
        values: dict[str, Value] = {"weight": float(times)} if comes_back else {}
        graph.links.append(
            Link(ids.get(source, source or ""), ids.get(target, target or ""), None, True, values=values)
        )


def _direction(frame: pl.DataFrame) -> str | None:
    """The column whose every word says which way a tie runs."""
    for word in _DIRECTIONS:
        found = _found(frame.columns, (word,))
        words = set(frame[found].drop_nulls().str.to_lowercase()) if found else set()
        if words and words <= {*_YES, *_NO}:
            return found
    return None
