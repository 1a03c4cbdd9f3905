"""The changes of many rows at once that were made lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import BulkChange

MOST = 100


@dataclass(frozen=True, slots=True)
class Made:
    """One change: what was done to how many rows, by whom and when."""

    id: UUID
    how: str
    column: str
    value: Any
    count: int
    made_at: datetime
    made_by: str
    is_undone: bool


def bulk_changes(actor: Actor, table: str) -> list[Made]:
    """Last first."""
    authorise(actor, Do.EDIT_DIRECTORY)
    rows = BulkChange.objects.visible_to(actor).filter(table=table).select_related("made_by").order_by("-made_at")
    return [_made(row) for row in rows[:MOST]]


def bulk_change(actor: Actor, change_id: UUID) -> BulkChange:
    authorise(actor, Do.EDIT_DIRECTORY)
    found = BulkChange.objects.visible_to(actor).filter(pk=change_id).first()
    if found is None:
        raise NotFound
    return found


def _made(row: BulkChange) -> Made:
    by = row.made_by.called if row.made_by else ""
    return Made(row.pk, row.how, row.column, row.value, len(row.after), row.made_at, by, row.undone_at is not None)
