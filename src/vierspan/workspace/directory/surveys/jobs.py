"""What surveys do in the background."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.directory.surveys import closing
from vierspan.workspace.directory.surveys.models import Survey


@task()
def close_when_due(network_id: str, survey_id: str) -> None:
    """Close a survey whose last day is over; one that was given more time comes back later."""
    with transaction.atomic():
        rows = Survey.objects.of(uuid.UUID(network_id)).select_for_update().filter(pk=uuid.UUID(survey_id))
        survey = rows.filter(state="open").first()
        if survey is None or survey.closes_on is None:
            return
        if clock.today() > survey.closes_on:
            closing.close(survey)


def close_in_time(survey: Survey) -> None:
    """Have the survey closed in the night after its last day."""
    if survey.closes_on is None:
        return
    night = timezone.make_aware(datetime.combine(survey.closes_on + timedelta(days=1), time(0, 15)))
    close_when_due.using(run_after=night).enqueue(str(survey.network_id), str(survey.pk))
