"""Graphs in JSON: Gephi Lite's files, graphology's, and lists of nodes and links as web pages draw them."""

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from vierspan.analysis.formats.graph import Actors, Graph, Link, Node
from vierspan.analysis.formats.graph_tables import tables_of
from vierspan.analysis.formats.json_values import kept_values, objects, opened
from vierspan.analysis.problems import Problem

# How a thing is drawn, or what it is called by: no attribute of who it stands for.
_DRAWN = (
    *("x", "y", "z", "size", "rawsize", "color", "fixed", "hidden", "highlighted", "forcelabel", "zindex", "image"),
    *("vx", "vy", "fx", "fy", "index"),
)
_OF_NODES = (*_DRAWN, "key", "id", "label")
_OF_LINKS = (*_DRAWN, "key", "id", "source", "target", "undirected", "directed")


def is_graph_json(content: bytes) -> bool:
    """Whether this may be a graph in JSON with nodes, and not Kumu's elements."""
    return b'"graphDataset"' in content or (b'"nodes"' in content and b'"elements"' not in content)


def read_graph_json(content: bytes, nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """People, parties and ties of a graph in JSON.

    Known are the files of Gephi Lite, what graphology and Sigma write, and nodes with links (or edges) that have a
    source and a target, by id or by place in the list. Colours, sizes and places on the picture fall away. A link runs
    both ways where the file or the link says so. Never raises.
    """
    body, problems = opened(content)
    if problems:
        return {}, problems
    graph = _sketched(body) if isinstance(body, dict) else None
    if graph is None:
        return {}, [Problem(code="json_no_nodes", is_fatal=True)]
    return tables_of(graph, nodes)


def _sketched(body: Mapping[str, Any]) -> Graph | None:
    dataset = _told(body.get("graphDataset")) if "graphDataset" in body else body
    drawing = _told(dataset.get("fullGraph")) if "fullGraph" in dataset else dataset
    if not isinstance(drawing.get("nodes"), list):
        return None
    graph = Graph()
    names = [_add_node(graph, at, node, dataset) for at, node in enumerate(objects(drawing["nodes"]))]
    goes_both_ways = _goes_both_ways(drawing)
    for link in objects(drawing.get("edges")) or objects(drawing.get("links")):
        _add_link(graph, link, names, _beside(dataset, "edge", link.get("key")), goes_both_ways)
    return graph


def _told(value: object) -> Mapping[str, Any]:
    """A part of the file that is an object, or the text of one."""
    if isinstance(value, str):
        value, _ = opened(value.encode())
    return value if isinstance(value, dict) else {}


def _goes_both_ways(drawing: Mapping[str, Any]) -> bool:
    """Whether links that say nothing themselves run both ways."""
    options = drawing.get("options")
    if isinstance(options, dict):
        return options.get("type") == "undirected"
    return drawing.get("directed") is False or drawing.get("type") == "undirected"


def _beside(dataset: Mapping[str, Any], what: str, key: object) -> dict[str, Any]:
    """What Gephi Lite keeps of a node or link outside the graph itself."""
    found: dict[str, Any] = {}
    for part in (f"{what}RenderingData", f"{what}Data"):
        kept = dataset.get(part)
        own = kept.get(str(key)) if isinstance(kept, dict) else None
        found |= own if isinstance(own, dict) else {}
    return found


def _attributes(thing: Mapping[str, Any]) -> dict[str, Any]:
    """A node's or link's own attributes: apart in graphology's files, in the open in others."""
    own = thing.get("attributes")
    return dict(own) if isinstance(own, dict) else {key: value for key, value in thing.items() if key != "attributes"}


def _add_node(graph: Graph, at: int, node: Mapping[str, Any], dataset: Mapping[str, Any]) -> str:
    told = _attributes(node) | _beside(dataset, "node", node.get("key"))
    label = _word(told.get("label"))
    named = next((node[key] for key in ("key", "id") if _word(node.get(key))), None)
    identity = _word(named) or _word(told.get("name")) or label or f"n{at}"
    graph.add(Node(identity, label, kept_values(told, graph.node_kinds, _OF_NODES)))
    return identity


def _word(value: object) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def _add_link(
    graph: Graph, link: Mapping[str, Any], names: list[str], beside: dict[str, Any], goes_both_ways: bool
) -> None:  # fmt: skip
    told = _attributes(link) | beside
    source, target = (_end(link.get(end), graph, names) for end in ("source", "target"))
    says = "undirected" in link
    undirected = bool(link["undirected"]) if says else goes_both_ways
    identity = _word(link.get("key")) or _word(link.get("id")) or None
    values = kept_values(told, graph.link_kinds, _OF_LINKS)
    graph.links.append(Link(source, target, identity, not undirected, says, values))


def _end(told: object, graph: Graph, names: list[str]) -> str:
    """The node at an end of a link: by its id, else by its place in the list, as drawing programs count them."""
    if isinstance(told, dict):
        told = told.get("id", told.get("key"))
    word = _word(told)
    if word not in graph.nodes and isinstance(told, int) and 0 <= told < len(names):
        return names[told]
    return word
