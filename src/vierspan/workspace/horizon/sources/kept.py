"""What came up, as it was worked out the last time for readers who may see the same."""

from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.common import clock
from vierspan.workspace.horizon.sources.models import Rising


def kept(network_id: UUID, audience: str, days: int) -> Rising | None:
    return Rising.objects.of(network_id).filter(audience=audience, days=days).first()


@transaction.atomic
def keep(network_id: UUID, audience: str, days: int, *, stamp: str, found: dict[str, Any]) -> Rising:
    Rising.objects.of(network_id).filter(audience=audience, days=days).delete()
    row = Rising(network_id=network_id, audience=audience, days=days, stamp=stamp, found=found, made_at=clock.now())
    row.save()
    return row
