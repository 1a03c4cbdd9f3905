"""What insight works out in the background for the choice of activities."""

import uuid
from datetime import date

from django_tasks import task

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.course.priorities.actions import keeping
from vierspan.workspace.insight import portfolio

STEP = 0.05  # how often it is told how far it is


@task()
def work_out(network_id: str, quarter: str, key: str) -> None:
    """The answer to what a network asks now; where that changed since, the next reader asks again."""
    network, day, told = uuid.UUID(network_id), date.fromisoformat(quarter), [0.0]
    question = portfolio.question_of(_nobody(network), day)
    if portfolio.is_kept(network, day, question):
        return

    def tell(share: float) -> None:
        if share - told[0] >= STEP:
            told[0] = share
            keeping.progressed(network, day, key, share)

    found = portfolio.worked_out(question, tell)
    keeping.keep(network, day, portfolio.key_of(question), found)


def _nobody(network: uuid.UUID) -> Actor:
    """Who reads for the whole network, as its leader would."""
    return Actor(user_id=uuid.UUID(int=0), network_id=network, role=Role.LEAD)
