from collections.abc import Mapping
from uuid import UUID

from ninja import Schema


class NetworkOut(Schema):
    id: UUID
    name: str
    slug: str
    language: str
    role: str


class NetworkDetail(NetworkOut):
    """A network as its description has it."""

    purpose: list[str]
    phase: str
    is_turbulent: bool
    needs: Mapping[str, int]
