"""Events worth going to: put on the list, gone to, and what came back of them."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed
from vierspan.workspace.directory import filling
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.models import Event, Visit

BROUGHT = "insight.brought_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    link: str = ""
    host: str = ""
    why: str = ""


@transaction.atomic
def add(actor: Actor, told: Told) -> Event:
    authorise(actor, Do.EDIT_ROOMS)
    row = Event(network_id=actor.network_id, noted_by_id=actor.user_id, **_fit(actor, told))
    row.save()
    return row


@transaction.atomic
def change(actor: Actor, event_id: UUID, told: Told, *, seen: str) -> Event:
    row = _theirs(actor, event_id)
    values = _fit(actor, told)
    unchanged_since(row, seen, values)
    for column, value in values.items():
        setattr(row, column, value)
    row.save()
    return row


@transaction.atomic
def remove(actor: Actor, event_id: UUID) -> None:
    """Off the list, with who went and what they brought back; the acts of those stay."""
    row = _theirs(actor, event_id)
    Event.objects.of(actor.network_id).filter(pk=row.pk).delete()
    facts_changed(actor.network_id)


@transaction.atomic
def go(actor: Actor, event_id: UUID) -> Visit:
    """The actor goes there, or was there."""
    authorise(actor, Do.EDIT_ROOMS)
    if actor.person_id is None:
        raise Invalid("person", "needs_person")
    row = held(Event.objects.visible_to(actor), event_id)
    found = Visit.objects.of(actor.network_id).filter(event=row, person=actor.person_id).first()
    if found is None:
        found = Visit(network_id=actor.network_id, event=row, person_id=actor.person_id)
        found.save()
    return found


@transaction.atomic
def stay_home(actor: Actor, event_id: UUID) -> None:
    """After all not; what was brought back of it goes along."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Event.objects.visible_to(actor), event_id)
    for visit in Visit.objects.of(actor.network_id).filter(event=row, person=actor.person_id):
        _uncount(actor, visit)
        visit.delete()
    facts_changed(actor.network_id)


@transaction.atomic
def bring_back(
    actor: Actor, event_id: UUID, insight: str, *, on: date | None = None, to: UUID | None = None, seen: str = ""
) -> Visit:
    """What one heard there that matters here. Who says so was there."""
    visit = go(actor, event_id)
    text, day = filling.words("insight", insight), on or clock.today()
    if not text:
        raise Invalid("insight", "text_empty")
    _day_fits(visit.event, day)
    if visit.insight:
        unchanged_since(visit, seen, {"insight": text})
    _uncount(actor, visit)
    visit.insight, visit.brought_back_on, visit.brought_to = text, day, to
    visit.save()
    party = own_party(actor)
    about = f"{visit.event.name}: {text}"[:500]
    record(actor, BROUGHT, subject=str(visit.event_id), done_on=day, party=party, note=about)
    return visit


def _day_fits(event: Event, day: date) -> None:
    if event.starts_on and event.starts_on > clock.today():
        raise Invalid("insight", "day_in_future")
    if day > clock.today():
        raise Invalid("brought_back_on", "day_in_future")


def _uncount(actor: Actor, visit: Visit) -> None:
    told = Act.objects.of(actor.network_id).filter(subject=str(visit.event_id), person=visit.person_id, kind=BROUGHT)
    told.withdraw()


def _theirs(actor: Actor, event_id: UUID) -> Event:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Event.objects.visible_to(actor), event_id)
    if not queries.may_change(actor, row):
        raise NotAllowed("needs_lead_or_owner")
    return row


def _fit(actor: Actor, told: Told) -> dict[str, Any]:
    name = filling.line("name", told.name)
    if not name:
        raise Invalid("name", "needs_a_name")
    if told.ends_on and told.starts_on and told.ends_on < told.starts_on:
        raise Invalid("ends_on", "ends_before_it_begins")
    meant = queries.meant_by(actor, told.host) if told.host.strip() else None
    return {
        "name": name,
        "starts_on": told.starts_on,
        "ends_on": told.ends_on,
        "starts_at": told.starts_at,
        "ends_at": told.ends_at,
        "place": filling.line("place", told.place),
        "link": filling.website("link", told.link),
        "host": filling.line("host", told.host),
        "why": filling.words("why", told.why),
        "stakeholder_id": meant.pk if meant else None,
    }
