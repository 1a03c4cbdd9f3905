"""Which people and parties are to be looked at again, so that what stands here stays true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.queries import visible_to

MOST = 500
KINDS: Sequence[tuple[str, Any]] = (("party", Party), ("person", Person))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCheck:
    id: UUID
    name: str
    kind: str  # "person" or "party"
    next_check: date | None
    checked_on: date | None
    checked_by: str


def due(actor: Actor) -> list[ToCheck]:
    """Whose next check is today or was before, longest ago first; who has left is let be."""
    found = [each for kind, model in KINDS for each in _listed(kind, _due_rows(actor, model).order_by("next_check"))]
    return sorted(found, key=lambda each: (each.next_check or date.max, each.name))


def never_checked(actor: Actor) -> int:
    """How many nobody ever checked and no day is set for."""
    rows = (visible_to(actor, model) for _kind, model in KINDS)
    return sum(each.filter(checked_on=None, next_check=None, left_on=None).count() for each in rows)


def due_count(actor: Actor) -> int:
    return sum(_due_rows(actor, model).count() for _kind, model in KINDS)


def _due_rows(actor: Actor, model: Any) -> Any:
    return visible_to(actor, model).filter(next_check__lte=clock.today(), left_on=None)


def _listed(kind: str, rows: Any) -> list[ToCheck]:
    columns = ("id", "name", "next_check", "checked_on", "checked_by")
    return [ToCheck(kind=kind, **dict(zip(columns, row, strict=True))) for row in rows.values_list(*columns)[:MOST]]
