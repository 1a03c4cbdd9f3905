"""A role that somebody takes on: written down, put right, and taken away where it was a mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.directory.rows import ORIENTATIONS
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.directory.versions import unchanged_since
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles.actions import keeping
from vierspan.workspace.leadership.roles.jobs import remind_in_time
from vierspan.workspace.leadership.roles.models import About, Backing, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who takes on what, for which room (None: the whole network), and who granted it."""

    person: UUID
    orientation: str
    initiative: UUID | None = None
    since: date | None = None
    until: date | None = None
    task: str = ""
    parties: Sequence[UUID] = ()
    people: Sequence[UUID] = ()


@transaction.atomic
def give(actor: Actor, wish: Wish) -> RoleHeld:
    """Written down as held from a day on. Parties may say later that they grant it."""
    authorise(actor, Do.EDIT_ROOMS)
    row = RoleHeld(network_id=actor.network_id, person=keeping.somebody(actor, wish.person), granted_by=[])
    row.orientation, row.initiative = _orientation(wish.orientation), _initiative(actor, wish.initiative)
    row.since, row.until = period(wish.since or clock.today(), wish.until)
    _not_twice(row)
    row.granted_by = [str(each) for each in _granting(actor, wish.parties)]
    row.save()
    task = keeping.words(wish.task, "task")
    About(network_id=actor.network_id, role=row, task=task, noted_by_id=actor.user_id).save()
    for person_id in dict.fromkeys(wish.people):
        person = keeping.somebody(actor, person_id, "people")
        Backing(network_id=actor.network_id, role=row, person=person, kind="grants", since=clock.today()).save()
    remind_in_time(row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def change(actor: Actor, role_id: UUID, *, since: date | None, until: date | None, task: str, seen: str) -> RoleHeld:
    """Its days and what it asks; who holds it and which orientation it is make it another role."""
    row = keeping.changeable(actor, role_id)
    since, until = period(since, until)
    unchanged_since(row, seen, {"since": since, "until": until})
    row.since, row.until = since, until
    row.save()
    beside = keeping.about(row)
    beside.task = keeping.words(task, "task")
    beside.save()
    _move_turn(row)
    remind_in_time(row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def remove(actor: Actor, role_id: UUID) -> None:
    """It was written down by mistake: it goes with all that stands beside it."""
    keeping.changeable(actor, role_id).delete()
    facts_changed(actor.network_id)


def period(since: date | None, until: date | None, field: str = "until") -> tuple[date | None, date | None]:
    if since and until and until < since:
        raise Invalid(field, "ends_before_it_begins")
    return since, until


def _move_turn(row: RoleHeld) -> None:
    """Who comes next comes when it ends; without an end there is no next."""
    turns = Turn.objects.of(row.network_id).filter(role=row, handed_on=None)
    if row.until is None:
        turns.delete()
    else:
        turns.update(on=row.until)


def _orientation(key: str) -> str:
    if key not in ORIENTATIONS:
        raise Invalid("orientation", "unknown_orientation")
    return key


def _initiative(actor: Actor, initiative_id: UUID | None) -> Initiative | None:
    if initiative_id is None:
        return None
    found = Initiative.objects.visible_to(actor).filter(pk=initiative_id).first()
    if found is None:
        raise Invalid("initiative", "unknown_choice")
    return found


def _not_twice(row: RoleHeld) -> None:
    same = RoleHeld.objects.of(row.network_id).filter(
        person=row.person, orientation=row.orientation, initiative=row.initiative
    )
    if same.filter(Q(until=None) | Q(until__gt=row.since)).exists():
        raise Invalid("person", "holds_it_already")


def _granting(actor: Actor, parties: Sequence[UUID]) -> list[UUID]:
    known = set(Party.objects.visible_to(actor).filter(pk__in=parties).values_list("pk", flat=True))
    chosen = list(dict.fromkeys(parties))
    if set(chosen) - known:
        raise Invalid("parties", "unknown_party")
    for each in chosen:
        speaks_for(actor, each)
    return chosen
