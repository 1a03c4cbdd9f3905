"""A role that ends, goes on longer, or passes to somebody else."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import unchanged_since
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles import letters
from vierspan.workspace.leadership.roles.actions import keeping
from vierspan.workspace.leadership.roles.actions.giving import Wish, give, period
from vierspan.workspace.leadership.roles.jobs import remind_in_time
from vierspan.workspace.leadership.roles.models import Turn, Words


@transaction.atomic
def end(actor: Actor, role_id: UUID, *, on: date, because: str = "") -> RoleHeld:
    """It was held until that day; who comes next, if anybody was named, comes no more."""
    row = keeping.changeable(actor, role_id)
    _past(on, "on")
    row.since, row.until = period(row.since, on, "on")
    row.save()
    beside = keeping.about(row)
    beside.ended_because = keeping.words(because, "because")
    beside.save()
    Turn.objects.of(row.network_id).filter(role=row, handed_on=None).delete()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def extend(actor: Actor, role_id: UUID, *, until: date | None) -> RoleHeld:
    """It goes on until a later day, or until nobody says when. Who comes next then comes on that day, or not."""
    row = keeping.changeable(actor, role_id)
    if until is not None and until <= clock.today():
        raise Invalid("until", "day_not_in_future")
    row.since, row.until = period(row.since, until)
    row.save()
    turns = Turn.objects.of(row.network_id).filter(role=row, handed_on=None)
    if until is None:
        turns.delete()
    else:
        turns.update(on=until)
    beside = keeping.about(row)
    beside.ended_because, beside.reminded_for = "", None
    beside.save()
    remind_in_time(row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def plan(actor: Actor, role_id: UUID, *, on: date, person: UUID | None, note: str = "") -> Turn:
    """It passes on that day, to this person or to somebody whom you still look for; the role ends with it."""
    row = keeping.changeable(actor, role_id)
    if on <= clock.today():
        raise Invalid("on", "day_not_in_future")
    taker = _taker(actor, row, person) if person else None
    _still_held(row)
    turn = _turn(row) or Turn(network_id=row.network_id, role=row)
    known = turn.next_id
    turn.next, turn.on, turn.note = taker, on, keeping.words(note, "note")
    turn.save()
    row.since, row.until = period(row.since, on, "on")
    row.save()
    if taker and taker.pk not in (known, actor.person_id):
        letters.named_next(row, taker, on)
    remind_in_time(row)
    facts_changed(actor.network_id)
    return turn


@transaction.atomic
def plan_no_more(actor: Actor, role_id: UUID) -> None:
    """Nobody comes next. The day on which it ends stays until somebody changes it."""
    row = keeping.changeable(actor, role_id)
    if Turn.objects.of(row.network_id).filter(role=row, handed_on=None).delete()[0] == 0:
        raise NotFound


@transaction.atomic
def hand_over(actor: Actor, role_id: UUID, person: UUID, *, on: date) -> RoleHeld:
    """The role ends on that day and this person holds it from then on. They find what was written for them; that the
    parties grant it to them as well is for those to say. Also once the planned day went by: it is noted afterwards."""
    row = keeping.changeable(actor, role_id)
    taker = _taker(actor, row, person, "taker")
    _past(on, "on")
    if _turn(row) is None:
        _still_held(row)
    row.since, row.until = period(row.since, on, "on")
    row.save()
    task = keeping.about(row).task
    wish = Wish(person=taker.pk, orientation=row.orientation, initiative=row.initiative_id, since=on, task=task)
    try:
        made = give(actor, wish)
    except Invalid as slip:
        raise Invalid("taker", slip.reason) from slip
    turn = _turn(row) or Turn(network_id=row.network_id, role=row)
    turn.next, turn.on, turn.handed_on, turn.became = taker, on, on, made
    turn.save()
    return made


@transaction.atomic
def write(actor: Actor, role_id: UUID, given: dict[str, str], *, seen: str) -> Words:
    """In the holder's own words, for who comes after them."""
    row = keeping.readable(actor, role_id)
    if actor.person_id is None or actor.person_id != row.person_id:
        raise NotFound
    found = Words.objects.of(row.network_id).filter(role=row).first() or Words(network_id=row.network_id, role=row)
    if not found._state.adding:
        unchanged_since(found, seen, given)
    for column in ("going", "meet", "dos", "donts"):
        setattr(found, column, keeping.words(given.get(column, ""), column))
    found.save()
    return found


def _turn(row: RoleHeld) -> Turn | None:
    """What is planned and did not take place yet."""
    return Turn.objects.of(row.network_id).filter(role=row, handed_on=None).first()


def _still_held(row: RoleHeld) -> None:
    """What ended, or was handed over, passes to nobody any more; it may be let go on first."""
    was_handed_over = Turn.objects.of(row.network_id).filter(role=row).exclude(handed_on=None).exists()
    if was_handed_over or (row.until is not None and row.until < clock.today()):
        raise Conflict


def _taker(actor: Actor, row: RoleHeld, person_id: UUID, field: str = "person") -> Person:
    if person_id == row.person_id:
        raise Invalid(field, "holds_it_already")
    return keeping.somebody(actor, person_id, field)


def _past(on: date, field: str) -> None:
    if on > clock.today():
        raise Invalid(field, "day_in_future")
