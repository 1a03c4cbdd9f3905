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

LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Who does what, and by when. At least one of the two, a person or a party, does it."""

    what: str
    party: UUID | None = None
    person: UUID | None = None
    due_on: date | None = None
    initiative: UUID | None = None


@transaction.atomic
def promise(actor: Actor, wish: Promise) -> Commitment:
    """Write a promise down; it is an act of the person who makes it."""
    authorise(actor, Do.EDIT_ROOMS)
    what = tidy(wish.what)[:LONGEST]
    if not what:
        raise Invalid("what", "needs_a_name")
    person, party = _owners(actor, wish)
    row = Commitment(network_id=actor.network_id, name=what, person=person, party=party, due_on=wish.due_on)
    row.promised_on, row.state, row.initiative_id = clock.today(), "open", _known(actor, wish.initiative)
    row.save()
    if person:
        record(actor, "commitment.made", subject=str(row.pk), person=person.pk, party=party.pk if party else None)
    facts_changed(actor.network_id)
    return row


def _owners(actor: Actor, wish: Promise) -> tuple[Person | None, Party | None]:
    people, parties = Person.objects.visible_to(actor).select_related("party"), Party.objects.visible_to(actor)
    person = people.filter(pk=wish.person).first() if wish.person else None
    party = parties.filter(pk=wish.party).first() if wish.party else None
    if (wish.person and person is None) or (wish.party and party is None):
        raise Invalid("who", "nobody_by_that_name")
    if person is None and party is None:
        raise Invalid("who", "needs_an_owner")
    return person, party or (person.party if person else None)


def _known(actor: Actor, initiative: UUID | None) -> UUID | None:
    if initiative and not Initiative.objects.visible_to(actor).filter(pk=initiative).exists():
        raise Invalid("initiative", "unknown_choice")
    return initiative
