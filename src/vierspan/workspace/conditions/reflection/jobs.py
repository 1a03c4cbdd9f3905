"""What rounds do in the background."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.reflection import closing, letters
from vierspan.workspace.conditions.reflection.models import Round

BEFORE_THE_END = timedelta(days=2)


@task()
def close_round_when_due(network_id: str, round_id: str) -> None:
    """Close a round whose last day is over; one that was given more time comes back later."""
    with transaction.atomic():
        rows = Round.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",)).filter(pk=uuid.UUID(round_id))
        found = rows.filter(state="open").select_related("network").first()
        if found is not None and found.closes_on is not None and clock.today() > found.closes_on:
            closing.close(found)


@task()
def remind_when_due(network_id: str, round_id: str) -> None:
    """Remind who did not answer two days before the end, also when the end was moved meanwhile."""
    with transaction.atomic():
        rows = Round.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",)).filter(pk=uuid.UUID(round_id))
        found = rows.filter(state="open", closes_on=clock.today() + BEFORE_THE_END).select_related("network").first()
        if found is not None:
            letters.remind(found)


def close_in_time(of: Round) -> None:
    """Have who did not answer reminded before the end, and the round closed in the night after its last day."""
    if of.closes_on is None:
        return
    ids = (str(of.network_id), str(of.pk))
    night = timezone.make_aware(datetime.combine(of.closes_on + timedelta(days=1), time(0, 20)))
    close_round_when_due.using(run_after=night).enqueue(*ids)
    morning = of.closes_on - BEFORE_THE_END
    if morning > clock.today():
        at = timezone.make_aware(datetime.combine(morning, time(8, 0)))
        remind_when_due.using(run_after=at).enqueue(*ids)
