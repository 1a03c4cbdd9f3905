"""A party shows the network how it keeps its promises, or no longer does."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.initiatives.promises.models import Opened


@transaction.atomic
def show(actor: Actor, party_id: UUID) -> None:
    _own(actor, party_id)
    made = {"network_id": actor.network_id, "opened_on": clock.today()}
    Opened.objects.visible_to(actor).get_or_create(party_id=party_id, defaults=made)


@transaction.atomic
def hide(actor: Actor, party_id: UUID) -> None:
    _own(actor, party_id)
    Opened.objects.visible_to(actor).filter(party=party_id).delete()


def _own(actor: Actor, party_id: UUID) -> None:
    """Whoever works there; a leader of the network who does not, may not."""
    authorise(actor, Do.EDIT_ROOMS)
    if party_id not in own_parties(actor):
        raise NotAllowed("not_your_party")
