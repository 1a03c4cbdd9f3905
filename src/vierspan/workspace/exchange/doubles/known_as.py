"""What somebody was known as before they were brought together with another, so that a file that still tells them
apart does not make them two again."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.exchange.matching import Incoming
from vierspan.workspace.exchange.models import Merge


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Codes and names of rows that went, with the row that each became."""

    codes: Mapping[str, uuid.UUID]
    names: Mapping[str, uuid.UUID]

    def meant(self, row: Incoming) -> uuid.UUID | None:
        if row.has_code:
            return self.codes.get(row.code)
        return self.names.get(folded(row.values.get("name") or ""))


def known_as(network_id: uuid.UUID, table: str) -> KnownAs:
    merges = Merge.objects.of(network_id).filter(table=table, undone_at=None).order_by("made_at").defer("moved")
    became: dict[uuid.UUID, uuid.UUID] = {}
    went = list(merges)
    for merge in went:
        became[merge.gone] = merge.kept
    ends = {merge.gone: _end(merge.gone, became) for merge in went}
    codes = {merge.gone_code: ends[merge.gone] for merge in went if merge.gone_code}
    return KnownAs(codes, {folded(merge.gone_name): ends[merge.gone] for merge in went})


def recognise(network_id: uuid.UUID, table: str, rows: Iterable[Incoming], existing: Iterable[uuid.UUID]) -> None:
    """Rows that were brought together with another point at that other, and change nothing of it."""
    waiting = [row for row in rows if not row.is_known]
    known = known_as(network_id, table) if waiting else KnownAs({}, {})
    here = set(existing)
    for row in waiting:
        meant = known.meant(row)
        if meant in here and meant is not None:
            row.id, row.is_known, row.is_merged = meant, True, True


def _end(start: uuid.UUID, became: Mapping[uuid.UUID, uuid.UUID]) -> uuid.UUID:
    seen = {start}
    while start in became and became[start] not in seen:
        start = became[start]
        seen.add(start)
    return start
