"""What insight does in the background."""

import uuid

from django_tasks import task

from vierspan.workspace.insight import runs
from vierspan.workspace.insight.models import Run


@task()
def refresh_mirror(network_id: str) -> None:
    """Make the mirror anew, unless another job already has; and then the map."""
    latest = Run.objects.of(uuid.UUID(network_id)).order_by("-made_at").first()
    if latest is None or runs.is_stale(latest):
        latest = runs.make(uuid.UUID(network_id))
        _lay_out(latest, "grow")


@task()
def refresh_layouts(network_id: str, how: str) -> None:
    """Where everybody stands on the map: grown with the network, or drawn "anew"."""
    latest = Run.objects.of(uuid.UUID(network_id)).order_by("-made_at").first()
    if latest is not None:
        _lay_out(latest, how)


def _lay_out(run: Run, how: str) -> None:
    from vierspan.workspace.insight.maps import gazetteer, kept, layouts
    from vierspan.workspace.insight.maps.frames import net_as_stored

    net = net_as_stored(run.network_id, runs.unpacked(run.actors), run.end)
    if wanted := layouts.unasked(net):
        gazetteer.look_up(run.network_id, wanted)
    kept.refreshed(net, how)
