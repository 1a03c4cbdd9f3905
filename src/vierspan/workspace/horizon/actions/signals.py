"""What somebody sees coming."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Person
from vierspan.workspace.horizon.models import Signal

LONGEST = 500


@transaction.atomic
def spot(actor: Actor, what: str, *, spotter: UUID | None = None, origin: str = "") -> Signal:
    """Write a signal down as weak: nobody weighed it yet. The spotter is the actor unless somebody else is named."""
    authorise(actor, Do.EDIT_ROOMS)
    name = tidy(what)[:LONGEST]
    if not name:
        raise Invalid("what", "needs_a_name")
    meant = spotter or actor.person_id
    who = Person.objects.visible_to(actor).filter(pk=meant).first() if meant else None
    if spotter and who is None:
        raise Invalid("who", "nobody_by_that_name")
    row = Signal(network_id=actor.network_id, name=name, spotter=who, origin=origin, stage="weak")
    row.party, row.spotted_on = who.party if who else None, clock.today()
    row.save()
    record(actor, "signal.spotted", subject=str(row.pk), person=who.pk if who else None, party=row.party_id)
    return row
