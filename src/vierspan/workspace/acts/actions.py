import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts import queries
from vierspan.workspace.acts.guess import Guess, guess, likely_kinds
from vierspan.workspace.acts.models import EXISTENCE_ONLY, Act, LastChange
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy

UNDO_WITHIN = timedelta(minutes=10)
LONGEST_NOTE = 2000


def record(actor: Actor, kind: str, **about: Any) -> Act:
    """Write down what the actor did; called by the action that did it, inside its transaction."""
    act = Act(
        network_id=actor.network_id,
        kind=kind,
        noted_by_id=actor.user_id,
        **{"person": actor.person_id, "done_on": clock.today(), **about},
    )
    act.save()
    facts_changed(actor.network_id)
    return act


def record_by_link(network_id: uuid.UUID, kind: str, **about: Any) -> Act:
    """The same for who comes by a personal link, without an account."""
    act = Act(network_id=network_id, kind=kind, **{"done_on": clock.today(), **about})
    act.save()
    facts_changed(network_id)
    return act


def record_existence(actor: Actor, kind: str) -> None:
    """Write down that somebody did a thing in confidence: with whom and about what is nowhere."""
    record_existence_of(actor.network_id, kind, actor.person_id)


def record_existence_of(network_id: uuid.UUID, kind: str, person_id: uuid.UUID | None) -> None:
    """The same for who comes by a personal link, without an account."""
    if kind not in EXISTENCE_ONLY:
        raise ValueError(kind)
    Act(network_id=network_id, kind=kind, person=person_id, done_on=clock.today()).save()
    facts_changed(network_id)


@transaction.atomic
def note(
    actor: Actor,
    text: str,
    *,
    orientation: str = "",
    done_on: date | None = None,
    party: uuid.UUID | None = None,
    touched: Iterable[uuid.UUID] = (),
) -> Act:
    """Note in plain words something done outside the workspace; its kind is guessed unless the orientation is given."""
    authorise(actor, Do.NOTE_ACT)
    text = _noted(text)
    seen = _meant(text, orientation)
    return record(
        actor,
        seen.kind,
        orientation=seen.orientation,
        note=text,
        done_on=_past(done_on),
        party=party,
        touched=[str(each) for each in touched],
    )


@transaction.atomic
def say_which(actor: Actor, act_id: uuid.UUID, orientation: str) -> Act:
    """Put the guessed orientation of a fresh note right: the note is withdrawn and noted anew."""
    act = _own_fresh_note(actor, act_id)
    seen = _meant(act.note, orientation)
    _withdraw(act)
    again = Act(
        network_id=act.network_id,
        kind=seen.kind,
        orientation=seen.orientation,
        person=act.person,
        party=act.party,
        done_on=act.done_on,
        touched=act.touched,
        note=act.note,
        noted_by_id=act.noted_by_id,
        created_at=act.created_at,
    )
    again.save()
    facts_changed(act.network_id)
    return again


@transaction.atomic
def undo(actor: Actor, act_id: uuid.UUID) -> str:
    """Take back a fresh note; returns its words, so that they can be noted better."""
    act = _own_fresh_note(actor, act_id)
    _withdraw(act)
    facts_changed(act.network_id)
    return act.note


def take_back(actor: Actor, act_id: uuid.UUID | None) -> None:
    """What the act stood for was put right or is gone; called by the action that did it, inside its transaction."""
    if act_id is not None:
        Act.objects.of(actor.network_id).filter(pk=act_id).withdraw()
    facts_changed(actor.network_id)


def facts_changed(network_id: uuid.UUID) -> None:
    """What was computed of this network before now is stale."""
    LastChange.objects.of(network_id).delete()
    LastChange(network_id=network_id, at=clock.now()).save()


def _own_fresh_note(actor: Actor, act_id: uuid.UUID) -> Act:
    act = queries.act(actor, act_id)
    authorise(actor, Do.UNDO_ACT, owner_id=act.noted_by_id)
    if act.noted_by_id is None or clock.now() - act.created_at > UNDO_WITHIN:
        raise Conflict
    return act


def _withdraw(act: Act) -> None:
    Act.objects.of(act.network_id).filter(pk=act.pk).withdraw()


def _noted(text: str) -> str:
    text = tidy(text)
    if not text:
        raise Invalid("text", "note_empty")
    if len(text) > LONGEST_NOTE:
        raise Invalid("text", "note_too_long")
    return text


def _past(done_on: date | None) -> date:
    if done_on is not None and done_on > clock.today():
        raise Invalid("done_on", "day_in_future")
    return done_on or clock.today()


def _meant(text: str, orientation: str) -> Guess:
    seen = guess(text)
    if not orientation or seen.orientation == orientation:
        return seen
    if orientation not in likely_kinds():
        raise Invalid("orientation", "unknown_orientation")
    return likely_kinds()[orientation]
