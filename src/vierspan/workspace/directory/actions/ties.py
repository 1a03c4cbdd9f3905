"""Declaring ties, and what the other side says of them."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory import ties
from vierspan.workspace.directory.models import Tie
from vierspan.workspace.directory.queries import names
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST_KIND = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of a tie. `source` and `target` are people or parties, by id."""

    source: uuid.UUID
    target: uuid.UUID
    kind: str = ""
    strength: float | None = None
    directed: bool = False
    since: date | None = None
    until: date | None = None
    note: str = ""


@transaction.atomic
def declare(actor: Actor, told: Told) -> Tie:
    """Write down a tie; the other side is asked whether they say so too."""
    authorise(actor, Do.EDIT_DIRECTORY)
    told = _checked(actor, told)
    _refuse_twice(actor, told)
    made = Tie(network_id=actor.network_id, basis="declared", declared_by_id=actor.user_id, **asdict(told))
    made.save()
    facts_changed(actor.network_id)
    return made


@transaction.atomic
def change(actor: Actor, tie_id: uuid.UUID, told: Told, *, seen: str) -> Tie:
    """Put it right. What the other side confirmed was the tie as it stood, so they are asked anew."""
    authorise(actor, Do.EDIT_DIRECTORY)
    found = held(Tie.objects.visible_to(actor), tie_id)
    told = _checked(actor, told)
    unchanged_since(found, seen, asdict(told))
    _refuse_twice(actor, told, but=found.pk)
    _put(found, told)
    facts_changed(actor.network_id)
    return found


def _put(found: Tie, told: Told) -> None:
    is_another = any(getattr(found, column) != getattr(told, column) for column in ("source", "target", "kind"))
    for column, value in asdict(told).items():
        setattr(found, column, value)
    if is_another:
        found.confirmed, found.confirmed_on = None, None
    found.save()


@transaction.atomic
def end(actor: Actor, tie_id: uuid.UUID, until: date) -> Tie:
    """It held until that day; it stays in the history."""
    authorise(actor, Do.EDIT_DIRECTORY)
    found = held(Tie.objects.visible_to(actor), tie_id)
    if found.since and until < found.since:
        raise Invalid("until", "ends_before_it_begins")
    found.until = until
    found.save()
    facts_changed(actor.network_id)
    return found


@transaction.atomic
def remove(actor: Actor, tie_id: uuid.UUID) -> None:
    """It never was: gone, history and all. Only who declared it, or a leader."""
    found = ties.tie(actor, tie_id)
    authorise(actor, Do.REMOVE_TIE, owner_id=found.declared_by_id)
    Tie.objects.visible_to(actor).filter(pk=found.pk).delete()
    facts_changed(actor.network_id)


@transaction.atomic
def answer(actor: Actor, tie_id: uuid.UUID, says: str) -> Tie:
    """What the other side says: "yes" or "no"."""
    authorise(actor, Do.EDIT_DIRECTORY)
    if says not in ("yes", "no"):
        raise Invalid("says", "say_yes_or_no")
    found = held(Tie.objects.visible_to(actor), tie_id)
    if found.confirmed is not None:
        raise Conflict
    if not ties.may_confirm(actor, found):
        raise NotFound
    found.confirmed, found.confirmed_on = says == "yes", clock.today()
    found.save()
    facts_changed(actor.network_id)
    return found


def _checked(actor: Actor, told: Told) -> Told:
    known = names(actor, (told.source, told.target))
    for field in ("source", "target"):
        if getattr(told, field) not in known:
            raise Invalid(field, "nobody_by_that_name")
    if told.source == told.target:
        raise Invalid("target", "tied_to_itself")
    if told.since and told.until and told.until < told.since:
        raise Invalid("until", "ends_before_it_begins")
    if told.strength is not None and told.strength < 0:
        raise Invalid("strength", "below_zero")
    kind = tidy(told.kind)
    if len(kind) > LONGEST_KIND:
        raise Invalid("kind", "too_long")
    return Told(**{**asdict(told), "kind": kind, "note": tidy(told.note)})


def _refuse_twice(actor: Actor, told: Told, but: uuid.UUID | None = None) -> None:
    """The same tie, still alive, in the same direction, or mutual the other way round."""
    if told.until is not None:
        return
    ends = [(told.source, told.target)] if told.directed else [(told.source, told.target), (told.target, told.source)]
    alive = Tie.objects.visible_to(actor).filter(kind=told.kind, until=None)
    alive = alive.exclude(pk=but) if but else alive
    if any(alive.filter(source=source, target=target).exists() for source, target in ends):
        raise Invalid("kind", "tie_stands_already")
