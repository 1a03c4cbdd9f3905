"""What insight works out in the background for an opportunity of which many parties could be part."""

import uuid

from django_tasks import task

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.horizon.opportunities.actions import keeping
from vierspan.workspace.insight import coalitions


@task()
def work_out(network_id: str, opportunity_id: str, key: str) -> None:
    """The coalitions as things stand now; where that changed since, the next reader asks again."""
    network = uuid.UUID(network_id)
    reader = Actor(user_id=uuid.UUID(int=0), network_id=network, role=Role.LEAD)  # as its leader would
    try:
        found = queries.opportunity(reader, uuid.UUID(opportunity_id))
    except NotFound:  # thrown away meanwhile
        return
    asked = coalitions.asked_of(reader, found)
    now = coalitions.key_of(asked)
    kept = keeping.kept(network, found.pk)
    if kept is None or kept.key != now:
        keeping.keep(network, found.pk, now, coalitions.worked_out(asked))
