"""What insight works out in the background for the table plan."""

import uuid

from django_tasks import task

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.initiatives.planning.actions import proposals
from vierspan.workspace.insight import planning_proposal
from vierspan.workspace.insight.planning_rows import board

STEP = 0.05  # how often it is told how far it is


@task()
def plan_days(network_id: str, proposal_id: str) -> None:
    """Days for all steps of a network, as they stand when the job begins."""
    network, proposal, told = uuid.UUID(network_id), uuid.UUID(proposal_id), [0.0]

    def tell(share: float) -> None:
        if share - told[0] >= STEP:
            told[0] = share
            proposals.progressed(network, proposal, share)

    reader = Actor(user_id=uuid.UUID(int=0), network_id=network, role=Role.LEAD)  # as its leader would
    proposals.keep(network, proposal, planning_proposal.worked_out(board(reader), tell))
