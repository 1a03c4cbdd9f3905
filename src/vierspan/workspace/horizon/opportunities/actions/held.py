"""One opportunity that nobody else changes until the transaction ends."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.opportunities.models import Opportunity, Partner


def held_open(actor: Actor, opportunity_id: UUID) -> Opportunity:
    """For who may change it, as long as it is no initiative yet."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Opportunity.objects.visible_to(actor), opportunity_id)
    if found.stage == "initiative":
        raise Invalid("stage", "became_an_initiative")
    return found


def party_of(actor: Actor, party_id: UUID) -> Party:
    found = Party.objects.visible_to(actor).filter(pk=party_id).first()
    if found is None:
        raise Invalid("party", "unknown_party")
    return found


def partner_of(found: Opportunity, party_id: UUID) -> Partner:
    """Its row, a new one where it has none yet; the opportunity is held, so that there are never two."""
    row = Partner.objects.of(found.network_id).filter(opportunity=found, party=party_id).first()
    return row or Partner(network_id=found.network_id, opportunity=found, party_id=party_id)


def of(found: Partner | None) -> Partner:
    if found is None:
        raise NotFound
    return found
