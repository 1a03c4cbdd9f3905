"""Days that were worked out: keeping them, taking them over, and taking that back. Keeping asks nobody's leave."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.directory.versions import held
from vierspan.workspace.initiatives.models import Step
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.models import GATHERING, Proposal, StepPlan

KEPT = 12  # earlier ones go


@transaction.atomic
def asked(actor: Actor, key: str) -> Proposal:
    authorise(actor, Do.EDIT_ROOMS)
    row = Proposal(network_id=actor.network_id, key=key, asked_by_id=actor.user_id)
    row.save()
    rows = Proposal.objects.visible_to(actor).order_by("-created_at")
    Proposal.objects.visible_to(actor).filter(pk__in=list(rows.values_list("pk", flat=True)[KEPT:])).delete()
    return row


def progressed(network_id: UUID, proposal_id: UUID, share: float) -> None:
    Proposal.objects.of(network_id).filter(pk=proposal_id, made_at=None).update(progress=share)


def keep(network_id: UUID, proposal_id: UUID, found: dict[str, Any]) -> None:
    Proposal.objects.of(network_id).filter(pk=proposal_id, made_at=None).update(
        found=found, made_at=clock.now(), progress=1.0
    )


@transaction.atomic
def take(
    actor: Actor, proposal_id: UUID, days: Mapping[str, date], *, of: Iterable[str], also: Iterable[str] = ()
) -> list[str]:
    """Put these steps on their new days, and say which they were; what was done or came to stand since stays.
    Gatherings that got their day with it, which are not of this room, are `also` kept, to be taken back."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Proposal.objects.visible_to(actor), proposal_id)
    wanted, before, moved = set(of), dict(row.before), list[str]()
    for step in Step.objects.visible_to(actor).filter(pk__in=[each for each in days if each in wanted], done_on=None):
        plan = queries.plan_of(step)
        if plan.stands or plan.starts_on == days[str(step.pk)]:
            continue
        before.setdefault(str(step.pk), plan.starts_on.isoformat() if plan.starts_on else "")
        plan.starts_on = days[str(step.pk)]
        plan.save()
        moved.append(str(step.pk))
    before |= dict.fromkeys(also, "")
    row.before, row.taken_at, row.undone_at = before, clock.now(), None
    row.save()
    facts_changed(actor.network_id)
    return moved


@transaction.atomic
def undo(actor: Actor, proposal_id: UUID) -> int:
    """The days that stood there before; a step that was put on another day since keeps that one."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Proposal.objects.visible_to(actor), proposal_id)
    if row.undone_at is not None or not row.before:
        raise Conflict
    days, back = row.found.get("days", {}), 0
    steps = [each for each in row.before if not each.startswith(GATHERING)]
    for plan in StepPlan.objects.visible_to(actor).filter(step__in=steps):
        key = str(plan.step_id)
        if plan.starts_on and plan.starts_on.isoformat() == days.get(key):
            plan.starts_on = date.fromisoformat(row.before[key]) if row.before[key] else None
            plan.save()
            back += 1
    row.before, row.undone_at = {}, clock.now()
    row.save()
    facts_changed(actor.network_id)
    return back
