"""What only parties leave behind: their people, and what they gave and got."""

from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.directory import queries
from vierspan.workspace.exchange.handover.line import Line, choice, day, joined, ref
from vierspan.workspace.insight import words


def people(actor: Actor, party_id: UUID) -> list[Line]:
    return [
        Line(what=each.name, told=joined(each.function, each.email, each.phone), ref=ref("people", each))
        for each in queries.people_of(actor, party_id)
    ]


def gives(actor: Actor, party_id: UUID) -> list[Line]:
    return [_exchange(actor, each, each.receiver) for each in conditions.brought_by(actor, party_id)]


def gets(actor: Actor, party_id: UUID) -> list[Line]:
    return [_exchange(actor, each, each.giver) for each in conditions.got_by(actor, party_id)]


def _exchange(actor: Actor, row: Any, other: Any) -> Line:
    value = words.written(row.value, "number", actor.language) if row.value is not None else ""
    unit = choice(actor, "exchange_units", row.unit) if value else ""
    return Line(
        what=row.what or row.kind or "–",
        told=joined(
            other.name if other else "", f"{value} {unit}".strip(), choice(actor, "exchange_states", row.state)
        ),
        on=day(actor, row.given_on),
        ref=ref("exchanges", row),
    )
