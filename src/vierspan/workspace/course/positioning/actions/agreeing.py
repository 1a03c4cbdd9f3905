"""Saying whether one may be named outside."""

import uuid

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, NotAllowed, NotFound
from vierspan.workspace.course.positioning.models import Agreement
from vierspan.workspace.directory.models import Person


@transaction.atomic
def say_oneself(actor: Actor, says: str) -> None:
    """One's own word: "yes" or anything else, which is no. It goes before what anybody noted."""
    authorise(actor, Do.LOG_OUTWARD)
    if actor.person_id is None:
        raise NotAllowed("not_your_party")
    _put(actor, actor.person_id, agrees=says == "yes", is_own_word=True)


@transaction.atomic
def note_word(actor: Actor, person_id: uuid.UUID, says: str) -> None:
    """A leader notes what somebody told them. Who spoke for themselves is not overruled."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    if not Person.objects.of(actor.network_id).filter(pk=person_id).exists():
        raise NotFound
    own = Agreement.objects.of(actor.network_id).filter(person=person_id, is_own_word=True)
    if own.exists() and actor.person_id != person_id:
        raise Conflict
    _put(actor, person_id, agrees=says == "yes", is_own_word=actor.person_id == person_id)


def _put(actor: Actor, person_id: uuid.UUID, *, agrees: bool, is_own_word: bool) -> None:
    Agreement.objects.of(actor.network_id).filter(person=person_id).delete()
    made = Agreement(
        network_id=actor.network_id,
        person_id=person_id,
        agrees=agrees,
        is_own_word=is_own_word,
        said_on=clock.today(),
    )
    made.save()
