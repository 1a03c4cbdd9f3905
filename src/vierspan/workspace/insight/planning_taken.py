"""Days of a proposal taken over, of steps and of gatherings, and taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.meeting.actions import dates
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.actions import proposals
from vierspan.workspace.initiatives.planning.models import GATHERING
from vierspan.workspace.insight.planning_proposal import may_take
from vierspan.workspace.insight.planning_rows import board


@dataclass(frozen=True, slots=True)
class Taken:
    """How many steps and gatherings came to stand on another day, and how many guests hear of it."""

    steps: int
    gatherings: int = 0
    told: int = 0


@transaction.atomic
def take(actor: Actor, proposal_id: UUID, of: Iterable[str] | None) -> Taken:
    """All of it, or these. A gathering that meanwhile has a day, or whose guests choose one, stays as it is."""
    row = queries.proposal_of(actor, proposal_id)
    if row.made_at is None:
        raise NotFound
    days = {key: date.fromisoformat(text) for key, text in row.found["days"].items()}
    wanted = days.keys() & set(days if of is None else of)
    items = board(actor).items
    met = {key: items[key] for key in wanted if key.startswith(GATHERING) and key in items and may_take(items[key])}
    steps = {key: day for key, day in days.items() if not key.startswith(GATHERING)}
    moved = proposals.take(actor, proposal_id, steps, of=wanted, also=met)
    for key in met:
        dates.put_on(actor, _id(key), days[key])
    return Taken(len(moved), len(met), sum(each.told for each in met.values()))


@transaction.atomic
def undo(actor: Actor, proposal_id: UUID) -> Taken:
    """As it stood; what somebody put on another day since keeps that one, and so does a gathering of somebody else."""
    row = queries.proposal_of(actor, proposal_id)
    days: Mapping[str, str] = row.found.get("days", {})
    kept = [each for each in row.before if each.startswith(GATHERING)]
    steps = proposals.undo(actor, proposal_id)
    items = board(actor).items
    back = [items[key] for key in kept if key in items and items[key].is_mine]
    back = [each for each in back if each.starts_on and each.starts_on.isoformat() == days.get(each.id)]
    for each in back:
        dates.put_on(actor, _id(each.id), None)
    return Taken(steps, len(back), sum(each.told for each in back))


def _id(key: str) -> UUID:
    return UUID(key.removeprefix(GATHERING))
