"""GEXF 1.1, 1.2 and 1.3: the form of Gephi."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from vierspan.analysis.formats.graph import Actors, Graph, Kind, Link, Node, Value, as_text, kind_of, typed
from vierspan.analysis.formats.graph_tables import drawn, tables_of
from vierspan.analysis.formats.graph_xml import escaped, listen
from vierspan.analysis.problems import Problem
from vierspan.analysis.records import Records

_TYPES: Mapping[Kind, str] = {
    "text": "string",
    "whole": "long",
    "number": "double",
    "flag": "boolean",
    "date": "date",
    "list": "liststring",
}


@dataclass(slots=True)
class _Attribute:
    title: str
    kind: Kind
    default: str = ""


class _Document:
    """Hears a GEXF document and draws it; colours, sizes and places are of no meaning here."""

    roots: tuple[str, ...] = ("gexf",)

    def __init__(self) -> None:
        self.graph = Graph()
        self.scope = "node"
        self.attributes: dict[str, dict[str, _Attribute]] = {"node": {}, "edge": {}}
        self.declared: _Attribute | None = None
        self.default_direction = "undirected"
        self.subjects: list[Node | Link] = []

    def opened(self, tag: str, values: Mapping[str, str]) -> None:
        match tag:
            case "graph":
                self.default_direction = values.get("defaultedgetype", "undirected")
            case "attributes":
                self.scope = "edge" if values.get("class") == "edge" else "node"
            case "attribute":
                self.declare(values)
            case "node":
                self.subjects.append(self.node(values))
            case "edge":
                self.subjects.append(self.link(values))
            case "attvalue" if self.subjects:
                self.tell(values)
            case "spell" if self.subjects:
                self.span(self.subjects[-1], values)

    def declare(self, values: Mapping[str, str]) -> None:
        title = values.get("title") or values.get("id", "")
        self.declared = _Attribute(title, kind_of(values.get("type", "string")))
        self.attributes[self.scope][values.get("id", title)] = self.declared

    def node(self, values: Mapping[str, str]) -> Node:
        node = Node(values.get("id", f"n{len(self.graph.nodes)}"), values.get("label", ""))
        above = next((subject.id for subject in reversed(self.subjects) if isinstance(subject, Node)), None)
        parent = values.get("pid") or above
        if parent and parent != "0":
            node.values["parent"] = parent
            self.graph.node_kinds.setdefault("parent", "text")
        self.span(node, values)
        return self.graph.add(node)

    def link(self, values: Mapping[str, str]) -> Link:
        direction = values.get("type", self.default_direction)
        directed = None if direction == "open" else direction == "directed"
        link = Link(values.get("source", ""), values.get("target", ""), values.get("id"), directed)
        for title in ("weight", "label", "kind"):
            if values.get(title):
                kind: Kind = "number" if title == "weight" else "text"
                self.put(link, title, typed(values[title], kind), kind)
        self.span(link, values)
        self.graph.links.append(link)
        return link

    def span(self, subject: Node | Link, values: Mapping[str, str]) -> None:
        """The first start and the last end of all spells."""
        for title, names, choose in (("start", ("start", "startopen"), min), ("end", ("end", "endopen"), max)):
            told = next((values[name] for name in names if values.get(name)), None)
            if told:
                known = subject.values.get(title)
                self.put(subject, title, choose(str(known), told) if known else told, "text")

    def tell(self, values: Mapping[str, str]) -> None:
        subject = self.subjects[-1]
        key = values.get("for", values.get("id", ""))
        scope = "node" if isinstance(subject, Node) else "edge"
        attribute = self.attributes[scope].get(key) or _Attribute(key, "text")
        self.put(subject, attribute.title, typed(values.get("value", ""), attribute.kind), attribute.kind)

    def put(self, subject: Node | Link, title: str, value: Value, kind: Kind) -> None:
        subject.values[title] = value
        kinds = self.graph.node_kinds if isinstance(subject, Node) else self.graph.link_kinds
        kinds.setdefault(title, kind)

    def closed(self, tag: str, text: str) -> None:
        if tag == "default" and self.declared:
            self.declared.default = text
        elif tag == "attribute":
            self.declared = None
        elif tag in ("node", "edge") and self.subjects:
            self.complete(self.subjects.pop())

    def complete(self, subject: Node | Link) -> None:
        for attribute in self.attributes["node" if isinstance(subject, Node) else "edge"].values():
            if attribute.default and attribute.title not in subject.values:
                self.put(subject, attribute.title, typed(attribute.default, attribute.kind), attribute.kind)


def read_gexf(content: bytes, nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """People, parties and ties of a GEXF document, and what was wrong or worth knowing.

    `nodes` as for `read_graphml`. Of values that change over time the last one told counts; of spells the first
    start and the last end. Never raises; one pass, time and space linear in the document.
    """
    document = _Document()
    problem = listen(content, document)
    if problem:
        return {}, [problem]
    return tables_of(document.graph, nodes)


def write_gexf(records: Records) -> bytes:
    """The people, parties and ties of the records with all their columns; `read_gexf` gives them back."""
    graph = drawn(records)
    native = [title for title in ("weight", "label") if graph.link_kinds.pop(title, None)]
    ids = {("node", title): f"n{at}" for at, title in enumerate(graph.node_kinds)}
    ids |= {("edge", title): f"e{at}" for at, title in enumerate(graph.link_kinds)}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://gexf.net/1.3" version="1.3">']
    lines += ['<graph defaultedgetype="undirected">', *_declared(graph, ids), "<nodes>"]
    for node in graph.nodes.values():
        lines.append(f'<node id="{escaped(node.id)}" label="{escaped(node.label)}">')
        lines += [*_entries(node.values, "node", ids), "</node>"]
    lines += ["</nodes>", "<edges>"]
    for link in graph.links:
        lines += [_edge(link, native), *_entries(link.values, "edge", ids), "</edge>"]
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""]).encode()


def _edge(link: Link, native: list[str]) -> str:
    direction = {None: "open", True: "directed", False: "undirected"}[link.directed]
    told = {title: link.values.get(title) for title in native}
    values = {"id": link.id, "source": link.source, "target": link.target, "type": direction, **told}
    told_here = (f'{key}="{escaped(as_text(value))}"' for key, value in values.items() if value is not None)
    return f"<edge {' '.join(told_here)}>"


def _declared(graph: Graph, ids: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for scope, kinds in (("node", graph.node_kinds), ("edge", graph.link_kinds)):
        yield f'<attributes class="{scope}">'
        for title, kind in kinds.items():
            yield f'<attribute id="{ids[scope, title]}" title="{escaped(title)}" type="{_TYPES[kind]}"/>'
        yield "</attributes>"


def _entries(values: Mapping[str, Value], scope: str, ids: Mapping[tuple[str, str], str]) -> Iterator[str]:
    told = {title: value for title, value in values.items() if value is not None and (scope, title) in ids}
    if told:
        yield "<attvalues>"
        for title, value in told.items():
            yield f'<attvalue for="{ids[scope, title]}" value="{escaped(as_text(value))}"/>'
        yield "</attvalues>"
