"""On which days a recurring event comes (RFC 5545, 3.3.10), at a cost that is known beforehand.

Common expanders look for the next match as long as it takes, which for the 30th of February is for ever. This one walks
over the days between the start and the end of the window and no further, whatever the rule says.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

MOST = 1000
EARLIEST = date(1900, 1, 1)  # what began before is not counted through
DAY = timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
UNKNOWN = ("BYWEEKNO", "BYEASTER")


class TooOften(Exception):
    """It comes every hour, minute or second, or by a rule that we do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of recurrence; `weekdays` pairs which one of the month or year (0: each) with the day."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    weekdays: frozenset[tuple[int, int]] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def rule_of(told: Mapping[str, Sequence[Any]]) -> Rule:
    """A rule as icalendar reads it; TooOften where it is not one that we follow."""
    frequency = str(_first(told, "FREQ") or "").upper()
    if frequency not in FREQUENCIES or any(told.get(key) for key in UNKNOWN):
        raise TooOften
    until = _first(told, "UNTIL")
    start = str(_first(told, "WKST") or "MO")
    return Rule(
        frequency=frequency,
        interval=max(1, int(_first(told, "INTERVAL") or 1)),
        count=_whole(_first(told, "COUNT")),
        until=_day(until) if until else None,
        weekdays=frozenset(_weekday(str(each)) for each in told.get("BYDAY", ())),
        month_days=_numbers(told, "BYMONTHDAY"),
        year_days=_numbers(told, "BYYEARDAY"),
        months=_numbers(told, "BYMONTH"),
        positions=tuple(sorted(_numbers(told, "BYSETPOS"))),
        week_start=WEEKDAYS.index(start) if start in WEEKDAYS else 0,
    )


def days(start: date, rule: Rule, last: date, *, since: date | None = None, most: int = MOST) -> Iterator[date]:
    """The days from `start` up to `last` on which it comes, in order; at most so many, and none before `since`."""
    if start < EARLIEST:
        return iter(())
    ends = min(last, rule.until) if rule.until else last
    since = max(start, since or start)
    # Who counts must begin at the beginning.
    counted = islice(_matches(start, _completed(start, rule), ends, start if rule.count else since), rule.count)
    return islice((day for day in counted if day >= since), most)


def _matches(start: date, rule: Rule, ends: date, since: date) -> Iterator[date]:
    for first, after in _periods(start, rule, ends, since):
        found = [day for day in _span(first, after) if _suits(day, rule)]
        for day in _placed(found, rule.positions):
            if day > ends:
                return
            if day >= start:
                yield day


def _completed(start: date, rule: Rule) -> Rule:
    """What a rule leaves unsaid is as on the first day."""
    if rule.weekdays or rule.month_days or rule.year_days:
        return rule
    if rule.frequency == "YEARLY":
        return replace(rule, months=rule.months or frozenset({start.month}), month_days=frozenset({start.day}))
    if rule.frequency == "MONTHLY":
        return replace(rule, month_days=frozenset({start.day}))
    if rule.frequency == "WEEKLY":
        return replace(rule, weekdays=frozenset({(0, start.weekday())}))
    return rule


def _periods(start: date, rule: Rule, ends: date, since: date) -> Iterator[tuple[date, date]]:
    """First day of each period, and the first day after it."""
    number, step = _index(start, rule), rule.interval
    number += (_index(since, rule) - number) // step * step
    while True:
        try:
            first, after = _bounds(number, rule)
        except (ValueError, OverflowError):
            return
        if first > ends:
            return
        yield first, after
        number += step


def _index(day: date, rule: Rule) -> int:
    if rule.frequency == "YEARLY":
        return day.year
    if rule.frequency == "MONTHLY":
        return day.year * 12 + day.month - 1
    if rule.frequency == "WEEKLY":
        return (day.toordinal() - 1 - rule.week_start) // 7
    return day.toordinal()


def _bounds(number: int, rule: Rule) -> tuple[date, date]:
    if rule.frequency == "YEARLY":
        return date(number, 1, 1), date(number + 1, 1, 1)
    if rule.frequency == "MONTHLY":
        after = number + 1
        return date(number // 12, number % 12 + 1, 1), date(after // 12, after % 12 + 1, 1)
    if rule.frequency == "WEEKLY":
        first = date.fromordinal(number * 7 + 1 + rule.week_start)
        return first, first + 7 * DAY
    first = date.fromordinal(number)
    return first, first + DAY


def _span(first: date, after: date) -> Iterator[date]:
    return (first + n * DAY for n in range((after - first).days))


def _suits(day: date, rule: Rule) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not rule.month_days & {day.day, day.day - monthrange(day.year, day.month)[1] - 1}:
        return False
    if rule.year_days and not _suits_year(day, rule.year_days):
        return False
    return not rule.weekdays or _suits_week(day, rule)


def _suits_year(day: date, wanted: frozenset[int]) -> bool:
    number, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    return bool(wanted & {number, number - length - 1})


def _suits_week(day: date, rule: Rule) -> bool:
    weekday = day.weekday()
    if (0, weekday) in rule.weekdays:
        return True
    wanted = {which for which, each in rule.weekdays if each == weekday}
    if not wanted or rule.frequency in ("WEEKLY", "DAILY"):
        return bool(wanted)  # which one of a week or a day there is only one of
    if rule.frequency == "YEARLY" and not rule.months:
        number, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    else:
        number, length = day.day, monthrange(day.year, day.month)[1]
    return bool(wanted & {(number - 1) // 7 + 1, -((length - number) // 7 + 1)})


def _placed(found: Sequence[date], positions: Iterable[int]) -> Sequence[date]:
    """Those at these places of the period; all of them where no places were named."""
    places = tuple(positions)
    if not places:
        return found
    kept = {found[each - 1 if each > 0 else each] for each in places if each and abs(each) <= len(found)}
    return sorted(kept)


def _first(told: Mapping[str, Sequence[Any]], key: str) -> Any:
    values = told.get(key)
    if isinstance(values, (list, tuple)):
        return values[0] if values else None
    return values


def _whole(value: Any) -> int | None:
    return max(0, int(value)) if value is not None else None


def _numbers(told: Mapping[str, Sequence[Any]], key: str) -> frozenset[int]:
    values: Any = told.get(key) or ()
    return frozenset(int(each) for each in (values if isinstance(values, (list, tuple)) else [values]))


def _weekday(told: str) -> tuple[int, int]:
    """MO is every Monday, -1FR the last Friday."""
    return int(told[:-2] or 0), WEEKDAYS.index(told[-2:].upper())


def _day(value: Any) -> date:
    return date(value.year, value.month, value.day)
