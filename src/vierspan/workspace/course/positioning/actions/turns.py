"""Taking turns: who is on the roster, who speaks when, and what came of it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.course.positioning import roster
from vierspan.workspace.course.positioning.actions import log
from vierspan.workspace.course.positioning.models import MEDIA, Communication, Speaker, Turn
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Where somebody will speak. Without a person, whose turn it is."""

    what: str
    on: date | None
    medium: str = "other"
    person: uuid.UUID | None = None


@transaction.atomic
def put_on(actor: Actor, person_id: uuid.UUID) -> None:
    """Onto the roster: oneself, or by a leader anybody."""
    _may_speak_of(actor, person_id)
    if not Person.objects.of(actor.network_id).filter(pk=person_id).exists():
        raise Invalid("person", "nobody_by_that_name")
    if not Speaker.objects.of(actor.network_id).filter(person=person_id).exists():
        Speaker(network_id=actor.network_id, person_id=person_id, since=clock.today()).save()


@transaction.atomic
def take_off(actor: Actor, person_id: uuid.UUID) -> None:
    _may_speak_of(actor, person_id)
    gone, _ = Speaker.objects.of(actor.network_id).filter(person=person_id).delete()
    if not gone:
        raise NotFound


def _may_speak_of(actor: Actor, person_id: uuid.UUID) -> None:
    authorise(actor, Do.LOG_OUTWARD)
    authorise(actor, Do.CHANGE_OUTWARD, owner_id=person_id)


@transaction.atomic
def plan(actor: Actor, occasion: Occasion) -> Turn:
    """Write down an occasion, and who speaks there."""
    authorise(actor, Do.LOG_OUTWARD)
    what, on = _checked(occasion)
    person = occasion.person
    if person is None:
        chosen = roster.suggestion(actor, on)
        person = chosen.pk if chosen else None
    else:
        _known(actor, person)
        _refuse_twice(actor, person, on)
    made = Turn(network_id=actor.network_id, what=what, on=on, medium=occasion.medium, person_id=person)
    made.save()
    return made


@transaction.atomic
def assign(actor: Actor, turn_id: uuid.UUID, person_id: uuid.UUID, *, seen: str) -> Turn:
    """Somebody else speaks there."""
    authorise(actor, Do.LOG_OUTWARD)
    found = _planned(actor, turn_id)
    _known(actor, person_id)
    unchanged_since(found, seen, {"person_id": person_id})
    _refuse_twice(actor, person_id, found.on, but=[found.pk])
    found.person_id = person_id
    found.save()
    return found


@transaction.atomic
def swap(actor: Actor, turn_id: uuid.UUID, other_id: uuid.UUID) -> Turn:
    """Two take each other's turn."""
    authorise(actor, Do.LOG_OUTWARD)
    one, other = _planned(actor, turn_id), _planned(actor, other_id)
    one.person_id, other.person_id = other.person_id, one.person_id
    one.save()
    other.save()
    for each in (one, other):
        _refuse_twice(actor, each.person_id, each.on, but=[each.pk])
    return one


@transaction.atomic
def done(actor: Actor, turn_id: uuid.UUID) -> Communication:
    """They spoke: it stands in the log from now on."""
    authorise(actor, Do.LOG_OUTWARD)
    found = _planned(actor, turn_id)
    told = log.Told(what=found.what, said_on=found.on, medium=found.medium, person=found.person_id)
    made = log.log(actor, told)
    found.state, found.communication = "done", made
    found.save()
    return made


@transaction.atomic
def call_off(actor: Actor, turn_id: uuid.UUID) -> None:
    authorise(actor, Do.LOG_OUTWARD)
    found = _planned(actor, turn_id)
    Turn.objects.of(actor.network_id).filter(pk=found.pk).delete()


def _planned(actor: Actor, turn_id: uuid.UUID) -> Turn:
    return held(Turn.objects.of(actor.network_id).filter(state="planned"), turn_id)


def _checked(occasion: Occasion) -> tuple[str, date]:
    what = tidy(occasion.what)
    if not what:
        raise Invalid("what", "say_what")
    if len(what) > LONGEST:
        raise Invalid("what", "too_long")
    if occasion.on is None:
        raise Invalid("on", "needs_a_day")
    if occasion.medium not in MEDIA:
        raise Invalid("medium", "unknown_choice")
    return what, occasion.on


def _known(actor: Actor, person_id: uuid.UUID) -> None:
    if not Speaker.objects.of(actor.network_id).filter(person=person_id).exists():
        raise NotAllowed("not_on_the_roster")


def _refuse_twice(actor: Actor, person_id: uuid.UUID | None, on: date, *, but: Iterable[uuid.UUID] = ()) -> None:
    """Never the same twice in a row, where there is anybody else."""
    if len(roster.speakers(actor)) > 1 and roster.around(actor, on, but=but).is_next_to(person_id):
        raise Invalid("person", "twice_in_a_row")
