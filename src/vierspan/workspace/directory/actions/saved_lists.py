"""Keeping a list under a name, renaming it, sharing it and letting it go."""

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.directory import filling
from vierspan.workspace.directory.models import OWN_FIELD_TABLES, SavedList
from vierspan.workspace.directory.saved_lists import kept_list

LONGEST_NAME = 80
LONGEST_QUERY = 4000
MOST = 100
PASSING = frozenset({"page", "as"})  # of the moment, not of the list


@transaction.atomic
def keep(actor: Actor, table: str, *, name: str, query: str, sharing: str = "own") -> SavedList:
    """Keep the list under this name; the actor's own list of that name is replaced. `sharing` is "own" or "shared"."""
    authorise(actor, Do.EDIT_DIRECTORY if sharing == "shared" else Do.READ_DIRECTORY)
    if table not in OWN_FIELD_TABLES:
        raise Invalid("table", "unknown_choice")
    mine = SavedList.objects.visible_to(actor).filter(owner_id=actor.user_id, table=table)
    name = _named(name)
    found = mine.filter(name=name).first()
    if found is None and mine.count() >= MOST:
        raise Invalid("name", "too_many")
    row = found or SavedList(network_id=actor.network_id, table=table, owner_id=actor.user_id, name=name)
    row.query, row.is_shared = _lasting(query), sharing == "shared"
    row.save()
    return row


@transaction.atomic
def rename(actor: Actor, list_id: UUID, name: str) -> SavedList:
    row = _own(actor, list_id)
    name = _named(name)
    others = SavedList.objects.visible_to(actor).filter(owner_id=row.owner_id, table=row.table, name=name)
    if others.exclude(pk=row.pk).exists():
        raise Invalid("name", "name_taken")
    row.name = name
    row.save(update_fields=["name"])
    return row


@transaction.atomic
def share(actor: Actor, list_id: UUID, sharing: str) -> SavedList:
    """Let everybody in the network use it ("shared"), or nobody else any more ("own")."""
    row = _own(actor, list_id)
    if sharing == "shared":
        authorise(actor, Do.EDIT_DIRECTORY)
    row.is_shared = sharing == "shared"
    row.save(update_fields=["is_shared"])
    return row


@transaction.atomic
def remove(actor: Actor, list_id: UUID) -> str:
    """Its name, to say which one went."""
    row = _own(actor, list_id)
    row.delete()
    return row.name


def _own(actor: Actor, list_id: UUID) -> SavedList:
    """A list that this actor may change: their own, and for a leader also what others share."""
    row = kept_list(actor, list_id)
    authorise(actor, Do.CHANGE_KEPT_LIST, owner_id=row.owner_id)
    return row


def _named(name: str) -> str:
    name = filling.name("name", name)
    if len(name) > LONGEST_NAME:
        raise Invalid("name", "too_long")
    return name


def _lasting(query: str) -> str:
    """Only what chooses, orders and shows; not the page on which somebody happened to be."""
    if len(query) > LONGEST_QUERY:
        raise Conflict
    return urlencode([(key, value) for key, value in parse_qsl(query) if key not in PASSING])
