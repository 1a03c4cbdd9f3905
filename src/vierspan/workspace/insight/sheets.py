"""Any table of a network as a page shows it: named columns, readable cells, links to what a cell speaks of."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from vierspan.analysis.catalogue import kinds
from vierspan.analysis.measures.pointing import day_of
from vierspan.analysis.schema import Column, tables
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import PAGE_SIZE, Page, page_of
from vierspan.workspace.directory.spelling import FoldedField, folded
from vierspan.workspace.insight import words
from vierspan.workspace.insight.tables import MODELS, Stored, stored

# Who gave whom which score is the rater's own: it is counted and never listed.
CONFIDENTIAL = frozenset({"ratings"})
DIRECTORY = frozenset({"parties", "people", "affiliations", "ties", "notes", "introductions", "roles"})


@dataclass(frozen=True, slots=True)
class Ref:
    """Something that has a page of its own."""

    table: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    column: str
    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    table: str
    id: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    label: str
    about: str
    choices: Mapping[str, str]  # to filter by, where the column is a closed list


@dataclass(frozen=True, slots=True)
class Sheet:
    key: str
    label: str
    about: str
    headings: tuple[Heading, ...]
    page: Page[SheetRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which rows to list: words to find, column = value pairs, rows by id, between two days of the table's own first
    column of dates, and what to sort by ("-" = last first)."""

    search: str = ""
    where: Mapping[str, str] | None = None
    ids: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    sort: str = ""


def sheet(actor: Actor, key: str, choice: Choice | None = None, *, page: int = 1, size: int = PAGE_SIZE) -> Sheet:
    """One page of a table of the network."""
    kept = _readable(actor, key)
    rows: Page[Any] = page_of(_chosen(actor, kept, choice or Choice()), page, size=size)
    columns = _columns(actor, kept)
    names = _Names(actor, kept, columns, rows.rows)
    table = kept.table
    language = words.spoken(actor.language)
    headings = tuple(_heading(column, actor.language) for column in columns)
    made = rows.of(lambda row: _row(actor, kept, columns, row, names))
    return Sheet(key, table.label(language), table.about(language), headings, made)


def tally(actor: Actor, key: str, column: str, choice: Choice | None = None) -> Mapping[str, int]:
    """How many of the chosen rows there are for each value of a column; "" where it is empty."""
    kept = _readable(actor, key)
    path = _path(kept, column)
    rows = _chosen(actor, kept, choice or Choice()).order_by().values_list(path).annotate(n=Count("pk"))
    counted: dict[str, int] = {}
    for value, n in rows:
        name = "" if value is None else str(value)
        counted[name] = counted.get(name, 0) + n
    return counted


def item(actor: Actor, key: str, row_id: uuid.UUID) -> SheetRow:
    """One row of a table, whole."""
    kept = _readable(actor, key)
    row = kept.model.objects.visible_to(actor).filter(pk=row_id).first()
    if row is None:
        raise NotFound
    columns = _columns(actor, kept)
    return _row(actor, kept, columns, row, _Names(actor, kept, columns, [row]))


def counts(actor: Actor) -> Mapping[str, int]:
    """How many rows each table that the actor may read has."""
    authorise(actor, Do.READ_ROOMS)
    readable = [key for key in tables() if key in MODELS and key not in CONFIDENTIAL]
    return {key: MODELS[key].objects.visible_to(actor).count() for key in readable}


def names_of(actor: Actor, ids: Iterable[str]) -> dict[str, Ref]:
    """People and parties by id; those that are not of this network are left out."""
    wanted = {each for each in ids if each}
    found: dict[str, Ref] = {}
    for key in ("people", "parties"):
        found |= named(actor, key, wanted - found.keys())
    return found


def _readable(actor: Actor, key: str) -> Stored:
    if key not in MODELS or key in CONFIDENTIAL:
        raise NotFound
    authorise(actor, Do.READ_DIRECTORY if key in DIRECTORY else Do.READ_FACTS if key == "acts" else Do.READ_ROOMS)
    return stored()[key]


def _columns(actor: Actor, kept: Stored) -> list[Column]:
    hidden = set() if actor.role.reaches(Role.MEMBER) else {"email", *(["note"] if kept.key == "acts" else [])}
    return [column for column in kept.columns if column.key not in hidden]


def _chosen(actor: Actor, kept: Stored, choice: Choice) -> QuerySet[Any]:
    rows: QuerySet[Any] = kept.model.objects.visible_to(actor)
    if choice.ids:
        rows = rows.filter(pk__in=[each for each in choice.ids if _is_uuid(each)])
    for column, value in (choice.where or {}).items():
        rows = rows.filter(_equals(kept, column, value))
    if choice.since or choice.until:
        rows = rows.filter(_between(kept, choice))
    if choice.search.strip():
        rows = rows.filter(_mentions(kept, choice.search))
    return rows.order_by(*_order(kept, choice.sort))


def _between(kept: Stored, choice: Choice) -> Q:
    day = day_of(kept.key)
    found = Q()
    if day and choice.since:
        found &= Q(**{f"{kept.attributes[day]}__gte": choice.since})
    return found & Q(**{f"{kept.attributes[day]}__lte": choice.until}) if day and choice.until else found


def _equals(kept: Stored, column: str, value: str) -> Q:
    path = _path(kept, column)
    if "." in column:
        return Q(**{path: value})
    kind = kept.table.column(column)
    if kind.list:
        return Q(**{f"{kept.attributes[column]}__icontains": f'"{value}"'})
    if kind.is_reference and not _is_uuid(value):
        return Q(pk__in=[])
    if kind.type == "flag":
        return Q(**{kept.attributes[column]: value.lower() in ("true", "yes", "1")})
    return Q(**{kept.attributes[column]: value})


def _path(kept: Stored, column: str) -> str:
    """Where the model keeps a column; "party.sector" is a column of what the row points at."""
    link, _, beyond = column.partition(".")
    if link not in kept.attributes:
        raise NotFound
    if not beyond:
        return kept.attributes[link]
    targets = kept.targets(kept.table.column(link))
    if len(targets) != 1 or beyond not in stored()[targets[0]].attributes:
        raise NotFound
    return f"{link}__{beyond}"


def _mentions(kept: Stored, search: str) -> Q:
    if any(isinstance(field, FoldedField) for field in kept.model._meta.fields):
        return Q(search__contains=folded(search))
    texts = [column.key for column in kept.columns if column.type == "text" and not column.list]
    found = Q(pk__in=[])
    for column in texts:
        found |= Q(**{f"{column}__icontains": search.strip()})
    return found


def _order(kept: Stored, sort: str) -> tuple[str, ...]:
    column, sign = sort.removeprefix("-"), "-" if sort.startswith("-") else ""
    if column in kept.attributes and not kept.table.column(column).list:
        is_linked = kept.attributes[column] != column  # a foreign key sorts by the name it points at
        return (f"{sign}{column}__name" if is_linked else f"{sign}{column}", "created_at", "id")
    return ("name", "id") if kept.table.is_named else ("-created_at", "id")


class _Names:
    """The names of everything that the rows of one page refer to, asked for once per table."""

    def __init__(self, actor: Actor, kept: Stored, columns: list[Column], rows: Iterable[Model]) -> None:
        wanted: dict[str, set[str]] = {}
        for row in rows:
            for column in columns:
                for key in _targets(kept, column, row):
                    wanted.setdefault(key, set()).update(_ids(kept, column, row))
        self._found = {key: named(actor, key, ids) for key, ids in wanted.items()}

    def refs(self, kept: Stored, column: Column, row: Model) -> tuple[Ref, ...]:
        known = [self._found[key] for key in _targets(kept, column, row)]
        hits = (next((names[each] for names in known if each in names), None) for each in _ids(kept, column, row))
        return tuple(hit for hit in hits if hit)


def _targets(kept: Stored, column: Column, row: Any) -> tuple[str, ...]:
    """The tables that a cell may point at; what an act is about, its kind says."""
    if kept.key == "acts" and column.key == "subject":
        kind = kinds().get(row.kind)
        return (kind.subject,) if kind and kind.subject in MODELS and tables()[kind.subject].is_named else ()
    return kept.targets(column)


def named(actor: Actor, key: str, ids: Iterable[str]) -> dict[str, Ref]:
    wanted = [each for each in ids if _is_uuid(each)]
    if not wanted or (key == "people" and not actor.role.reaches(Role.OBSERVER)):
        return {}
    model: Any = MODELS[key]
    rows = model.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", "name")
    return {str(pk): Ref(key, str(pk), name) for pk, name in rows}


def _ids(kept: Stored, column: Column, row: Model) -> list[str]:
    value = getattr(row, kept.attributes[column.key])
    return [str(each) for each in (value if column.list else [value]) if each]


def _row(actor: Actor, kept: Stored, columns: list[Column], row: Any, names: _Names) -> SheetRow:
    cells = tuple(_cell(actor, kept, column, row, names) for column in columns)
    title = getattr(row, "name", "") or getattr(row, "outside", "")
    return SheetRow(kept.key, str(row.pk), title or next((cell.text for cell in cells if cell.text), ""), cells)


def _cell(actor: Actor, kept: Stored, column: Column, row: Any, names: _Names) -> Cell:
    if _targets(kept, column, row):
        refs = names.refs(kept, column, row)
        return Cell(column.key, ", ".join(ref.name for ref in refs), refs)
    value = getattr(row, kept.attributes[column.key])
    if kept.key == "acts" and column.key == "kind":
        return Cell(column.key, words.kind_label(value, actor.language))
    values = value if column.list else [value]
    return Cell(column.key, ", ".join(words.shown(column, each, actor.language) for each in values or []))


def _heading(column: Column, language: str) -> Heading:
    spoken = words.spoken(language)
    choices = words.choice_labels(column.choices, language) if column.choices else {}
    return Heading(column.key, column.label(spoken), column.about(spoken), choices)


def _is_uuid(value: str) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True
