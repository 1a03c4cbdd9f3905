"""Which model stores which table of the records; in an order in which each stands after what it refers to."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import ForeignKey, Model

from vierspan.analysis.schema import REFERENCES, Column, Table, tables
from vierspan.workspace.acts.models import Act
from vierspan.workspace.conditions.models import (
    AcceptedImbalance,
    Attendance,
    Exchange,
    Gathering,
    Need,
    Observation,
    PulseResult,
    Rule,
    UnitKey,
)
from vierspan.workspace.course.models import Activity, Capacity, Contribution, Course
from vierspan.workspace.directory.models import Affiliation, Initiative, Introduction, Note, Party, Person, Theme, Tie
from vierspan.workspace.horizon.models import Contact, Signal
from vierspan.workspace.initiatives.models import Commitment, Decision, Position, Seat, Step
from vierspan.workspace.leadership.models import Rating, RoleHeld
from vierspan.workspace.networks.models import Scoped

MODELS: Mapping[str, type[Scoped]] = {
    "parties": Party,
    "people": Person,
    "themes": Theme,
    "activities": Activity,
    "initiatives": Initiative,
    "steps": Step,
    "affiliations": Affiliation,
    "ties": Tie,
    "notes": Note,
    "introductions": Introduction,
    "courses": Course,
    "contributions": Contribution,
    "capacity": Capacity,
    "rules": Rule,
    "observations": Observation,
    "exchanges": Exchange,
    "needs": Need,
    "unit_keys": UnitKey,
    "accepted_imbalances": AcceptedImbalance,
    "gatherings": Gathering,
    "attendance": Attendance,
    "pulse": PulseResult,
    "signals": Signal,
    "contacts": Contact,
    "seats": Seat,
    "commitments": Commitment,
    "decisions": Decision,
    "positions": Position,
    "roles": RoleHeld,
    "ratings": Rating,
    "acts": Act,
}


@dataclass(frozen=True, slots=True)
class Stored:
    """One table of the records and the model that keeps it, column by column."""

    table: Table
    model: type[Scoped]
    columns: tuple[Column, ...]  # all but the id
    attributes: Mapping[str, str]  # column -> attribute of the model

    @property
    def key(self) -> str:
        return self.table.key

    def targets(self, column: Column) -> tuple[str, ...]:
        return REFERENCES.get(column.type, ())


@cache
def stored() -> Mapping[str, Stored]:
    return {key: _stored(tables()[key], model) for key, model in MODELS.items()}


def _stored(table: Table, model: type[Scoped]) -> Stored:
    columns = tuple(column for column in table.columns if column.key != "id")
    return Stored(table, model, columns, {column.key: _attribute(model, column) for column in columns})


def _attribute(model: type[Model], column: Column) -> str:
    field = model._meta.get_field(column.key)
    return field.attname if isinstance(field, ForeignKey) else field.name


def to_column(value: Any) -> Any:
    """A stored value as records write it: ids as text, empty text as nothing."""
    if isinstance(value, uuid.UUID):
        return str(value)
    return None if value == "" else value
