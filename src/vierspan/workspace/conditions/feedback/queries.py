"""Feedback as far as it is yours: what you got, what you gave, and what others let you read. Nobody else reads it, a
leader neither."""

import hashlib
from uuid import UUID

from django.db.models import Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.feedback.models import Ask, Asked, Feedback, Shared


def received(actor: Actor) -> list[Feedback]:
    """What was given to you, last first."""
    return list(_rows(actor).filter(receiver=me(actor), state="given").order_by("-given_on", "-changed_at"))


def offered(actor: Actor) -> list[Feedback]:
    """Who would like to tell you something: without the words, until you say yes."""
    rows = _rows(actor).filter(receiver=me(actor), state="offered").defer("helped", "wished", "more")
    found = list(rows.order_by("changed_at"))
    for each in found:
        each.helped, each.wished, each.more = "", "", []
    return found


def given(actor: Actor) -> list[Feedback]:
    """What you told others, and offered to tell."""
    return list(_rows(actor).filter(giver=me(actor)).order_by("-changed_at"))


def shared_with(actor: Actor) -> list[Feedback]:
    """What others let you read of what they got."""
    ids = Shared.objects.visible_to(actor).filter(person=me(actor)).values("feedback")
    return list(_rows(actor).filter(pk__in=ids, state="given").exclude(receiver=me(actor)).order_by("-given_on"))


def feedback(actor: Actor, feedback_id: UUID) -> Feedback:
    """One that you got, gave, or may read; NotFound for anybody else."""
    mine = me(actor)
    shared = Shared.objects.visible_to(actor).filter(person=mine).values("feedback")
    rows = _rows(actor).filter(Q(receiver=mine, state="given") | Q(giver=mine) | Q(pk__in=shared, state="given"))
    found = rows.filter(pk=feedback_id).first()
    if found is None:
        raise NotFound
    return found


def readers(actor: Actor, feedback_id: UUID) -> list[Shared]:
    """With whom you share it; nobody but the receiver knows."""
    rows = Shared.objects.visible_to(actor).filter(feedback=feedback_id, feedback__receiver=me(actor))
    return list(rows.select_related("person").order_by("person__name"))


def asks(actor: Actor) -> list[tuple[Ask, list[Asked]]]:
    """What you asked, each with who was asked."""
    found = list(Ask.objects.visible_to(actor).filter(by=me(actor)).order_by("-asked_on", "-id"))
    people = Asked.objects.visible_to(actor).filter(ask__by=me(actor)).select_related("person").order_by("person__name")
    return [(ask, [each for each in people if each.ask_id == ask.pk]) for ask in found]


def waiting(actor: Actor) -> list[Asked]:
    """Who waits for your feedback."""
    rows = Asked.objects.visible_to(actor).filter(person=me(actor), answered_on=None, declined_on=None)
    return list(rows.filter(ask__closed_on=None).select_related("ask__by").order_by("ask__asked_on"))


def asked(actor: Actor, asked_id: UUID) -> Asked:
    """One question to you; NotFound when it is somebody else's."""
    rows = Asked.objects.visible_to(actor).filter(person=me(actor)).select_related("ask__by", "person", "network")
    found: Asked | None = rows.filter(pk=asked_id).first()
    if found is None:
        raise NotFound
    return found


def asked_by_link(token: str) -> Asked:
    """Who the link was sent to; whoever holds it answers in their name."""
    rows = Asked.objects.of_token(hashed(token)).select_related("ask__by", "person", "network")
    found: Asked | None = rows.first()
    if found is None:
        raise NotFound
    return found


def me(actor: Actor) -> UUID:
    """Who the actor is among the people; NotFound for an account that stands for nobody."""
    authorise(actor, Do.TALK_IN_CONFIDENCE)
    if actor.person_id is None:
        raise NotFound
    return actor.person_id


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _rows(actor: Actor) -> QuerySet[Feedback]:
    return Feedback.objects.visible_to(actor).select_related("receiver", "giver", "ask")
