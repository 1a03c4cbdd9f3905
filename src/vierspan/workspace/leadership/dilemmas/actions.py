"""Writing a thought about a dilemma, changing and deleting it, showing it to somebody and taking that back."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.leadership.dilemmas import letters, queries
from vierspan.workspace.leadership.dilemmas.jobs import end_in_time
from vierspan.workspace.leadership.dilemmas.models import Shown, Thought

LONGEST = 4000
SHOWN_FOR = timedelta(days=183)


@transaction.atomic
def write(actor: Actor, card: str, words: str) -> Thought:
    """`card` is checked by who knows the cards."""
    made = Thought(network_id=actor.network_id, person_id=queries.me(actor), card=card, words=_words(words))
    made.save()
    return made


@transaction.atomic
def change(actor: Actor, thought_id: uuid.UUID, words: str, seen: str) -> Thought:
    """`seen`: the version that was read; Changed where it is not the one that stands. Copies stay as they were."""
    found = _mine(actor, thought_id)
    values = {"words": _words(words)}
    unchanged_since(found, seen, values)
    found.words = values["words"]
    found.save()
    return found


@transaction.atomic
def delete(actor: Actor, thought_id: uuid.UUID) -> None:
    """Gone, for whom it was shown to as well."""
    found = _mine(actor, thought_id)
    Thought.objects.visible_to(actor).filter(pk=found.pk).delete()


@transaction.atomic
def show(actor: Actor, thought_id: uuid.UUID, person: uuid.UUID | None, facts: Sequence[str]) -> Shown:
    """A copy as it reads now, for half a year at most; shown anew to the same person, it takes the place of the old."""
    found = _mine(actor, thought_id)
    if person not in {each.pk for each in queries.who_read(actor)}:
        raise Invalid("person", "needs_an_account")
    Shown.objects.visible_to(actor).filter(thought=found, recipient=person).delete()
    made = Shown(network_id=actor.network_id, thought=found, recipient_id=person, words=found.words)
    made.facts, made.ends_on = list(facts), clock.today() + SHOWN_FOR
    made.save()
    end_in_time(made)
    letters.tell(made)
    return made


@transaction.atomic
def take_back(actor: Actor, shown_id: uuid.UUID) -> None:
    found = held(Shown.objects.visible_to(actor).filter(thought__person=queries.me(actor)), shown_id)
    Shown.objects.visible_to(actor).filter(pk=found.pk).delete()


def _mine(actor: Actor, thought_id: uuid.UUID) -> Thought:
    return held(Thought.objects.visible_to(actor).filter(person=queries.me(actor)), thought_id)


def _words(words: str) -> str:
    words = words.strip()
    if not words:
        raise Invalid("words", "say_something")
    if len(words) > LONGEST:
        raise Invalid("words", "too_long")
    return words
