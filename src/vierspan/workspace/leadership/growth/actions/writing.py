"""The learning log: a line of one's own, and who else may read it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions.checks import somebody_else, told
from vierspan.workspace.leadership.growth.models import Entry, Shared, TryOut


@transaction.atomic
def write(actor: Actor, words: str, *, written_on: date | None = None, try_id: UUID | None = None) -> Entry:
    """About a try only when that is one's own; NotFound otherwise."""
    mine = queries.me(actor)
    tried = held(TryOut.objects.visible_to(actor).filter(person=mine), try_id) if try_id else None
    made = Entry(network_id=actor.network_id, person_id=mine, try_out=tried, words=_words(words))
    made.written_on = _past(written_on)
    made.save()
    return made


@transaction.atomic
def change(actor: Actor, entry_id: UUID, words: str, written_on: date | None, seen: str) -> Entry:
    """`seen`: the version that was read; Changed where it is not the one that stands."""
    found = _mine(actor, entry_id)
    values = {"words": _words(words), "written_on": _past(written_on)}
    unchanged_since(found, seen, values)
    found.words, found.written_on = _words(words), _past(written_on)
    found.save()
    return found


@transaction.atomic
def delete(actor: Actor, entry_id: UUID) -> None:
    """Gone, for whom it was shared with too."""
    found = _mine(actor, entry_id)
    Entry.objects.visible_to(actor).filter(pk=found.pk).delete()


@transaction.atomic
def share(actor: Actor, person_id: UUID | None, *, entry: UUID | None = None, try_out: UUID | None = None) -> Shared:
    """Somebody who takes part here may read this line, or this try, until that is taken back."""
    mine = queries.me(actor)
    about = _about(actor, mine, entry, try_out)
    person = somebody_else(actor, person_id, mine)
    if not queries.who_read(actor).filter(pk=person.pk).exists():
        raise Invalid("person", "needs_an_account")
    standing = Shared.objects.visible_to(actor).filter(**about, person=person).first()
    made: Shared = standing or Shared(network_id=actor.network_id, person=person, **about)
    made.save()
    return made


@transaction.atomic
def unshare(actor: Actor, person_id: UUID | None, *, entry: UUID | None = None, try_out: UUID | None = None) -> None:
    about = _about(actor, queries.me(actor), entry, try_out)
    Shared.objects.visible_to(actor).filter(**about, person=person_id).delete()


def _about(actor: Actor, mine: UUID, entry: UUID | None, try_out: UUID | None) -> dict[str, Entry | TryOut]:
    """What is shared, when it is one's own."""
    if entry is not None:
        return {"entry": held(Entry.objects.visible_to(actor).filter(person=mine), entry)}
    assert try_out is not None  # noqa: S101 - one of the two is given
    return {"try_out": held(TryOut.objects.visible_to(actor).filter(person=mine), try_out)}


def _mine(actor: Actor, entry_id: UUID) -> Entry:
    return held(Entry.objects.visible_to(actor).filter(person=queries.me(actor)), entry_id)


def _words(words: str) -> str:
    return told(words, "words", needs="say_something")


def _past(day: date | None) -> date:
    if day is not None and day > clock.today():
        raise Invalid("written_on", "day_in_future")
    return day or clock.today()
