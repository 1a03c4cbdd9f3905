"""Feedback that nobody asked for, and what the receiver does with what is theirs."""

import uuid

from django.db import transaction
from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import record_existence_of
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.feedback import letters, queries
from vierspan.workspace.conditions.feedback.actions.asking import LONGEST_SUBJECT, LONGEST_TEXT, Said, checked
from vierspan.workspace.conditions.feedback.models import Feedback, Shared
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import held


@transaction.atomic
def offer(actor: Actor, receiver_id: uuid.UUID, said: Said, subject: str = "") -> Feedback:
    """Unasked: the receiver is asked whether they want it, and reads nothing of it before they say yes."""
    mine = queries.me(actor)
    receiver = Person.objects.visible_to(actor).filter(pk=receiver_id).first()
    if receiver is None:
        raise Invalid("receiver", "nobody_by_that_name")
    if receiver.pk == mine:
        raise Invalid("receiver", "not_of_yourself")
    subject = tidy(subject)
    if len(subject) > LONGEST_SUBJECT:
        raise Invalid("subject", "too_long")
    words = checked(said)
    if Feedback.objects.visible_to(actor).filter(giver=mine, receiver=receiver, state="offered").exists():
        raise Invalid("receiver", "offered_already")
    made = Feedback(
        network_id=actor.network_id, receiver=receiver, giver_id=mine, state="offered", subject=subject, **words
    )
    made.save()
    letters.tell(receiver, _name(actor, mine), "offered")
    return made


@transaction.atomic
def welcome(actor: Actor, feedback_id: uuid.UUID) -> Feedback:
    """The receiver wants to receive it: now it is given, and theirs."""
    found = _offered_to(actor, feedback_id)
    found.state, found.given_on = "given", clock.today()
    found.save()
    record_existence_of(found.network_id, "feedback.given", found.giver_id)
    if found.giver:
        letters.tell(found.giver, found.receiver.name, "welcomed")
    return found


@transaction.atomic
def turn_down(actor: Actor, feedback_id: uuid.UUID) -> None:
    """Not now, without a reason: the words are gone, unread."""
    found = _offered_to(actor, feedback_id)
    found.state, found.subject, found.helped, found.wished, found.more = "declined", "", "", "", []
    found.save()


@transaction.atomic
def take_back(actor: Actor, feedback_id: uuid.UUID) -> None:
    """The giver thinks better of it, as long as it was not received."""
    found = held(_rows(actor).filter(giver=queries.me(actor)), feedback_id)
    if found.state == "given":
        raise Conflict
    _rows(actor).filter(pk=found.pk).delete()


@transaction.atomic
def reply(actor: Actor, feedback_id: uuid.UUID, text: str) -> Feedback:
    """What the receiver says back; read by the giver."""
    found = _mine(actor, feedback_id)
    text = tidy(text)
    if not text:
        raise Invalid("reply", "say_something")
    if len(text) > LONGEST_TEXT:
        raise Invalid("reply", "too_long")
    found.reply, found.replied_on = text, clock.today()
    found.save()
    if found.giver:
        letters.tell(found.giver, found.receiver.name, "replied")
    return found


@transaction.atomic
def share(actor: Actor, feedback_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Somebody else may read it too."""
    found = _mine(actor, feedback_id)
    person = Person.objects.visible_to(actor).filter(pk=person_id).first()
    if person is None:
        raise Invalid("person", "nobody_by_that_name")
    if person.pk in (found.receiver_id, found.giver_id):
        raise Invalid("person", "reads_it_already")
    rows = Shared.objects.visible_to(actor).filter(feedback=found, person=person)
    if not rows.exists():
        Shared(network_id=actor.network_id, feedback=found, person=person).save()


@transaction.atomic
def unshare(actor: Actor, feedback_id: uuid.UUID, person_id: uuid.UUID) -> None:
    found = _mine(actor, feedback_id)
    Shared.objects.visible_to(actor).filter(feedback=found, person=person_id).delete()


@transaction.atomic
def delete(actor: Actor, feedback_id: uuid.UUID) -> None:
    """Gone, for everybody who could read it, the giver too."""
    found = _mine(actor, feedback_id)
    _rows(actor).filter(pk=found.pk).delete()


def _mine(actor: Actor, feedback_id: uuid.UUID) -> Feedback:
    """What was given to the actor; NotFound for anybody else."""
    return held(_rows(actor).filter(receiver=queries.me(actor), state="given"), feedback_id)


def _offered_to(actor: Actor, feedback_id: uuid.UUID) -> Feedback:
    return held(_rows(actor).filter(receiver=queries.me(actor), state="offered"), feedback_id)


def _rows(actor: Actor) -> "QuerySet[Feedback]":
    return Feedback.objects.visible_to(actor).select_related("receiver", "giver")


def _name(actor: Actor, person_id: uuid.UUID) -> str:
    return Person.objects.visible_to(actor).values_list("name", flat=True).get(pk=person_id)
