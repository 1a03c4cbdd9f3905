"""At the door: who comes in, who walks in unasked, the code on the screen, and the list that is completed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.conditions.meeting import attending
from vierspan.workspace.conditions.meeting.actions.inviting import put_on_the_list
from vierspan.workspace.conditions.meeting.actions.plans import asked
from vierspan.workspace.conditions.meeting.errors import GatheringOver
from vierspan.workspace.conditions.meeting.models import Guest, Plan
from vierspan.workspace.conditions.meeting.running import held_plan
from vierspan.workspace.conditions.meeting.tokens import new_code
from vierspan.workspace.directory.actions import people
from vierspan.workspace.directory.models import Person


@transaction.atomic
def check(actor: Actor, gathering_id: UUID, guest_id: UUID, where: str) -> Guest:
    """Somebody came "in", or is taken "out" again."""
    plan = open_door(actor, gathering_id)
    guest = asked(plan).filter(pk=guest_id).first()
    if guest is None:
        raise NotFound
    if where == "in":
        attending.come_in(plan, guest)
    else:
        attending.go_out(plan, guest)
    facts_changed(actor.network_id)
    return guest


@transaction.atomic
def walk_in(actor: Actor, gathering_id: UUID, person_id: UUID) -> Guest:
    """Somebody of the network came who was not on the list."""
    plan = open_door(actor, gathering_id)
    if not Person.objects.visible_to(actor).filter(pk=person_id).exists():
        raise Invalid("name", "nobody_by_that_name")
    put_on_the_list(plan, [person_id])
    guest = asked(plan).get(person=person_id)
    guest.walked_in = guest.invited_on is None
    attending.come_in(plan, guest)
    guest.save()
    facts_changed(actor.network_id)
    return guest


@transaction.atomic
def walk_in_new(actor: Actor, gathering_id: UUID, given: Mapping[str, Any]) -> Guest:
    """Somebody who is not in the network's records yet: added with a name, a party and an address where given."""
    person = people.add(actor, given, knowing=())
    return walk_in(actor, gathering_id, person.pk)


@transaction.atomic
def show_code(actor: Actor, gathering_id: UUID) -> str:
    """The code with which people check in themselves, made when it is first asked for."""
    plan = open_door(actor, gathering_id)
    if not plan.door_code:
        plan.door_code = new_code()
        plan.save()
    return plan.door_code


@transaction.atomic
def complete(actor: Actor, gathering_id: UUID) -> None:
    """The list is complete: who was asked and did not come in stayed away, and what they need is forgotten."""
    plan = open_door(actor, gathering_id)
    if plan.closed_on:
        raise GatheringOver
    rows = list(asked(plan))
    attending.complete(plan, rows)
    Guest.objects.of(plan.network_id).filter(gathering=plan.gathering).update(needs="")
    plan.closed_on, plan.door_code, plan.poll_open = clock.today(), "", False
    plan.save()
    _record(actor, plan, [guest for guest in rows if guest.checked_in_at])


def _record(actor: Actor, plan: Plan, present: list[Guest]) -> None:
    """Who was there follows from the attendance itself; that it was organised is an act of the organiser."""
    row = plan.gathering
    record(
        actor,
        "reflection.opened" if row.kind == "reflection" else "gathering.organised",
        subject=str(row.pk),
        person=row.organiser_id or actor.person_id,
        party=row.party_id,
        done_on=row.held_on,
        touched=[str(guest.person_id) for guest in present],
    )


def open_door(actor: Actor, gathering_id: UUID) -> Plan:
    """The plan, held, of a gathering whose day has come."""
    plan = held_plan(actor, gathering_id)
    if plan.cancelled_on:
        raise GatheringOver
    if plan.gathering.held_on is None or plan.gathering.held_on > clock.today():
        raise Invalid("held_on", "day_has_not_come")
    plan.save()
    return plan
