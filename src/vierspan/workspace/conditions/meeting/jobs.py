"""What gatherings do in the background."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting import pulse_closing
from vierspan.workspace.conditions.meeting.models import Plan


@task()
def close_pulse_when_due(network_id: str, plan_id: str) -> None:
    """Close a pulse whose last day is over."""
    with transaction.atomic():
        rows = Plan.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",)).select_related("gathering")
        plan = rows.filter(pk=uuid.UUID(plan_id), pulse_state="open").first()
        if plan and plan.pulse_closes_on and clock.today() > plan.pulse_closes_on:
            pulse_closing.close(plan)


def close_in_time(plan: Plan) -> None:
    """Have the pulse closed in the night after its last day."""
    if plan.pulse_closes_on:
        night = timezone.make_aware(datetime.combine(plan.pulse_closes_on + timedelta(days=1), time(0, 20)))
        close_pulse_when_due.using(run_after=night).enqueue(str(plan.network_id), str(plan.pk))
