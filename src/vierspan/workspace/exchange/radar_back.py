"""Taking back what a radar file brought: what is new goes, what changed is again as it was.

What was touched since stays: nobody loses what they did after it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.directory.versions import version
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.actions.signals import Told
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing import queries
from vierspan.workspace.horizon.weighing.actions import moving, placing


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one row of the file did, in plain values. `before` and `sector` are what stood; none where it is new."""

    signal: str
    seen: str
    moved: bool
    before: dict[str, Any] | None
    sector: str = ""


def as_it_stands(row: Signal) -> dict[str, Any]:
    """In plain values, so that it can be kept until somebody takes it back."""
    plain = {key: getattr(row, key) for key in ("origin", "address", "tag", "months_ahead", "note")}
    return {
        **plain,
        **{key: str(value) if (value := getattr(row, f"{key}_id")) else None for key in ("theme", "party")},
    }


def done(actor: Actor, signal: UUID, *, moved: bool, before: dict[str, Any] | None = None, sector: str = "") -> Done:
    row = Signal.objects.visible_to(actor).get(pk=signal)
    return Done(signal=str(signal), seen=version(row), moved=moved, before=before, sector=sector)


def plain(rows: Iterable[Done]) -> list[dict[str, Any]]:
    return [asdict(each) for each in rows]


@transaction.atomic
def take_back(actor: Actor, rows: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """How many were taken back, and how many stay because somebody touched them since."""
    authorise(actor, Do.EDIT_ROOMS)
    said = [_taken_back(actor, Done(**each)) for each in rows]
    return sum(said), len(said) - sum(said)


def _taken_back(actor: Actor, each: Done) -> bool:
    row = Signal.objects.visible_to(actor).filter(pk=each.signal).first()
    if row is None or version(row) != each.seen:
        return False
    if each.before is None and queries.sources(actor, row.pk):
        return False  # somebody saw it too
    if each.moved:
        moving.undo(actor, row.pk)
        row = Signal.objects.visible_to(actor).get(pk=row.pk)
    if each.before is None:
        signals.remove(actor, row.pk)
        return True
    ids = {key: UUID(value) if (value := each.before[key]) else None for key in ("theme", "party")}
    signals.change(actor, row.pk, row.name, Told(**{**each.before, **ids}), seen=version(row))
    placing.put_in(actor, row.pk, each.sector)
    return True
