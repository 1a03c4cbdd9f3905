"""Reminding of what was promised: some days before the day, and once after it has passed."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.promises import letters
from vierspan.workspace.initiatives.promises.models import Terms

BEFORE, AFTER = timedelta(days=3), timedelta(days=2)
AT = time(7, 30)


@task()
def remind(network_id: str, commitment_id: str, due_on: str) -> None:
    """Send the letter, unless by now it is done, off, moved, or reminders are not wanted."""
    network, due = uuid.UUID(network_id), date.fromisoformat(due_on)
    with transaction.atomic():
        rows = Commitment.objects.of(network).select_related("person", "initiative", "network", "asked_by")
        row = rows.filter(pk=uuid.UUID(commitment_id), due_on=due, delivered_on=None, state="open").first()
        if row is None or row.person is None or not row.person.email:
            return
        terms = Terms.objects.of(network).filter(commitment=row).first()
        if terms is None or terms.reminds:
            letters.remind(row, row.person)


def remind_in_time(row: Commitment) -> None:
    """Have letters sent around the day it is due; those of a day that moved find that out by themselves."""
    if row.due_on is None:
        return
    for day in (row.due_on - BEFORE, row.due_on + AFTER):
        if day >= clock.today():
            moment = timezone.make_aware(datetime.combine(day, AT))
            remind.using(run_after=moment).enqueue(str(row.network_id), str(row.pk), row.due_on.isoformat())
