"""What an initiative taught becomes a signal or a commitment of the network, in one transaction."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.initiatives.actions import commitments
from vierspan.workspace.initiatives.starting.actions.harvesting import own_lesson
from vierspan.workspace.initiatives.starting.models import Lesson


@transaction.atomic
def signal(actor: Actor, lesson_id: UUID) -> Lesson:
    """Something to keep an eye on, as spotted by the actor."""
    found = _open(actor, lesson_id)
    made = signals.spot(actor, found.name, origin=found.initiative.name)
    return _became(found, "signal", made.pk)


@transaction.atomic
def commit(
    actor: Actor,
    lesson_id: UUID,
    *,
    person: UUID | None = None,
    party: UUID | None = None,
    due_on: date | None = None,
) -> Lesson:
    """Somebody takes it further, by a day. It is of the network, not of the initiative that ends."""
    found = _open(actor, lesson_id)
    made = commitments.promise(actor, commitments.Promise(what=found.name, person=person, party=party, due_on=due_on))
    return _became(found, "commitment", made.pk)


def _open(actor: Actor, lesson_id: UUID) -> Lesson:
    found = own_lesson(actor, lesson_id)
    if found.became:
        raise Conflict
    return found


def _became(found: Lesson, kind: str, row_id: UUID) -> Lesson:
    found.became, found.became_id = kind, row_id
    found.save()
    return found
