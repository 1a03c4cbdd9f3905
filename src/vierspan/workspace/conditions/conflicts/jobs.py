"""What happens to a conflict by itself: those named are reminded, and a year after closing it is gone."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.conflicts import letters
from vierspan.workspace.conditions.conflicts.models import Case
from vierspan.workspace.conditions.conflicts.queries import KEPT_DAYS, due_on


@task()
def remind_when_due(network_id: str, case_id: str) -> None:
    """Remind of a step whose time is over; once for each time that a step began."""
    with transaction.atomic():
        case = _case(network_id, case_id)
        due = due_on(case) if case else None
        if case is not None and due is not None and clock.today() >= due:
            letters.remind(case)


@task()
def delete_when_over(network_id: str, case_id: str) -> None:
    """A year after closing nothing is left of it."""
    with transaction.atomic():
        case = _case(network_id, case_id)
        if case is not None and case.closed_on and clock.today() >= case.closed_on + timedelta(days=KEPT_DAYS):
            case.delete()


def remind_in_time(case: Case) -> None:
    if due := due_on(case):
        remind_when_due.using(run_after=_morning(due)).enqueue(str(case.network_id), str(case.pk))


def delete_in_time(case: Case) -> None:
    if case.closed_on:
        gone = _morning(case.closed_on + timedelta(days=KEPT_DAYS))
        delete_when_over.using(run_after=gone).enqueue(str(case.network_id), str(case.pk))


def _case(network_id: str, case_id: str) -> Case | None:
    return Case.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",)).filter(pk=uuid.UUID(case_id)).first()


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(7, 30)))
