"""Keeping what was worked out, so that pages show it at once. Called by what works it out; it asks nobody's leave."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.common import clock
from vierspan.workspace.course.priorities.models import Kept


@transaction.atomic
def under_way(network_id: UUID, quarter: date, key: str) -> None:
    row = _row(network_id, quarter)
    row.wanted, row.progress, row.asked_at = key, 0.0, clock.now()
    row.save()


def progressed(network_id: UUID, quarter: date, key: str, share: float) -> None:
    Kept.objects.of(network_id).filter(quarter=quarter, wanted=key).update(progress=share)


@transaction.atomic
def keep(network_id: UUID, quarter: date, key: str, found: dict[str, Any]) -> Kept:
    row = _row(network_id, quarter)
    row.key, row.found, row.made_at = key, found, clock.now()
    row.wanted, row.progress = "", 0.0
    row.save()
    return row


def _row(network_id: UUID, quarter: date) -> Kept:
    rows = Kept.objects.of(network_id).select_for_update(of=("self",))
    return rows.filter(quarter=quarter).first() or Kept(network_id=network_id, quarter=quarter, key="")
