"""A network's steps, seats, hours and gatherings as a question of planning for analysis."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.running import may_run
from vierspan.workspace.course.priorities import queries as priorities
from vierspan.workspace.course.priorities.quarters import quarter_of
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.models import GATHERING, Away
from vierspan.workspace.initiatives.planning.queries import Planned, Sitting
from vierspan.workspace.insight.planning_days import Days, days_of

if TYPE_CHECKING:
    from vierspan.analysis.choices.planning_question import Question, Task

USUAL_DAYS = 5  # of a step of which nobody said how long it takes
USUAL_HOURS = 8.0  # that a step asks of who makes it along
SHARES = {0: 0.0, 1: 0.05, 2: 0.25, 3: 0.5, 4: 1.0, 5: 1.0}  # of those hours, by level at the table
CO_MAKE = 4
MEETING_HOURS = 3.0
NOTICE = 10  # workdays before a gathering that has no day yet
WEEKS_A_QUARTER = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A step or a gathering as it is planned, with what the page says of it."""

    id: str
    name: str
    initiative: UUID | None
    initiative_name: str
    starts_on: date | None
    days: int
    asks: Mapping[str, float]
    is_gathering: bool = False
    is_guessed: bool = False  # nobody said how long it takes
    is_polled: bool = False  # its guests are choosing a day
    is_mine: bool = False  # of a gathering: the reader runs it
    told: int = 0  # guests who were invited, so that they hear of another day


@dataclass(frozen=True, slots=True)
class Board:
    """All that is planned, for one reader or for the job that works it out."""

    days: Days
    items: Mapping[str, Item]
    question: "Question"
    names: Mapping[str, str]  # of who is asked something

    def now(self) -> dict[str, int]:
        """The first days as they stand, of what has one."""
        return {key: self.days.at(each.starts_on) for key, each in self.items.items() if each.starts_on}


def board(actor: Actor) -> Board:
    """What is still to do in the initiatives under way, with the gatherings that lie ahead."""
    days = days_of(actor)
    rows = [each for each in queries.all_rows(actor) if each.step.done_on is None]
    seats = queries.all_sittings(actor, [each.id for each in rows])
    at_table = _by_table(seats)
    names = {each.holder: str(each.seat.person or each.seat.party) for each in seats if each.holder}
    names |= {str(each.seat.party_id): each.seat.party.name for each in seats if each.seat.party}
    items = {each.id: _item(each, at_table) for each in rows}
    tasks = [_task(each, items[each.id], at_table, days) for each in rows]
    for row in rows:
        if row.step.owner:
            names.setdefault(str(row.step.owner_id), row.step.owner.name)
    for item, task in _gatherings(actor, days, names):
        items[item.id] = item
        tasks.append(task)
    return Board(days, items, _question(actor, days, tasks, names), names)


def _by_table(seats: Iterable[Sitting]) -> dict[str, list[Sitting]]:
    found: dict[str, list[Sitting]] = {}
    for each in seats:
        if each.seat.step_id:
            found.setdefault(str(each.seat.step_id), []).append(each)
    return found


def length(row: Planned) -> int:
    """In workdays; the mean where somebody said how sure it is not."""
    return row.plan.days if row.plan.days is not None else USUAL_DAYS


def _item(row: Planned, seats: Mapping[str, list[Sitting]]) -> Item:
    return Item(
        id=row.id,
        name=row.step.name,
        initiative=row.step.initiative_id,
        initiative_name=row.step.initiative.name,
        starts_on=row.plan.starts_on,
        days=length(row),
        asks=_asks(row, seats.get(row.id, [])),
        is_guessed=row.plan.days is None,
    )


def _asks(row: Planned, seats: Iterable[Sitting]) -> dict[str, float]:
    """Hours by person and by party: what a person does, their party does too."""
    found: dict[str, float] = {}
    whole = row.plan.hours if row.plan.hours is not None else USUAL_HOURS

    def add(who: Any, hours: float) -> None:
        if who is not None and hours:
            found[str(who)] = found.get(str(who), 0.0) + hours

    seated = set()
    for each in seats:
        level = each.seat.intensity if each.seat.intensity is not None else each.seat.promised_intensity
        hours = each.plan.hours if each.plan.hours is not None else whole * SHARES[level or 0]
        add(each.seat.person_id, hours)
        add(each.seat.party_id, hours)
        seated |= {each.seat.person_id, each.seat.party_id}
    if row.step.owner_id and row.step.owner_id not in seated:
        add(row.step.owner_id, whole)
    if row.step.party_id and row.step.party_id not in seated:
        add(row.step.party_id, whole)
    return found


def _task(row: Planned, item: Item, seats: Mapping[str, list[Sitting]], days: Days) -> "Task":
    from vierspan.analysis.choices.planning_question import Task

    on, length_ = row.plan.starts_on, item.days
    begun = on is not None and on <= clock.today() and (row.plan.stands or row.plan.convened_on is not None)
    if begun and on is not None:  # what is left of it
        length_ = max(1, item.days + min(0, days.at(on)))
    return Task(
        id=row.id,
        days=length_,
        after=() if begun else row.after,  # what has begun waits for nothing any more
        due=days.last_at(row.step.due_on) if row.step.due_on else None,
        fixed=0 if begun else days.at(on) if on and row.plan.stands else None,
        agreed=days.at(on) if on and on >= days.first else None,
        asks=item.asks,
        needs=_needed(row, seats.get(row.id, [])) if row.plan.meets else (),
    )


def _needed(row: Planned, seats: Iterable[Sitting]) -> tuple[str, ...]:
    """Who must be there when people meet: who takes care of it, and who makes it or decides."""
    people = [each.seat.person_id for each in seats if (each.seat.intensity or 0) >= CO_MAKE]
    return tuple(dict.fromkeys(str(each) for each in [row.step.owner_id, *people] if each))


def _gatherings(actor: Actor, days: Days, names: dict[str, str]) -> Iterable[tuple[Item, "Task"]]:
    """Those that lie ahead take time on their day; those without a day get one proposed."""
    from vierspan.analysis.choices.planning_question import Task

    for plan, _turnout in meeting.upcoming(actor, most=100):
        row, guests = plan.gathering, meeting.guest_list(actor, plan)
        coming = [each for each in guests if each.answer != "no"]
        names |= {str(each.person_id): each.person.name for each in coming}
        key = f"{GATHERING}{row.pk}"
        item = Item(
            id=key,
            name=row.name,
            initiative=row.initiative_id,
            initiative_name=row.initiative.name if row.initiative else "",
            starts_on=row.held_on,
            days=1,
            asks={str(each.person_id): MEETING_HOURS for each in coming},
            is_gathering=True,
            is_polled=plan.poll_open,
            is_mine=may_run(actor, plan),
            told=sum(bool(each.invited_on and each.person.email) for each in coming),
        )
        needs = [str(each.person_id) for each in coming if each.is_key]
        needs += [str(row.organiser_id)] if row.organiser_id else []
        fixed = days.at(row.held_on) if row.held_on else None
        yield (
            item,
            Task(
                id=key,
                fixed=fixed,
                not_before=NOTICE if fixed is None else 0,
                asks=item.asks,
                needs=tuple(dict.fromkeys(needs)),
            ),
        )


def _question(actor: Actor, days: Days, tasks: Iterable["Task"], names: Mapping[str, str]) -> "Question":
    from vierspan.analysis.choices.planning_question import Question

    away = _away(queries.away(actor), days)
    week = capacity(actor)
    return Question(
        tasks=tuple(sorted(tasks, key=lambda each: each.id)),
        week_of=days.week_of,
        capacity={who: _weekly(hours, away.get(who, frozenset()), days) for who, hours in week.items() if who in names},
        away=away,
    )


def capacity(actor: Actor) -> dict[str, float]:
    """Hours a week, as they said it themselves; of a party else what stands in the course's room for a quarter."""
    of_course = priorities.capacity_at(actor, quarter_of(clock.today()))
    found = {party: row.hours / WEEKS_A_QUARTER for party, row in of_course.items()}
    return {**found, **{who: row.a_week for who, row in queries.hours(actor).items()}}


def _away(rows: Iterable[Away], days: Days) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for row in rows:
        who = row.person_id or row.party_id
        if who:
            span = (n for n, day in enumerate(days.days) if row.from_on <= day <= row.until_on)
            found.setdefault(str(who), set()).update(span)
    return {who: frozenset(each) for who, each in found.items()}


def _weekly(hours: float, away: frozenset[int], days: Days) -> tuple[float, ...]:
    """Of a week what is left after the days on which somebody is away, or the network is closed."""
    full, there = [0] * (days.week_of[-1] + 1), [0] * (days.week_of[-1] + 1)
    for n, week in enumerate(days.week_of):
        full[week] += 1
        there[week] += n not in away
    most = max(full)
    return tuple(round(hours * here / most, 2) for here in there)
