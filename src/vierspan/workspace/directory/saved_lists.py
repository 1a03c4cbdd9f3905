"""Lists of people and parties as somebody likes to see them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import SavedList


@dataclass(frozen=True, slots=True)
class Kept:
    """A list under a name; `is_mine` when this actor kept it."""

    id: UUID
    table: str
    name: str
    query: str
    is_shared: bool
    is_mine: bool


def kept_lists(actor: Actor, table: str) -> list[Kept]:
    """The actor's own lists and those that others share, by name."""
    rows = readable(actor).filter(table=table).order_by("name")
    return [Kept(row.pk, row.table, row.name, row.query, row.is_shared, row.owner_id == actor.user_id) for row in rows]


def kept_list(actor: Actor, list_id: UUID) -> SavedList:
    found = readable(actor).filter(pk=list_id).first()
    if found is None:
        raise NotFound
    return found


def readable(actor: Actor) -> QuerySet[SavedList]:
    authorise(actor, Do.READ_DIRECTORY)
    return SavedList.objects.visible_to(actor).filter(Q(owner_id=actor.user_id) | Q(is_shared=True))
