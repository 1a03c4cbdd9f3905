import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from vierspan.analysis.formats import Reading, place, sentence
from vierspan.analysis.problems import Problem
from vierspan.analysis.records import Records
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.exchange import readings
from vierspan.workspace.exchange.models import Import, Upload
from vierspan.workspace.exchange.plan import plan
from vierspan.workspace.insight.words import spoken


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in words, with its place."""

    what: str
    where: str
    sheet: str
    row: int | None
    column: str
    found: str
    suggestions: tuple[str, ...]
    is_fatal: bool


@dataclass(frozen=True, slots=True)
class RowLeftOut:
    """A row that an import left out, and why in words."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What bringing in one table would do."""

    table: str
    new: int
    changed: int
    untouched: int
    states: tuple[str, ...]  # per row, in the order of the table: new, changed, untouched

    @property
    def rows(self) -> int:
        return len(self.states)


def uploads(actor: Actor) -> list[Upload]:
    """The files that wait, last first."""
    return list(_uploads(actor).filter(state__in=("open", "underway")).defer("content").order_by("-created_at"))


def upload(actor: Actor, upload_id: uuid.UUID) -> Upload:
    found = _uploads(actor).filter(pk=upload_id).first()
    if found is None:
        raise NotFound
    return found


def reading(actor: Actor, upload_id: uuid.UUID) -> Reading:
    """The file as it reads now, with everything that was mended in it.

    Raises Unreadable where the file as a whole cannot be read.
    """
    return readings.reading_of(upload(actor, upload_id))


def preview(actor: Actor, records: Records) -> Mapping[str, Counted]:
    """What bringing these records in would do, per table; nothing is written."""
    authorise(actor, Do.IMPORT_RECORDS)
    return {
        key: Counted(key, len(table.new), len(table.changed), table.untouched, tuple(table.states))
        for key, table in plan(actor.network_id, records).items()
    }


def imports(actor: Actor) -> list[Import]:
    """What was brought in before, last first."""
    authorise(actor, Do.IMPORT_RECORDS)
    rows = Import.objects.visible_to(actor).defer("added", "before").select_related("made_by")
    return list(rows.order_by("-made_at"))


def an_import(actor: Actor, import_id: uuid.UUID) -> Import:
    authorise(actor, Do.IMPORT_RECORDS)
    found = Import.objects.visible_to(actor).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def left_out(made: Import, language: str) -> list[RowLeftOut]:
    """What was not brought in, in the order of the file."""
    return [RowLeftOut(each["sheet"], each["row"], _why(each, language)) for each in made.left_out]


def mapping_text(found: Reading, language: str) -> str:
    """The mapping with which the file was read, as a file to look at and change; empty for a form of ours."""
    if found.mapping is None:
        return ""
    from vierspan.analysis.formats.mapping import to_toml

    return to_toml(found.guess or found.mapping, spoken(language))


def told(problem: Problem, language: str) -> Told:
    """What is wrong and where, as a page says it."""
    return Told(
        what=sentence(problem, spoken(language)),
        where=place(problem, spoken(language)),
        sheet=problem.sheet,
        row=problem.row,
        column=problem.column,
        found=problem.found,
        suggestions=problem.suggestions,
        is_fatal=problem.is_fatal,
    )


def _why(told: Mapping[str, Any], language: str) -> str:
    """The reason as it was kept, or made again from its code for imports that kept no words."""
    problem = Problem(code=told["code"], sheet=told["sheet"], found=told["found"] or "", column=told.get("column", ""))
    said = sentence(replace(problem, expected=told.get("expected", ""), facts=told.get("facts", {})), spoken(language))
    return f"{problem.column}: {said}" if problem.column else said


def _uploads(actor: Actor) -> QuerySet[Upload]:
    authorise(actor, Do.IMPORT_RECORDS)
    return Upload.objects.visible_to(actor)
