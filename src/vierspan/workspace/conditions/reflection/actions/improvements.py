"""What is to be done better: noting it with who does it and by when, and saying what became of it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.reflection.models import Board, Improvement
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be done, by whom, for which party, before when."""

    name: str
    owner: uuid.UUID | None = None
    party: uuid.UUID | None = None
    due_on: date | None = None


@transaction.atomic
def take(actor: Actor, wanted: Wanted, board_id: uuid.UUID | None = None) -> Improvement:
    """Note an improvement; with an owner it is an act of theirs."""
    authorise(actor, Do.JOIN_REFLECTION)
    values = _checked(actor, wanted)
    if board_id is not None and not Board.objects.visible_to(actor).filter(pk=board_id).exists():
        raise NotFound
    made = Improvement(network_id=actor.network_id, board_id=board_id, noted_on=clock.today(), **values)
    made.save()
    _taken(actor, made, before=None)
    return made


@transaction.atomic
def change(actor: Actor, improvement_id: uuid.UUID, wanted: Wanted, *, seen: str) -> Improvement:
    authorise(actor, Do.JOIN_REFLECTION)
    found = held(Improvement.objects.visible_to(actor), improvement_id)
    values = _checked(actor, wanted)
    unchanged_since(found, seen, values)
    before = found.owner_id
    for column, value in values.items():
        setattr(found, column, value)
    found.save()
    _taken(actor, found, before=before)
    return found


@transaction.atomic
def end(actor: Actor, improvement_id: uuid.UUID, state: str, outcome: str) -> Improvement:
    """Say that it is "done", or "dropped", and what came of it."""
    authorise(actor, Do.JOIN_REFLECTION)
    found = held(Improvement.objects.visible_to(actor), improvement_id)
    if state not in ("done", "dropped"):
        raise Invalid("state", "unknown_choice")
    if state == "dropped" and not tidy(outcome):
        raise Invalid("outcome", "reason_missing")
    found.state, found.ended_on, found.outcome = state, clock.today(), tidy(outcome)[:1000]
    found.save()
    return found


@transaction.atomic
def reopen(actor: Actor, improvement_id: uuid.UUID) -> Improvement:
    authorise(actor, Do.JOIN_REFLECTION)
    found = held(Improvement.objects.visible_to(actor), improvement_id)
    found.state, found.ended_on, found.outcome = "open", None, ""
    found.save()
    return found


@transaction.atomic
def remove(actor: Actor, improvement_id: uuid.UUID) -> None:
    authorise(actor, Do.RUN_REFLECTION)
    held(Improvement.objects.visible_to(actor), improvement_id).delete()


def _taken(actor: Actor, row: Improvement, *, before: uuid.UUID | None) -> None:
    """Who takes it up did something for how the network works, whoever writes it down."""
    if row.owner_id is not None and row.owner_id != before:
        about = {"subject": str(row.pk), "party": row.party_id, "note": row.name}
        record(replace(actor, person_id=row.owner_id), "improvement.taken", **about)


def _checked(actor: Actor, wanted: Wanted) -> Mapping[str, Any]:
    name = tidy(wanted.name)
    if not name:
        raise Invalid("name", "needs_a_name")
    if len(name) > LONGEST:
        raise Invalid("name", "too_long")
    owner, party = wanted.owner, wanted.party
    if owner is not None and not Person.objects.visible_to(actor).filter(pk=owner).exists():
        raise Invalid("owner", "nobody_by_that_name")
    if party is not None and not Party.objects.visible_to(actor).filter(pk=party).exists():
        raise Invalid("party", "unknown_party")
    return {"name": name, "owner_id": owner, "party_id": party, "due_on": wanted.due_on}
