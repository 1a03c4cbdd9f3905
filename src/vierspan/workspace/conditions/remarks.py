"""Who may read what was seen of how a rule lives, and which step comes next.

A remark about somebody is theirs and the observer's until the observer takes the next agreed step. No role opens it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.models import Remark, RemarkSteps, Reply

LEADERS, EVERYBODY = "leaders", "everybody"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the observer may take; from a later day on where there is still time to answer."""

    to: str
    from_day: date

    @property
    def is_open(self) -> bool:
        return self.from_day <= clock.today()


def remarks(actor: Actor, rule_id: uuid.UUID | None = None) -> list[Remark]:
    """All that the actor may read, of one rule or of all, last seen first."""
    rows = _readable(actor)
    rows = rows.filter(rule=rule_id) if rule_id else rows
    return list(rows.order_by("-seen_on", "-told_on"))


def remark(actor: Actor, remark_id: uuid.UUID) -> Remark:
    found = _readable(actor).filter(pk=remark_id).first()
    if found is None:
        raise NotFound
    return found


def for_me(actor: Actor) -> list[Remark]:
    """What is told to the actor or theirs in confidence and not settled, last first."""
    return [each for each in remarks(actor) if each.settled_on is None and each.stage != EVERYBODY]


def replies(actor: Actor, row: Remark) -> list[Reply]:
    """What was said back stays between the observer and whom it is about, however far the remark goes."""
    if not (is_observer(actor, row) or is_concerned(actor, row)):
        return []
    return list(Reply.objects.visible_to(actor).filter(remark=row.pk).select_related("by").order_by("said_at"))


def is_concerned(actor: Actor, row: Remark) -> bool:
    """Whether it is about the actor, or was told to the actor's party with the actor among its people."""
    return actor.person_id is not None and (row.person_id == actor.person_id or str(actor.person_id) in row.readers)


def is_observer(actor: Actor, row: Remark) -> bool:
    return actor.person_id is not None and row.observer_id == actor.person_id


def steps(actor: Actor) -> RemarkSteps:
    """As the network agreed them, or as they stand where it agreed nothing."""
    return RemarkSteps.objects.visible_to(actor).first() or RemarkSteps(network_id=actor.network_id)


def next_steps(actor: Actor, row: Remark) -> list[Step]:
    """What the observer may do next with a remark. Praise may be told to all at any time; a breach first gives whom it
    is about the time to answer, and goes to the leaders before it goes to everybody where that was agreed."""
    if not is_observer(actor, row) or row.settled_on or row.stage == EVERYBODY:
        return []
    if row.kind == "good":
        return [Step(EVERYBODY, row.told_on)]
    agreed = steps(actor)
    opens = row.stage_on if _was_answered(actor, row) else row.stage_on + timedelta(days=agreed.wait_days)
    if row.stage == "private" and agreed.leaders_first:
        return [Step(LEADERS, opens)]
    return [Step(EVERYBODY, opens)] if agreed.to_everybody else []


def texts_of(actor: Actor, observation_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Remark]:
    """What was told with each observation that everybody sees; for participants."""
    if not may(actor, Do.EDIT_ROOMS):
        return {}
    rows = Remark.objects.visible_to(actor).filter(observation__in=observation_ids, stage=EVERYBODY)
    return {row.observation_id: row for row in rows if row.observation_id}


def _was_answered(actor: Actor, row: Remark) -> bool:
    """By who it is about, since the remark came to where it stands."""
    said = Reply.objects.visible_to(actor).filter(remark=row.pk, said_at__date__gte=row.stage_on)
    return said.exclude(by=row.observer_id).exists()


def _readable(actor: Actor) -> QuerySet[Remark]:
    if not may(actor, Do.EDIT_ROOMS):
        return Remark.objects.visible_to(actor).none()
    rows = Remark.objects.visible_to(actor).select_related("rule", "observer", "person", "party", "observation")
    found = Q(stage=EVERYBODY)
    if actor.role is Role.LEAD:
        found |= Q(stage=LEADERS)
    if actor.person_id:
        found |= Q(observer=actor.person_id) | Q(person=actor.person_id)
        found |= Q(readers__icontains=str(actor.person_id))
    return rows.filter(found)
