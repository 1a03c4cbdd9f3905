from uuid import UUID

from ninja import Schema


class NetworkOut(Schema):
    id: UUID
    name: str
    slug: str
    language: str
    role: str
