from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from vierspan.workspace.api.schemas.tables import RefOut


class MirrorOut(Schema):
    """The mirror of one moment. `picture` has the form of `picture` in `vierspan schema mirror`."""

    run: UUID
    made_at: datetime
    start: date
    end: date
    version: str
    message: str
    picture: Mapping[str, Any]


class ActorsOut(Schema):
    """One row for each person and party, with the shares per orientation and aspect and the core value."""

    run: UUID
    actors: list[Mapping[str, Any]]


class FactsOut(Schema):
    """Which rows stand under a figure: to be asked for at `facts`."""

    table: str
    where: Mapping[str, str]
    ids: list[str]
    count: int


class AdviceOut(Schema):
    number: int
    orientation: str
    name: str
    when: str
    first_step: str
    risk: str
    grounds: list[str]


class HandleOut(Schema):
    """Something that asks for attention, with its grounds and what could be done."""

    key: str
    finder: str
    orientation: str
    headline: str
    facts: str
    urgency: float
    due_on: date | None
    evidence: list[FactsOut]
    subjects: list[RefOut]
    for_whom: list[RefOut]
    advice: list[AdviceOut]
    is_private: bool
    state: str
    until: date | None
    reason: str
