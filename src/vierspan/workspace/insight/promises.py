"""How a party or a person keeps their promises: theirs to know first."""

from collections.abc import Iterable
from uuid import UUID

from vierspan.analysis.measures.reliability import Due, Reliability, reliability
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.initiatives.promises import queries
from vierspan.workspace.initiatives.promises.queries import Promised


def of_person(actor: Actor) -> Reliability | None:
    """The reader's own; nobody else's is ever given."""
    if actor.person_id is None:
        return None
    return _counted(queries.promised(actor, person=actor.person_id))


def of_party(actor: Actor, party_id: UUID) -> Reliability:
    """For who works there, and for everybody once the party opened it; NotFound for others, whatever their role."""
    if party_id not in own_parties(actor) and not queries.is_opened(actor, party_id):
        raise NotFound
    return _counted(queries.promised(actor, party=party_id))


def _counted(rows: Iterable[Promised]) -> Reliability:
    judged = [Due(row.due_on, row.delivered_on, row.state, moved_in_time=row.moved_in_time > 0) for row in rows]
    return reliability(judged, clock.today())
