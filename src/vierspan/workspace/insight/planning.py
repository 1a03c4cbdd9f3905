"""The table plan as pages show it: the path of an initiative, who is asked too much, and how each seat fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.queries import Planned, Sitting
from vierspan.workspace.insight.planning_days import Days, days_of
from vierspan.workspace.insight.planning_rows import Board, Item, board, length

if TYPE_CHECKING:
    from vierspan.analysis.choices.planning_order import Entry
    from vierspan.analysis.choices.planning_path import Stretch
    from vierspan.analysis.measures.intensity import Place, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the steps of an initiative hang together; days are workdays."""

    cycle: tuple[str, ...]
    unknown: tuple[str, ...]
    critical: frozenset[str]
    slack: Mapping[str, int]
    spans: Mapping[str, tuple[date, date, date, date]]  # earliest and latest, first and last day
    chances: Mapping[str, float]  # in which share of the draws it is critical; empty when nothing is uncertain
    ends_on: date | None
    clashes: tuple[tuple[str, str], ...]  # (first, then): the second is planned before the first is done


def way(actor: Actor, rows: Sequence[Planned]) -> Way:
    """The critical path from today on, of what is not done; every deadline counts, also one that can not be kept."""
    from vierspan.analysis.choices.planning_path import course, criticality

    days = days_of(actor)
    open_rows = [each for each in rows if each.step.done_on is None]
    steps = [_stretch(each, days) for each in open_rows]
    found = course(steps)
    uncertain = any(each.spread for each in steps)
    spans = {
        key: (
            days.day(each.earliest_start),
            days.until(each.earliest_start, each.earliest_end - each.earliest_start),
            days.day(each.latest_start),
            days.until(each.latest_start, each.latest_end - each.latest_start),
        )
        for key, each in found.times.items()
    }
    return Way(
        cycle=found.cycle,
        unknown=found.unknown,
        critical=found.critical,
        slack={key: each.slack for key, each in found.times.items()},
        spans=spans,
        chances=criticality(steps) if uncertain else {},
        ends_on=days.day((found.length or 1) - 1) if found.times else None,
        clashes=tuple(_clashes(open_rows, days)),
    )


def _stretch(row: Planned, days: Days) -> "Stretch":
    from vierspan.analysis.choices.planning_path import Stretch

    low, high = row.plan.shortest, row.plan.longest
    usual = row.plan.days
    spread = (low, high) if usual is not None and low is not None and high is not None and low < high else None
    on = row.plan.starts_on
    return Stretch(
        id=row.id,
        days=usual,
        after=row.after,
        not_before=days.at(on) if on and row.plan.stands else 0,
        due=days.last_at(row.step.due_on) if row.step.due_on else None,
        spread=spread,
    )


def _clashes(rows: Sequence[Planned], days: Days) -> Iterable[tuple[str, str]]:
    known = {each.id: each for each in rows}
    for row in rows:
        for first in (known[each] for each in row.after if each in known):
            on, then = first.plan.starts_on, row.plan.starts_on
            if on and then and then <= days.end(on, length(first)) and length(first):
                yield first.id, row.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """What is asked of somebody in a stretch of time, of how much they have, and by what."""

    hours: float
    room: float | None
    causes: tuple[tuple[Item, float], ...]
    is_over: bool


@dataclass(frozen=True, slots=True)
class Load:
    """Who is asked how much, in weeks or months; `undated` counts the steps that have no day yet."""

    heads: tuple[date, ...]
    rows: tuple[tuple[str, str, tuple[Busy | None, ...]], ...]  # id, name, a cell for each head
    undated: int

    @property
    def over(self) -> int:
        return sum(any(cell and cell.is_over for cell in cells) for _who, _name, cells in self.rows)


def load(actor: Actor, *, by_month: bool, most: int) -> Load:
    """Over all initiatives at once, from this week or month on; who is asked too much comes first."""
    return load_of(board(actor), by_month=by_month, most=most)


def load_of(found: Board, *, by_month: bool, most: int) -> Load:
    weeks = [found.days.week_day(week) for week in range(found.days.week_of[-1] + 1)]
    head = {n: (day.replace(day=1) if by_month else day) for n, day in enumerate(weeks)}
    heads = tuple(dict.fromkeys(head.values()))[:most]
    asked = _asked(found)
    rows = [
        (who, found.names.get(who, ""), tuple(_busy(found, who, weekly, head, each) for each in heads))
        for who, weekly in asked.items()
        if found.names.get(who)
    ]
    rows.sort(key=lambda row: (-_excess(row[2]), row[1].casefold()))
    return Load(heads, tuple(rows), sum(each.starts_on is None for each in found.items.values()))


def _asked(found: Board) -> dict[str, dict[int, list[tuple[Item, float]]]]:
    """By who and week what is asked, and by which step."""
    from vierspan.analysis.choices.planning_question import load as hours_of

    asked: dict[str, dict[int, list[tuple[Item, float]]]] = {}
    for key, start in found.now().items():
        if key not in found.question.by_id:
            continue
        for who, weekly in hours_of(found.question, {key: start}).items():
            for week, hours in weekly.items():
                asked.setdefault(who, {}).setdefault(week, []).append((found.items[key], hours))
    return asked


def _busy(
    found: Board,
    who: str,
    weekly: Mapping[int, list[tuple[Item, float]]],
    head: Mapping[int, date],
    at: date,
) -> Busy | None:
    weeks = [week for week, day in head.items() if day == at]
    causes: dict[str, tuple[Item, float]] = {}
    for item, hours in (each for week in weeks for each in weekly.get(week, [])):
        causes[item.id] = (item, causes.get(item.id, (item, 0.0))[1] + hours)
    if not causes:
        return None
    limit = found.question.capacity.get(who)
    asked = {week: sum(hours for _item, hours in weekly.get(week, [])) for week in weeks}
    return Busy(
        hours=sum(asked.values()),
        room=sum(limit[week] for week in weeks) if limit else None,
        causes=tuple(sorted(causes.values(), key=lambda each: -each[1])),
        is_over=bool(limit) and any(hours > limit[week] + 1e-9 for week, hours in asked.items() if limit),
    )


def _excess(cells: Iterable[Busy | None]) -> float:
    return sum(max(0.0, cell.hours - (cell.room or 0.0)) + 1 for cell in cells if cell and cell.is_over)


@dataclass(frozen=True, slots=True)
class Cell:
    """One seat at the table plan: what stands, and how it reads."""

    sitting: Sitting | None
    place: "Place"
    reading: "Reading"


def cell(sitting: Sitting | None, whole: Sitting | None) -> Cell:
    """What is not said of a step holds as it was said of the initiative as a whole."""
    from vierspan.analysis.measures.intensity import Place, reading

    def told(pick: str) -> float | None:
        for each in (sitting, whole):
            row = each and (each.plan if pick == "resource" else each.seat)
            value = getattr(row, pick) if row is not None else None
            if value is not None:
                return float(value)
        return None

    seat = sitting.seat if sitting else None
    place = Place(
        stake=told("stake"),
        blocking=told("blocking_power"),
        resource=told("resource"),
        actual=seat.intensity if seat else None,
        promised=seat.promised_intensity if seat else None,
        experienced=sitting.level if sitting else None,
    )
    return Cell(sitting, place, reading(place))


def must_sit(place: "Place") -> tuple[str, ...]:
    from vierspan.analysis.measures.intensity import must_sit as reasons

    return reasons(place.stake, place.blocking, place.resource)


def entry(actor: Actor, initiative_id: UUID, sittings: Iterable[Sitting]) -> "Entry":
    """The order in which parties sit down as it was meant, and how it went."""
    from vierspan.analysis.choices.planning_order import entry as order

    edges = [(str(each.first_id), str(each.then_id)) for each in queries.befores(actor, initiative_id)]
    came: dict[str, int] = {}
    for each in sittings:
        seat = each.seat
        if seat.party_id and seat.since and seat.state in ("joined", "") and seat.step_id is None:
            came[str(seat.party_id)] = min(seat.since.toordinal(), came.get(str(seat.party_id), 10**9))
    return order(edges, came)


def is_late(row: Planned) -> bool:
    return row.step.done_on is None and row.step.due_on is not None and row.step.due_on < clock.today()
