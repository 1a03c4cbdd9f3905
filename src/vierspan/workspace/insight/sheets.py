"""Any table of a network as a page shows it: named columns, readable cells, links to what a cell speaks of."""

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Model, Q, QuerySet, When

from vierspan.analysis.catalogue import kinds
from vierspan.analysis.measures.pointing import day_of
from vierspan.analysis.schema import Column, tables
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import PAGE_SIZE, Page, page_of
from vierspan.workspace.directory import finding
from vierspan.workspace.directory.models import OwnField
from vierspan.workspace.directory.spelling import FoldedField
from vierspan.workspace.directory.standing import STANDINGS, standing
from vierspan.workspace.insight import words
from vierspan.workspace.insight.cells import Cell, Heading, Ref
from vierspan.workspace.insight.own_columns import (
    OWN,
    own_cell,
    own_columns,
    own_heading,
    own_holds,
    own_order,
    own_text,
)
from vierspan.workspace.insight.tables import MODELS, Stored, stored

__all__ = ["Cell", "Choice", "Heading", "Ref", "Sheet", "SheetRow"]

# Who gave whom which score is the rater's own: it is counted and never listed.
STANDING = "standing"  # to filter by as by a column: what a row lacks
CONFIDENTIAL = frozenset({"ratings"})
READS = {"acts": Do.READ_FACTS, "notes": Do.READ_NOTES}
DIRECTORY = frozenset({"parties", "people", "affiliations", "ties", "notes", "introductions", "roles"})


@dataclass(frozen=True, slots=True)
class SheetRow:
    table: str
    id: str
    title: str
    cells: tuple[Cell, ...]
    is_alike: bool = False  # it only looks like what was searched for


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
    alike: tuple[uuid.UUID, ...] | None = None  # what only looks like the search; worked out once by `searched`


def searched(actor: Actor, key: str, choice: Choice) -> Choice:
    """The same choice with what looks like its words, so that a page with many counts searches once."""
    kept = _readable(actor, key)
    if choice.alike is not None or not choice.search.strip() or not _is_folded(kept):
        return choice
    rows = kept.model.objects.visible_to(actor)
    return replace(choice, alike=tuple(finding.alike(actor, rows, choice.search)))


def ids(actor: Actor, key: str, choice: Choice) -> list[str]:
    """The ids of all chosen rows, in their order."""
    kept = _readable(actor, key)
    return [str(pk) for pk in _chosen(actor, kept, searched(actor, key, choice)).values_list("pk", flat=True)]


def sheet(actor: Actor, key: str, choice: Choice | None = None, *, page: int = 1, size: int = PAGE_SIZE) -> Sheet:
    """One page of a table of the network."""
    kept = _readable(actor, key)
    choice = searched(actor, key, choice or Choice())
    rows: Page[Any] = page_of(_chosen(actor, kept, choice), page, size=size)
    return _sheet(actor, kept, rows, choice)


def listed(actor: Actor, key: str, wanted: Page[str], choice: Choice) -> Sheet:
    """A page of rows by their ids, in the order in which these stand."""
    kept = _readable(actor, key)
    found = {str(row.pk): row for row in kept.model.objects.visible_to(actor).filter(pk__in=wanted.rows)}
    rows = Page([found[each] for each in wanted.rows if each in found], wanted.number, wanted.total, wanted.size)
    return _sheet(actor, kept, rows, choice)


def _sheet(actor: Actor, kept: Stored, rows: Page[Any], choice: Choice) -> Sheet:
    columns, own = _columns(actor, kept), own_columns(actor, kept.key)
    names = _Names(actor, kept, columns, rows.rows)
    language = words.spoken(actor.language)
    headings = (*(_heading(column, actor.language) for column in columns), *map(own_heading, own))
    alike = frozenset(choice.alike or ())

    def made(row: Any) -> SheetRow:
        plain = _row(actor, kept, columns, row, names)
        added = tuple(own_cell(field, row, actor.language) for field in own)
        return replace(plain, cells=(*plain.cells, *added), is_alike=row.pk in alike)

    return Sheet(kept.key, kept.table.label(language), kept.table.about(language), headings, rows.of(made))


def tally(actor: Actor, key: str, column: str, choice: Choice | None = None) -> Mapping[str, int]:
    """How many of the chosen rows there are for each value of a column; "" where it is empty."""
    kept = _readable(actor, key)
    rows = _chosen(actor, kept, searched(actor, key, choice or Choice())).order_by()
    if column == STANDING:
        return {each: rows.filter(standing(key, each, actor.network_id)).count() for each in STANDINGS.get(key, {})}
    rows, path = _readable_column(actor, kept, rows, column)
    if column in kept.attributes and kept.table.column(column).list:
        return Counter(each for values in rows.exclude(**{path: []}).values_list(path, flat=True) for each in values)
    counted: Counter[str] = Counter()
    for value, n in rows.values_list(path).annotate(n=Count("pk")):
        counted["" if value is None else str(value)] += n
    return counted


def _readable_column(actor: Actor, kept: Stored, rows: QuerySet[Any], column: str) -> tuple[QuerySet[Any], str]:
    """The rows, with under which name the column can be read of them."""
    if not column.startswith(OWN):
        return rows, _path(kept, column)
    return rows.annotate(own_value=own_text(_own_field(actor, kept, column))), "own_value"


def _own_field(actor: Actor, kept: Stored, column: str) -> OwnField:
    found = next((field for field in own_columns(actor, kept.key) if f"{OWN}{field.name}" == column), None)
    if found is None:
        raise NotFound
    return found


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
    readable = [key for key in tables() if key in MODELS and key not in CONFIDENTIAL and _may_read_notes(actor, key)]
    return {key: MODELS[key].objects.visible_to(actor).count() for key in readable}


def names_of(actor: Actor, ids: Iterable[str]) -> dict[str, Ref]:
    """People and parties by id; those that are not of this network are left out."""
    wanted = {each for each in ids if each}
    found: dict[str, Ref] = {}
    for key in ("people", "parties"):
        found |= named(actor, key, wanted - found.keys())
    return found


def _may_read_notes(actor: Actor, key: str) -> bool:
    return key != "notes" or may(actor, Do.READ_NOTES)


def _readable(actor: Actor, key: str) -> Stored:
    if key not in MODELS or key in CONFIDENTIAL:
        raise NotFound
    authorise(actor, READS.get(key) or (Do.READ_DIRECTORY if key in DIRECTORY else Do.READ_ROOMS))
    return stored()[key]


def _columns(actor: Actor, kept: Stored) -> list[Column]:
    hidden = set() if actor.role.reaches(Role.MEMBER) else {"email", "phone", *(["note"] if kept.key == "acts" else [])}
    return [column for column in kept.columns if column.key not in hidden]


def _chosen(actor: Actor, kept: Stored, choice: Choice) -> QuerySet[Any]:
    rows: QuerySet[Any] = kept.model.objects.visible_to(actor)
    if choice.ids:
        rows = rows.filter(pk__in=[each for each in choice.ids if _is_uuid(each)])
    for column, value in (choice.where or {}).items():
        rows = rows.filter(_holds(actor, kept, column, value))
    if choice.since or choice.until:
        rows = rows.filter(_between(kept, choice))
    if choice.search.strip():
        rows = _mentioning(actor, kept, rows, choice)
    return rows.order_by(*_alike_last(choice), *_order(actor, kept, choice.sort))


def _holds(actor: Actor, kept: Stored, column: str, value: str) -> Any:
    if column == STANDING:
        return standing(kept.key, value, actor.network_id)
    return own_holds(_own_field(actor, kept, column), value) if column.startswith(OWN) else _equals(kept, column, value)


def _alike_last(choice: Choice) -> list[Any]:
    if not choice.search.strip() or not choice.alike:
        return []
    return [Case(When(pk__in=choice.alike, then=1), default=0)]


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
        return _lists(kept.attributes[column], value)
    if kind.is_reference and not _is_uuid(value):
        return Q(pk__in=[])
    if kind.type == "flag":
        return Q(**{kept.attributes[column]: value.lower() in ("true", "yes", "1")})
    return Q(**{kept.attributes[column]: value})


def _lists(attribute: str, value: str) -> Q:
    """The value stands in a list; a database may keep other than plain letters as their numbers."""
    spelt = {json.dumps(value), json.dumps(value, ensure_ascii=False)}
    found = Q(pk__in=[])
    for each in sorted(spelt):
        found |= Q(**{f"{attribute}__icontains": each})
    return found


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


def _is_folded(kept: Stored) -> bool:
    return any(isinstance(field, FoldedField) for field in kept.model._meta.fields)


def _mentioning(actor: Actor, kept: Stored, rows: QuerySet[Any], choice: Choice) -> QuerySet[Any]:
    if _is_folded(kept):
        exact = finding.holding(actor, kept.model.objects.visible_to(actor), choice.search)
        return rows.filter(Q(pk__in=exact.values("pk")) | Q(pk__in=choice.alike or ()))
    texts = [column.key for column in kept.columns if column.type == "text" and not column.list]
    found = Q(pk__in=[])
    for column in texts:
        found |= Q(**{f"{column}__icontains": choice.search.strip()})
    return rows.filter(found)


def _order(actor: Actor, kept: Stored, sort: str) -> tuple[Any, ...]:
    column, sign = sort.removeprefix("-"), "-" if sort.startswith("-") else ""
    if column.startswith(OWN):
        return (own_order(_own_field(actor, kept, column), sign), "name", "id")
    if column in kept.attributes or ("." in column and _path(kept, column)):
        path = _path(kept, column)
        # A foreign key sorts by the name it points at, and what is empty stands last.
        is_linked = column in kept.attributes and path != column
        by = F(f"{column}__name" if is_linked else path)
        return (by.desc(nulls_last=True) if sign else by.asc(nulls_last=True), "created_at", "id")
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
