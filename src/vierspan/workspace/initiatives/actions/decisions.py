"""Decisions that were taken, put on record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.acts.actions import record as note_act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.initiatives.models import DECISION_METHODS, Decision

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision that was taken elsewhere: in a meeting, or in another room."""

    name: str
    method: str = ""
    closed_on: date | None = None  # today where it is not said
    review_on: date | None = None


@transaction.atomic
def record(actor: Actor, taken: Taken) -> Decision:
    """Put it on record as adopted."""
    authorise(actor, Do.EDIT_ROOMS)
    name = tidy(taken.name)[:LONGEST_NAME]
    if not name:
        raise Invalid("name", "needs_a_name")
    if taken.method not in ("", *DECISION_METHODS):
        raise Invalid("method", "unknown_choice")
    day = taken.closed_on or clock.today()
    if day > clock.today():
        raise Invalid("closed_on", "day_in_future")
    made = Decision(
        network_id=actor.network_id,
        name=name,
        method=taken.method,
        opened_on=day,
        closer_id=actor.person_id,
        closed_on=day,
        outcome="adopted",
        review_on=taken.review_on,
    )
    made.save()
    note_act(actor, "decision.closed", subject=str(made.pk), done_on=day)
    return made


@transaction.atomic
def take_back(actor: Actor, decision_id: UUID) -> None:
    """As if it had not been recorded; for what recorded it."""
    authorise(actor, Do.EDIT_ROOMS)
    Decision.objects.visible_to(actor).filter(pk=decision_id).delete()
    facts_changed(actor.network_id)
