"""Three questions to who was there. What comes of it is shown only after closing, through the release gate."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.conditions.meeting import jobs, letters, pulse_closing
from vierspan.workspace.conditions.meeting.pulse_closing import RELEASE
from vierspan.workspace.conditions.meeting.running import held_plan

DAYS_OPEN = 7


@transaction.atomic
def ask(actor: Actor, gathering_id: UUID) -> int:
    """Send the three questions to who was there; how many letters went out."""
    plan = held_plan(actor, gathering_id)
    if plan.pulse_state or not plan.closed_on:
        raise Conflict
    reachable = pulse_closing.present(plan).exclude(person__email="")
    if not RELEASE.may_start(reachable.count()):
        raise Invalid("pulse", "too_few_for_confidence")
    plan.pulse_state, plan.pulse_closes_on = "open", clock.today() + timedelta(days=DAYS_OPEN)
    plan.save()
    jobs.close_in_time(plan)
    return letters.send(plan, reachable, "pulse")


@transaction.atomic
def close(actor: Actor, gathering_id: UUID) -> None:
    """No more answers from now on; what may be shown is worked out once."""
    plan = held_plan(actor, gathering_id)
    if plan.pulse_state != "open":
        raise Conflict
    pulse_closing.close(plan)
