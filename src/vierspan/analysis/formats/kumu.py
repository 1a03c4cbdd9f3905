"""Kumu's two-sheet workbook and its JSON blueprint, read and written."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from vierspan.analysis.formats.columns import headings, kind_of_texts, texts
from vierspan.analysis.formats.graph import OWN_MARK, Actors, Graph, Kind, Link, Node, Value, as_text, typed
from vierspan.analysis.formats.graph_tables import OWN_PREFIX, drawn, kind_for, tables_of
from vierspan.analysis.formats.json_values import kept_values, objects, opened
from vierspan.analysis.formats.names import is_party_kind, is_person_kind
from vierspan.analysis.problems import Problem
from vierspan.analysis.records import Records
from vierspan.analysis.schema import tables

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from vierspan.analysis.formats.grid import Grid

# In files of our own these hold text, whatever it looks like.
_TEXTS: dict[str, Kind] = {"Label": "text", "Description": "text", "Type": "text", "Strength": "number"}
_DIRECTIONS = {"directed": True, "undirected": False, "mutual": False}
# Kumu's words for what we call otherwise, and those that mean something of their own there.
_TYPE_WORDS = {"people": "Person", "parties": "Organization"}
_NODE_WORDS = {"note": "Description"}
_LINK_WORDS = {"label": "Type", "weight": "Strength", "note": "Description"}
_RESERVED = ("id", "label", "type", "element type", "tags", "description", "from", "to", "direction", "strength")


def _lower(grid: "Grid") -> set[str]:
    return {heading.casefold() for heading in headings(grid)}


def _is_ignored(grid: "Grid") -> bool:
    return "(ignore)" in grid.sheet.casefold()


def _holds_connections(grid: "Grid") -> bool:
    return {"from", "to"} <= _lower(grid)


def is_kumu(grids: Sequence["Grid"]) -> bool:
    """Whether these sheets are a Kumu workbook: elements with a Label beside connections From and To."""
    read = [grid for grid in grids if not _is_ignored(grid)]
    has_elements = any("label" in _lower(grid) and not _holds_connections(grid) for grid in read)
    return has_elements and all("label" in _lower(grid) or _holds_connections(grid) for grid in read)


def read_kumu(grids: Sequence["Grid"], nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """People, parties and ties of a Kumu workbook.

    Type person makes people, organisation parties, any other type parties of that sector. `|` parts several values,
    in `From` and `To` too; an end is found by ID, else by label. A sheet marked `(ignore)` is passed over. Never
    raises.
    """
    graph = Graph()
    read = [grid for grid in grids if not _is_ignored(grid)]
    for grid in read:
        if not _holds_connections(grid):
            _add_elements(graph, grid)
    ids = _ids_by_label(graph)
    for grid in read:
        if _holds_connections(grid):
            _add_connections(graph, grid, ids)
    return _told(graph, nodes)


def _told(graph: Graph, nodes: Actors | None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    if graph.nodes and all(OWN_MARK in node.values for node in graph.nodes.values()):
        return tables_of(_own(graph))
    types = {as_text(value) for node in graph.nodes.values() if (value := _type_of(node)) is not None}
    special = sorted(type for type in types if not is_person_kind(type) and not is_party_kind(type))
    if special and nodes is None:
        graph.notice("kumu_types", count=len(special), types=", ".join(special[:8]))
    return tables_of(graph, nodes)


def _own(graph: Graph) -> Graph:
    """A graph that we wrote, under the titles that we gave."""
    titles = {word: title for title, word in _NODE_WORDS.items()}
    for node in graph.nodes.values():
        kept = {title: value for title, value in node.values.items() if title not in ("Type", "element type")}
        node.values = {titles.get(title, title): value for title, value in kept.items()}
    graph.node_kinds = {titles.get(title, title): kind for title, kind in graph.node_kinds.items()}
    titles = {"connection type": "label"} | {word: title for title, word in _LINK_WORDS.items()}
    for link in graph.links:
        link.values = {titles.get(title, title): value for title, value in link.values.items()}
    graph.link_kinds = {titles.get(title, title): kind for title, kind in graph.link_kinds.items()}
    return graph


def _type_of(node: Node) -> Value:
    lowered = {title.casefold(): value for title, value in node.values.items()}
    return lowered.get("type") or lowered.get("element type")


def _kinds(frame: pl.DataFrame, table: str) -> dict[str, Kind]:
    """The kind of each column: by the schema in a file of our own, else by what stands in it."""
    known: dict[str, Kind] = {}
    if OWN_MARK in frame.columns or table == "ties":
        names = ("ties",) if table == "ties" else ("people", "parties")
        known = _TEXTS | {key: kind_for(dtype) for name in names for key, dtype in tables()[name].dtypes.items()}
    return {
        title: known.get(title) or ("list" if title.casefold() == "tags" else kind_of_texts(frame[title]))
        for title in frame.columns
    }


def _rows(frame: pl.DataFrame, kinds: Mapping[str, Kind]) -> Iterator[dict[str, Value]]:
    for row in frame.iter_rows(named=True):
        yield {title: typed(text, kinds[title]) for title, text in row.items() if text is not None}


def _popped(row: dict[str, Value], title: str) -> str | None:
    found = next((key for key in row if key.casefold() == title), None)
    return as_text(row.pop(found)) if found else None


def _add_elements(graph: Graph, grid: "Grid") -> None:
    frame = texts(grid)
    kinds = _kinds(frame, "people")
    graph.node_kinds |= {title: kind for title, kind in kinds.items() if title.casefold() not in ("label", "id")}
    for row in _rows(frame, kinds):
        label = _popped(row, "label")
        identity = _popped(row, "id") or label
        if identity:
            graph.add(Node(identity, label or identity, row))


def _ids_by_label(graph: Graph) -> dict[str, str]:
    return {node.label: node.id for node in reversed(graph.nodes.values())} | {key: key for key in graph.nodes}


def _add_connections(graph: Graph, grid: "Grid", ids: Mapping[str, str]) -> None:
    frame = texts(grid)
    kinds = _kinds(frame, "ties")
    apart = ("from", "to", "id", "direction")
    graph.link_kinds |= {title: kind for title, kind in kinds.items() if title.casefold() not in apart}
    if "direction" not in _lower(grid):
        graph.notice("kumu_no_direction", sheet=grid.sheet)
    for row in _rows(frame, {**kinds, **{title: "text" for title in kinds if title.casefold() in apart}}):
        start, end = _popped(row, "from") or "", _popped(row, "to") or ""
        identity, direction = _popped(row, "id"), _popped(row, "direction")
        directed = _DIRECTIONS.get((direction or "undirected").casefold())
        told = direction is not None
        for source in _ends(start, ids):
            graph.links += [Link(source, target, identity, directed, told, dict(row)) for target in _ends(end, ids)]


def _ends(cell: str, ids: Mapping[str, str]) -> list[str]:
    """The ids a cell names: the whole cell where it is a label itself, else each part of it."""
    if cell in ids:
        return [ids[cell]]
    return [ids.get(part, part) for part in map(str.strip, cell.split("|")) if part] or [""]


# JSON ---------------------------------------------------------------------------------------------------------------


def is_kumu_json(content: bytes) -> bool:
    """Whether this may be a Kumu blueprint."""
    start = content[:200_000]
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"elements"' in content


def read_kumu_json(content: bytes, nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """People, parties and ties of a Kumu JSON blueprint; as `read_kumu`. Never raises."""
    blueprint, problems = opened(content)
    if problems:
        return {}, problems
    if not isinstance(blueprint, dict) or not isinstance(blueprint.get("elements"), list):
        return {}, [Problem(code="json_no_elements", is_fatal=True)]
    return _told(_sketched(blueprint), nodes)


def _sketched(blueprint: Mapping[str, Any]) -> Graph:
    graph = Graph()
    for at, element in enumerate(objects(blueprint.get("elements"))):
        values = _attributes(element, graph.node_kinds, apart=("label", "id"))
        label = element.get("label") or _attribute(element, "label") or ""
        graph.add(Node(str(element.get("_id") or element.get("id") or label or f"n{at}"), str(label), values))
    ids = _ids_by_label(graph)
    for connection in objects(blueprint.get("connections")):
        values = _attributes(connection, graph.link_kinds, apart=("from", "to", "direction", "id"))
        directed = _DIRECTIONS.get(str(connection.get("direction") or "undirected").casefold())
        ends = [str(connection.get(end) or "") for end in ("from", "to")]
        source, target = (ids.get(end, end) for end in ends)
        identity = str(connection["_id"]) if connection.get("_id") else None
        graph.links.append(Link(source, target, identity, directed, "direction" in connection, values))
    return graph


def _attribute(thing: Mapping[str, Any], title: str) -> object:
    attributes = thing.get("attributes")
    return attributes.get(title) if isinstance(attributes, dict) else None


def _attributes(thing: Mapping[str, Any], kinds: dict[str, Kind], apart: Sequence[str]) -> dict[str, Value]:
    """The attributes of an element, wherever this version of Kumu keeps them."""
    own = thing.get("attributes")
    told = own if isinstance(own, dict) else {key: value for key, value in thing.items() if key[:1] != "_"}
    return kept_values(told, kinds, apart)


# Writing ------------------------------------------------------------------------------------------------------------


def _elements(graph: Graph) -> list[dict[str, Value]]:
    rows = []
    for node in graph.nodes.values():
        row: dict[str, Value] = {"ID": node.id, "Label": node.label}
        row["Type"] = _TYPE_WORDS[as_text(node.values[OWN_MARK])]
        rows.append(row | _worded(node.values, _NODE_WORDS))
    return rows


def _connections(graph: Graph) -> list[dict[str, Value]]:
    rows = []
    for link in graph.links:
        row: dict[str, Value] = {"ID": link.id, "From": link.source, "To": link.target}
        row["Direction"] = {True: "directed", False: "undirected", None: None}[link.directed]
        rows.append(row | _worded(link.values, _LINK_WORDS))
    return rows


def _worded(values: Mapping[str, Value], words: Mapping[str, str]) -> dict[str, Value]:
    """Values under Kumu's words; a column of ours that goes by one of those already keeps apart."""
    return {
        words.get(title) or (f"{OWN_PREFIX}{title}" if title.casefold() in _RESERVED else title): value
        for title, value in values.items()
        if value is not None
    }


def write_kumu(records: Records) -> bytes:
    """A workbook that Kumu imports, and that `read_kumu` turns into the same people, parties and ties."""
    from openpyxl import Workbook

    graph = drawn(records)
    book = Workbook(write_only=True)
    for title, first, rows in (
        ("Elements", ("ID", "Label", "Type"), _elements(graph)),
        ("Connections", ("From", "To", "Direction", "ID"), _connections(graph)),
    ):
        sheet = book.create_sheet(title)
        columns = list(dict.fromkeys([*first, *(key for row in rows for key in row)]))
        sheet.append(columns)
        for row in rows:
            sheet.append([_cell(sheet, row.get(column)) for column in columns])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(sheet: "WriteOnlyWorksheet", value: Value) -> "Value | Cell":
    """Text that a spreadsheet takes for text, never for a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    text = "|".join(value) if isinstance(value, list) else as_text(value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
    cell.data_type = "s"
    return cell


def write_kumu_json(records: Records) -> bytes:
    """A Kumu blueprint; `read_kumu_json` turns it into the same people, parties and ties."""
    graph = drawn(records)
    elements = [_blueprint_entry(row, {"ID": "_id"}, "element type") for row in _elements(graph)]
    words = {"ID": "_id", "From": "from", "To": "to", "Direction": "direction"}
    connections = [_blueprint_entry(row, words, "connection type") for row in _connections(graph)]
    return json.dumps({"elements": elements, "connections": connections}, ensure_ascii=False, indent=1).encode()


def _blueprint_entry(row: Mapping[str, Value], words: Mapping[str, str], type_word: str) -> dict[str, object]:
    entry: dict[str, object] = {words[key]: value for key, value in row.items() if key in words and value is not None}
    attributes = {key.lower() if key in ("Label",) else key: value for key, value in row.items() if key not in words}
    if "Type" in attributes:
        attributes[type_word] = attributes.pop("Type")
    told = {key: value for key, value in attributes.items() if value is not None}
    entry["attributes"] = {key: value.isoformat() if isinstance(value, date) else value for key, value in told.items()}
    return entry
