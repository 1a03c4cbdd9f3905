"""What it takes, and who can bring it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.speaking import own_parties, speaks_for
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.horizon.opportunities.actions.held import held_open, partner_of, party_of
from vierspan.workspace.horizon.opportunities.models import REQUIRED, Apart, Bring, Requirement

MOST_REQUIRED = 40  # of one opportunity
MOST_PARTIES = 50  # that one requirement may ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    kind: str
    name: str
    is_must: bool = True
    parties: int = 1


@transaction.atomic
def require(actor: Actor, opportunity_id: UUID, given: Needed) -> Requirement:
    found = held_open(actor, opportunity_id)
    if Requirement.objects.of(found.network_id).filter(opportunity=found).count() >= MOST_REQUIRED:
        raise Invalid("name", "too_many")
    row = Requirement(network_id=found.network_id, opportunity=found)
    return _put(row, given)


@transaction.atomic
def change(actor: Actor, requirement_id: UUID, given: Needed, *, seen: str) -> Requirement:
    row = held(Requirement.objects.visible_to(actor), requirement_id)
    held_open(actor, row.opportunity_id)
    columns = {"kind": given.kind, "name": tidy(given.name), "is_must": given.is_must, "parties": given.parties}
    unchanged_since(row, seen, columns)
    return _put(row, given)


@transaction.atomic
def drop(actor: Actor, requirement_id: UUID) -> None:
    row = held(Requirement.objects.visible_to(actor), requirement_id)
    held_open(actor, row.opportunity_id)
    row.delete()
    facts_changed(actor.network_id)


def _put(row: Requirement, given: Needed) -> Requirement:
    name = tidy(given.name)
    if not name:
        raise Invalid("name", "say_what_it_is")
    if len(name) > 200:
        raise Invalid("name", "too_long")
    if given.kind not in REQUIRED:
        raise Invalid("kind", "unknown_choice")
    if not 1 <= given.parties <= MOST_PARTIES:
        raise Invalid("parties", "number_out_of_range")
    row.kind, row.name, row.is_must, row.parties = given.kind, name, given.is_must, given.parties
    row.save()
    facts_changed(row.network_id)
    return row


@transaction.atomic
def bring(actor: Actor, requirement_id: UUID, party_id: UUID) -> Bring:
    """A party can bring it. Said by one of its own people it is confirmed, said by another it waits for its word."""
    asked = held(Requirement.objects.visible_to(actor), requirement_id)
    held_open(actor, asked.opportunity_id)
    party = party_of(actor, party_id)
    rows = Bring.objects.of(asked.network_id)
    row = rows.filter(requirement=asked, party=party).first() or Bring(
        network_id=asked.network_id, requirement=asked, party=party, said_by_id=actor.person_id
    )
    if party.pk in own_parties(actor):
        row.confirmed, row.confirmed_on = True, clock.today()
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def say_it_can(actor: Actor, bring_id: UUID) -> Bring:
    """The party confirms that it can bring it."""
    return _said(actor, bring_id, can=True)


@transaction.atomic
def say_it_cannot(actor: Actor, bring_id: UUID) -> Bring:
    return _said(actor, bring_id, can=False)


def _said(actor: Actor, bring_id: UUID, *, can: bool) -> Bring:
    row = held(Bring.objects.visible_to(actor).select_related("requirement"), bring_id)
    held_open(actor, row.requirement.opportunity_id)
    speaks_for(actor, row.party_id)
    row.confirmed, row.confirmed_on = can, clock.today()
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def not_bring(actor: Actor, bring_id: UUID) -> None:
    """It was a slip: take it off."""
    row = held(Bring.objects.visible_to(actor).select_related("requirement"), bring_id)
    held_open(actor, row.requirement.opportunity_id)
    row.delete()
    facts_changed(actor.network_id)


@transaction.atomic
def fix(actor: Actor, opportunity_id: UUID, party_id: UUID) -> None:
    """This party is in it in any case."""
    found = held_open(actor, opportunity_id)
    row = partner_of(found, party_of(actor, party_id).pk)
    row.is_fixed = True
    row.save()
    facts_changed(actor.network_id)


@transaction.atomic
def unfix(actor: Actor, opportunity_id: UUID, party_id: UUID) -> None:
    found = held_open(actor, opportunity_id)
    row = partner_of(found, party_of(actor, party_id).pk)
    row.is_fixed = False
    row.save()
    facts_changed(actor.network_id)


@transaction.atomic
def keep_apart(actor: Actor, opportunity_id: UUID, one: UUID, other: UUID) -> Apart:
    """These two do not go together in this one."""
    found = held_open(actor, opportunity_id)
    if one == other:
        raise Invalid("other", "not_with_itself")
    first, second = sorted((party_of(actor, one).pk, party_of(actor, other).pk))
    rows = Apart.objects.of(found.network_id)
    row = rows.filter(opportunity=found, one=first, other=second).first()
    if row is None:
        row = Apart(network_id=found.network_id, opportunity=found, one_id=first, other_id=second)
        row.save()
        facts_changed(actor.network_id)
    return row


@transaction.atomic
def not_apart(actor: Actor, apart_id: UUID) -> None:
    row = held(Apart.objects.visible_to(actor), apart_id)
    held_open(actor, row.opportunity_id)
    row.delete()
    facts_changed(actor.network_id)
