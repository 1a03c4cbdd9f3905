"""What there is to plan: steps of all initiatives, the hours that people and parties have, and what stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import NamedTuple

TENTHS = 10  # hours count in tenths
DAYS_A_WEEK = 5

# What is weighed, each per unit. Shown to the reader; a proposal is the cheapest that was found.
LATE = 20  # a workday past a deadline
OVERLOADED = 8  # an hour a week more than somebody has
MOVED = 2  # a workday away from the day that was agreed
PEAK = 2  # an hour of somebody's busiest week: work is spread
WAITED = 1  # a workday that a step begins later


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step in workdays from the first day of the plan. `asks` is in hours, by person or party; `fixed` stands;
    `agreed` is the day that was agreed and may move; `needs` must be there when it `meets`."""

    id: str
    days: int = 1
    after: tuple[str, ...] = ()
    due: int | None = None
    not_before: int = 0
    fixed: int | None = None
    agreed: int | None = None
    asks: Mapping[str, float] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    @property
    def weeks(self) -> int:
        return max(1, ceil(self.days / DAYS_A_WEEK))


class Limit(NamedTuple):
    """A limit that can not give way: "after" (first, then), "fixed" (step), "away" (step, who), "end" (step)."""

    kind: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`week_of` says of each workday in which week it is; `capacity` hours by who and week, absent is no limit;
    `away` the workdays on which somebody is not there."""

    tasks: tuple[Task, ...]
    week_of: tuple[int, ...]
    capacity: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    away: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Task]:
        return {each.id: each for each in sorted(self.tasks, key=lambda each: each.id)}

    @property
    def horizon(self) -> int:
        return len(self.week_of)

    @cached_property
    def weeks(self) -> int:
        return self.week_of[-1] + 1 if self.week_of else 0

    @cached_property
    def asked(self) -> frozenset[str]:
        """Of whom hours are asked and who said how many they have."""
        return frozenset(
            who for each in self.tasks for who, hours in each.asks.items() if hours and who in self.capacity
        )

    def befores(self, task: Task) -> tuple[str, ...]:
        return tuple(each for each in dict.fromkeys(task.after) if each in self.by_id and each != task.id)

    def barred(self, task: Task, who: str) -> frozenset[int]:
        """The days on which it can not begin, since somebody who must be there is away."""
        days = max(task.days, 1)
        return frozenset(start for day in self.away.get(who, ()) for start in range(day - days + 1, day + 1))

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Every limit that can not give way."""
        found = [Limit("end", (key,)) for key in self.by_id]
        for key, task in self.by_id.items():
            found += [Limit("after", (first, key)) for first in self.befores(task)]
            found += [Limit("fixed", (key,))] if task.fixed is not None else []
            found += [Limit("away", (key, who)) for who in task.needs if task.fixed is None and self.barred(task, who)]
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a set of first days costs, and of what: each count in its own unit."""

    starts: Mapping[str, int]
    late: Mapping[str, int]  # workdays past the deadline, by step
    overload: Mapping[tuple[str, int], float]  # hours too many, by who and week
    moved: Mapping[str, int]  # workdays away from what was agreed
    peaks: Mapping[str, float]
    waited: int
    broken: tuple[Limit, ...]

    @property
    def cost(self) -> float:
        return (
            LATE * sum(self.late.values())
            + OVERLOADED * sum(self.overload.values())
            + MOVED * sum(self.moved.values())
            + PEAK * sum(self.peaks.values())
            + WAITED * self.waited
        )


def load(question: Question, starts: Mapping[str, int]) -> dict[str, dict[int, float]]:
    """Hours by who and week.

    Definition: a step counts from the week in which it begins, its hours spread evenly over as many weeks as its
    workdays fill. Weeks past the horizon are not counted. Cost: steps x who x weeks. Source: own [O].
    """
    found: dict[str, dict[int, float]] = {}
    for key, start in starts.items():
        task = question.by_id[key]
        first = question.week_of[min(max(start, 0), question.horizon - 1)]
        for who, hours in task.asks.items():
            weeks = found.setdefault(who, {})
            for week in range(first, min(first + task.weeks, question.weeks)):
                weeks[week] = weeks.get(week, 0.0) + share(hours, task) / TENTHS
    return found


def share(hours: float, task: Task) -> int:
    """What a step asks in each of its weeks, in tenths of an hour, rounded up so that nothing is lost."""
    return ceil(round(hours * TENTHS, 6) / task.weeks)


def weigh(question: Question, starts: Mapping[str, int]) -> Weighed:
    """What any set of first days costs, whoever made it. Lateness and waiting in workdays, the rest in hours.

    Cost: steps x who x weeks.
    """
    tasks = question.by_id
    ends = {key: starts[key] + tasks[key].days for key in starts}
    loads = load(question, starts)
    return Weighed(
        starts=dict(starts),
        late={
            key: late for key, task in tasks.items() if task.due is not None and (late := ends[key] - task.due - 1) > 0
        },
        overload={
            (who, week): hours - limit
            for who in sorted(question.asked)
            for week, hours in sorted(loads.get(who, {}).items())
            if hours > (limit := question.capacity[who][week]) + 1e-9
        },
        moved={
            key: abs(starts[key] - task.agreed)
            for key, task in tasks.items()
            if task.agreed is not None and task.fixed is None and starts[key] != task.agreed
        },
        peaks={who: max(weeks.values()) for who, weeks in sorted(loads.items()) if who in question.asked},
        waited=sum(starts[key] - task.not_before for key, task in tasks.items() if task.fixed is None),
        broken=tuple(_broken(question, starts)),
    )


def _broken(question: Question, starts: Mapping[str, int]) -> Iterable[Limit]:
    tasks = question.by_id
    for limit in question.limits:
        key = limit.about[-1] if limit.kind == "after" else limit.about[0]
        task, start = tasks[key], starts[key]
        slips = {
            "end": start < 0 or start + task.days > question.horizon,
            "fixed": start != task.fixed,
            "after": limit.kind == "after" and start < starts[limit.about[0]] + tasks[limit.about[0]].days,
            "away": limit.kind == "away" and start in question.barred(task, limit.about[-1]),
        }
        if slips[limit.kind]:
            yield limit
