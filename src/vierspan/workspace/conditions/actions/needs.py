"""What parties need, and bringing them together with who offers it."""

import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.accounts.letters import post
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions import giving
from vierspan.workspace.conditions.actions.exchanges import checked_words, known_party
from vierspan.workspace.conditions.models import Exchange, Need
from vierspan.workspace.directory.models import Introduction, Person
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.networks.models import Network

LETTERS_A_PARTY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    party: uuid.UUID
    what: str
    kind: str = ""
    until: date | None = None


@transaction.atomic
def ask(actor: Actor, asked: Asked) -> Need:
    """Write down what a party would like to get."""
    asked = _checked(actor, asked)
    row = Need(network_id=actor.network_id, since=clock.today(), by_id=actor.person_id, **_columns(asked))
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def change(actor: Actor, need_id: uuid.UUID, asked: Asked, *, seen: str) -> Need:
    row = _own(actor, need_id)
    given = _columns(_checked(actor, asked))
    unchanged_since(row, seen, given)
    for column, value in given.items():
        setattr(row, column, value)
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def met(actor: Actor, need_id: uuid.UUID) -> Need:
    """It is there."""
    row = _own(actor, need_id)
    if row.met_on:
        raise Conflict
    row.met_on = clock.today()
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def still_needed(actor: Actor, need_id: uuid.UUID) -> Need:
    """Not met after all."""
    row = _own(actor, need_id)
    row.met_on = None
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def remove(actor: Actor, need_id: uuid.UUID) -> None:
    row = _own(actor, need_id)
    Need.objects.visible_to(actor).filter(pk=row.pk).delete()
    facts_changed(actor.network_id)


@transaction.atomic
def introduce(actor: Actor, offer_id: uuid.UUID, need_id: uuid.UUID) -> Introduction:
    """Bring who needs something together with who offers it; both get a mail."""
    authorise(actor, Do.EDIT_ROOMS)
    offer, need = giving.exchange(actor, offer_id), giving.need(actor, need_id)
    if actor.person_id is None:
        raise Invalid("introducer", "nobody_to_name_you")
    if offer.state != "offered":
        raise NotFound
    if offer.giver_id == need.party_id:
        raise Invalid("receiver", "given_to_itself")
    if giving.are_introduced(actor, need.party_id, offer.giver_id):
        raise Conflict
    made = Introduction(
        network_id=actor.network_id,
        introducer_id=actor.person_id,
        newcomer=need.party_id,
        met=offer.giver_id,
        made_on=clock.today(),
        welcomed=False,
    )
    made.save()
    both = [str(need.party_id), str(offer.giver_id)]
    record(actor, "introduction.made", subject=str(made.pk), touched=both)
    _write_both(made, offer, need)
    return made


def _write_both(made: Introduction, offer: Exchange, need: Need) -> None:
    network = Network.objects.get(pk=made.network_id)
    introducer = made.introducer.name
    link = f"{settings.BASE_URL}{reverse('web:matches', args=[network.slug])}"
    with translation.override(network.language):
        subject = _("%(one)s and %(other)s: you may have something for each other") % {
            "one": need.party.name,
            "other": offer.giver.name,
        }
        body = _(
            "%(introducer)s of %(network)s brings you together.\n\n%(one)s needs: %(need)s\n"
            "%(other)s offers: %(offer)s\n\nWould you get in touch? More stands here:\n%(link)s\n"
        ) % {
            "introducer": introducer,
            "network": network.name,
            "one": need.party.name,
            "need": need.what,
            "other": offer.giver.name,
            "offer": offer.what,
            "link": link,
        }
        for address in dict.fromkeys([*_addresses(need.party_id, need.by), *_addresses(offer.giver_id, offer.by)]):
            post(address, subject, body)


def _addresses(party_id: uuid.UUID, first: Person | None) -> Iterator[str]:
    """Who asked or offered, where they can be reached and still are of the party; else the first few of its people."""
    if first and first.email and first.party_id == party_id:
        yield first.email
        return
    people = Person.objects.filter(party=party_id, left_on=None).exclude(email="").order_by("ring", "name")
    yield from people.values_list("email", flat=True)[:LETTERS_A_PARTY]


def _checked(actor: Actor, asked: Asked) -> Asked:
    authorise(actor, Do.EDIT_ROOMS)
    known_party(actor, asked.party, "party")
    speaks_for(actor, asked.party)
    if asked.until and asked.until < clock.today():
        raise Invalid("until", "day_not_in_future")
    return Asked(**{**asdict(asked), "what": checked_words(asked.what), "kind": tidy(asked.kind)[:80]})


def _columns(asked: Asked) -> dict[str, object]:
    return {"party_id": asked.party, "what": asked.what, "kind": asked.kind, "until": asked.until}


def _own(actor: Actor, need_id: uuid.UUID) -> Need:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Need.objects.visible_to(actor), need_id)
    speaks_for(actor, row.party_id)
    return row
