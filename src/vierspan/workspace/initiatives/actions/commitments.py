"""What a party or a person promises."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.promises.jobs import remind_in_time
from vierspan.workspace.initiatives.promises.models import Terms

LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Who does what, and by when. At least one of the two, a person or a party, does it."""

    what: str
    party: UUID | None = None
    person: UUID | None = None
    due_on: date | None = None
    initiative: UUID | None = None
    asked_by: UUID | None = None
    hours: float | None = None
    means: str = ""
    reminds: bool = True


@transaction.atomic
def promise(actor: Actor, wish: Promise) -> Commitment:
    """Write a promise down; it is an act of the person who makes it, and of who asked for it."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Commitment(network_id=actor.network_id, promised_on=clock.today(), state="open")
    fill(actor, row, wish)
    row.save()
    Terms.objects.create(
        network_id=actor.network_id,
        commitment=row,
        means=tidy(wish.means),
        made_by_id=actor.user_id,
        reminds=wish.reminds,
    )
    _note(actor, row)
    remind_in_time(row)
    return row


def fill(actor: Actor, row: Commitment, wish: Promise) -> None:
    """Put what is wished in the row, checked."""
    row.name = tidy(wish.what)[:LONGEST]
    if not row.name:
        raise Invalid("what", "needs_a_name")
    if wish.hours is not None and wish.hours < 0:
        raise Invalid("hours", "below_zero")
    row.person, row.party = _owners(actor, wish)
    row.asked_by = _person(actor, wish.asked_by, "asked_by") if wish.asked_by else None
    row.due_on, row.hours, row.initiative_id = wish.due_on, wish.hours, _known(actor, wish.initiative)


def _note(actor: Actor, row: Commitment) -> None:
    subject = str(row.pk)
    if row.person_id:
        record(actor, "commitment.made", subject=subject, person=row.person_id, party=row.party_id)
    if row.asked_by_id and row.asked_by_id != row.person_id:
        touched = [str(row.person_id)] if row.person_id else []
        record(actor, "commitment.asked", subject=subject, person=row.asked_by_id, touched=touched)
    facts_changed(actor.network_id)


def _owners(actor: Actor, wish: Promise) -> tuple[Person | None, Party | None]:
    person = _person(actor, wish.person, "who") if wish.person else None
    party = Party.objects.visible_to(actor).filter(pk=wish.party).first() if wish.party else None
    if wish.party and party is None:
        raise Invalid("who", "nobody_by_that_name")
    if person is None and party is None:
        raise Invalid("who", "needs_an_owner")
    return person, party or (person.party if person else None)


def _person(actor: Actor, person_id: UUID, field: str) -> Person:
    found = Person.objects.visible_to(actor).select_related("party").filter(pk=person_id).first()
    if found is None:
        raise Invalid(field, "nobody_by_that_name")
    return found


def _known(actor: Actor, initiative: UUID | None) -> UUID | None:
    if initiative and not Initiative.objects.visible_to(actor).filter(pk=initiative).exists():
        raise Invalid("initiative", "unknown_choice")
    return initiative
