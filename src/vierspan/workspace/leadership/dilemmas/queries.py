"""One's own thoughts about dilemmas, and what others let one read. A leader reads no more than that."""

import uuid

from django.db.models import F, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.dilemmas.models import Shown, Thought
from vierspan.workspace.networks.models import Membership


def me(actor: Actor) -> uuid.UUID:
    """NotFound for an account that stands for nobody."""
    authorise(actor, Do.PRACTISE)
    if actor.person_id is None:
        raise NotFound
    return actor.person_id


def thoughts(actor: Actor, card: str = "") -> list[Thought]:
    """The latest first."""
    rows = Thought.objects.visible_to(actor).filter(person=me(actor))
    rows = rows.filter(card=card) if card else rows
    return list(rows.order_by("-written_on", "-changed_at"))


def thought(actor: Actor, thought_id: uuid.UUID) -> Thought:
    found = Thought.objects.visible_to(actor).filter(person=me(actor), pk=thought_id).first()
    if found is None:
        raise NotFound
    return found


def shown(actor: Actor) -> list[Shown]:
    """What I show now, and to whom; nobody else knows."""
    rows = _open(actor).filter(thought__person=me(actor))
    return list(rows.order_by("recipient__name"))


def shown_to_me(actor: Actor) -> list[Shown]:
    """Of people who still take part: who left could not take it back."""
    here = Membership.objects.visible_to(actor).current().exclude(person_id=None).values("person_id")
    rows = _open(actor).filter(recipient=me(actor), thought__person__in=here)
    return list(rows.exclude(thought__person=F("recipient")).order_by("-shared_on", "-pk"))


def shown_one(actor: Actor, shown_id: uuid.UUID) -> Shown:
    """For its author and its one recipient; to everybody else it is not there."""
    found = next((each for each in (*shown_to_me(actor), *shown(actor)) if each.pk == shown_id), None)
    if found is None:
        raise NotFound
    return found


def who_read(actor: Actor) -> list[Person]:
    """Who can sign in here, except oneself."""
    held = Membership.objects.visible_to(actor).current().exclude(person_id=None).values("person_id")
    rows = Person.objects.visible_to(actor).filter(pk__in=held).exclude(pk=me(actor))
    return list(rows.order_by("name"))


def _open(actor: Actor) -> "QuerySet[Shown]":
    rows: QuerySet[Shown] = Shown.objects.visible_to(actor).filter(ends_on__gte=clock.today())
    return rows.select_related("thought__person", "recipient")
