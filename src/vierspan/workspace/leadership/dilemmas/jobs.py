"""What is shown ends by itself: the copy is removed on the day after its last."""

import uuid
from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from vierspan.workspace.leadership.dilemmas.models import Shown


@task()
def end(network_id: str, shown_id: str) -> None:
    Shown.objects.of(uuid.UUID(network_id)).filter(pk=uuid.UUID(shown_id)).delete()


def end_in_time(row: Shown) -> None:
    moment = timezone.make_aware(datetime.combine(row.ends_on + timedelta(days=1), time(3, 0)))
    end.using(run_after=moment).enqueue(str(row.network_id), str(row.pk))
