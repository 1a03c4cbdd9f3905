"""Telling who holds a role, and who comes next, that its last day comes near."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles import letters
from vierspan.workspace.leadership.roles.models import About, Turn

AT = time(7, 30)
BEFORE = timedelta(days=28)


@task()
def remind_when_near(network_id: str, role_id: str) -> None:
    """Write once for every last day; nothing where it was moved, or the role ended, meanwhile."""
    with transaction.atomic():
        rows = RoleHeld.objects.of(UUID(network_id)).select_for_update(of=("self",))
        row = rows.filter(pk=UUID(role_id)).first()
        if row is None or row.until is None or not clock.today() <= row.until <= clock.today() + BEFORE:
            return
        about = About.objects.of(row.network_id).filter(role=row).first() or About(network_id=row.network_id, role=row)
        if about.reminded_for == row.until:
            return
        about.reminded_for = row.until
        about.save()
        turn = Turn.objects.of(row.network_id).filter(role=row, handed_on=None).select_related("next").first()
        letters.to_holder(row, row.until, next_one=turn.next if turn else None)
        if turn and turn.next:
            letters.to_next(row, turn.next, row.until)


def remind_in_time(row: RoleHeld) -> None:
    """Have them told four weeks before the last day; tomorrow where that is past."""
    if row.until is None or row.until <= clock.today():
        return
    on = max(row.until - BEFORE, clock.today() + timedelta(days=1))
    morning = timezone.make_aware(datetime.combine(on, AT))
    remind_when_near.using(run_after=morning).enqueue(str(row.network_id), str(row.pk))
