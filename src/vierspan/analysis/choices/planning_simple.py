"""Three simple ways to put steps on days, to begin from and to compare with."""

from collections.abc import Callable, Mapping

from vierspan.analysis.choices.planning_path import Stretch, course
from vierspan.analysis.choices.planning_question import TENTHS, Question, Task, share

Rank = Callable[[Task], tuple[float, ...]]


def as_soon_as_possible(question: Question) -> dict[str, int]:
    """Each step as soon as what comes first is done and who must be there is there; nobody's load is looked at.

    Edge cases: what goes round in a circle is left out, and what finds no day stands on the last one. Cost: V log V +
    E, times the days that are tried.
    """
    return _Serial(question).placed(lambda _task: (), looks_at_load=lambda _task, _start: True)


def by_deadline(question: Question) -> dict[str, int]:
    """Each step in the order of its deadline on the first day on which nobody gets more than they have; where there is
    none within the time it has, as soon as possible.

    Edge cases and cost: as above, times the weeks that are looked at.
    """
    serial = _Serial(question)
    return serial.placed(lambda task: (_due(task, question),), looks_at_load=serial.has_room)


def by_slack(question: Question) -> dict[str, int]:
    """As by deadline, but what has least room first: the latest day on which a step can begin, seen from its own
    deadline and those of all that comes after it.

    Edge cases and cost: as above.
    """
    serial, latest = _Serial(question), _latest(question)
    return serial.placed(lambda task: (latest[task.id],), looks_at_load=serial.has_room)


def _latest(question: Question) -> dict[str, float]:
    """Backward from the deadlines; what goes round in a circle has its own only."""
    found = {key: _due(task, question) + 1 - task.days for key, task in question.by_id.items()}
    round_ = course(Stretch(id=each.id, days=each.days, after=each.after) for each in question.tasks)
    for key in sorted(round_.levels, key=lambda each: -round_.levels[each]):
        for first in question.befores(question.by_id[key]):
            found[first] = min(found[first], found[key] - question.by_id[first].days)
    return found


def _due(task: Task, question: Question) -> float:
    return float(task.due if task.due is not None else question.horizon)


class _Serial:
    """Places steps one after the other."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.left: dict[tuple[str, int], int] = {}
        self.starts: dict[str, int] = {}
        self.bars = {
            key: frozenset[int]().union(*(question.barred(task, who) for who in task.needs))
            for key, task in question.by_id.items()
        }

    def placed(self, rank: Rank, looks_at_load: Callable[[Task, int], bool]) -> dict[str, int]:
        waiting = dict(self.question.by_id)
        for task in waiting.values():
            if task.fixed is not None:
                self._put(task, task.fixed)
        waiting = {key: task for key, task in waiting.items() if key not in self.starts}
        befores = {key: self.question.befores(task) for key, task in waiting.items()}
        while waiting:
            free = [task for key, task in waiting.items() if not any(each in waiting for each in befores[key])]
            if not free:
                break
            task = min(free, key=lambda each: (*rank(each), each.id))
            self._put(task, self._day(task, looks_at_load))
            del waiting[task.id]
        return self.starts

    def _day(self, task: Task, fits: Callable[[Task, int], bool]) -> int:
        tasks = self.question.by_id
        ends = (self.starts[each] + tasks[each].days for each in self.question.befores(task) if each in self.starts)
        earliest = max(task.not_before, *ends, 0) if task.after else max(task.not_before, 0)
        last = self.question.horizon - task.days
        free = [day for day in range(earliest, last + 1) if day not in self.bars[task.id]]
        return next((day for day in free if fits(task, day)), free[0] if free else min(earliest, max(last, 0)))

    def has_room(self, task: Task, start: int) -> bool:
        return all(
            self._room(who, week) >= share(hours, task)
            for who, hours in task.asks.items()
            if hours and who in self.question.capacity
            for week in self._weeks(task, start)
        )

    def _weeks(self, task: Task, start: int) -> range:
        first = self.question.week_of[min(max(start, 0), self.question.horizon - 1)]
        return range(first, min(first + task.weeks, self.question.weeks))

    def _room(self, who: str, week: int) -> int:
        return self.left.get((who, week), round(self.question.capacity[who][week] * TENTHS))

    def _put(self, task: Task, start: int) -> None:
        self.starts[task.id] = start
        for who, hours in task.asks.items():
            if hours and who in self.question.capacity:
                for week in self._weeks(task, start):
                    self.left[who, week] = self._room(who, week) - share(hours, task)


def ends_of(question: Question, starts: Mapping[str, int]) -> int:
    """The first day after all of it."""
    return max((starts[key] + question.by_id[key].days for key in starts), default=0)
