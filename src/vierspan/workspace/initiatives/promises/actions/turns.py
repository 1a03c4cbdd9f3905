"""A commitment that is done, moves to another day, is called off, or is asked about."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives.actions.commitments import Promise, fill
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.promises import letters, queries
from vierspan.workspace.initiatives.promises.jobs import remind_in_time
from vierspan.workspace.initiatives.promises.models import Terms, Turn

LONGEST = 500
CALLS_A_DAY = 1


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says what became of it: somebody here, or who promised it, by the link in a letter."""

    network_id: UUID
    person_id: UUID | None
    actor: Actor | None = None

    @classmethod
    def of(cls, actor: Actor) -> "Speaker":
        return cls(actor.network_id, actor.person_id, actor)


@transaction.atomic
def change(actor: Actor, commitment_id: UUID, wish: Promise, *, seen: str) -> Commitment:
    """Put right what was written down. Another day is `move`: that keeps the day there was."""
    row = _changeable(actor, commitment_id)
    before = row.due_on
    fill(actor, Commitment(), wish)  # a slip is told before a difference with somebody else's text
    given = {
        "name": tidy(wish.what)[:LONGEST],
        "person_id": wish.person,
        "hours": wish.hours,
        "due_on": wish.due_on,
        "asked_by_id": wish.asked_by,
        "initiative_id": wish.initiative,
    }
    unchanged_since(row, seen, given)
    fill(actor, row, wish)
    row.save()
    terms = queries.terms_of(actor, row) or Terms(network_id=actor.network_id, commitment=row)
    terms.means, terms.reminds = tidy(wish.means), wish.reminds
    terms.save()
    if row.due_on != before:
        remind_in_time(row)
    facts_changed(actor.network_id)
    return row


def deliver(actor: Actor, commitment_id: UUID, *, on: date | None = None) -> Commitment:
    return delivered(Speaker.of(actor), _may_change(actor, commitment_id), on=on)


@transaction.atomic
def delivered(by: Speaker, commitment_id: UUID, *, on: date | None = None) -> Commitment:
    """It is done: today, or on the earlier day that is given."""
    row = _open(by, commitment_id)
    day = on or clock.today()
    if day > clock.today():
        raise Invalid("on", "day_in_future")
    row.delivered_on, row.state = day, "delivered"
    row.save()
    _turn(by, row, "delivered", on=day)
    about = {"person": row.person_id, "party_id": row.party_id}
    _act(by, "commitment.delivered", row, day=day, **about)
    return row


def move(actor: Actor, commitment_id: UUID, *, due_on: date, why: str) -> Commitment:
    return moved(Speaker.of(actor), _may_change(actor, commitment_id), due_on=due_on, why=why)


@transaction.atomic
def moved(by: Speaker, commitment_id: UUID, *, due_on: date, why: str) -> Commitment:
    """Another day, with the reason. Said before the day had passed it is renegotiated in time, else late."""
    row = _open(by, commitment_id)
    if not tidy(why):
        raise Invalid("why", "reason_missing")
    if due_on < clock.today():
        raise Invalid("due_on", "day_in_past")
    in_time = row.due_on is None or clock.today() <= row.due_on
    _turn(by, row, "moved", was_due=row.due_on, became_due=due_on, in_time=in_time, why=tidy(why)[:LONGEST])
    row.due_on, row.state = due_on, "open"
    row.save()
    remind_in_time(row)
    facts_changed(by.network_id)
    return row


def withdraw(actor: Actor, commitment_id: UUID, *, why: str) -> Commitment:
    return withdrawn(Speaker.of(actor), _may_change(actor, commitment_id), why=why)


@transaction.atomic
def withdrawn(by: Speaker, commitment_id: UUID, *, why: str) -> Commitment:
    """It will not be done; the reason stays with it."""
    row = _open(by, commitment_id)
    if not tidy(why):
        raise Invalid("why", "reason_missing")
    row.state = "withdrawn"
    row.save()
    _turn(by, row, "withdrawn", why=tidy(why)[:LONGEST])
    facts_changed(by.network_id)
    return row


@transaction.atomic
def reopen(actor: Actor, commitment_id: UUID) -> Commitment:
    """It was not done after all, or is not off: as it stood before."""
    row = _changeable(actor, commitment_id)
    if queries.is_open(row):
        raise Conflict(str(row.pk))
    Act.objects.of(actor.network_id).filter(kind="commitment.delivered", subject=str(row.pk)).withdraw()
    row.delivered_on, row.state = None, "open"
    row.save()
    _turn(Speaker.of(actor), row, "reopened")
    remind_in_time(row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def remove(actor: Actor, commitment_id: UUID) -> None:
    """Written down by mistake: gone, with its acts. What was promised and let go is withdrawn instead."""
    row = _changeable(actor, commitment_id)
    Act.objects.of(actor.network_id).filter(kind__startswith="commitment.", subject=str(row.pk)).withdraw()
    row.delete()
    facts_changed(actor.network_id)


@transaction.atomic
def call_to_account(actor: Actor, commitment_id: UUID, words: str) -> None:
    """Ask who promised it how it stands, by a letter that says who asks. Once a day: one asks, and does not nag."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Commitment.objects.visible_to(actor).select_related("person"), commitment_id)
    if not queries.may_call(actor, row) or row.person is None:
        raise NotAllowed("not_your_commitment")
    if not queries.is_open(row):
        raise Conflict(str(row.pk))
    if not row.person.email:
        raise Invalid("words", "no_address_known")
    called = Turn.objects.visible_to(actor).filter(commitment=row, kind="called", on=clock.today())
    if called.count() >= CALLS_A_DAY:
        raise Invalid("words", "asked_today")
    letters.ask_how_it_stands(row, row.person, actor, tidy(words)[:LONGEST])
    _turn(Speaker.of(actor), row, "called", why=tidy(words)[:LONGEST])
    touched = [str(row.person_id)]
    record(actor, "party.called_to_account", subject=str(row.pk), party=None, touched=touched)


def _may_change(actor: Actor, commitment_id: UUID) -> UUID:
    queries.must_change(actor, queries.commitment(actor, commitment_id))
    return commitment_id


def _changeable(actor: Actor, commitment_id: UUID) -> Commitment:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Commitment.objects.visible_to(actor), commitment_id)
    queries.must_change(actor, row)
    return row


def _open(by: Speaker, commitment_id: UUID) -> Commitment:
    row = held(Commitment.objects.of(by.network_id), commitment_id)
    if not queries.is_open(row):
        raise Conflict(str(row.pk))
    return row


def _turn(by: Speaker, row: Commitment, kind: str, **about: object) -> None:
    about = {"on": clock.today(), **about}
    Turn.objects.create(network_id=by.network_id, commitment=row, kind=kind, by_id=by.person_id, **about)


def _act(by: Speaker, kind: str, row: Commitment, *, day: date, person: UUID | None, party_id: UUID | None) -> None:
    """An act of who promised it, whoever wrote it down."""
    if person is None:
        facts_changed(by.network_id)
        return
    about = {"subject": str(row.pk), "person": person, "party": party_id, "done_on": day}
    if by.actor:
        record(by.actor, kind, **about)
    else:
        Act(network_id=by.network_id, kind=kind, **about).save()
        facts_changed(by.network_id)
