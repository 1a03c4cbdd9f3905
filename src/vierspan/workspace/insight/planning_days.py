"""The workdays of a network, counted from today."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.planning import queries

AHEAD = timedelta(days=550)


@dataclass(frozen=True)
class Days:
    """Workdays in their order; the first is today, or the first workday after it."""

    days: tuple[date, ...]

    @property
    def first(self) -> date:
        return self.days[0]

    def at(self, on: date) -> int:
        """The index of the workday on or after a day; before the first it goes below zero."""
        if on < self.first:
            return -self._between(on, self.first)
        return min(bisect_left(self.days, on), len(self.days) - 1)

    def last_at(self, on: date) -> int:
        """The index of the last workday on or before a day."""
        if on < self.first:
            return -self._between(on, self.first) if on.weekday() < SATURDAY else -self._between(on, self.first) - 1
        return bisect_right(self.days, on) - 1

    def day(self, index: int) -> date:
        return self.days[min(max(index, 0), len(self.days) - 1)]

    def end(self, start: date, days: int) -> date:
        """The last day of a step of so many workdays."""
        return self.day(self.at(start) + max(days, 1) - 1) if start >= self.first else start + timedelta(days=days - 1)

    def until(self, starts: int, days: int) -> date:
        return self.day(starts + max(days, 1) - 1)

    @cached_property
    def week_of(self) -> tuple[int, ...]:
        monday = self.first - timedelta(days=self.first.weekday())
        return tuple((each - monday).days // 7 for each in self.days)

    def week_day(self, week: int) -> date:
        """The Monday of a week of the plan."""
        return self.first - timedelta(days=self.first.weekday()) + timedelta(weeks=week)

    @staticmethod
    def _between(low: date, high: date) -> int:
        """Weekdays from one day up to another; before today nobody looks at the weeks that were closed."""
        return sum((low + timedelta(days=n)).weekday() < SATURDAY for n in range((high - low).days))


SATURDAY = 5


def days_of(actor: Actor) -> Days:
    """From today on, a year and a half ahead."""
    weekdays = queries.workdays(actor)
    shut = [(each.from_on, each.until_on) for each in queries.closed_days(actor)]
    today = clock.today()
    every = (today + timedelta(days=n) for n in range(AHEAD.days))
    return Days(tuple(each for each in every if each.weekday() in weekdays and not _shut(each, shut)) or (today,))


def _shut(day: date, spans: Sequence[tuple[date, date]]) -> bool:
    return any(low <= day <= high for low, high in spans)
