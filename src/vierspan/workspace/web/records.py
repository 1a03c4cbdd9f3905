"""One row of a table as a page: what is written down of it, and the rows of other tables that belong to it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Choice, Ref, SheetRow
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Linked, Shown

MOST_RELATED = 200


@dataclass(frozen=True, slots=True)
class Belonging:
    """A table whose rows belong to a row of another, by which column, and what is told of them there."""

    table: str
    column: str
    told: tuple[str, ...]


BELONGING: Mapping[str, tuple[Belonging, ...]] = MappingProxyType(
    {
        "themes": (
            Belonging("contributions", "theme", ("activity", "score", "judged_by", "reason")),
            Belonging("signals", "theme", ("name", "stage", "spotted_on")),
        ),
        "activities": (Belonging("contributions", "activity", ("theme", "score", "judged_by", "reason")),),
        "rules": (Belonging("observations", "rule", ("kind", "observed_on", "observer", "about", "settled_on")),),
        "gatherings": (Belonging("attendance", "gathering", ("person", "party", "present", "brought_item")),),
        "decisions": (Belonging("positions", "decision", ("party", "person", "position", "taken_on", "resolved_on")),),
        "steps": (Belonging("seats", "step", ("party", "person", "role", "intensity", "state")),),
    }
)
HIDDEN = frozenset({"name", "email"})


@dataclass(frozen=True, slots=True)
class Related:
    """Rows that belong to the one on the page."""

    table: str
    label: str
    heads: tuple[str, ...]
    lines: tuple[tuple[Shown, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Record:
    table: str
    label: str
    title: str
    told: tuple[Shown, ...]
    related: tuple[Related, ...]


def record(actor: Actor, slug: str, table: str, row_id: uuid.UUID) -> Record:
    """Raises NotFound where the row is not of this network."""
    row = sheets.item(actor, table, row_id)
    labels = {cell.column: words.column_label(table, cell.column, actor.language) for cell in row.cells}
    told = tuple(_shown(actor, slug, row, column, labels[column]) for column in labels if column not in HIDDEN)
    belonging = [related(actor, slug, each, row_id) for each in BELONGING.get(table, ())]
    label = words.table_label(table, actor.language)
    shown = tuple(each for each in told if each.text)
    return Record(table, label, row.title, shown, tuple(each for each in belonging if each.lines))


def related(actor: Actor, slug: str, asked: Belonging, row_id: uuid.UUID) -> Related:
    columns = asked.told
    sheet = sheets.sheet(actor, asked.table, Choice(where={asked.column: str(row_id)}), size=MOST_RELATED)
    labels = {heading.key: heading.label for heading in sheet.headings}
    lines = [
        (
            _opened(actor, slug, row, columns[0], labels),
            *(_shown(actor, slug, row, key, labels[key]) for key in columns[1:]),
        )
        for row in sheet.page.rows
    ]
    filled = [place for place, _key in enumerate(columns) if any(line[place].text for line in lines)]
    kept = tuple(tuple(line[place] for place in filled) for line in lines)
    return Related(asked.table, sheet.label, tuple(labels[columns[place]] for place in filled), kept, sheet.page.total)


def _opened(actor: Actor, slug: str, row: SheetRow, column: str, labels: Mapping[str, str]) -> Shown:
    """The first cell, which leads to the page of its row where that has one."""
    shown = _shown(actor, slug, row, column, labels[column])
    address = address_of(actor, slug, Ref(row.table, row.id, row.title))
    if shown.links or not address:
        return shown
    return Shown(shown.label, shown.text, links=(Linked(shown.text, address),))


def intensity_words(level: int | None) -> str:
    """How far somebody takes part, from 0 to 5, as people say it."""
    if level is None:
        return ""
    return (
        _("does not take part"),
        _("wants to know"),
        _("advises"),
        _("thinks along"),
        _("makes it together"),
        _("decides"),
    )[level]


def _shown(actor: Actor, slug: str, row: SheetRow, column: str, label: str) -> Shown:
    cell = next(each for each in row.cells if each.column == column)
    links = tuple(Linked(ref.name, address_of(actor, slug, Ref(ref.table, ref.id, ref.name))) for ref in cell.refs)
    if column in ("intensity", "promised_intensity") and cell.text.isdecimal():
        return Shown(label, intensity_words(int(cell.text)))
    return Shown(label, cell.text, links=links)
