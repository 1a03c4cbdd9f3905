from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from vierspan.workspace.api.schemas.problems import ProblemOut


class ActorIn(Schema):
    """What may be given of a person or a party; what is not sent stays. `own`: the network's own fields by name."""

    ring: str | None = None
    tags: list[str] | None = Field(default=None, max_length=100)
    joined_on: date | None = None
    left_on: date | None = None
    next_check: date | None = None
    note: str | None = Field(default=None, max_length=10_000)
    own: dict[str, str | float | bool | None] | None = None


class PersonIn(ActorIn):
    name: str | None = Field(default=None, max_length=1000)
    email: str | None = Field(default=None, max_length=1000)
    phone: str | None = Field(default=None, max_length=1000)
    function: str | None = Field(default=None, max_length=1000)
    party: UUID | None = None


class PartyIn(ActorIn):
    name: str | None = Field(default=None, max_length=1000)
    short_name: str | None = Field(default=None, max_length=1000)
    sector: str | None = Field(default=None, max_length=1000)
    region: str | None = Field(default=None, max_length=1000)
    place: str | None = Field(default=None, max_length=1000)
    website: str | None = Field(default=None, max_length=2000)
    latitude: float | None = None
    longitude: float | None = None
    fair_share: float | None = None


class NewPerson(PersonIn):
    """`knowing` are the ids of those that share the address or the name and are somebody else."""

    knowing: list[UUID] = Field(default=[], max_length=50)


class NewParty(PartyIn):
    """`knowing` are the ids of those that share the name and are another party."""

    knowing: list[UUID] = Field(default=[], max_length=50)


class PersonChange(NewPerson):
    """`version` is the one that was read; another means that somebody was before you."""

    version: str = Field(max_length=100)


class PartyChange(NewParty):
    version: str = Field(max_length=100)


class ActorOut(Schema):
    id: UUID
    version: str
    name: str
    ring: str
    tags: list[str]
    joined_on: date | None
    left_on: date | None
    checked_on: date | None
    checked_by: str
    next_check: date | None
    note: str
    own: dict[str, Any]


class PersonOut(ActorOut):
    email: str
    phone: str
    party: UUID | None
    function: str


class PartyOut(ActorOut):
    short_name: str
    sector: str
    region: str
    place: str
    website: str
    latitude: float | None
    longitude: float | None
    fair_share: float | None


class PersonConflict(ProblemOut):
    """Somebody was before you: as it stands now, and in `fields` what differs from what you sent."""

    standing: PersonOut


class PartyConflict(ProblemOut):
    standing: PartyOut
