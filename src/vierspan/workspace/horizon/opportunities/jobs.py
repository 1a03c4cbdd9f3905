"""What opportunities do in the background."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.directory.links import keys
from vierspan.workspace.horizon.opportunities import letters
from vierspan.workspace.horizon.opportunities.models import Partner

PATIENCE = timedelta(days=7)  # before who did not answer is asked once more


@task()
def remind(network_id: str, partner_id: str) -> None:
    """Ask once more whoever did not answer, unless somebody did so by hand or it is over."""
    with transaction.atomic():
        rows = Partner.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",))
        rows = rows.select_related("opportunity", "party", "person", "network")
        row = rows.filter(pk=uuid.UUID(partner_id), state="invited", reminded_on=None).first()
        if row is None or row.person is None or row.opportunity.stage in ("initiative", "let_go"):
            return
        if row.invited_on is None or clock.today() < row.invited_on + PATIENCE:
            return
        row.reminded_on = clock.today()
        row.save()
        letters.remind(row, keys.made(row.network_id, "interest", row.pk, person=row.person))


def remind_when_silent(row: Partner) -> None:
    """Have it asked once more in a week."""
    if row.invited_on:
        morning = timezone.make_aware(datetime.combine(row.invited_on + PATIENCE, time(8, 30)))
        remind.using(run_after=morning).enqueue(str(row.network_id), str(row.pk))
