"""The log of contacts: written in ten seconds, put right, taken out and put back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory import filling
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.horizon.models import CONTACT_KINDS, Contact
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.models import Story, TakenOut

KEPT, SPOKE, BROUGHT = "contact.kept", "network.represented", "insight.brought_back"
UNDO_WITHIN = timedelta(days=1)
CARRIED = ("external_id", "extra", "outside", "kind", "outward", "subject", "rhythm_days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """With whom, what about, how, when and by whom; and what was brought back of it, and where."""

    outside: str
    subject: str = ""
    kind: str = "meeting"
    held_on: date | None = None
    person: UUID | None = None
    party: UUID | None = None
    outward: bool = False
    brought_back_on: date | None = None
    brought_to: UUID | None = None
    insight: str = ""


@transaction.atomic
def log(actor: Actor, told: Told) -> Contact:
    """Write it down; it counts as an act of who had the contact."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Contact(network_id=actor.network_id, **_fit(actor, told))
    meant = queries.meant_by(actor, row.outside)
    if meant:
        row.outside, row.rhythm_days = meant.name, meant.rhythm_days
    row.save()
    Story(network_id=actor.network_id, contact=row, noted_by_id=actor.user_id, **_told_home(told)).save()
    _count(actor, row)
    return row


@transaction.atomic
def change(actor: Actor, contact_id: UUID, told: Told, *, seen: str) -> Contact:
    row = _theirs(actor, contact_id)
    values = _fit(actor, told)
    unchanged_since(row, seen, values)
    for column, value in values.items():
        setattr(row, column, value)
    row.save()
    _keep_story(actor, row, _told_home(told))
    _count_anew(actor, row)
    return row


@transaction.atomic
def bring_back(actor: Actor, contact_id: UUID, *, insight: str, on: date | None = None, to: UUID | None = None) -> None:
    """What came of it was told in the network: when, and in which gathering."""
    row = _theirs(actor, contact_id)
    day = on or clock.today()
    if day > clock.today():
        raise Invalid("brought_back_on", "day_in_future")
    row.brought_back_on = day
    row.save()
    _keep_story(actor, row, {"insight": filling.words("insight", insight), "brought_to": to})
    _count_anew(actor, row)


@transaction.atomic
def remove(actor: Actor, contact_id: UUID) -> None:
    """Out of the log, with the acts that stood for it; for a day it can be put back."""
    row = _theirs(actor, contact_id)
    TakenOut.objects.of(actor.network_id).filter(taken_at__lt=clock.now() - UNDO_WITHIN).delete()
    kept = TakenOut(network_id=actor.network_id, id=row.pk, columns=_columns(actor, row), taken_at=clock.now())
    kept.taken_by_id = actor.user_id
    kept.save()
    _uncount(actor, row.pk)
    Contact.objects.of(actor.network_id).filter(pk=row.pk).delete()
    facts_changed(actor.network_id)


@transaction.atomic
def restore(actor: Actor, contact_id: UUID) -> Contact:
    """Put it back as it was; only who took it out may, and within a day."""
    authorise(actor, Do.EDIT_ROOMS)
    kept = TakenOut.objects.of(actor.network_id).filter(pk=contact_id, taken_by=actor.user_id).first()
    if kept is None:
        raise NotFound
    if clock.now() - kept.taken_at > UNDO_WITHIN:
        raise Conflict
    row = _put_back(actor, kept)
    TakenOut.objects.of(actor.network_id).filter(pk=kept.pk).delete()
    _count(actor, row)
    return row


def _theirs(actor: Actor, contact_id: UUID) -> Contact:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Contact.objects.visible_to(actor), contact_id)
    if not queries.may_change_contact(actor, row):
        raise NotAllowed("needs_lead_or_owner")
    return row


def _fit(actor: Actor, told: Told) -> dict[str, Any]:
    outside = filling.line("outside", told.outside)
    if not outside:
        raise Invalid("outside", "needs_a_name")
    if told.kind not in CONTACT_KINDS:
        raise Invalid("kind", "unknown_choice")
    held_on = told.held_on or clock.today()
    if held_on > clock.today():
        raise Invalid("held_on", "day_in_future")
    if told.brought_back_on and not held_on <= told.brought_back_on <= clock.today():
        raise Invalid("brought_back_on", "day_in_future" if told.brought_back_on > held_on else "ends_before_it_begins")
    return {
        "outside": outside,
        "subject": filling.line("subject", told.subject),
        "kind": told.kind,
        "held_on": held_on,
        "outward": told.outward,
        "brought_back_on": told.brought_back_on,
        **_by_whom(actor, told),
    }


def _by_whom(actor: Actor, told: Told) -> dict[str, UUID | None]:
    """Who had the contact, and their party unless another is named."""
    person = Person.objects.visible_to(actor).filter(pk=told.person).first() if told.person else None
    if told.person and person is None:
        raise Invalid("person", "nobody_by_that_name")
    party = told.party or (person.party_id if person else None)
    if party and not Party.objects.visible_to(actor).filter(pk=party).exists():
        raise Invalid("party", "unknown_party")
    return {"person_id": person.pk if person else None, "party_id": party}


def _told_home(told: Told) -> dict[str, Any]:
    brought = told.brought_back_on is not None
    return {
        "insight": filling.words("insight", told.insight) if brought else "",
        "brought_to": told.brought_to if brought else None,
    }


def _keep_story(actor: Actor, row: Contact, values: Mapping[str, Any]) -> None:
    """A contact that came in with the records has no story yet."""
    found = Story.objects.of(actor.network_id).filter(pk=row.pk).first() or Story(
        network_id=actor.network_id, contact=row
    )
    for column, value in values.items():
        setattr(found, column, value)
    found.save()


def _count(actor: Actor, row: Contact) -> None:
    about = {"person": row.person_id, "party": row.party_id, "subject": str(row.pk)}
    what = ": ".join(each for each in (row.outside, row.subject) if each)
    record(actor, SPOKE if row.outward else KEPT, done_on=row.held_on, note=what, **about)
    if row.brought_back_on:
        record(actor, BROUGHT, done_on=row.brought_back_on, note=what, **about)


def _uncount(actor: Actor, contact_id: UUID) -> None:
    told = Act.objects.of(actor.network_id).filter(subject=str(contact_id), kind__in=(KEPT, SPOKE, BROUGHT))
    told.withdraw()


def _count_anew(actor: Actor, row: Contact) -> None:
    _uncount(actor, row.pk)
    _count(actor, row)


def _columns(actor: Actor, row: Contact) -> dict[str, Any]:
    """All of it, as plain values."""
    told = queries.story(actor, row.pk)
    days = {key: getattr(row, key).isoformat() if getattr(row, key) else "" for key in ("held_on", "brought_back_on")}
    ids = {"person_id": row.person_id, "party_id": row.party_id, "brought_to": told.brought_to if told else None}
    return {
        **{key: getattr(row, key) for key in CARRIED},
        **days,
        **{key: str(value) if value else "" for key, value in ids.items()},
        "insight": told.insight if told else "",
        "noted_by": str(told.noted_by_id or "") if told else "",
    }


def _put_back(actor: Actor, kept: TakenOut) -> Contact:
    had = kept.columns
    who = Person.objects.visible_to(actor).filter(pk__in=filter(None, [had["person_id"]])).first()
    party = Party.objects.visible_to(actor).filter(pk__in=filter(None, [had["party_id"]])).first()
    days = {key: date.fromisoformat(had[key]) if had[key] else None for key in ("held_on", "brought_back_on")}
    row = Contact(network_id=actor.network_id, id=kept.pk, person=who, party=party, **days)
    for key in CARRIED:
        setattr(row, key, had[key])
    row.save(force_insert=True)
    told = Story(network_id=actor.network_id, contact=row, insight=had["insight"])
    told.brought_to = UUID(had["brought_to"]) if had["brought_to"] else None
    told.noted_by_id = UUID(had["noted_by"]) if had["noted_by"] else None
    told.save()
    return row
