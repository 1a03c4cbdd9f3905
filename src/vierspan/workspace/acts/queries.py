import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.models import Act, LastChange
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which acts to list; empty means all."""

    orientation: str = ""
    kind: str = ""
    kinds: tuple[str, ...] = ()  # those that are of the orientation where an act does not say it itself
    who: uuid.UUID | None = None  # a person or a party that did it
    touched: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None
    search: str = ""


def visible_to(actor: Actor) -> QuerySet[Act]:
    authorise(actor, Do.READ_FACTS)
    return Act.objects.visible_to(actor)


def act(actor: Actor, act_id: uuid.UUID) -> Act:
    found = visible_to(actor).filter(pk=act_id).first()
    if found is None:
        raise NotFound
    return _shown(actor, found)


def feed(actor: Actor, wanted: Wanted | None = None, *, page: int = 1) -> Page[Act]:
    """What was done in the network, last first."""
    chosen = visible_to(actor).filter(_condition(wanted or Wanted()))
    return page_of(chosen.order_by("-done_on", "-created_at"), page).of(lambda act: _shown(actor, act))


def _shown(actor: Actor, act: Act) -> Act:
    """An act without its words, for who may see that it was done and not what was said of it."""
    if not actor.role.reaches(Role.MEMBER):
        act.note = ""
    return act


def kinds_noted(actor: Actor) -> list[str]:
    """The kinds of act that this network has, to filter by."""
    return list(visible_to(actor).order_by("kind").values_list("kind", flat=True).distinct())


def last_change(network_id: uuid.UUID) -> datetime | None:
    """When the facts of this network last changed."""
    return LastChange.objects.of(network_id).values_list("at", flat=True).first()


def _condition(wanted: Wanted) -> Q:
    plain: dict[str, Any] = {
        "kind": wanted.kind,
        "done_on__gte": wanted.since,
        "done_on__lte": wanted.until,
        "note__icontains": wanted.search.strip(),
        "touched__icontains": str(wanted.touched) if wanted.touched else None,
    }
    condition = Q(**{key: value for key, value in plain.items() if value})
    if wanted.orientation:
        condition &= Q(orientation=wanted.orientation) | Q(orientation="", kind__in=wanted.kinds)
    return condition & (Q(person=wanted.who) | Q(party=wanted.who)) if wanted.who else condition
