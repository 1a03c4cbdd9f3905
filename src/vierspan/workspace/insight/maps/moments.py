"""Where the time slider of the map stops."""

from collections.abc import Iterable
from datetime import date, timedelta

MOST_MOMENTS = 24


def moments_between(first: date | None, last: date) -> tuple[date, ...]:
    """The ends of the quarters from the first day on, of the years where those are too many, and then the last day."""
    if first is None or first >= last:
        return (last,)
    ends = [day for day in _month_ends(first, last) if day.month % 3 == 0]
    if len(ends) > MOST_MOMENTS:
        ends = [day for day in ends if day.month == 12][-MOST_MOMENTS:]
    return (*ends, last)


def _month_ends(first: date, last: date) -> Iterable[date]:
    day = first.replace(day=1)
    while True:
        following = (day + timedelta(days=32)).replace(day=1)
        end = following - timedelta(days=1)
        if end >= last:
            return
        yield end
        day = following
