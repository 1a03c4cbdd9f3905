"""Days proposed over all initiatives at once: asked, worked out, and read back."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.actions import proposals
from vierspan.workspace.initiatives.planning.models import GATHERING
from vierspan.workspace.insight.planning_rows import Board, Item, board

if TYPE_CHECKING:
    from vierspan.analysis.choices.planning import Proposal as Worked
    from vierspan.analysis.choices.planning_question import Question, Weighed

AT_ONCE = 12  # up to so many steps it is worked out while the reader waits
GIVE_UP = timedelta(minutes=10)
WHYS = {"after": ("before", "order"), "away": ("away", "away")}  # of what comes first, of what comes then
Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step or gathering on another day, and why."""

    id: str
    name: str
    initiative: UUID | None
    initiative_name: str
    was: date | None
    now: date
    why: str  # no_day, order, before, away, late, load, room
    who: str
    is_gathering: bool
    may_take: bool
    is_polled: bool
    told: int  # guests who get a letter when it is taken over


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What a set of days costs, by what it is of."""

    late: int
    overload: float
    moved: int
    peaks: float
    waited: int
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A proposal as a page shows it."""

    id: UUID
    proof: str
    gap: float
    moves: tuple[Move, ...]
    before: Sums | None
    after: Sums | None
    clash: tuple[tuple[str, tuple[str, ...]], ...]
    cycle: tuple[str, ...]
    late: tuple[tuple[str, int], ...]
    seconds: float
    made_at: datetime | None
    progress: float | None
    is_current: bool
    taken: int
    gathered: int  # of gatherings the same
    can_undo: bool


def ask(actor: Actor) -> UUID:
    """Have days worked out: at once where that is quick, else by a job."""
    from vierspan.workspace.insight.jobs_planning import plan_days

    found = board(actor)
    row = proposals.asked(actor, key_of(found.question))
    if len(found.question.tasks) <= AT_ONCE:
        proposals.keep(actor.network_id, row.pk, worked_out(found))
    else:
        plan_days.enqueue(str(actor.network_id), str(row.pk))
    return row.pk


def worked_out(found: Board, tell: Tell | None = None) -> dict[str, Any]:
    """The whole proposal as it is kept."""
    from vierspan.analysis.choices.planning import propose
    from vierspan.analysis.choices.planning_question import weigh

    began = clock.now()
    made = propose(found.question, tell=tell)
    now = found.now()
    asap = _filled(found, now)
    before = weigh(found.question, asap)
    return {
        "proof": made.proof,
        "gap": made.gap,
        "days": {key: found.days.day(start).isoformat() for key, start in made.starts.items()},
        "why": {key: _why(found, before, key, now) for key in made.starts},
        "before": _sums(before),
        "after": _sums(made.weighed) if made.weighed else None,
        "clash": [[each.kind, list(each.about)] for each in made.clash],
        "cycle": list(made.cycle),
        "late": _late(made),
        "seconds": (clock.now() - began).total_seconds(),
    }


def _filled(found: Board, now: Mapping[str, int]) -> dict[str, int]:
    """The days that stand; what has none as soon as it could be."""
    from vierspan.analysis.choices.planning_simple import as_soon_as_possible

    soon = as_soon_as_possible(found.question)
    tasks = found.question.by_id
    return {key: max(0, now.get(key, soon.get(key, tasks[key].not_before))) for key in tasks}


def _why(found: Board, before: "Weighed", key: str, now: Mapping[str, int]) -> list[str]:
    """The first reason that holds for what stands now."""
    if key not in now:
        return ["no_day", ""]
    for limit in before.broken:
        if key in limit.about and limit.kind in WHYS:
            other = next((each for each in limit.about if each != key), "")
            return [WHYS[limit.kind][key == limit.about[-1]], other]
    if key in before.late:
        return ["late", ""]
    task, weeks = found.question.by_id[key], range(0)
    start = before.starts[key]
    first = found.question.week_of[min(start, found.question.horizon - 1)]
    weeks = range(first, first + task.weeks)
    for who, week in before.overload:
        if week in weeks and task.asks.get(who):
            return ["load", who]
    return ["room", ""]


def _sums(weighed: "Weighed") -> dict[str, float]:
    return {
        "late": sum(weighed.late.values()),
        "overload": round(sum(weighed.overload.values()), 1),
        "moved": sum(weighed.moved.values()),
        "peaks": round(sum(weighed.peaks.values()), 1),
        "waited": weighed.waited,
        "cost": round(weighed.cost, 1),
    }


def _late(made: "Worked") -> list[list[Any]]:
    return [[key, days] for key, days in sorted(made.weighed.late.items())] if made.weighed else []


def shown(actor: Actor) -> Shown | None:
    """The last one that was asked for; None where nobody did."""
    row = queries.proposal(actor)
    if row is None:
        return None
    told, found = row.found, board(actor)
    moves = tuple(_moves(found, told)) if told else ()
    is_made = row.made_at is not None
    return Shown(
        id=row.pk,
        proof=told.get("proof", ""),
        gap=told.get("gap", 0.0),
        moves=moves,
        before=_read(told.get("before")),
        after=_read(told.get("after")),
        clash=tuple((kind, tuple(_name(found, each) for each in about)) for kind, about in told.get("clash", ())),
        cycle=tuple(_name(found, each) for each in told.get("cycle", ())),
        late=tuple((_name(found, key), days) for key, days in told.get("late", ())),
        seconds=told.get("seconds", 0.0),
        made_at=row.made_at,
        progress=None if is_made or clock.now() - row.created_at > GIVE_UP else row.progress,
        is_current=is_made and (bool(row.taken_at) or row.key == key_of(found.question)),
        taken=sum(not each.startswith(GATHERING) for each in row.before),
        gathered=sum(each.startswith(GATHERING) for each in row.before),
        can_undo=bool(row.before) and row.undone_at is None,
    )


def _moves(found: Board, told: Mapping[str, Any]) -> "list[Move]":
    moves = []
    for key, text in told["days"].items():
        item, on = found.items.get(key), date.fromisoformat(text)
        task = found.question.by_id.get(key)
        if item is None or task is None or task.fixed is not None or item.starts_on == on:
            continue
        why, who = told["why"].get(key, ["room", ""])
        moves.append(
            Move(
                id=key,
                name=item.name,
                initiative=item.initiative,
                initiative_name=item.initiative_name,
                was=item.starts_on,
                now=on,
                why=why,
                who=_name(found, who),
                is_gathering=item.is_gathering,
                may_take=may_take(item),
                is_polled=item.is_polled,
                told=item.told,
            )
        )
    return sorted(moves, key=lambda each: (each.initiative_name.casefold(), each.now, each.name))


def _name(found: Board, key: str) -> str:
    item = found.items.get(key)
    return item.name if item else found.names.get(key, "")


def _read(told: Mapping[str, Any] | None) -> Sums | None:
    return Sums(**told) if told else None


def may_take(item: Item) -> bool:
    """A gathering gets its day from who runs it, and not while its guests are choosing one."""
    return not item.is_gathering or (item.is_mine and not item.is_polled and item.starts_on is None)


def key_of(question: "Question") -> str:
    """Of everything that a proposal follows from, but for the hours that pass."""
    told = [
        [each.id, each.days, sorted(each.after), each.due, each.fixed, each.agreed, sorted(each.asks.items())]
        for each in question.tasks
    ]
    rest = [sorted((who, max(weeks)) for who, weeks in question.capacity.items()), sorted(question.away)]
    return hashlib.sha256(json.dumps([told, rest], sort_keys=True).encode()).hexdigest()
