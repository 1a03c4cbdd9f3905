"""Asking one person what they saw of a try, and answering."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import record_existence, record_existence_of
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.growth import letters, queries
from vierspan.workspace.leadership.growth.actions.checks import somebody_else, told
from vierspan.workspace.leadership.growth.models import Seen, TryOut

GOOD_FOR = timedelta(days=60)
MOST = 10


@transaction.atomic
def ask(actor: Actor, try_id: UUID, person_id: UUID | None, message: str = "") -> Seen:
    """They get a letter with a link of their own, where they have an address; else the question waits for them here."""
    mine = queries.me(actor)
    found = held(TryOut.objects.visible_to(actor).filter(person=mine), try_id)
    person = somebody_else(actor, person_id, mine)
    asked = Seen.objects.visible_to(actor).filter(try_out=found)
    if asked.filter(person=person).exists():
        raise Invalid("person", "asked_already")
    if asked.count() >= MOST:
        raise Invalid("person", "too_many")
    made = Seen(network_id=actor.network_id, try_out=found, person=person, message=told(message, "message"))
    made.save()
    if person.email:
        until = clock.today() + GOOD_FOR
        token = keys.made(actor.network_id, letters.SEEN, made.pk, person=person, good_until=until)
        letters.ask_what_was_seen(made, token)
    record_existence(actor, "feedback.asked")
    return made


@transaction.atomic
def answer(seen: Seen, saw: str) -> Seen:
    """Once; it is of who asked from then on. `seen` comes from `queries.asked` or `by_link`."""
    found = _open(seen)
    found.saw = told(saw, "saw", needs="say_something")
    found.answered_on = clock.today()
    found.save()
    keys.end(found.network_id, letters.SEEN, found.pk)
    record_existence_of(found.network_id, "feedback.given", found.person_id)
    letters.tell_it_was_answered(found)
    return found


@transaction.atomic
def decline(seen: Seen) -> None:
    """Rather not, or nothing was seen; without a reason."""
    found = _open(seen)
    found.declined_on = clock.today()
    found.save()
    keys.end(found.network_id, letters.SEEN, found.pk)


def by_link(link: Link) -> Seen:
    """What the link asks; NotFound where who asked took it away."""
    rows = Seen.objects.of(link.network_id).filter(pk=link.subject)
    found: Seen | None = rows.select_related("try_out__person", "try_out__gathering", "person").first()
    if found is None:
        raise NotFound
    return found


def _open(seen: Seen) -> Seen:
    rows = Seen.objects.of(seen.network_id).select_related("try_out__person", "person")
    found = held(rows, seen.pk)
    if found.answered_on or found.declined_on:
        raise Conflict
    return found
