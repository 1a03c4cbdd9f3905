"""Who runs a gathering: its organiser, who put it down here, and the leaders."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting.errors import GatheringOver
from vierspan.workspace.conditions.meeting.models import Plan
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.versions import held


def plan_of(gathering: Gathering) -> Plan:
    """Its plan; a gathering that came with an import has none yet, and gets one with the first thing that is done."""
    rows = Plan.objects.of(gathering.network_id).select_related("network", "was_by")
    found = rows.filter(gathering=gathering).first() or Plan(network_id=gathering.network_id)
    found.gathering = gathering
    return found


def owner_of(actor: Actor, plan: Plan) -> UUID | None:
    """The one of its owners that the actor is, if any."""
    owners = (plan.gathering.organiser_id, plan.was_by_id, plan.made_by_id)
    return next((each for each in owners if actor.owns(each)), None)


def may_run(actor: Actor, plan: Plan) -> bool:
    return may(actor, Do.EDIT_ROOMS) and may(actor, Do.RUN_GATHERING, owner_id=owner_of(actor, plan))


def held_plan(actor: Actor, gathering_id: UUID) -> Plan:
    """The plan, held with its gathering, for who runs it. NotFound elsewhere."""
    authorise(actor, Do.EDIT_ROOMS)
    rows = Gathering.objects.visible_to(actor).select_related("organiser", "party", "initiative")
    plan = plan_of(held(rows, gathering_id))
    authorise(actor, Do.RUN_GATHERING, owner_id=owner_of(actor, plan))
    return plan


def still_to_come(actor: Actor, gathering_id: UUID) -> Plan:
    """The plan, held, of a gathering that is not over and was not called off."""
    plan = held_plan(actor, gathering_id)
    if plan.cancelled_on or is_over(plan):
        raise GatheringOver
    return plan


def is_over(plan: Plan) -> bool:
    day = plan.gathering.held_on
    return bool(plan.closed_on or (day and day < clock.today()))
