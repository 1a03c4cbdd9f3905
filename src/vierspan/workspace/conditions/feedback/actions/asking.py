"""Asking for feedback, and answering."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import record_existence, record_existence_of
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.feedback import letters, queries
from vierspan.workspace.conditions.feedback.models import ABOUT, Ask, Asked, Feedback
from vierspan.workspace.directory.models import Person

MOST_ASKED, MOST_QUESTIONS = 20, 5
LONGEST_TEXT, LONGEST_QUESTION, LONGEST_SUBJECT = 4000, 300, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks: about what, whom, and which questions of their own."""

    about: str
    subject: str
    people: Sequence[uuid.UUID]
    message: str = ""
    questions: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody answers: what helped, what they would wish, and the own questions in their order."""

    helped: str = ""
    wished: str = ""
    more: Sequence[str] = ()


@transaction.atomic
def ask(actor: Actor, wanted: Wanted) -> Ask:
    """Each of those chosen gets a letter with a link of their own, where they have an address."""
    mine = queries.me(actor)
    people = _people(actor, mine, wanted)
    made = Ask(
        network_id=actor.network_id,
        by_id=mine,
        about=wanted.about,
        subject=_subject(wanted),
        message=_short(wanted.message, "message"),
        questions=_questions(wanted.questions),
    )
    made.save()
    for person in people:
        token = letters.new_token()
        Asked(network_id=actor.network_id, ask=made, person=person, token_hash=queries.hashed(token)).save()
        letters.ask_for(made, person, token)
    record_existence(actor, "feedback.asked")
    return made


@transaction.atomic
def close(actor: Actor, ask_id: uuid.UUID) -> None:
    """No answers are awaited any more; the links end."""
    rows = Ask.objects.visible_to(actor).filter(by=queries.me(actor), pk=ask_id)
    if not rows.update(closed_on=clock.today()):
        raise NotFound


@transaction.atomic
def answer(asked: Asked, said: Said) -> Feedback:
    """Once; whoever asked gets it as it is. `asked` comes from `queries.asked` or `queries.asked_by_link`."""
    found = _open(asked)
    helped, wished = _short(said.helped, "helped"), _short(said.wished, "wished")
    questions: list[str] = found.ask.questions
    answers = [_short(each, "more") for each in said.more][: len(questions)]
    more = [[question, text] for question, text in zip(questions, answers, strict=False) if text]
    if not (helped or wished or more):
        raise Invalid("helped", "say_something")
    made = Feedback(
        network_id=found.network_id,
        receiver_id=found.ask.by_id,
        giver_id=found.person_id,
        ask=found.ask,
        state="given",
        subject=found.ask.subject,
        helped=helped,
        wished=wished,
        more=more,
        given_on=clock.today(),
    )
    made.save()
    found.answered_on = clock.today()
    found.save()
    record_existence_of(found.network_id, "feedback.given", found.person_id)
    letters.tell(found.ask.by, found.person.name, "given")
    return made


@transaction.atomic
def decline(asked: Asked) -> None:
    """Rather not; whoever asked sees only that no answer is coming."""
    found = _open(asked)
    found.declined_on = clock.today()
    found.save()


def _open(asked: Asked) -> Asked:
    rows = Asked.objects.of(asked.network_id).select_for_update(of=("self",)).select_related("ask__by", "person")
    found: Asked | None = rows.filter(pk=asked.pk).first()
    if found is None:
        raise NotFound
    if found.answered_on or found.declined_on or found.ask.closed_on:
        raise Conflict
    return found


def _people(actor: Actor, mine: uuid.UUID, wanted: Wanted) -> list[Person]:
    chosen = set(wanted.people)
    if not chosen:
        raise Invalid("people", "choose_somebody")
    if len(chosen) > MOST_ASKED:
        raise Invalid("people", "too_many")
    if mine in chosen:
        raise Invalid("people", "not_of_yourself")
    found = list(Person.objects.visible_to(actor).filter(pk__in=chosen).order_by("name"))
    if len(found) != len(chosen):
        raise Invalid("people", "nobody_by_that_name")
    return found


def _subject(wanted: Wanted) -> str:
    if wanted.about not in ABOUT:
        raise Invalid("about", "unknown_choice")
    subject = tidy(wanted.subject)
    if not subject:
        raise Invalid("subject", "say_about_what")
    if len(subject) > LONGEST_SUBJECT:
        raise Invalid("subject", "too_long")
    return subject


def _questions(given: Sequence[str]) -> list[str]:
    found = [tidy(each) for each in given if tidy(each)]
    if len(found) > MOST_QUESTIONS:
        raise Invalid("questions", "too_many")
    if any(len(each) > LONGEST_QUESTION for each in found):
        raise Invalid("questions", "too_long")
    return found


def _short(text: str, field: str) -> str:
    text = tidy(text)
    if len(text) > LONGEST_TEXT:
        raise Invalid(field, "too_long")
    return text


def checked(said: Said) -> Mapping[str, str]:
    """The two answers of the house, tidied; Invalid when nothing is said."""
    helped, wished = _short(said.helped, "helped"), _short(said.wished, "wished")
    if not (helped or wished):
        raise Invalid("helped", "say_something")
    return {"helped": helped, "wished": wished}
