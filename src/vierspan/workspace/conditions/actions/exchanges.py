"""Give and get, written down in ten seconds and confirmed by who got it."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions import giving
from vierspan.workspace.conditions.models import EXCHANGE_UNITS, Exchange
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.speaking import own_parties, own_party, speaks_for
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST = 200
LARGEST = 1_000_000_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of a gift or an offer. No receiver means the whole network."""

    giver: uuid.UUID
    receiver: uuid.UUID | None = None
    what: str
    kind: str = ""
    value: float | None = None
    unit: str = "points"
    given_on: date | None = None

    def columns(self) -> dict[str, Any]:
        told = asdict(self)
        return {**{f"{key}_id": told.pop(key) for key in ("giver", "receiver")}, **told}


@transaction.atomic
def log(actor: Actor, told: Told) -> Exchange:
    """Write down what was given. Who writes for the receiver confirms it in the same breath."""
    told = _checked(actor, told)
    is_theirs = _is_for_giver(actor, told)
    row = Exchange(network_id=actor.network_id, state="given", **told.columns())
    if is_theirs:
        row.by_id = actor.person_id
    else:
        row.confirmed_on = clock.today()
    row.save()
    kind, party, other = ("exchange.given", told.giver, told.receiver)
    if not is_theirs:
        kind, party, other = ("exchange.confirmed", told.receiver or told.giver, told.giver)
    record(actor, kind, subject=str(row.pk), party=party, touched=_touched(other), done_on=row.given_on)
    return row


@transaction.atomic
def offer(actor: Actor, told: Told) -> Exchange:
    """What a party would gladly give, to one or to all."""
    told = _checked(actor, told)
    speaks_for(actor, told.giver)
    row = Exchange(network_id=actor.network_id, state="offered", by_id=actor.person_id, **told.columns())
    row.save()
    record(actor, "offer.made", subject=str(row.pk), party=told.giver, touched=_touched(told.receiver))
    return row


@transaction.atomic
def change(actor: Actor, exchange_id: uuid.UUID, told: Told, *, seen: str) -> Exchange:
    """Put it right. What the receiver confirmed was what stood there, so where that changes they are asked anew."""
    row = _own(actor, exchange_id)
    told = _checked(actor, told)
    speaks_for(actor, told.giver)
    given = told.columns()
    unchanged_since(row, seen, given)
    is_another = any(getattr(row, each) != given[each] for each in ("giver_id", "receiver_id", "value", "unit"))
    for column, value in given.items():
        setattr(row, column, value)
    if is_another:
        row.confirmed_on, row.disputed_on, row.dispute = None, None, ""
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def give(actor: Actor, exchange_id: uuid.UUID, receiver: uuid.UUID | None, *, value: float | None = None) -> Exchange:
    """An offer was taken up: from now on it is a gift, to whom it was given. A standing offer stays beside it."""
    row = _own(actor, exchange_id)
    if row.state != "offered":
        raise Conflict
    told = Told(
        giver=row.giver_id,
        receiver=receiver or row.receiver_id,
        what=row.what,
        kind=row.kind,
        value=row.value if value is None else value,
        unit=row.unit or "points",
    )
    return log(actor, told)


@transaction.atomic
def confirm(actor: Actor, exchange_id: uuid.UUID) -> Exchange:
    """Who got it says that it is so; then it counts."""
    row = _answerable(actor, exchange_id)
    row.confirmed_on, row.disputed_on, row.dispute = clock.today(), None, ""
    row.save()
    party = row.receiver_id or own_party(actor)
    record(actor, "exchange.confirmed", subject=str(row.pk), party=party, touched=_touched(row.giver_id))
    return row


@transaction.atomic
def see_otherwise(actor: Actor, exchange_id: uuid.UUID, *, why: str) -> Exchange:
    """Who got it remembers it another way. It does not count until the two agree."""
    row = _answerable(actor, exchange_id)
    why = tidy(why)
    if not why:
        raise Invalid("why", "reason_missing")
    row.disputed_on, row.dispute = clock.today(), why[:LONGEST]
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def remove(actor: Actor, exchange_id: uuid.UUID) -> None:
    """It never was, or the offer no longer stands."""
    row = _own(actor, exchange_id)
    Exchange.objects.visible_to(actor).filter(pk=row.pk).delete()
    facts_changed(actor.network_id)


def checked_words(told: str, field: str = "what") -> str:
    words = tidy(told)
    if not words:
        raise Invalid(field, "say_what_it_is")
    if len(words) > LONGEST:
        raise Invalid(field, "too_long")
    return words


def known_party(actor: Actor, party_id: uuid.UUID | None, field: str) -> None:
    if party_id is not None and not Party.objects.of(actor.network_id).filter(pk=party_id).exists():
        raise Invalid(field, "unknown_party")


def _checked(actor: Actor, told: Told) -> Told:
    authorise(actor, Do.EDIT_ROOMS)
    for field in ("giver", "receiver"):
        known_party(actor, getattr(told, field), field)
    if told.giver == told.receiver:
        raise Invalid("receiver", "given_to_itself")
    if told.unit not in EXCHANGE_UNITS:
        raise Invalid("amount", "unknown_choice")
    if told.value is not None and not 0 <= told.value <= LARGEST:
        raise Invalid("amount", "amount_too_large" if told.value > 0 else "below_zero")
    given_on = told.given_on or clock.today()
    if given_on > clock.today():
        raise Invalid("given_on", "day_in_future")
    changed = {"what": checked_words(told.what), "kind": tidy(told.kind)[:80], "given_on": given_on}
    return Told(**{**asdict(told), **changed})


def _is_for_giver(actor: Actor, told: Told) -> bool:
    """Whether the actor speaks for who gave, rather than for who got; NotAllowed where for neither."""
    mine = own_parties(actor)
    if told.giver in mine or told.receiver not in mine:
        speaks_for(actor, told.giver)
        return True
    return False


def _own(actor: Actor, exchange_id: uuid.UUID) -> Exchange:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Exchange.objects.visible_to(actor), exchange_id)
    if not giving.may_change(actor, row):
        raise NotAllowed("not_your_party")
    return row


def _answerable(actor: Actor, exchange_id: uuid.UUID) -> Exchange:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Exchange.objects.visible_to(actor), exchange_id)
    if row.state != "given" or row.confirmed_on:
        raise Conflict
    if not giving.may_confirm(actor, row):
        raise NotAllowed("not_your_party")
    return row


def _touched(party_id: uuid.UUID | None) -> list[str]:
    return [str(party_id)] if party_id else []
