"""Reminding of what somebody wants to try: the day before, and the day after to note what came of it."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.leadership.growth import letters
from vierspan.workspace.leadership.growth.models import TryOut

AROUND = timedelta(days=1)
AT = time(7, 30)


@task()
def remind(network_id: str, try_id: str, due_on: str) -> None:
    """Send the letter, unless by now it is done, dropped, moved or gone, or reminders are not wanted."""
    rows = TryOut.objects.of(uuid.UUID(network_id)).select_related("person")
    with transaction.atomic():
        due = date.fromisoformat(due_on)
        row = rows.filter(pk=uuid.UUID(try_id), due_on=due, state="planned", reminds=True).first()
        if row is not None:
            letters.remind(row)


def remind_in_time(row: TryOut) -> None:
    """Have letters sent around the day; those of a day that moved find that out by themselves."""
    if row.due_on is None:
        return
    for day in (row.due_on - AROUND, row.due_on + AROUND):
        if day >= clock.today():
            moment = timezone.make_aware(datetime.combine(day, AT))
            remind.using(run_after=moment).enqueue(str(row.network_id), str(row.pk), row.due_on.isoformat())
