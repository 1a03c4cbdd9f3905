"""Through whom one comes in: asking somebody who knows a party, their word, and the introduction itself."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Introduction, Person
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.opportunities import letters
from vierspan.workspace.horizon.opportunities.actions.held import held_open, partner_of, party_of
from vierspan.workspace.horizon.opportunities.models import Door

PURPOSE = "door"  # of the personal links


@transaction.atomic
def ask(actor: Actor, opportunity_id: UUID, party_id: UUID, introducer: UUID) -> Door:
    """Ask somebody whether they are willing to introduce; they get a letter where they have an address."""
    found = held_open(actor, opportunity_id)
    party = party_of(actor, party_id)
    who = Person.objects.visible_to(actor).filter(pk=introducer).first()
    if who is None:
        raise Invalid("introducer", "nobody_by_that_name")
    rows = Door.objects.of(found.network_id).filter(opportunity=found, party=party, introducer=who)
    if standing := rows.first():
        return standing
    row = Door(network_id=found.network_id, opportunity=found, party=party, introducer=who)
    row.asked_by_id, row.asked_on = actor.person_id, clock.today()
    row.willing = True if who.pk == actor.person_id else None
    row.save()
    if row.willing is None and who.email:
        letters.ask_for_introduction(row, keys.made(found.network_id, PURPOSE, row.pk, person=who))
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def say_willing(actor: Actor, door_id: UUID) -> Door:
    """The introducer says so, or a leader who heard it."""
    return _said(actor, door_id, willing=True)


@transaction.atomic
def say_unwilling(actor: Actor, door_id: UUID) -> Door:
    return _said(actor, door_id, willing=False)


def _said(actor: Actor, door_id: UUID, *, willing: bool) -> Door:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Door.objects.visible_to(actor), door_id)
    if not (actor.owns(row.introducer_id) or actor.role.name == "LEAD"):
        raise NotAllowed("needs_lead_or_owner")
    row.willing = willing
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def answer(link: Link, said: str) -> Door:
    """What the introducer says behind the link of their letter."""
    row = asked_by(link)
    if said not in ("yes", "no"):
        raise Invalid("said", "say_yes_or_no")
    row.willing = said == "yes"
    row.save()
    facts_changed(row.network_id)
    return row


def asked_by(link: Link) -> Door:
    rows = Door.objects.of(link.network_id).filter(pk=link.subject)
    found = rows.select_related("opportunity", "party", "introducer", "asked_by", "network").first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def introduced(actor: Actor, door_id: UUID) -> Introduction:
    """They met: it stands as an introduction, made by the introducer, and the party joined through them."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Door.objects.visible_to(actor), door_id)
    if row.made_on or row.willing is False:
        raise Conflict
    found = held_open(actor, row.opportunity_id)
    row.willing, row.made_on = True, clock.today()
    row.save()
    partner = partner_of(found, row.party_id)
    partner.through_id = row.introducer_id
    partner.save()
    made = Introduction(network_id=row.network_id, introducer_id=row.introducer_id, newcomer=row.party_id)
    made.met, made.made_on = row.asked_by_id or actor.person_id, clock.today()
    made.save()
    touched = [str(each) for each in (made.newcomer, made.met) if each]
    record(actor, "introduction.made", subject=str(made.pk), person=row.introducer_id, touched=touched)
    return made
