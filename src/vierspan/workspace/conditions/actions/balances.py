"""How give and get is weighed: the network's kinds and key, imbalances it accepts, and how it feels to a party."""

import uuid
from datetime import date, timedelta

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions import giving
from vierspan.workspace.conditions.actions.exchanges import known_party
from vierspan.workspace.conditions.models import (
    EXCHANGE_UNITS,
    AcceptedImbalance,
    Exchange,
    ExchangeKind,
    FeltBalance,
    Need,
    UnitKey,
)
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST_NAME, LONGEST_ABOUT = 80, 300
LONGEST_ACCEPTED = timedelta(days=731)
LARGEST_RATE = 10_000.0


@transaction.atomic
def set_key(actor: Actor, unit: str, points: float | None) -> None:
    """How many points one hour or one euro is; None: these are no longer added to points."""
    authorise(actor, Do.SET_UP_CONDITIONS)
    if unit == "points" or unit not in EXCHANGE_UNITS:
        raise Invalid("unit", "unit_has_no_key")
    if points is not None and not 0 < points <= LARGEST_RATE:
        raise Invalid(unit, "above_zero")
    UnitKey.objects.visible_to(actor).filter(unit=unit).delete()
    if points is not None:
        UnitKey(network_id=actor.network_id, unit=unit, points=points).save()
    facts_changed(actor.network_id)


@transaction.atomic
def add_kind(actor: Actor, *, name: str, about: str = "", unit: str = "") -> ExchangeKind:
    authorise(actor, Do.SET_UP_CONDITIONS)
    last = len(giving.kinds(actor))
    row = ExchangeKind(network_id=actor.network_id, place=last, **_kind(actor, name, about, unit))
    row.save()
    return row


@transaction.atomic
def change_kind(actor: Actor, kind_id: uuid.UUID, *, name: str, about: str = "", unit: str = "") -> ExchangeKind:
    """A new name goes to everything of that kind."""
    authorise(actor, Do.SET_UP_CONDITIONS)
    row = held(ExchangeKind.objects.visible_to(actor), kind_id)
    given = _kind(actor, name, about, unit, but=row.pk)
    if given["name"] != row.name:
        for model in (Exchange, Need):
            model.objects.visible_to(actor).filter(kind=row.name).update(kind=given["name"])
        facts_changed(actor.network_id)
    row.name, row.about, row.unit = given["name"], given["about"], given["unit"]
    row.save()
    return row


@transaction.atomic
def remove_kind(actor: Actor, kind_id: uuid.UUID) -> None:
    """No longer offered to choose; what was given keeps its word."""
    authorise(actor, Do.SET_UP_CONDITIONS)
    row = held(ExchangeKind.objects.visible_to(actor), kind_id)
    ExchangeKind.objects.visible_to(actor).filter(pk=row.pk).delete()


def _kind(actor: Actor, name: str, about: str, unit: str, but: uuid.UUID | None = None) -> dict[str, str]:
    name, about = tidy(name), tidy(about)
    if not name:
        raise Invalid("name", "needs_a_name")
    if len(name) > LONGEST_NAME or len(about) > LONGEST_ABOUT:
        raise Invalid("name" if len(name) > LONGEST_NAME else "about", "too_long")
    if unit and unit not in EXCHANGE_UNITS:
        raise Invalid("unit", "unknown_choice")
    others = (each for each in giving.kinds(actor) if each.pk != but)
    if any(each.name.casefold() == name.casefold() for each in others):
        raise Invalid("name", "name_taken")
    return {"name": name, "about": about, "unit": unit}


@transaction.atomic
def accept(actor: Actor, party: uuid.UUID, *, note: str, until: date | None) -> AcceptedImbalance:
    """The network knows that this party gives or gets more for a while; no handle speaks of it until that day."""
    authorise(actor, Do.SET_UP_CONDITIONS)
    known_party(actor, party, "party")
    row = AcceptedImbalance(
        network_id=actor.network_id,
        party_id=party,
        since=clock.today(),
        agreed_by_id=actor.person_id,
        **_agreed(note, until),
    )
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def change_accepted(
    actor: Actor, accepted_id: uuid.UUID, *, note: str, until: date | None, seen: str
) -> AcceptedImbalance:
    authorise(actor, Do.SET_UP_CONDITIONS)
    row = held(AcceptedImbalance.objects.visible_to(actor), accepted_id)
    given = _agreed(note, until)
    unchanged_since(row, seen, given)
    row.note, row.until = tidy(note), until
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def no_longer_accept(actor: Actor, accepted_id: uuid.UUID) -> AcceptedImbalance:
    """From today on it counts again; the agreement stays in the history."""
    authorise(actor, Do.SET_UP_CONDITIONS)
    row = held(AcceptedImbalance.objects.visible_to(actor), accepted_id)
    row.until = clock.today() - timedelta(days=1)
    row.save()
    facts_changed(actor.network_id)
    return row


def _agreed(note: str, until: date | None) -> dict[str, object]:
    words = tidy(note)
    if not words:
        raise Invalid("note", "reason_missing")
    if len(words) > LONGEST_ABOUT:
        raise Invalid("note", "too_long")
    if until is None or not clock.today() < until <= clock.today() + LONGEST_ACCEPTED:
        raise Invalid("until", "no_end_day")
    return {"note": words, "until": until}


@transaction.atomic
def feel(actor: Actor, party: uuid.UUID, *, gives: int, gets: int, shared: bool) -> FeltBalance:
    """What a party itself says, from 1 to 5; an answer of the same day is put right."""
    authorise(actor, Do.EDIT_ROOMS)
    known_party(actor, party, "party")
    speaks_for(actor, party)
    for field, value in (("gives", gives), ("gets", gets)):
        if value not in range(1, 6):
            raise Invalid(field, "one_to_five")
    FeltBalance.objects.visible_to(actor).filter(party=party, said_on=clock.today()).delete()
    row = FeltBalance(
        network_id=actor.network_id,
        party_id=party,
        gives=gives,
        gets=gets,
        said_on=clock.today(),
        said_by_id=actor.person_id,
        is_shared=shared,
    )
    row.save()
    return row
