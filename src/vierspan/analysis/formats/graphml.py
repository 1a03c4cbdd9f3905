"""GraphML: the form that yEd, Gephi, Cytoscape, igraph and Polinode share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from vierspan.analysis.formats.graph import Actors, Graph, Kind, Link, Node, Value, as_text, kind_of, typed
from vierspan.analysis.formats.graph_tables import drawn, tables_of
from vierspan.analysis.formats.graph_xml import escaped, listen
from vierspan.analysis.problems import Problem
from vierspan.analysis.records import Records

_TYPES: dict[Kind, str] = {"whole": "long", "number": "double", "flag": "boolean"}


@dataclass(slots=True)
class _Key:
    title: str
    scope: str
    kind: Kind
    default: str = ""


class _Document:
    """Hears a GraphML document and draws it."""

    roots: tuple[str, ...] = ("graphml",)

    def __init__(self) -> None:
        self.graph = Graph()
        self.keys: dict[str, _Key] = {}
        self.key: _Key | None = None
        self.directed = [False]
        self.subjects: list[Node | Link] = []
        self.entry = ""

    def opened(self, tag: str, values: Mapping[str, str]) -> None:
        match tag:
            case "key":
                self.declare(values)
            case "graph":
                self.directed.append(values.get("edgedefault", "undirected") == "directed")
            case "node":
                self.subjects.append(self.graph.add(self.node(values)))
            case "edge":
                self.subjects.append(self.link(values))
            case "data":
                self.entry = values.get("key", "")
            case "hyperedge":
                self.graph.notice("graph_hyperedge")

    def declare(self, values: Mapping[str, str]) -> None:
        title = values.get("attr.name") or values.get("yfiles.type") or values.get("id", "")
        self.key = _Key(title, values.get("for", "all"), kind_of(values.get("attr.type", "string")))
        self.keys[values.get("id", title)] = self.key

    def node(self, values: Mapping[str, str]) -> Node:
        node = Node(values.get("id", f"n{len(self.graph.nodes)}"))
        above = next((subject for subject in reversed(self.subjects) if isinstance(subject, Node)), None)
        if above:
            node.values["parent"] = above.id
            self.graph.node_kinds.setdefault("parent", "text")
        return node

    def link(self, values: Mapping[str, str]) -> Link:
        told = values.get("directed")
        directed = self.directed[-1] if told is None else told.strip().lower() in ("true", "1")
        link = Link(values.get("source", ""), values.get("target", ""), values.get("id"), directed, told is not None)
        self.graph.links.append(link)
        return link

    def closed(self, tag: str, text: str) -> None:
        if tag in ("node", "edge"):
            self.complete(self.subjects.pop())
        elif tag == "graph":
            self.directed.pop()
        elif tag == "desc" and self.key and text.strip() in ("date", "list"):
            self.key.kind = kind_of(text)
        elif tag == "default" and self.key:
            self.key.default = text
        elif tag == "data" and self.subjects:
            self.tell(self.subjects[-1], text)
        elif tag == "nodelabel" and self.subjects:  # yEd keeps the label in its own drawing
            self.subjects[-1].values.setdefault("label", text.strip())
        if tag == "key":
            self.key = None

    def tell(self, subject: Node | Link, text: str) -> None:
        key = self.keys.get(self.entry) or _Key(self.entry, "all", "text")
        subject.values[key.title] = typed(text, key.kind)
        self.kinds(subject).setdefault(key.title, key.kind)

    def kinds(self, subject: Node | Link) -> dict[str, Kind]:
        return self.graph.node_kinds if isinstance(subject, Node) else self.graph.link_kinds

    def complete(self, subject: Node | Link) -> None:
        scope = "node" if isinstance(subject, Node) else "edge"
        for key in self.keys.values():
            if key.default and key.scope in (scope, "all") and key.title not in subject.values:
                subject.values[key.title] = typed(key.default, key.kind)
                self.kinds(subject).setdefault(key.title, key.kind)


def read_graphml(content: bytes, nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """People, parties and ties of a GraphML document, and what was wrong or worth knowing.

    `nodes` says what the nodes are where the user knows; else an attribute such as `type` decides per node, else how
    the names look. Parties where nothing tells. Never raises; one pass, time and space linear in the document.
    """
    document = _Document()
    problem = listen(content, document)
    if problem:
        return {}, [problem]
    return tables_of(document.graph, nodes)


def write_graphml(records: Records) -> bytes:
    """The people, parties and ties of the records with all their columns; `read_graphml` gives them back."""
    graph = drawn(records)
    graph.node_kinds["label"] = "text"
    keys = {("node", title): f"n{at}" for at, title in enumerate(graph.node_kinds)}
    keys |= {("edge", title): f"e{at}" for at, title in enumerate(graph.link_kinds)}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    lines += [_key(graph, scope, title, key) for (scope, title), key in keys.items()]
    lines.append('<graph id="network" edgedefault="undirected">')
    for node in graph.nodes.values():
        values = {"label": node.label, **node.values}
        lines += [f'<node id="{escaped(node.id)}">', *_entries(values, "node", keys), "</node>"]
    for link in graph.links:
        direction = "" if link.directed is None else f' directed="{as_text(link.directed)}"'
        ends = f'source="{escaped(link.source)}" target="{escaped(link.target)}"'
        lines += [f'<edge id="{escaped(link.id or "")}" {ends}{direction}>', *_entries(link.values, "edge", keys)]
        lines.append("</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""]).encode()


def _key(graph: Graph, scope: str, title: str, key: str) -> str:
    kind = (graph.node_kinds if scope == "node" else graph.link_kinds)[title]
    start = f'<key id="{key}" for="{scope}" attr.name="{escaped(title)}" attr.type="{_TYPES.get(kind, "string")}"'
    return f"{start}><desc>{kind}</desc></key>" if kind in ("date", "list") else f"{start}/>"


def _entries(values: Mapping[str, Value], scope: str, keys: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for title, value in values.items():
        if value is not None:
            yield f'<data key="{keys[scope, title]}">{escaped(as_text(value))}</data>'
