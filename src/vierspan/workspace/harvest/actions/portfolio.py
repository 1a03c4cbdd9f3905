"""A choice of activities stands on record as a decision."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course.priorities.actions import choosing
from vierspan.workspace.course.priorities.actions.choosing import Chosen
from vierspan.workspace.course.priorities.models import Choice
from vierspan.workspace.initiatives.actions import decisions
from vierspan.workspace.initiatives.actions.decisions import Taken


@transaction.atomic
def decide_portfolio(actor: Actor, chosen: Chosen, *, name: str, method: str = "") -> Choice:
    """Write down the choice, and the decision under that name in the room of the initiatives."""
    made = choosing.choose(actor, chosen)
    decision = decisions.record(actor, Taken(name=name, method=method, review_on=chosen.revisit_on))
    choosing.stands_as(actor, made.pk, decision.pk)
    made.decision = decision.pk
    return made


@transaction.atomic
def take_back_portfolio(actor: Actor, choice_id: UUID) -> None:
    """The choice goes, and the decision with it."""
    decision = choosing.take_back(actor, choice_id)
    if decision:
        decisions.take_back(actor, decision)
