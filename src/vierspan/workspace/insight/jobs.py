"""What insight does in the background."""

import uuid

from django_tasks import task

from vierspan.workspace.insight import runs
from vierspan.workspace.insight.models import Run


@task()
def refresh_mirror(network_id: str) -> None:
    """Make the mirror anew, unless another job already has."""
    latest = Run.objects.of(uuid.UUID(network_id)).order_by("-made_at").first()
    if latest is None or runs.is_stale(latest):
        runs.make(uuid.UUID(network_id))
