"""What a party says that it can put in."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.course.models import Capacity
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.directory.versions import unchanged_since, version

MOST_HOURS = 100_000


@transaction.atomic
def state(
    actor: Actor, party_id: UUID, quarter: date, *, hours: float, energy: float | None = None, seen: str = ""
) -> Capacity:
    """Hours and energy of one party as from that quarter; what it said of the same quarter makes place.

    `seen` is the version of the statement that the reader had before them, empty where there was none.
    """
    authorise(actor, Do.EDIT_ROOMS)
    if not Party.objects.visible_to(actor).filter(pk=party_id).exists():
        raise NotFound
    speaks_for(actor, party_id)
    _check(hours, energy)
    rows = Capacity.objects.visible_to(actor).select_for_update(of=("self",))
    found = rows.filter(party=party_id, since=quarter).first()
    if found is not None:
        unchanged_since(found, seen, {"hours": hours, "energy": energy})
    row = found or Capacity(network_id=actor.network_id, party_id=party_id, since=quarter)
    row.hours, row.energy = hours, energy
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def take_back(actor: Actor, party_id: UUID, quarter: date) -> None:
    """As if it had not been said: what the party said of an earlier quarter holds again."""
    authorise(actor, Do.EDIT_ROOMS)
    if not Party.objects.visible_to(actor).filter(pk=party_id).exists():
        raise NotFound
    speaks_for(actor, party_id)
    Capacity.objects.visible_to(actor).filter(party=party_id, since=quarter).delete()
    facts_changed(actor.network_id)


def version_of(row: Capacity | None, quarter: date) -> str:
    """What a form of that quarter sends along."""
    return version(row) if row is not None and row.since == quarter else ""


def _check(hours: float, energy: float | None) -> None:
    if not hours >= 0:
        raise Invalid("hours", "below_zero")
    if hours > MOST_HOURS:
        raise Invalid("hours", "number_out_of_range")
    if energy is not None and not 1 <= energy <= 5:
        raise Invalid("energy", "number_out_of_range")
