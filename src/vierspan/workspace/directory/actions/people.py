"""Adding people, keeping them up to date, and letting them go."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory import filling, queries, suggestions
from vierspan.workspace.directory.actions import affiliations, keeping
from vierspan.workspace.directory.actions.keeping import KnownAlready
from vierspan.workspace.directory.models import Party, Person


@transaction.atomic
def add(actor: Actor, given: Mapping[str, Any], *, knowing: Iterable[UUID] = ()) -> Person:
    """Somebody new, from columns and values; `party` by id, and `own` with the network's own fields.

    Raises KnownAlready where the address or the name is somebody's already, unless the actor knows of them.
    """
    authorise(actor, Do.EDIT_DIRECTORY)
    row = Person(network_id=actor.network_id)
    keeping.put(row, _values(actor, row, given))
    _ask_about_doubles(actor, row, knowing)
    if not row.name:
        raise Invalid("name", "needs_a_name")
    keeping.keep(actor, row)
    affiliations.begin(row)
    return row


@transaction.atomic
def change(
    actor: Actor, person_id: UUID, given: Mapping[str, Any], *, seen: str, knowing: Iterable[UUID] = ()
) -> Person:
    """Put right what is given; the party too, as a mistake mended. For another job there is affiliations.move."""
    authorise(actor, Do.EDIT_DIRECTORY)
    before = queries.person(actor, person_id)
    row = keeping.changed(actor, Person, person_id, _values(actor, before, given), seen=seen)
    if row.email.casefold() != before.email.casefold():
        _ask_about_address(actor, row, knowing)
    keeping.keep(actor, row)
    if row.party_id != before.party_id:
        affiliations.mend(row, instead_of=before.party_id)
    return row


@transaction.atomic
def leave(actor: Actor, person_id: UUID, on: date) -> Person:
    """From this day on they no longer take part; what they did stays."""
    authorise(actor, Do.EDIT_DIRECTORY)
    return keeping.leave(actor, Person, person_id, on)


@transaction.atomic
def come_back(actor: Actor, person_id: UUID) -> Person:
    authorise(actor, Do.EDIT_DIRECTORY)
    return keeping.come_back(actor, Person, person_id)


def _values(actor: Actor, row: Person, given: Mapping[str, Any]) -> dict[str, Any]:
    values = keeping.filled(filling.PERSON_COLUMNS, given)
    if "party" in given:
        values["party_id"] = _party_id(actor, given["party"])
    if given.get("own"):
        values["extra"] = keeping.with_own_fields(actor, "people", row.extra, given["own"])
    return values


def _party_id(actor: Actor, given: UUID | Party | None) -> UUID | None:
    if given is None:
        return None
    try:
        return queries.party(actor, given.pk if isinstance(given, Party) else given).pk
    except NotFound as missing:
        raise Invalid("party", "unknown_party") from missing


def _ask_about_doubles(actor: Actor, row: Person, knowing: Iterable[UUID]) -> None:
    _ask_about_address(actor, row, knowing)
    keeping.ask_about_namesakes(actor, row, knowing)


def _ask_about_address(actor: Actor, row: Person, knowing: Iterable[UUID]) -> None:
    sharing = suggestions.who_has_address(actor, row.email, besides=row.pk)
    known = [each for each in sharing if each.pk not in set(knowing)]
    if known:
        raise KnownAlready("email", "address_stands_already", known)
