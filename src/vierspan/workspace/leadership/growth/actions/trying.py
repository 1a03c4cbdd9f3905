"""Planning a try at a real moment, and noting what came of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.leadership.growth import jobs, queries, releasing
from vierspan.workspace.leadership.growth.actions.checks import told
from vierspan.workspace.leadership.growth.models import AGAIN, COUNTS, LONGEST_NAME, TryOut, Wish

LEAST, MOST = 1, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one will do, and when; the day of the gathering counts where no other is given."""

    plan: str = ""
    gathering: UUID | None = None
    initiative: UUID | None = None
    due_on: date | None = None
    reminds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it, and who may know: oneself, counted among five or more, or with one's name."""

    effect: int
    again: str
    came: str = ""
    counts: str = "self"
    done_on: date | None = None


@transaction.atomic
def plan(actor: Actor, intervention: tuple[int, str], wanted: Plan, wish_id: UUID | None = None) -> TryOut:
    """`intervention`: its number, and what it is called now."""
    number, name = intervention
    made = TryOut(network_id=actor.network_id, person_id=queries.me(actor), number=number, name=name[:LONGEST_NAME])
    if wish_id is not None:
        rows = Wish.objects.visible_to(actor).filter(person=made.person_id, pk=wish_id)
        made.wish = rows.first()
    _write(made, _checked(actor, wanted))
    jobs.remind_in_time(made)
    return made


@transaction.atomic
def change(actor: Actor, try_id: UUID, wanted: Plan, seen: str) -> TryOut:
    """`seen`: the version that was read; Changed where it is not the one that stands."""
    found = _mine(actor, try_id)
    if found.state != "planned":
        raise Conflict
    values, was = _checked(actor, wanted), found.due_on
    unchanged_since(found, seen, values)
    _write(found, values)
    if found.due_on != was:
        jobs.remind_in_time(found)
    return found


@transaction.atomic
def note(actor: Actor, try_id: UUID, outcome: Outcome, seen: str = "") -> TryOut:
    """What came of it; may be put right later. What was told of five or more stays as it was told."""
    found = _mine(actor, try_id)
    values = _outcome(outcome)
    if seen:
        unchanged_since(found, seen, values)
    if outcome.counts == "named":
        if found.was_counted:
            raise Invalid("counts", "counted_already")
        found.was_counted = False
    found.state = "done"
    _write(found, values)
    releasing.tell_when_enough(found.network_id, found.number)
    return found


@transaction.atomic
def drop(actor: Actor, try_id: UUID) -> None:
    """It will not be done; that too may be known to oneself."""
    found = _mine(actor, try_id)
    if found.state != "planned":
        raise Conflict
    found.state = "dropped"
    found.save()


@transaction.atomic
def plan_again(actor: Actor, try_id: UUID) -> None:
    found = _mine(actor, try_id)
    if found.state != "dropped":
        raise Conflict
    found.state = "planned"
    found.save()


@transaction.atomic
def delete(actor: Actor, try_id: UUID) -> None:
    """Gone, with what others saw of it; lines of the log about it stay."""
    found = _mine(actor, try_id)
    TryOut.objects.visible_to(actor).filter(pk=found.pk).delete()


def _mine(actor: Actor, try_id: UUID) -> TryOut:
    return held(TryOut.objects.visible_to(actor).filter(person=queries.me(actor)), try_id)


def _checked(actor: Actor, wanted: Plan) -> dict[str, Any]:
    gathering = Gathering.objects.visible_to(actor).filter(pk=wanted.gathering).first() if wanted.gathering else None
    rows = Initiative.objects.visible_to(actor).filter(pk=wanted.initiative) if wanted.initiative else []
    initiative = next(iter(rows), None)
    if (wanted.gathering and gathering is None) or (wanted.initiative and initiative is None):
        raise Invalid("gathering" if wanted.gathering and gathering is None else "initiative", "unknown_choice")
    return {
        "plan": told(wanted.plan, "plan", needs="say_what_you_do"),
        "gathering_id": gathering.pk if gathering else None,
        "initiative_id": initiative.pk if initiative else None,
        "due_on": wanted.due_on or (gathering.held_on if gathering else None),
        "reminds": wanted.reminds,
    }


def _write(row: TryOut, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _outcome(outcome: Outcome) -> dict[str, Any]:
    if not LEAST <= outcome.effect <= MOST:
        raise Invalid("effect", "one_to_five")
    if outcome.again not in AGAIN:
        raise Invalid("again", "unknown_choice")
    if outcome.counts not in COUNTS:
        raise Invalid("counts", "unknown_choice")
    if outcome.done_on is not None and outcome.done_on > clock.today():
        raise Invalid("done_on", "day_in_future")
    return {
        "effect": outcome.effect,
        "again": outcome.again,
        "came": told(outcome.came, "came"),
        "counts": outcome.counts,
        "done_on": outcome.done_on or clock.today(),
    }
