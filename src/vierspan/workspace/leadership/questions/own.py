"""What somebody answers about themself: kept for each day that they did, read by its author alone."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions.models import SelfAnswers


def being_filled(actor: Actor) -> SelfAnswers | None:
    """The sheet that waits to be handed in."""
    found: SelfAnswers | None = (
        SelfAnswers.objects.visible_to(actor).filter(person=_me(actor), is_handed_in=False).first()
    )
    return found


@transaction.atomic
def keep(actor: Actor, answers: Mapping[str, int]) -> SelfAnswers:
    """Keep these answers beside those kept before, also when two pages are kept at the same moment.

    Raises Invalid("answers", "unknown_question" or "outside_the_scale").
    """
    me, asked = _me(actor), items.keys(items.SELF)
    for key, value in answers.items():
        if key not in asked:
            raise Invalid("answers", "unknown_question")
        if not items.allows(items.SELF, key, value):
            raise Invalid("answers", "outside_the_scale")
    held(Person.objects.visible_to(actor), me)
    row = being_filled(actor) or _of_today(actor)
    row = row or SelfAnswers(network_id=actor.network_id, person_id=me, answered_on=clock.today())
    said = {**row.answers, **answers}
    row.answers = {key: said[key] for key in asked if key in said}
    row.save()
    return row


@transaction.atomic
def hand_in(actor: Actor) -> SelfAnswers:
    """These stand for today; answering once more on the same day changes them."""
    row = being_filled(actor) or _of_today(actor)
    if row is None or not row.answers:
        raise Invalid("answers", "nothing_answered")
    SelfAnswers.objects.visible_to(actor).filter(person=_me(actor), answered_on=clock.today()).exclude(
        pk=row.pk
    ).delete()
    row.answered_on, row.is_handed_in = clock.today(), True
    row.save()
    return row


@transaction.atomic
def throw_away(actor: Actor, answers_id: uuid.UUID) -> None:
    authorise(actor, Do.ASK_ABOUT_SELF)
    rows = SelfAnswers.objects.visible_to(actor).filter(person=actor.person_id, pk=answers_id)
    if not rows.delete()[0]:
        raise NotFound


def _of_today(actor: Actor) -> SelfAnswers | None:
    found: SelfAnswers | None = (
        SelfAnswers.objects.visible_to(actor).filter(person=_me(actor), answered_on=clock.today()).first()
    )
    return found


def _me(actor: Actor) -> uuid.UUID:
    authorise(actor, Do.ASK_ABOUT_SELF)
    if actor.person_id is None:
        raise NotAllowed("needs_person")
    return actor.person_id
