"""From one stage of a board to the next, by hand or because its day is over."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.reflection.models import STAGES, Board, Card, Vote

BY_ITSELF = ("think", "group", "vote")


def put(of: Board, stage: str) -> None:
    """Call it inside a transaction, with the board held."""
    of.stage, of.tick = stage, of.tick + 1
    if stage == "done":
        _finish(of)
    of.save()
    move_in_time(of)


def _finish(of: Board) -> None:
    """Nobody can be told to have written a card or put a dot any more; a named board keeps its names."""
    of.secret, of.closed_on = "", clock.today()
    Card.objects.of(of.network_id).filter(board=of).update(mine="")
    Vote.objects.of(of.network_id).filter(card__board=of).update(mine="")


def last_day(of: Board) -> date | None:
    """Until when the stage that the board is in goes on; None where a leader says so on the spot."""
    day = of.until.get(of.stage)
    return date.fromisoformat(day) if day else None


@task()
def move_when_due(network_id: str, board_id: str, stage: str) -> None:
    """On to the next stage when the last day of this one is over."""
    with transaction.atomic():
        rows = Board.objects.of(uuid.UUID(network_id)).select_for_update().filter(pk=uuid.UUID(board_id), stage=stage)
        found = rows.first()
        day = last_day(found) if found else None
        if found is not None and day is not None and clock.today() > day:
            put(found, STAGES[STAGES.index(found.stage) + 1])


def move_in_time(of: Board) -> None:
    day = last_day(of)
    if day is None or of.stage not in BY_ITSELF:
        return
    night = timezone.make_aware(datetime.combine(day + timedelta(days=1), time(0, 25)))
    move_when_due.using(run_after=night).enqueue(str(of.network_id), str(of.pk), of.stage)
