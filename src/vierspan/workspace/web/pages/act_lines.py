"""Acts as a page tells them: who did what, when, with whom, and whether it may be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.acts import queries as acts
from vierspan.workspace.acts.actions import UNDO_WITHIN
from vierspan.workspace.common import clock
from vierspan.workspace.common.paging import Page
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Choice, Ref, SheetRow

LATEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    id: UUID
    day: date
    who: tuple[Ref, ...]
    party: tuple[Ref, ...]
    what: str
    subject: str
    touched: tuple[Ref, ...]
    note: str
    orientation: str
    may_undo: bool


def feed(actor: Actor, wanted: acts.Wanted | None = None, *, page: int = 1) -> Page[ActLine]:
    """A page of the feed, in words."""
    found = acts.feed(actor, wanted, page=page)
    made = lines(actor, found.rows)
    return Page(made, found.number, found.total, found.size)


def latest(actor: Actor) -> list[ActLine]:
    return lines(actor, acts.feed(actor).rows[:LATEST])


def lines(actor: Actor, found: Sequence[Any]) -> list[ActLine]:
    """At most one page of acts, with their names looked up together."""
    if not found:
        return []
    worded = sheets.sheet(actor, "acts", Choice(ids=tuple(str(act.pk) for act in found)))
    rows = {row.id: row for row in worded.page.rows}
    return [_line(actor, act, rows[str(act.pk)]) for act in found]


def _line(actor: Actor, act: Any, row: SheetRow) -> ActLine:
    cells: Mapping[str, sheets.Cell] = {cell.column: cell for cell in row.cells}
    return ActLine(
        id=act.pk,
        day=act.done_on,
        who=cells["person"].refs,
        party=cells["party"].refs,
        what=cells["kind"].text,
        subject=cells["subject"].text,
        touched=cells["touched"].refs,
        note=act.note,
        orientation=act.orientation or words.orientation_of(act.kind),
        may_undo=_may_undo(actor, act),
    )


def _may_undo(actor: Actor, act: Any) -> bool:
    is_fresh = act.noted_by_id is not None and clock.now() - act.created_at <= UNDO_WITHIN
    return is_fresh and may(actor, Do.UNDO_ACT, owner_id=act.noted_by_id)
