"""Running an open question: who is asked and reminded, who steps aside, another day, another round."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.directory.versions import held
from vierspan.workspace.initiatives.deciding import jobs, letters, queries
from vierspan.workspace.initiatives.deciding.models import Amendment, Option, Question, Stand, Voice
from vierspan.workspace.initiatives.deciding.rules import WITH_ROUNDS
from vierspan.workspace.initiatives.models import Decision

LONGEST = 2000


@transaction.atomic
def remind(actor: Actor, question_id: UUID) -> int:
    """A letter to every voice that said nothing; at most one a day to each."""
    return jobs.remind_silent(own_open(actor, question_id))


@transaction.atomic
def ask(actor: Actor, question_id: UUID, voice_id: UUID, person_id: UUID) -> Person:
    """A letter with a link to somebody who speaks for this voice."""
    row = own_open(actor, question_id)
    voice = _voice(row, voice_id)
    person = Person.objects.visible_to(actor).filter(pk=person_id).first()
    if person is None:
        raise Invalid("who", "nobody_by_that_name")
    if not person.email:
        raise Invalid("who", "no_address_known")
    if voice.person_id and voice.person_id != person.pk:
        raise Invalid("who", "not_their_voice")
    letters.ask(row, voice, [person])
    return person


@transaction.atomic
def step_aside(actor: Actor, question_id: UUID, voice_id: UUID, interest: str) -> Voice:
    """Who has an interest of their own in it is not among the voices; which interest stands on record."""
    row = own_open(actor, question_id)
    voice = _voice(row, voice_id)
    if not tidy(interest):
        raise Invalid("interest", "reason_missing")
    voice.interest, voice.stepped_aside_on = tidy(interest)[:LONGEST], clock.today()
    voice.save()
    row.save()
    return voice


@transaction.atomic
def step_in(actor: Actor, question_id: UUID, voice_id: UUID) -> Voice:
    """That was a mistake: the voice counts again."""
    row = own_open(actor, question_id)
    voice = _voice(row, voice_id)
    voice.interest, voice.stepped_aside_on = "", None
    voice.save()
    row.save()
    return voice


@transaction.atomic
def move(actor: Actor, question_id: UUID, due_on: date) -> Question:
    """Another last day; the rule and the voices stay as they are."""
    row = own_open(actor, question_id)
    if due_on < clock.today():
        raise Invalid("due_on", "day_in_past")
    row.due_on = due_on
    row.save()
    Decision.objects.of(actor.network_id).filter(pk=row.pk).update(due_on=due_on)
    jobs.plan(row)
    facts_changed(actor.network_id)
    return row


def follow(actor: Actor, decision_id: UUID, initiative: Initiative | None) -> None:
    """The decision was handed over to another initiative: its question goes along, with its rule and its voices."""
    authorise(actor, Do.EDIT_ROOMS)
    Question.objects.visible_to(actor).filter(pk=decision_id).update(initiative=initiative)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What became of the proposal or of its options, and which objections that meets."""

    proposal: str | None = None
    options: Mapping[UUID, str] = field(default_factory=dict)
    meets: Collection[UUID] = ()  # the objections, by their stand
    how: str = ""


@transaction.atomic
def amend(actor: Actor, question_id: UUID, amended: Amended) -> Question:
    """A new round with a changed proposal. What was said stands, save the objections that are met: whoever had one is
    asked again, and whoever agreed before is told."""
    row = own_open(actor, question_id)
    how = tidy(amended.how)[:LONGEST]
    if row.rule not in WITH_ROUNDS or row.round >= row.rounds:
        raise Conflict(str(row.pk))
    if not how:
        raise Invalid("how", "say_how_it_was_met")
    row.round += 1
    if not _write(actor, row, amended, how):
        raise Invalid("proposal", "nothing_changed")
    row.save()
    met = _meet(actor, row, amended.meets, how)
    _tell(row, met, how)
    facts_changed(actor.network_id)
    return row


def _write(actor: Actor, row: Question, amended: Amended, how: str) -> int:
    """The new texts, with what stood there before; how many those are."""
    made = []
    if amended.proposal is not None and amended.proposal.strip() != row.proposal:
        made.append(Amendment(was=row.proposal, became=amended.proposal.strip()[:LONGEST]))
        row.proposal = made[-1].became
    for option in Option.objects.of(row.network_id).filter(question=row, pk__in=amended.options):
        became = tidy(amended.options[option.pk])[:LONGEST]
        if became and became != option.name:
            made.append(Amendment(option=option, was=option.name, became=became))
            option.name = became
            option.save()
    for each in made:
        each.network_id, each.question, each.round = row.network_id, row, row.round
        each.why, each.on, each.by_id = how, clock.today(), actor.person_id
        each.save()
    return len(made)


def _meet(actor: Actor, row: Question, meets: Collection[UUID], how: str) -> set[UUID]:
    """End these objections as met; the voices that had them."""
    rows = Stand.objects.of(row.network_id).filter(question=row, word="objection", ended="", pk__in=meets)
    voices = set()
    for stand in rows.select_related("position"):
        stand.ended, stand.how = "amended", how
        stand.save(update_fields=["ended", "how"])
        stand.position.resolved_by_id, stand.position.resolved_on = actor.person_id, clock.today()
        stand.position.save(update_fields=["resolved_by", "resolved_on"])
        voices.add(stand.voice_id)
    if voices:
        record(actor, "objection.resolved", subject=str(row.pk))
    return voices


def _tell(row: Question, met: set[UUID], how: str) -> None:
    for voice in queries.of_question(row).voices:
        if voice.counts:
            people = letters.who_speaks(voice)
            letters.amended(row, voice, people, how=how, stands=voice.pk not in met)


def own_open(actor: Actor, question_id: UUID) -> Question:
    authorise(actor, Do.EDIT_ROOMS)
    rows = Question.objects.visible_to(actor).select_related("network", "initiative", "opener", "decision")
    row = held(rows, question_id)
    queries.must_run(actor, row)
    if row.state != "open":
        raise Conflict(str(row.pk))
    return row


def _voice(row: Question, voice_id: UUID) -> Voice:
    found = queries.voices_of(row).filter(pk=voice_id).first()
    if found is None:
        raise NotFound
    return found
