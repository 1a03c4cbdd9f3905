"""A seating in the demo for the gathering that comes, with a wish and two who are better apart."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting.models import Guest
from vierspan.workspace.conditions.seating import actions
from vierspan.workspace.insight import seating
from vierspan.workspace.networks.models import Network

SEATS, FEWEST = 5, 8


def add_seating(network: Network, user_id: UUID, person_id: UUID) -> None:
    """Proposed and not yet kept, so that there is something to try."""
    actor = Actor(
        user_id=user_id, network_id=network.pk, role=Role.LEAD, person_id=person_id, language=network.language
    )
    coming = Guest.objects.of(network.pk).filter(answer="yes", withdrawn=False, gathering__held_on__gte=clock.today())
    by_gathering: dict[UUID, list[UUID]] = {}
    for gathering, person in coming.order_by("person__name").values_list("gathering", "person"):
        by_gathering.setdefault(gathering, []).append(person)
    for gathering, people in by_gathering.items():
        if len(people) >= FEWEST:
            actions.divide(actor, gathering, {"way": "tables", "seats": SEATS, "rounds": 1})
            actions.pair(actor, gathering, people[0], people[3], "with")
            actions.pair(actor, gathering, people[1], people[5], "apart")
            seating.propose(actor, gathering)
