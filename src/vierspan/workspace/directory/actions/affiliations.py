"""Where people work: they change jobs, and what was before stays."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory import filling, queries
from vierspan.workspace.directory.models import Affiliation, Party, Person
from vierspan.workspace.directory.queries import visible_to
from vierspan.workspace.directory.versions import held, unchanged_since


@transaction.atomic
def move(actor: Actor, person_id: UUID, *, party_id: UUID, since: date, role: str = "") -> Affiliation:
    """Somebody starts in another job: the one they had ends that day, and this one becomes theirs."""
    authorise(actor, Do.EDIT_DIRECTORY)
    person = held(visible_to(actor, Person), person_id)
    party = _party(actor, party_id)
    if since > clock.today():
        raise Invalid("since", "day_in_future")
    _end_job(person, filling.day("since", since))
    begun = Affiliation(network_id=actor.network_id, person=person, party=party, since=since)
    begun.role = filling.line("role", role)
    begun.save()
    person.party, person.function = party, begun.role
    person.save()
    facts_changed(actor.network_id)
    return begun


@transaction.atomic
def add(actor: Actor, person_id: UUID, given: Mapping[str, Any]) -> Affiliation:
    """A job of before, or one beside the main one: `party` (id), `role`, `since`, `until`."""
    authorise(actor, Do.EDIT_DIRECTORY)
    person = held(visible_to(actor, Person), person_id)
    row = Affiliation(network_id=actor.network_id, person=person)
    _put(row, _values(actor, given))
    if row.party_id is None:
        raise Invalid("party", "unknown_party")
    row.save()
    if person.party_id is None and _is_running(row):
        _make_main(person, row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def change(actor: Actor, affiliation_id: UUID, given: Mapping[str, Any], *, seen: str) -> Affiliation:
    """Put an affiliation right. Where the main one ends, another that runs takes its place."""
    authorise(actor, Do.EDIT_DIRECTORY)
    row = held(visible_to(actor, Affiliation), affiliation_id)
    values = _values(actor, given)
    unchanged_since(row, seen, values)
    was_main = _is_main(row)
    _put(row, values)
    row.save()
    if was_main:
        _settle(row.person, row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def remove(actor: Actor, affiliation_id: UUID) -> None:
    """Take out what never was so."""
    authorise(actor, Do.EDIT_DIRECTORY)
    row = held(visible_to(actor, Affiliation), affiliation_id)
    was_main, person = _is_main(row), row.person
    row.delete()
    if was_main:
        _settle(person, None)
    facts_changed(actor.network_id)


def begin(person: Person) -> None:
    """The history of somebody who was just added starts with the party they came with."""
    if person.party_id is not None:
        _of_main(person, since=person.joined_on).save()


def mend(person: Person, *, instead_of: UUID | None) -> None:
    """The party was a mistake: what runs under the wrong one runs under the right one."""
    wrong = _running(person).filter(party=instead_of)
    if person.party_id is None:
        wrong.delete()
    elif not wrong.update(party=person.party_id, changed_at=clock.now()):
        begin(person)


def _of_main(person: Person, *, since: date | None = None, until: date | None = None) -> Affiliation:
    return Affiliation(
        network_id=person.network_id,
        person=person,
        party=person.party,
        role=person.function,
        since=since,
        until=until,
    )


def _running(person: Person) -> Any:
    rows = Affiliation.objects.of(person.network_id).filter(person=person)
    return rows.filter(Q(until=None) | Q(until__gt=clock.today()))


def _is_running(row: Affiliation) -> bool:
    return row.until is None or row.until > clock.today()


def _is_main(row: Affiliation) -> bool:
    return row.party_id == row.person.party_id and _is_running(row)


def _end_job(person: Person, on: date | None) -> None:
    """End what runs with the main party; what never was written down becomes history now."""
    if person.party_id is None:
        return
    running = list(_running(person).filter(party=person.party_id))
    for row in running:
        if on and row.since and on < row.since:
            raise Invalid("since", "before_the_job_before")
        row.until = on
        row.save()
    if not running:
        _of_main(person, until=on).save()


def _settle(person: Person, row: Affiliation | None) -> None:
    """What is the main party now that this affiliation changed or went."""
    if row is None or not _is_running(row):
        row = _running(person).order_by(F("since").desc(nulls_last=True)).first()
    _make_main(person, row)


def _make_main(person: Person, row: Affiliation | None) -> None:
    person.party_id = row.party_id if row else None
    person.function = row.role if row else ""
    person.save()


def _values(actor: Actor, given: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "party" in given:
        values["party_id"] = _party(actor, given["party"]).pk
    if "role" in given:
        values["role"] = filling.line("role", given["role"])
    values |= {column: filling.day(column, given[column]) for column in ("since", "until") if column in given}
    return values


def _put(row: Affiliation, values: Mapping[str, Any]) -> None:
    for column, value in values.items():
        setattr(row, column, value)
    if row.since and row.until and row.until < row.since:
        raise Invalid("until", "ends_before_it_begins")


def _party(actor: Actor, party_id: UUID | None) -> Party:
    try:
        if party_id is None:
            raise NotFound
        return queries.party(actor, party_id)
    except NotFound as missing:
        raise Invalid("party", "unknown_party") from missing
