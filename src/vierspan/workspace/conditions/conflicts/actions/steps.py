"""Agreeing on the steps by which conflicts are handled."""

from collections.abc import Sequence

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.conflicts.models import LONGEST_TITLE, AgreedStep
from vierspan.workspace.conditions.conflicts.queries import agreed_steps
from vierspan.workspace.conditions.conflicts.steps import Step

MOST_STEPS, LONGEST_DAYS = 6, 180


@transaction.atomic
def agree(actor: Actor, steps: Sequence[Step], *, seen: Sequence[Step]) -> None:
    """From now on conflicts go by these; those that run keep the steps they began with.

    Conflict where the steps are no longer those that were seen.
    """
    authorise(actor, Do.AGREE_CONFLICT_STEPS)
    kept = [Step(tidy(step.name)[:LONGEST_TITLE], tidy(step.about), step.days) for step in steps if tidy(step.name)]
    if not kept:
        raise Invalid("name_0", "steps_empty")
    if len(kept) > MOST_STEPS or any(not 1 <= step.days <= LONGEST_DAYS for step in kept):
        raise Invalid("days_0", "days_out_of_range")
    rows = AgreedStep.objects.of(actor.network_id).select_for_update()
    list(rows)
    if agreed_steps(actor) != tuple(seen):
        raise Conflict
    rows.delete()
    for place, step in enumerate(kept):
        AgreedStep(network_id=actor.network_id, place=place, name=step.name, about=step.about, days=step.days).save()
