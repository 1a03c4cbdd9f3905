"""What comes up in many texts is worked out in the background."""

import uuid

from django_tasks import task

from vierspan.workspace.insight import rising


@task()
def work_out_rising(network_id: str, audience: str, days: int) -> None:
    rising.work_out(uuid.UUID(network_id), audience, days)
