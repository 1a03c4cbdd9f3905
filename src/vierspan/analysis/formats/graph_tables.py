"""From a drawn graph to the tables of a network, and back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import TypeVar

import polars as pl

from vierspan.analysis.formats.graph import OWN_MARK, Actors, Graph, Kind, Link, Node, Value, as_text
from vierspan.analysis.formats.names import are_personal, is_party_kind, is_person_kind, person_share, plain
from vierspan.analysis.problems import Problem
from vierspan.analysis.records import Records
from vierspan.analysis.schema import tables

_DTYPES: Mapping[Kind, pl.DataType] = {
    "text": pl.String(),
    "whole": pl.Int64(),
    "number": pl.Float64(),
    "flag": pl.Boolean(),
    "date": pl.Date(),
    "list": pl.List(pl.String()),
}
_EMPLOYERS = ("affiliation", "employer", "department", "dept", "afdeling")
# What other programs call our columns; the first title that is there wins, the rest stay extra columns.
_NODE_TITLES: Mapping[str, tuple[str, ...]] = {
    "sector": ("sector", "branche", "industry", "sektor", "department", "dept", "afdeling"),
    "region": ("region", "regio", "land", "country", "province", "provincie"),
    "ring": ("ring",),
    "email": ("email", "e mail", "mail"),
    "website": ("website", "url", "homepage"),
    "short_name": ("short name", "shortname", "korte naam", "afkorting"),
    "party": ("party", "partij", "organisation", "organization", "organisatie", *_EMPLOYERS),
    "function": ("function", "functie", "position", "job title", "jobtitle", "role", "rol"),
    "note": ("note", "description", "toelichting", "omschrijving", "notes"),
    "joined_on": ("joined on", "joined", "sinds", "since", "start"),
    "left_on": ("left on", "left", "until", "end"),
}
_LINK_TITLES: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "type", "relation", "relationship", "soort", "relatie", "connection type", "label", "edge label"),
    "strength": ("weight", "strength", "sterkte", "gewicht", "value"),
    "since": ("since", "start", "vanaf"),
    "until": ("until", "end", "tot"),
    "note": ("note", "description", "toelichting"),
}
_TYPE_TITLES = ("type", "kind", "element type", "node type", "nodetype", "soort", "entity type", "category")
_NAME_TITLES = ("label", "name", "naam", "full name", "title")
# Titles of our own files that every program knows under these words.
_OWN_LINK_TITLES = {"weight": "strength", "label": "kind"}
OWN_PREFIX = "extra:"

T = TypeVar("T")


def tables_of(graph: Graph, nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """The people, parties and ties that a graph draws, in the words of the schema."""
    _complete(graph)
    if not graph.nodes:
        return {}, [*graph.problems, Problem(code="graph_empty", is_fatal=True)]
    is_own = all(node.values.get(OWN_MARK) in ("parties", "people") for node in graph.nodes.values())
    made = _own_tables(graph) if is_own else _foreign_tables(graph, nodes)
    return {key: frame for key, frame in made.items() if frame.height}, _gathered(graph.problems)


def _gathered(problems: Iterable[Problem]) -> list[Problem]:
    """The same notice without a place of its own only once."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept[-50:]:
            kept.append(problem)
    return kept


def _complete(graph: Graph) -> None:
    """Make the nodes that only links name, and drop links without two ends and ids that stand twice."""
    whole = [link for link in graph.links if link.source and link.target]
    if len(whole) < len(graph.links):
        graph.notice("graph_link_without_end", count=len(graph.links) - len(whole))
    graph.links = whole
    ends = dict.fromkeys(end for link in whole for end in (link.source, link.target))
    missing = [end for end in ends if end not in graph.nodes]
    for end in missing:
        graph.add(Node(end))
    if missing:
        graph.notice("graph_nodes_made", count=len(missing), names=", ".join(missing[:5]))
    seen = Counter(link.id for link in whole if link.id)
    for link in whole:
        if not link.id or seen[link.id] > 1:
            link.id = None


# Files of our own ---------------------------------------------------------------------------------------------------


def _own_tables(graph: Graph) -> dict[str, pl.DataFrame]:
    made = {}
    for key in ("parties", "people"):
        nodes = [node for node in graph.nodes.values() if node.values[OWN_MARK] == key]
        rows = [{"id": node.id, **_renamed(node.values, {"label": "name"})} for node in nodes]
        for node, row in zip(nodes, rows, strict=True):
            row["name"] = row.get("name") or node.label or node.id
        made[key] = _frame(key, rows, _renamed(graph.node_kinds, {"label": "name"}))
    ties: list[dict[str, Value]] = [
        {
            "id": link.id,
            "source": link.source,
            "target": link.target,
            "directed": link.directed if link.says_direction else None,
        }
        | _renamed(link.values, _OWN_LINK_TITLES)
        for link in graph.links
    ]
    made["ties"] = _frame("ties", ties, _renamed(graph.link_kinds, _OWN_LINK_TITLES))
    return made


def _renamed(values: Mapping[str, T], names: Mapping[str, str]) -> dict[str, T]:
    return {
        names.get(title, title.removeprefix(OWN_PREFIX)): value for title, value in values.items() if title != OWN_MARK
    }


def _frame(key: str, rows: Sequence[Mapping[str, Value]], kinds: Mapping[str, Kind]) -> pl.DataFrame:
    """Rows as a frame: schema columns by the schema's type, others by the kind the file gives them."""
    schema = tables()[key].dtypes
    titles = dict.fromkeys([*(title for title in schema), *kinds, *(title for row in rows[:1] for title in row)])
    columns = {}
    for title in titles:
        values = [row.get(title) for row in rows]
        if any(value is not None for value in values):
            columns[title] = _series(title, values, schema.get(title) or _DTYPES[kinds.get(title, "text")])
    return pl.DataFrame(columns)


def _series(title: str, values: Sequence[Value], dtype: pl.DataType) -> pl.Series:
    try:
        return pl.Series(title, values, dtype=dtype, strict=True)
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        return pl.Series(title, [None if value is None else as_text(value) for value in values], dtype=pl.String())


# Files of others ----------------------------------------------------------------------------------------------------


def _foreign_tables(graph: Graph, nodes: Actors | None) -> dict[str, pl.DataFrame]:
    people = _people(graph, nodes)
    made = {}
    for key in ("parties", "people"):
        chosen = [node for node in graph.nodes.values() if (node.id in people) == (key == "people")]
        made[key] = _actor_frame(key, chosen, graph)
    _with_employers(made, graph)
    made["ties"] = _tie_frame(graph)
    return made


def _people(graph: Graph, nodes: Actors | None) -> set[str]:
    """The ids of the nodes that are people."""
    if nodes:
        return set(graph.nodes) if nodes == "people" else set()
    by_type = {node.id for node in graph.nodes.values() if is_person_kind(_said(node, _TYPE_TITLES))}
    if by_type or any(is_party_kind(_said(node, _TYPE_TITLES)) for node in graph.nodes.values()):
        return by_type
    are_people = are_personal(graph.node_kinds) or person_share(map(_name, graph.nodes.values())) >= 0.7
    return set(graph.nodes) if are_people else set()


def _said(node: Node, titles: Sequence[str]) -> str:
    by_title = {plain(title): value for title, value in node.values.items()}
    return next((as_text(by_title[title]) for title in titles if by_title.get(title) is not None), "")


def _name(node: Node) -> str:
    label = node.label.strip() or _said(node, ("label",))
    told = _said(node, _NAME_TITLES[1:])
    return (told if told and (not label or label.isdigit()) else label) or node.id


def _actor_frame(key: str, nodes: Sequence[Node], graph: Graph) -> pl.DataFrame:
    rows: list[dict[str, Value]] = [dict(node.values) for node in nodes]
    named = _Titles.of(graph.node_kinds, _NODE_TITLES, tables()[key].dtypes)
    frame = named.frame(key, rows)
    names = [_name(node) for node in nodes]
    ids = pl.DataFrame({"id": [node.id for node in nodes], "name": names}, schema={"id": pl.String, "name": pl.String})
    frame = pl.concat([ids, frame], how="horizontal") if frame.width else ids
    return _with_sectors(frame, nodes) if key == "parties" else frame


def _with_sectors(frame: pl.DataFrame, nodes: Sequence[Node]) -> pl.DataFrame:
    """A type that says more than 'organisation' is the sector, where no sector is given."""
    types = [_said(node, _TYPE_TITLES) for node in nodes]
    if "sector" in frame.columns or not any(type and not is_party_kind(type) for type in types):
        return frame
    sectors = [None if not type or is_party_kind(type) else type for type in types]
    return frame.with_columns(pl.Series("sector", sectors, dtype=pl.String))


def _with_employers(made: dict[str, pl.DataFrame], graph: Graph) -> None:
    """Turn the organisation that a person names into a party."""
    people, parties = made["people"], made["parties"]
    if "party" not in people.columns:
        return
    ids = dict(zip(parties["name"], parties["id"], strict=True)) if parties.height else {}
    ids |= {key: key for key in (parties["id"] if parties.height else [])}
    named = people["party"].drop_nulls().unique(maintain_order=True)
    new = {name: _party_name(name, graph) for name in named if name not in ids}
    made["people"] = people.with_columns(pl.col("party").replace(ids | new))
    if new:
        added = pl.DataFrame({"id": list(new.values()), "name": list(new.values())})
        if are_personal(graph.node_kinds):  # a department is as near to a sector as such files come
            added = added.with_columns(sector="name")
        made["parties"] = pl.concat([parties, added], how="diagonal_relaxed") if parties.height else added
        graph.notice("graph_parties_made", count=len(new))


def _party_name(name: str, graph: Graph) -> str:
    """A name that no node has: a bare number says of what it is the number."""
    if name.isdigit():
        titles = {*map(plain, graph.node_kinds)}
        return f"{next((word for word in _NODE_TITLES['party'] if word in titles), 'party')} {name}"
    return f"{name} (party)" if name in graph.nodes else name


def _tie_frame(graph: Graph) -> pl.DataFrame:
    named = _Titles.of(graph.link_kinds, _LINK_TITLES, tables()["ties"].dtypes)
    frame = named.frame("ties", [link.values for link in graph.links])
    ends = pl.DataFrame(
        {
            "id": [link.id for link in graph.links],
            "source": [link.source for link in graph.links],
            "target": [link.target for link in graph.links],
            "directed": [link.directed for link in graph.links],
            "basis": ["imported"] * len(graph.links),
        },
        schema={"id": pl.String, "source": pl.String, "target": pl.String, "directed": pl.Boolean, "basis": pl.String},
    )
    return pl.concat([ends, frame], how="horizontal") if frame.width else ends


@dataclass(frozen=True, slots=True)
class _Titles:
    """Which title of the file is which column of ours, and of what kind the others are."""

    ours: Mapping[str, str]
    kinds: Mapping[str, Kind]

    @classmethod
    def of(
        cls, kinds: Mapping[str, Kind], words: Mapping[str, tuple[str, ...]], schema: Mapping[str, pl.DataType]
    ) -> "_Titles":
        by_plain: dict[str, str] = {}
        for title in kinds:
            by_plain.setdefault(plain(title), title)
        ours: dict[str, str] = {}
        for column, titles in words.items():
            found = next((by_plain[title] for title in titles if title in by_plain), None)
            if column in schema and found and found not in ours.values():
                ours[column] = found
        return cls(ours, kinds)

    def frame(self, key: str, rows: Sequence[Mapping[str, Value]]) -> pl.DataFrame:
        """Our columns where every value fits, the file's own titles for all others."""
        columns: dict[str, pl.Series] = {}
        schema = tables()[key].dtypes
        fitting = {title: column for column, title in self.ours.items() if self.fits(key, column, title, rows)}
        for title, kind in self.kinds.items():
            values = [row.get(title) for row in rows]
            if all(value is None for value in values):
                continue
            column = fitting.get(title) or _free_title(title, [*schema, *columns])
            dtype = schema.get(column) or _DTYPES[kind]
            shaped = [_shaped(value, dtype) for value in values] if column in schema else values
            columns[column] = _series(column, shaped, dtype)
        return pl.DataFrame(columns)

    def fits(self, key: str, column: str, title: str, rows: Sequence[Mapping[str, Value]]) -> bool:
        given = [row[title] for row in rows if row.get(title) is not None]
        about = tables()[key].column(column)
        shaped = [_shaped(value, about.dtype) for value in given]
        if about.choices:
            return {as_text(value) for value in given} <= {choice.key for choice in about.allowed}
        if about.low is not None:
            low = about.low
            return all(isinstance(value, float) and value >= low for value in shaped)
        return None not in shaped


def _free_title(title: str, taken: Iterable[str]) -> str:
    """The title itself, or one that cannot be mistaken for a column of ours."""
    free = title or "attribute"
    while free in taken:
        free = f"{free} (file)"
    return free


def _shaped(value: Value, dtype: pl.DataType) -> Value:
    """The value as the column's type, None where it is not of that type."""
    if value is None or isinstance(value, list):
        return None
    if dtype == pl.Date():
        return _day(value)
    if dtype == pl.Float64():
        return _number(value)
    return as_text(value)


def _day(value: Value) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _number(value: Value) -> float | None:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


# Drawing our own ----------------------------------------------------------------------------------------------------


def drawn(records: Records) -> Graph:
    """The parties, people and ties of the records as a graph that `tables_of` turns into the same tables."""
    graph = Graph(node_kinds={OWN_MARK: "text"})
    for key in ("parties", "people"):
        frame = records.table(key)
        titles = _own_titles(graph.node_kinds, frame, ("id", "name"), {OWN_MARK, "label"})
        for row in frame.iter_rows(named=True):
            values = {title: _drawable(row[column]) for column, title in titles.items()}
            graph.add(Node(row["id"], row["name"], {OWN_MARK: key, **values}))
    ties = records.table("ties")
    words = {column: title for title, column in _OWN_LINK_TITLES.items()}
    titles = _own_titles(graph.link_kinds, ties, ("id", "source", "target", "directed"), set(words.values()), words)
    for row in ties.iter_rows(named=True):
        values = {title: _drawable(row[column]) for column, title in titles.items()}
        graph.links.append(Link(row["source"], row["target"], row["id"], row["directed"], values=values))
    return graph


def _own_titles(
    kinds: dict[str, Kind],
    frame: pl.DataFrame,
    apart: Sequence[str],
    taken: set[str],
    words: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The title each column gets in the file; kinds are noted on the way."""
    titles = {}
    for column, dtype in frame.schema.items():
        if column in apart or frame[column].null_count() == frame.height:
            continue
        title = (words or {}).get(column) or (f"{OWN_PREFIX}{column}" if column in taken else column)
        kind = kind_for(dtype)
        titles[column] = title
        kinds[title] = kind if kinds.get(title, kind) == kind else "text"
    return titles


def kind_for(dtype: pl.DataType) -> Kind:
    """The kind of attribute that holds a column of this type; text where there is none."""
    kinds: list[Kind] = [kind for kind, known in _DTYPES.items() if known == dtype]
    return kinds[0] if kinds else "text"


def _drawable(value: object) -> Value:
    if value is None or isinstance(value, (bool, int, float, str, date)):
        return value
    return [as_text(item) for item in value if item is not None] if isinstance(value, list) else str(value)
