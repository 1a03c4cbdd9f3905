import uuid
from typing import cast

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory.queries import R, one
from vierspan.workspace.horizon.models import Contact, Signal


def visible_to(actor: Actor, model: type[R]) -> QuerySet[R]:
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[R]", model.objects.visible_to(actor))


def signals(
    actor: Actor, *, stage: str = "", theme: uuid.UUID | None = None, search: str = "", page: int = 1
) -> Page[Signal]:
    """Last spotted first."""
    rows = visible_to(actor, Signal).select_related("spotter", "party", "theme")
    rows = rows.filter(stage=stage) if stage else rows
    rows = rows.filter(theme=theme) if theme else rows
    rows = rows.filter(Q(name__icontains=search) | Q(origin__icontains=search)) if search else rows
    return page_of(rows.order_by(F("spotted_on").desc(nulls_last=True), "name"), page)


def signal(actor: Actor, signal_id: uuid.UUID) -> Signal:
    return one(visible_to(actor, Signal).select_related("spotter", "party", "theme"), signal_id)


def signals_of(actor: Actor, actor_id: uuid.UUID) -> list[Signal]:
    """What this person or party spotted."""
    rows = visible_to(actor, Signal).filter(Q(spotter=actor_id) | Q(party=actor_id)).select_related("theme")
    return list(rows.order_by(F("spotted_on").desc(nulls_last=True)))


def contacts(actor: Actor, *, kind: str = "", search: str = "", page: int = 1) -> Page[Contact]:
    """Contacts with the outside, last first."""
    rows = visible_to(actor, Contact).select_related("person", "party")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(Q(outside__icontains=search) | Q(subject__icontains=search)) if search else rows
    return page_of(rows.order_by(F("held_on").desc(nulls_last=True), "outside"), page)


def contact(actor: Actor, contact_id: uuid.UUID) -> Contact:
    return one(visible_to(actor, Contact).select_related("person", "party"), contact_id)


def contacts_of(actor: Actor, actor_id: uuid.UUID) -> list[Contact]:
    """What this person or party keeps warm outside."""
    rows = visible_to(actor, Contact).filter(Q(person=actor_id) | Q(party=actor_id))
    return list(rows.order_by(F("held_on").desc(nulls_last=True)))
