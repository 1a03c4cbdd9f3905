"""Closing an initiative, with what becomes of each thing that is still open; opening it again; thanks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.initiatives.deciding.actions import closing as deciding
from vierspan.workspace.initiatives.deciding.actions import running
from vierspan.workspace.initiatives.models import Decision, Step
from vierspan.workspace.initiatives.promises.actions import turns as promises
from vierspan.workspace.initiatives.starting import letters, queries
from vierspan.workspace.initiatives.starting.actions.beginning import charter_of
from vierspan.workspace.initiatives.starting.actions.starting import several_lines
from vierspan.workspace.initiatives.starting.actions.steering import run_by
from vierspan.workspace.initiatives.starting.models import ENDS, Ending, Thanks, Turn

FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class End:
    """What becomes of one thing: it is done, handed over to another initiative, let go, or stays open."""

    how: str
    towards: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How it ends: finished or stopped, what goes back to the network, and what becomes of what is open, by row."""

    state: str = FINISHED
    returns: str = ""
    reason: str = ""
    ends: Mapping[UUID, End] = field(default_factory=dict)


@transaction.atomic
def close(actor: Actor, initiative_id: UUID, closing: Closing) -> Initiative:
    """Close it. Everything still open must have an end. The rights to what is open are those of each thing itself."""
    row = run_by(actor, initiative_id)
    if row.state in queries.CLOSED:
        raise Conflict(str(row.pk))
    if closing.state not in queries.CLOSED:
        raise Invalid("state", "unknown_choice")
    reason = several_lines(closing.reason, "reason")
    if closing.state != FINISHED and not reason:
        raise Invalid("reason", "reason_missing")
    charter = charter_of(row)
    charter.returns = several_lines(closing.returns, "returns")
    charter.save()
    _end_all(actor, row, closing)
    _turn(actor, row, closing.state, reason)
    return row


@transaction.atomic
def open_again(actor: Actor, initiative_id: UUID, *, reason: str) -> Initiative:
    """It is under way again. What was handed over or let go stays as it is."""
    row = run_by(actor, initiative_id)
    if row.state not in queries.CLOSED:
        raise Conflict(str(row.pk))
    reason = several_lines(reason, "reason")
    if not reason:
        raise Invalid("reason", "reason_missing")
    _turn(actor, row, "active", reason)
    return row


@transaction.atomic
def thank(actor: Actor, initiative_id: UUID, people: Iterable[UUID], words: str) -> int:
    """A letter to each of these at the table; how many letters go out. Nobody is thanked twice a day."""
    row = run_by(actor, initiative_id)
    words = several_lines(words, "words")
    if not words:
        raise Invalid("words", "say_what_it_is")
    today = Thanks.objects.of(actor.network_id).filter(initiative=row, sent_on=clock.today())
    there = {each.person_id for each in queries.at_table(actor, row) if each.person_id}
    wanted = (there & set(people)) - set(today.values_list("person", flat=True))
    sender = Person.objects.visible_to(actor).filter(pk=actor.person_id).first() if actor.person_id else None
    found = list(Person.objects.visible_to(actor).filter(pk__in=wanted).exclude(email=""))
    if not found:
        raise Invalid("people", "choose_somebody")
    for person in found:
        letters.thank(row, person, sender, words)
        Thanks.objects.create(network_id=actor.network_id, initiative=row, person=person, sent_on=clock.today())
    return len(found)


def _end_all(actor: Actor, row: Initiative, closing: Closing) -> None:
    found = queries.still_open(actor, row)
    tables: tuple[tuple[str, list[Any]], ...] = (
        ("commitments", found.commitments),
        ("decisions", found.decisions),
        ("steps", found.steps),
    )
    for table, things in tables:
        for thing in things:
            end = closing.ends.get(thing.pk)
            if end is None or end.how not in ENDS:
                raise Invalid(str(thing.pk), "say_what_becomes")
            _end(actor, row, table, thing, end)


def _end(actor: Actor, row: Initiative, table: str, thing: Any, end: End) -> None:
    towards = _towards(actor, row, thing, end)
    Ending.objects.create(
        network_id=actor.network_id,
        initiative=row,
        table=table,
        subject=thing.pk,
        name=thing.name,
        how=end.how,
        towards=towards,
        ended_on=clock.today(),
    )
    if end.how == "handed_over":
        _hand_over(actor, table, thing, towards)
    elif end.how != "left_open":
        ENDING[table](actor, thing, end.how)


def _hand_over(actor: Actor, table: str, thing: Any, towards: Initiative | None) -> None:
    thing.initiative = towards
    if table == "steps":
        thing.after = []  # what it came after stays behind
    thing.save()
    if table == "decisions":
        running.follow(actor, thing.pk, towards)


def _towards(actor: Actor, row: Initiative, thing: Any, end: End) -> Initiative | None:
    if end.how != "handed_over":
        return None
    found = Initiative.objects.visible_to(actor).filter(pk=end.towards or row.pk).exclude(pk=row.pk).first()
    if found is None or found.state in queries.CLOSED:
        raise Invalid(str(thing.pk), "say_to_which")
    return found


def _end_commitment(actor: Actor, thing: Any, how: str) -> None:
    if how == "done":
        promises.deliver(actor, thing.pk)
    else:
        promises.withdraw(actor, thing.pk, why=thing.initiative.name)


def _end_decision(actor: Actor, thing: Decision, how: str) -> None:
    """A question that is let go is called off, and everybody with a voice hears it; one that was answered is closed on
    its own page. One that was recorded has no voices: it is postponed."""
    if how == "done":
        raise Invalid(str(thing.pk), "decide_there")
    with translation.override(thing.network.language):  # everybody reads it
        why = _("%(name)s was closed.") % {"name": thing.initiative.name if thing.initiative else ""}
    if deciding.let_go(actor, thing.pk, why):
        return
    thing.closed_on, thing.outcome, thing.closer_id = clock.today(), "postponed", actor.person_id
    thing.save()


def _end_step(actor: Actor, thing: Step, how: str) -> None:
    """One that is let go leaves the plan; its name stays with the close."""
    if how == "done":
        thing.done_on = clock.today()
        thing.save()
    else:
        thing.delete()


ENDING = {"commitments": _end_commitment, "decisions": _end_decision, "steps": _end_step}


def _turn(actor: Actor, row: Initiative, state: str, reason: str) -> None:
    Turn.objects.create(
        network_id=actor.network_id,
        initiative=row,
        what="state",
        before=row.state,
        after=state,
        reason=reason,
        turned_on=clock.today(),
        person_id=actor.person_id,
    )
    row.state, row.ended_on = state, clock.today() if state in queries.CLOSED else None
    row.save()
    facts_changed(actor.network_id)
