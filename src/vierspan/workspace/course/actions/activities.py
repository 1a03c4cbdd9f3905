"""Bringing in activities, changing and stopping them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.course.actions import judging
from vierspan.workspace.course.actions.keeping import at_least_zero, name_of
from vierspan.workspace.course.models import ACTIVITY_STATES, Activity
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held, unchanged_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What one says of an activity; parties and what it feeds by their ids."""

    name: str
    parties: tuple[str, ...] = ()
    owner_id: UUID | None = None
    hours: float | None = None
    since: date | None = None
    until: date | None = None
    state: str = "running"
    feeds: tuple[str, ...] = ()

    def columns(self) -> dict[str, object]:
        return {**asdict(self), "parties": list(self.parties), "feeds": list(self.feeds)}


@dataclass(frozen=True, slots=True)
class Serving:
    """Which themes it serves, as one judge says at once."""

    judge: UUID | None
    scores: Mapping[UUID, int]


@transaction.atomic
def add(actor: Actor, shape: Shape, serving: Serving | None = None) -> Activity:
    authorise(actor, Do.EDIT_ROOMS)
    made = Activity(network_id=actor.network_id, **_checked(actor, shape).columns())
    made.save()
    record(actor, "activity.added", subject=str(made.pk), party=_doing(actor, made))
    if serving and serving.scores:
        judging.judge_all(actor, made.pk, serving.judge, serving.scores)
    return made


@transaction.atomic
def change(actor: Actor, activity_id: UUID, shape: Shape, *, seen: str) -> Activity:
    """Raises Changed where somebody else put it otherwise after it was seen."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Activity.objects.visible_to(actor), activity_id)
    shape = _checked(actor, shape, but=found.pk)
    unchanged_since(found, seen, shape.columns())
    is_stopped_now = shape.state == "stopped" and found.state != "stopped"
    for column, value in shape.columns().items():
        setattr(found, column, value)
    if is_stopped_now:
        _stopped(actor, found)
    found.save()
    facts_changed(actor.network_id)
    return found


@transaction.atomic
def stop(actor: Actor, activity_id: UUID) -> Activity:
    """No longer, on purpose. It stays in sight with what was judged of it."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Activity.objects.visible_to(actor), activity_id)
    if found.state == "stopped":
        raise Conflict
    found.state = "stopped"
    _stopped(actor, found)
    found.save()
    return found


@transaction.atomic
def go_on(actor: Actor, activity_id: UUID) -> Activity:
    """Again, or after all."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Activity.objects.visible_to(actor), activity_id)
    found.state, found.until = "running", None
    found.save()
    facts_changed(actor.network_id)
    return found


@transaction.atomic
def remove(actor: Actor, activity_id: UUID) -> None:
    """It never was: gone with all that was judged of it. Only who takes care of it, or a leader."""
    found = held(Activity.objects.visible_to(actor), activity_id)
    authorise(actor, Do.TAKE_FROM_COURSE, owner_id=found.owner_id)
    for row in Activity.objects.visible_to(actor).filter(feeds__icontains=str(activity_id)):
        row.feeds = [each for each in row.feeds if each != str(activity_id)]
        row.save()
    found.delete()
    facts_changed(actor.network_id)


def _checked(actor: Actor, shape: Shape, but: UUID | None = None) -> Shape:
    rows = Activity.objects.visible_to(actor)
    name = name_of(rows, shape.name, but=but)
    at_least_zero("hours", shape.hours)
    if shape.since and shape.until and shape.until < shape.since:
        raise Invalid("until", "ends_before_it_begins")
    if shape.state not in ("", *ACTIVITY_STATES):
        raise Invalid("state", "unknown_choice")
    if shape.owner_id and not Person.objects.visible_to(actor).filter(pk=shape.owner_id).exists():
        raise Invalid("owner", "nobody_by_that_name")
    _known("parties", Party.objects.visible_to(actor), shape.parties, "unknown_party")
    _known("feeds", rows.exclude(pk=but) if but else rows, shape.feeds, "unknown_choice")
    return replace(shape, name=name)


def _known(field: str, rows: "object", ids: Iterable[str], reason: str) -> None:
    wanted = set(ids)
    found = {str(pk) for pk in rows.filter(pk__in=wanted).values_list("pk", flat=True)}  # type: ignore[attr-defined]
    if found != wanted:
        raise Invalid(field, reason)


def _doing(actor: Actor, activity: Activity) -> UUID | None:
    """The actor's own party, where that does it; else whoever acted is put down to their party as ever."""
    party = own_party(actor)
    return party if party and str(party) in activity.parties else None


def _stopped(actor: Actor, activity: Activity) -> None:
    today = clock.today()
    if activity.until is None or activity.until > today:
        activity.until = max(today, activity.since or today)
    record(actor, "activity.stopped", subject=str(activity.pk), party=_doing(actor, activity))
