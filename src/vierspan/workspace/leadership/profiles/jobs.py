"""A share ends by itself: what was shown is removed on the day after its last."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.leadership.profiles.models import Share


@task()
def end(network_id: str, share_id: str) -> None:
    from vierspan.workspace.leadership.profiles.actions import ended  # it plans this job

    with transaction.atomic():
        row = Share.objects.of(uuid.UUID(network_id)).filter(pk=uuid.UUID(share_id), ended_on=None).first()
        if row is not None:
            ended(row)


def end_in_time(row: Share) -> None:
    moment = timezone.make_aware(datetime.combine(row.ends_on + timedelta(days=1), time(3, 0)))
    end.using(run_after=moment).enqueue(str(row.network_id), str(row.pk))
