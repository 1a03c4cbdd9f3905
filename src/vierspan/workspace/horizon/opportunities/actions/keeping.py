"""Keeping the coalitions that were worked out. Called by what works them out; it asks nobody's leave."""

from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.common import clock
from vierspan.workspace.horizon.opportunities.models import Opportunity, Proposal


def kept(network_id: UUID, opportunity_id: UUID) -> Proposal | None:
    return Proposal.objects.of(network_id).filter(opportunity=opportunity_id).first()


@transaction.atomic
def under_way(network_id: UUID, opportunity_id: UUID, key: str) -> None:
    row = _row(network_id, opportunity_id)
    row.wanted, row.asked_at = key, clock.now()
    row.save()


@transaction.atomic
def keep(network_id: UUID, opportunity_id: UUID, key: str, found: dict[str, Any]) -> Proposal:
    row = _row(network_id, opportunity_id)
    row.key, row.found, row.made_at, row.wanted = key, found, clock.now(), ""
    row.save()
    return row


def _row(network_id: UUID, opportunity_id: UUID) -> Proposal:
    """One at most: the opportunity is held while it is looked for."""
    Opportunity.objects.of(network_id).select_for_update(of=("self",)).get(pk=opportunity_id)
    return kept(network_id, opportunity_id) or Proposal(network_id=network_id, opportunity_id=opportunity_id)
