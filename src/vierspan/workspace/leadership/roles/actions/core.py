"""The core group as the network names it itself: who is in it, since when and why."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.roles.actions import keeping
from vierspan.workspace.leadership.roles.actions.giving import period
from vierspan.workspace.leadership.roles.models import Named

CORE, BESIDE_IT = "core", "partner"


@transaction.atomic
def name_in(actor: Actor, person_id: UUID, *, since: date | None, reason: str) -> Named:
    """From that day in the core group, for this reason; for who is in it already, the day and the reason change."""
    authorise(actor, Do.NAME_CORE)
    keeping.somebody(actor, person_id)
    person = held(Person.objects.visible_to(actor), person_id)
    given = keeping.words(reason, "reason")
    if not given:
        raise Invalid("reason", "reason_missing")
    if since is not None and since > clock.today():
        raise Invalid("since", "day_in_future")
    row = _standing(person) or Named(network_id=actor.network_id, person=person, ring_before=person.ring)
    row.since, row.reason, row.named_by_id = since or clock.today(), given, actor.person_id
    row.save()
    _move(actor, person, CORE)
    return row


@transaction.atomic
def name_out(actor: Actor, person_id: UUID, *, on: date, because: str = "") -> Named:
    """Until that day in the core group. They stand where they stood before; that they were in it stays."""
    authorise(actor, Do.NAME_CORE)
    person = held(Person.objects.visible_to(actor), person_id)
    if person.ring != CORE:
        raise NotFound
    if on > clock.today():
        raise Invalid("on", "day_in_future")
    row = _standing(person) or Named(network_id=actor.network_id, person=person)
    row.since, row.until = period(row.since, on, "on")
    row.left_because = keeping.words(because, "because")
    row.save()
    _move(actor, person, row.ring_before if row.ring_before not in ("", CORE) else BESIDE_IT)
    return row


def _standing(person: Person) -> Named | None:
    return Named.objects.of(person.network_id).filter(person=person, until=None).first()


def _move(actor: Actor, person: Person, ring: str) -> None:
    if person.ring != ring:
        person.ring = ring
        person.save()
    facts_changed(actor.network_id)
