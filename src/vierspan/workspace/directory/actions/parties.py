"""Adding parties, keeping them up to date, and letting them go."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory import filling, queries
from vierspan.workspace.directory.actions import keeping
from vierspan.workspace.directory.models import Party


@transaction.atomic
def add(actor: Actor, given: Mapping[str, Any], *, knowing: Iterable[UUID] = ()) -> Party:
    """A party, from columns and values, and `own` with the network's own fields; it needs nobody and no account.

    Raises KnownAlready where a party of that name stands here, unless the actor knows of it.
    """
    authorise(actor, Do.EDIT_DIRECTORY)
    row = Party(network_id=actor.network_id)
    keeping.put(row, _values(actor, row, given))
    if not row.name:
        raise Invalid("name", "needs_a_name")
    keeping.ask_about_namesakes(actor, row, knowing)
    return keeping.keep(actor, row)


@transaction.atomic
def change(actor: Actor, party_id: UUID, given: Mapping[str, Any], *, seen: str, knowing: Iterable[UUID] = ()) -> Party:
    authorise(actor, Do.EDIT_DIRECTORY)
    before = queries.party(actor, party_id)
    row = keeping.changed(actor, Party, party_id, _values(actor, before, given), seen=seen)
    if row.name != before.name:
        keeping.ask_about_namesakes(actor, row, knowing)
    return keeping.keep(actor, row)


@transaction.atomic
def leave(actor: Actor, party_id: UUID, on: date) -> Party:
    """From this day on it no longer takes part; what it did stays."""
    authorise(actor, Do.EDIT_DIRECTORY)
    return keeping.leave(actor, Party, party_id, on)


@transaction.atomic
def come_back(actor: Actor, party_id: UUID) -> Party:
    authorise(actor, Do.EDIT_DIRECTORY)
    return keeping.come_back(actor, Party, party_id)


def _values(actor: Actor, row: Party, given: Mapping[str, Any]) -> dict[str, Any]:
    values = keeping.filled(filling.PARTY_COLUMNS, given)
    if given.get("own"):
        values["extra"] = keeping.with_own_fields(actor, "parties", row.extra, given["own"])
    return values
