"""The choice that is made, and looking again at what was laid aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.models import Choice, Picked
from vierspan.workspace.course.priorities.quarters import quarter_of
from vierspan.workspace.directory.versions import held

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is chosen for a quarter: the activities by their ids, all others are not now."""

    quarter: date
    activities: frozenset[UUID]
    reason: str
    revisit_on: date | None = None
    reasons: Mapping[UUID, str] = field(default_factory=dict)  # of single activities
    figures: Mapping[str, Any] = field(default_factory=dict)  # of this moment


@transaction.atomic
def choose(actor: Actor, chosen: Chosen) -> Choice:
    """Write down the choice, with what is not now and the day to look again."""
    authorise(actor, Do.EDIT_ROOMS)
    reason = _reason(chosen.reason)
    known = {each.pk: each for each in queries.candidates(actor)}
    if not chosen.activities or not chosen.activities <= set(known):
        raise Invalid("activities", "choose_something")
    if chosen.revisit_on and chosen.revisit_on <= clock.today():
        raise Invalid("revisit_on", "day_not_in_future")
    made = Choice(
        network_id=actor.network_id,
        quarter=quarter_of(chosen.quarter),
        made_on=clock.today(),
        by_id=actor.person_id,
        by_user_id=actor.user_id,
        reason=reason,
        figures=dict(chosen.figures),
        revisit_on=chosen.revisit_on,
    )
    made.save()
    Picked.objects.bulk_create(_picked(made, each, chosen) for each in known.values())
    record(actor, "priority.set", subject=str(made.pk))
    return made


def _reason(reason: str) -> str:
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise Invalid("reason", "reason_missing")
    if len(reason) > LONGEST_REASON:
        raise Invalid("reason", "too_long")
    return reason


def _picked(made: Choice, activity: Any, chosen: Chosen) -> Picked:
    is_now = activity.pk in chosen.activities
    return Picked(
        network_id=made.network_id,
        of=made,
        activity=activity,
        name=activity.name,
        verdict="now" if is_now else "not_now",
        reason=chosen.reasons.get(activity.pk, "").strip()[:LONGEST_REASON],
        revisit_on=None if is_now else chosen.revisit_on,
    )


@transaction.atomic
def stands_as(actor: Actor, choice_id: UUID, decision: UUID) -> None:
    """Under which decision the choice stands on record."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Choice.objects.visible_to(actor), choice_id)
    found.decision = decision
    found.save()


@transaction.atomic
def look_again(actor: Actor, picked_id: UUID, *, until: date | None = None) -> Picked:
    """Somebody looked at what was laid aside: it waits until another day, or it is off the list."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Picked.objects.visible_to(actor), picked_id)
    if found.verdict != "not_now" or found.revisited_on:
        raise Conflict
    if until is not None and until <= clock.today():
        raise Invalid("until", "day_not_in_future")
    if until:
        found.revisit_on = until
    else:
        found.revisited_on = clock.today()
    found.save()
    return found


@transaction.atomic
def take_back(actor: Actor, choice_id: UUID) -> UUID | None:
    """As if it had not been chosen; returns the decision under which it stood."""
    found = held(Choice.objects.visible_to(actor), choice_id)
    authorise(actor, Do.TAKE_FROM_COURSE, owner_id=found.by_user_id)
    decision = found.decision
    found.delete()
    facts_changed(actor.network_id)
    return decision
