"""What rounds do in the background: reminding, closing, and forgetting what is old."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.leadership.questions import closing, letters
from vierspan.workspace.leadership.questions.models import Round

BEFORE_THE_END = timedelta(days=2)
KEPT = timedelta(days=730)  # what others said of somebody fades: two years


@task()
def close_round_when_due(network_id: str, round_id: str) -> None:
    """Close a round whose last day is over; one that was given more time comes back later."""
    with transaction.atomic():
        found = _open(network_id, round_id)
        if found is not None and found.closes_on is not None and clock.today() > found.closes_on:
            closing.close(found)


@task()
def remind_when_due(network_id: str, round_id: str) -> None:
    """Remind who did not answer two days before the end, also when the end was moved meanwhile."""
    with transaction.atomic():
        found = _open(network_id, round_id)
        if found is not None and found.closes_on == clock.today() + BEFORE_THE_END:
            letters.remind(found)


@task()
def forget_when_old(network_id: str, round_id: str) -> None:
    """What was said of one person goes after two years."""
    rows = Round.objects.of(uuid.UUID(network_id)).filter(pk=uuid.UUID(round_id), state="closed", about__isnull=False)
    rows.filter(closed_on__lte=clock.today() - KEPT).delete()


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
    if of.about_id is not None:
        old = timezone.make_aware(datetime.combine(of.closes_on + KEPT + timedelta(days=2), time(1, 0)))
        forget_when_old.using(run_after=old).enqueue(*ids)


def _open(network_id: str, round_id: str) -> Round | None:
    rows = Round.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",)).filter(pk=uuid.UUID(round_id))
    found: Round | None = rows.filter(state="open").select_related("network", "about").first()
    return found
