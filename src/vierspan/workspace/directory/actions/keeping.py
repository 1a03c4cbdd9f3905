"""Keeping a person or a party: what both have in common."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory import filling, own_fields, suggestions
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.queries import visible_to
from vierspan.workspace.directory.versions import held, unchanged_since

Kept = TypeVar("Kept", Person, Party)


class KnownAlready(Invalid):
    """Somebody with this address or name stands here; `known` are they. Say that you know of them to go on."""

    def __init__(self, field: str, reason: str, known: Iterable[Person | Party]) -> None:
        super().__init__(field, reason)
        self.known = tuple(known)


def changed(actor: Actor, model: type[Kept], row_id: UUID, values: Mapping[str, Any], *, seen: str) -> Kept:
    """The row with other values, when nobody changed it since it was seen; not kept yet."""
    row = held(visible_to(actor, model), row_id)
    unchanged_since(row, seen, values)
    put(row, values)
    return row


def put(row: Person | Party, values: Mapping[str, Any]) -> None:
    for column, value in values.items():
        setattr(row, column, value)
    if row.joined_on and row.left_on and row.left_on < row.joined_on:
        raise Invalid("left_on", "ends_before_it_begins")


def keep(actor: Actor, row: Kept) -> Kept:
    row.save()
    facts_changed(actor.network_id)
    return row


def leave(actor: Actor, model: type[Kept], row_id: UUID, on: date) -> Kept:
    """They no longer take part from this day on; what they did stays."""
    row = held(visible_to(actor, model), row_id)
    if on > clock.today():
        raise Invalid("left_on", "day_in_future")
    put(row, {"left_on": on})
    return keep(actor, row)


def come_back(actor: Actor, model: type[Kept], row_id: UUID) -> Kept:
    """They take part after all."""
    row = held(visible_to(actor, model), row_id)
    row.left_on = None
    return keep(actor, row)


def with_own_fields(actor: Actor, table: str, extra: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the network's own with what was given of them; what was not given stays."""
    fields = {field.name: field for field in own_fields.own_fields(actor, table)}
    kept = dict(extra)
    for name, value in given.items():
        if name not in fields:
            raise Invalid(name, "unknown_field")
        kept[name] = own_fields.fitted(fields[name], value)
    return {name: value for name, value in kept.items() if value is not None}


def ask_about_namesakes(actor: Actor, row: Person | Party, knowing: Iterable[UUID]) -> None:
    """Go on unless somebody of that name stands here whom the actor does not speak of."""
    known = [each for each in suggestions.namesakes(actor, row) if each.pk not in set(knowing)]
    if known:
        raise KnownAlready("name", "name_stands_already", known)


def filled(columns: Iterable[str], given: Mapping[str, Any]) -> dict[str, Any]:
    return filling.filled(columns, given)
