from collections.abc import Mapping
from uuid import UUID

from ninja import Schema


class ImportOut(Schema):
    """What was brought in: per table how many rows are new, changed and untouched."""

    id: UUID
    counts: Mapping[str, Mapping[str, int]]
