"""Steps as bars over equal months: what a strip shows, and which day stands where."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 1000
MOST_MONTHS, FEWEST_MONTHS = 24, 3


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    x: int
    is_january: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Months of one width each, so that their heads need no measure of their own."""

    first: date
    months: int

    def x(self, on: date) -> int:
        """Where a day begins, in thousandths of the width; what lies outside stands at the edge."""
        since = (on.year - self.first.year) * 12 + on.month - self.first.month
        share = (on.day - 1) / monthrange(on.year, on.month)[1]
        return min(max(round((since + share) / self.months * WIDTH), 0), WIDTH)

    def span(self, low: date, high: date) -> tuple[int, int]:
        """Where a stretch of days begins and how wide it is; never too thin to see."""
        start = self.x(low)
        return min(start, WIDTH - 6), max(self.x(high + timedelta(days=1)) - start, 6)

    @property
    def heads(self) -> list[Month]:
        found = []
        for n in range(self.months):
            year, month = divmod(self.first.year * 12 + self.first.month - 1 + n, 12)
            first = date(year, month + 1, 1)
            found.append(Month(first, round(n / self.months * WIDTH), first.month == 1))
        return found


def scale(days: Iterable[date | None], today: date) -> Scale:
    """From the month of the first day to that of the last; today is always on it."""
    known: Sequence[date] = sorted(each for each in [*days, today] if each)
    low, high = known[0], known[-1]
    months = (high.year - low.year) * 12 + high.month - low.month + 1
    if months > MOST_MONTHS:
        low = max(low, date(today.year, today.month, 1))
        months = min(MOST_MONTHS, max(1, (high.year - low.year) * 12 + high.month - low.month + 1))
    return Scale(low.replace(day=1), max(months, FEWEST_MONTHS))
