"""One line of somebody's history."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Affiliation
from vierspan.workspace.directory.queries import visible_to


def affiliation(actor: Actor, person_id: UUID, affiliation_id: UUID) -> Affiliation:
    """NotFound where it is somebody else's."""
    rows = visible_to(actor, Affiliation).select_related("party")
    found = rows.filter(pk=affiliation_id, person=person_id).first()
    if found is None:
        raise NotFound
    return found
