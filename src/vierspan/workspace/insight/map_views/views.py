"""Saved views of the map: one's own, and those that the network shares."""

from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.rows import Row
from vierspan.workspace.directory.versions import unchanged_since
from vierspan.workspace.insight.map_views.state import tidy_query
from vierspan.workspace.insight.models import MapStory, MapView

__all__ = ["MapStory", "MapView"]

LONGEST_NAME = 120
LONGEST_TEXT = 4000


def views(actor: Actor) -> "QuerySet[MapView]":
    """What the actor may open, in their order."""
    authorise(actor, Do.READ_MEMBERS)
    return MapView.objects.visible_to(actor).filter(seen_by(actor)).select_related("owner")


def seen_by(actor: Actor) -> Q:
    return Q(is_shared=True) | Q(owner_id=actor.user_id)


def view(actor: Actor, view_id: UUID) -> MapView:
    found = views(actor).filter(pk=view_id).first()
    if found is None:
        raise NotFound
    return found


def may_change(actor: Actor, kept: MapView | MapStory) -> bool:
    """Who made it; what is shared also who leads the network."""
    return kept.owner_id == actor.user_id or (kept.is_shared and actor.role is Role.LEAD)


def authorise_change(actor: Actor, kept: MapView | MapStory) -> None:
    authorise(actor, Do.SAVE_MAP)
    if not may_change(actor, kept):
        raise NotAllowed("needs_lead_or_owner")


def named(name: str) -> str:
    name = tidy(name)
    if not name:
        raise Invalid("name", "needs_a_name")
    return name[:LONGEST_NAME]


def retell(found: MapView | MapStory, *, name: str, text: str, is_shared: bool, seen: str) -> None:
    """Put another name and text in, unless somebody else did so after `seen`."""
    given = {"name": named(name), "text": told(text), "is_shared": is_shared}
    unchanged_since(cast(Row, found), seen, given)
    for column, value in given.items():
        setattr(found, column, value)
    found.save()


def told(text: str) -> str:
    """Text in paragraphs, as it was typed; too long is refused, so that nothing is cut off unseen."""
    text = "\n".join(tidy(line) for line in text.strip().splitlines())
    if len(text) > LONGEST_TEXT:
        raise Invalid("text", "too_long")
    return text


@transaction.atomic
def save(actor: Actor, *, name: str, query: str, text: str = "", is_shared: bool = False) -> MapView:
    authorise(actor, Do.SAVE_MAP)
    last = MapView.objects.visible_to(actor).aggregate(last=Max("place"))["last"]
    return MapView.objects.create(
        network_id=actor.network_id,
        name=named(name),
        text=told(text),
        query=tidy_query(query),
        owner_id=actor.user_id,
        is_shared=is_shared,
        place=0 if last is None else last + 1,
    )


@transaction.atomic
def change(actor: Actor, view_id: UUID, *, name: str, text: str, is_shared: bool, seen: str) -> MapView:
    """Rename, tell more, share or keep to oneself. `seen` is the version that the form showed."""
    found = view(actor, view_id)
    authorise_change(actor, found)
    retell(found, name=name, text=text, is_shared=is_shared, seen=seen)
    return found


@transaction.atomic
def remove(actor: Actor, view_id: UUID) -> str:
    """Its name, to say what is gone. Stories keep their steps."""
    found = view(actor, view_id)
    authorise_change(actor, found)
    found.delete()
    return found.name


@transaction.atomic
def move(actor: Actor, view_id: UUID, by: int) -> None:
    """Up (-1) or down (1) among those that the actor sees."""
    found = view(actor, view_id)
    authorise_change(actor, found)
    swapped = _swapped(list(views(actor)), found, by)
    for place, each in enumerate(swapped):
        MapView.objects.visible_to(actor).filter(pk=each.pk).update(place=place)


def _swapped(rows: list[MapView], moved: MapView, by: int) -> list[MapView]:
    at = rows.index(moved)
    to = min(len(rows) - 1, max(0, at + (1 if by > 0 else -1)))
    rows.insert(to, rows.pop(at))
    return rows
