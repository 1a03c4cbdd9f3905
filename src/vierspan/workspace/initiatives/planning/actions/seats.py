"""Who sits at the table: offering a seat, what came of it, and how intensely."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives.models import SEAT_STATES, Seat, Step
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.models import HIGHEST, LOWEST

OF_THE_SEAT = ("role", "carries", "intensity", "promised_intensity", "stake", "blocking_power")
OF_THE_PLAN = ("resource", "hours")
LAYERS = ("intensity", "promised_intensity")


@transaction.atomic
def offer(actor: Actor, initiative_id: UUID, holder: UUID, *, step_id: UUID | None = None) -> Seat:
    """A seat for a person or a party, at the initiative or at one of its steps. Who sits there already keeps that."""
    authorise(actor, Do.EDIT_ROOMS)
    initiative = held(Initiative.objects.visible_to(actor), initiative_id)
    seat = _seat(actor, initiative, holder, step_id)
    if not seat._state.adding and seat.state != "declined":
        return seat
    seat.state, seat.since, seat.invited_by_id = "invited", clock.today(), actor.person_id
    seat.save()
    kind = "seat.offered" if seat.step_id else "invitation.sent"
    subject = str(seat.step_id or seat.initiative_id)
    record(actor, kind, subject=subject, touched=[str(seat.person_id or seat.party_id)])
    return seat


@transaction.atomic
def answer(actor: Actor, seat_id: UUID, state: str) -> Seat:
    """What came of it. Who joins does so from today, and that is their act."""
    authorise(actor, Do.EDIT_ROOMS)
    if state not in SEAT_STATES:
        raise Invalid("state", "unknown_choice")
    seat = held(Seat.objects.visible_to(actor), seat_id)
    if seat.state == state:
        return seat
    seat.state = state
    if state != "invited":
        seat.since = clock.today()
    seat.save()
    _told(actor, seat)
    return seat


@transaction.atomic
def change(actor: Actor, seat_id: UUID, given: Mapping[str, Any], *, seen: str) -> Seat:
    """What somebody has at stake, how far they can block, what they bring, and how intensely they sit there."""
    authorise(actor, Do.EDIT_ROOMS)
    seat = held(Seat.objects.visible_to(actor), seat_id)
    values = _checked(given)
    unchanged_since(seat, seen, values)
    began_to_carry = bool(values.get("carries")) and not seat.carries
    for column, value in values.items():
        setattr(seat, column, value)
    seat.save()
    plan = queries.seat(actor, seat_id).plan
    for column in OF_THE_PLAN:
        if column in given:
            setattr(plan, column, _in_range(column, given[column], *((1, 5) if column == "resource" else (0, 2000))))
    plan.save()
    if began_to_carry:
        _carried(actor, seat)
    facts_changed(actor.network_id)
    return seat


@transaction.atomic
def set_level(
    actor: Actor, initiative_id: UUID, step_id: UUID | None, holder: UUID, *, layer: str, level: int | None
) -> Seat:
    """One cell of the plan, as it is typed; who had no seat there gets one."""
    authorise(actor, Do.EDIT_ROOMS)
    if layer not in LAYERS:
        raise Invalid("layer", "unknown_choice")
    if level is not None and not LOWEST <= level <= HIGHEST:
        raise Invalid("level", "number_out_of_range")
    initiative = held(Initiative.objects.visible_to(actor), initiative_id)
    seat = _seat(actor, initiative, holder, step_id)
    if seat._state.adding:
        whole = _of_whole(actor, initiative_id, holder)
        seat.state, seat.since = (whole.state if whole else "joined"), clock.today()
    setattr(seat, layer, level)
    seat.save()
    facts_changed(actor.network_id)
    return seat


@transaction.atomic
def leave(actor: Actor, seat_id: UUID) -> Seat:
    """The seat is taken away; returns what it was. From the initiative as a whole, those at its steps go with it."""
    authorise(actor, Do.EDIT_ROOMS)
    seat = held(Seat.objects.visible_to(actor), seat_id)
    rows = Seat.objects.visible_to(actor)
    if seat.step_id is None:
        same = rows.filter(initiative=seat.initiative_id, party=seat.party_id, person=seat.person_id)
        same.delete()
    else:
        rows.filter(pk=seat.pk).delete()
    facts_changed(actor.network_id)
    return seat


def _seat(actor: Actor, initiative: Initiative, holder: UUID, step_id: UUID | None) -> Seat:
    """The seat of somebody there, or a new one."""
    if step_id is not None and not Step.objects.visible_to(actor).filter(pk=step_id, initiative=initiative).exists():
        raise NotFound
    party = Party.objects.visible_to(actor).filter(pk=holder).first()
    person = None if party else Person.objects.visible_to(actor).filter(pk=holder).first()
    if party is None and person is None:
        raise Invalid("who", "nobody_by_that_name")
    rows = Seat.objects.visible_to(actor).filter(initiative=initiative, step=step_id)
    found = rows.filter(person=person) if person else rows.filter(party=party).order_by("person")
    kept = found.filter(person=None).first() if party else found.first()
    kept = kept or found.order_by("created_at").first()
    if kept is not None:
        return kept
    return Seat(
        network_id=actor.network_id,
        initiative=initiative,
        step_id=step_id,
        party_id=party.pk if party else person.party_id if person else None,
        person=person,
    )


def _of_whole(actor: Actor, initiative_id: UUID, holder: UUID) -> Seat | None:
    rows = Seat.objects.visible_to(actor).filter(initiative=initiative_id, step=None)
    return rows.filter(person=holder).first() or rows.filter(party=holder).first()


def _told(actor: Actor, seat: Seat) -> None:
    kinds = {"joined": "initiative.carried" if seat.carries else "initiative.joined", "interested": "interest.shown"}
    if kind := kinds.get(seat.state):
        subject = str(seat.step_id or seat.initiative_id)
        record(actor, kind, subject=subject, person=seat.person_id, party=seat.party_id)
    else:
        facts_changed(actor.network_id)


def _carried(actor: Actor, seat: Seat) -> None:
    subject = str(seat.step_id or seat.initiative_id)
    record(actor, "initiative.carried", subject=subject, person=seat.person_id, party=seat.party_id)


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    values = {key: given[key] for key in OF_THE_SEAT if key in given}
    for column in ("intensity", "promised_intensity"):
        _in_range(column, values.get(column), LOWEST, HIGHEST)
    for column in ("stake", "blocking_power"):
        _in_range(column, values.get(column), 1, 5)
    if "role" in values:
        values["role"] = tidy(str(values["role"]))[:200]
    return values


def _in_range(column: str, value: Any, low: float, high: float) -> Any:
    if value is not None and not low <= value <= high:
        raise Invalid(column, "number_out_of_range")
    return value
