from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema


class ActIn(Schema):
    """Something that the asker did, in plain words; its kind is guessed unless the orientation is given."""

    text: str = Field(max_length=2000)
    orientation: str = ""
    done_on: date | None = None
    party: UUID | None = None
    touched: list[UUID] = Field(default=[], max_length=200)


class ActsWanted(Schema):
    """Which acts to list; what is left out means all."""

    orientation: str = ""
    kind: str = ""
    who: UUID | None = None
    touched: UUID | None = None
    since: date | None = None
    until: date | None = None
    search: str = ""


class ActOut(Schema):
    id: UUID
    kind: str
    orientation: str
    person: UUID | None
    party: UUID | None
    done_on: date
    subject: str
    touched: list[str]
    note: str
    created_at: datetime


class ActPage(Schema):
    page: int
    pages: int
    total: int
    rows: list[ActOut]


class Withdrawn(Schema):
    """The words of an act that was taken back."""

    note: str
