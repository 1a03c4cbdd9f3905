"""A takeaway of a gathering becomes a commitment, a decision or a signal, in one transaction."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.conditions.meeting.actions.takeaways import own
from vierspan.workspace.conditions.meeting.models import Takeaway
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.initiatives.actions import commitments, decisions
from vierspan.workspace.initiatives.models import Decision


@transaction.atomic
def commit(
    actor: Actor,
    takeaway_id: UUID,
    *,
    person: UUID | None = None,
    party: UUID | None = None,
    due_on: date | None = None,
) -> Takeaway:
    """Somebody does it, by a day: a commitment of the initiative that the gathering was for, if any."""
    found = _open(actor, takeaway_id)
    initiative = found.gathering.initiative_id
    wish = commitments.Promise(what=found.text, person=person, party=party, due_on=due_on, initiative=initiative)
    made = commitments.promise(actor, wish)
    found.who, found.party, found.due_on = made.person, made.party, due_on
    return _became(found, "commitment", made.pk)


@transaction.atomic
def decide(actor: Actor, takeaway_id: UUID) -> Takeaway:
    """It was decided there and then."""
    found = _open(actor, takeaway_id)
    return _became(found, "decision", _decision(actor, found).pk)


@transaction.atomic
def signal(actor: Actor, takeaway_id: UUID, *, spotter: UUID | None = None) -> Takeaway:
    """It came up: something to keep an eye on."""
    found = _open(actor, takeaway_id)
    made = signals.spot(actor, found.text, spotter=spotter, origin=found.gathering.name)
    found.who, found.party = made.spotter, made.party
    return _became(found, "signal", made.pk)


def _decision(actor: Actor, found: Takeaway) -> Decision:
    row = found.gathering
    taken = decisions.Taken(name=found.text, closed_on=min(row.held_on or clock.today(), clock.today()))
    made = decisions.record(actor, taken)
    made.initiative_id, made.party_id = row.initiative_id, row.party_id
    made.save()
    return made


def _open(actor: Actor, takeaway_id: UUID) -> Takeaway:
    authorise(actor, Do.EDIT_ROOMS)
    found = own(actor, takeaway_id)
    if found.became:
        raise Conflict
    return found


def _became(found: Takeaway, kind: str, row_id: UUID) -> Takeaway:
    found.became, found.became_id = kind, row_id
    found.save()
    return found
