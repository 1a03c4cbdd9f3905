"""What sources do in the background."""

import uuid
from datetime import timedelta

from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.horizon.sources import asking
from vierspan.workspace.horizon.sources.models import Source

LOST = timedelta(hours=2)  # a turn that is so long over will not come by itself


@task()
def ask_when_due(network_id: str, source_id: str, turn: str) -> None:
    """Ask a source and plan the next time; nothing where another turn took its place, or it is paused or gone."""
    rows = Source.objects.of(uuid.UUID(network_id)).filter(pk=uuid.UUID(source_id), is_paused=False)
    source = rows.exclude(address="").first()
    if source is None or source.next_at is None or source.next_at.isoformat() != turn:
        return
    asking.ask(source.network_id, source.pk)
    source = rows.first()
    if source is not None:
        plan(source)


def plan(source: Source) -> None:
    """Have it asked at its next time."""
    if source.next_at and source.address and not source.is_paused:
        turn = ask_when_due.using(run_after=source.next_at) if source.next_at > clock.now() else ask_when_due
        turn.enqueue(str(source.network_id), str(source.pk), source.next_at.isoformat())


def ask_soon(source: Source, **values: object) -> None:
    """Have it asked as soon as there is a hand free."""
    now = clock.now()
    Source.objects.of(source.network_id).filter(pk=source.pk).update(next_at=now, stage="waiting", **values)
    source.next_at, source.stage = now, "waiting"
    plan(source)


def pick_up_lost(network_id: uuid.UUID) -> None:
    """Sources whose turn was lost, as after a database was put back."""
    late = Source.objects.of(network_id).filter(is_paused=False, next_at__lt=clock.now() - LOST)
    for source in late.exclude(address=""):
        ask_soon(source)
