"""The stretch of time that a mirror looks at."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import polars as pl

from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records
from vierspan.analysis.schema import tables

PLANS = ("due_on", "review_on", "until", "left_on", "ended_on")  # days that are agreed on may lie ahead


def default_window(records: Records, ledger: pl.DataFrame, today: date | None = None) -> Window:
    """Twelve months, up to the last date on which something was done (methods 2.11).

    The last date of an act; without dated acts the last date in any table that is no plan; without any date `today`.
    Dates after today are plans or slips, and count only where there are no others. Cost: linear.
    """
    today = today or datetime.now(UTC).date()
    end = _latest(ledger["done_on"], today)
    if end is None:
        dates = [records.table(key)[name] for key in records.present for name in _date_columns(key)]
        end = _latest(pl.concat(dates), today) if dates else None
    end = end or today
    return Window(start=_months_before(end, 12) + timedelta(days=1), end=end)


def periods(window: Window, count: int = 8) -> tuple[Window, ...]:
    """That many quarters of three months, the oldest first, the last one ending with the window."""
    ends = [_months_before(window.end, 3 * back) for back in range(count, -1, -1)]
    return tuple(Window(start=before + timedelta(days=1), end=end) for before, end in pairwise(ends))


def sliding_years(window: Window, count: int = 8) -> tuple[Window, ...]:
    """That many windows of twelve months, each three months after the one before, the last one ending with the window.

    For measures that need more than a quarter holds; the windows overlap, so that two beside each other share most.
    """
    ends = [_months_before(window.end, 3 * back) for back in range(count - 1, -1, -1)]
    return tuple(Window(start=_months_before(end, 12) + timedelta(days=1), end=end) for end in ends)


def within(acts: pl.DataFrame, window: Window) -> pl.DataFrame:
    """The acts inside the window.

    An act without a date counts where no act from the same table has one (a list of participations without dates would
    otherwise say nothing), and is left out where others of that table are dated.
    """
    undated = pl.col("done_on").is_null().all().over("source_table")
    return acts.filter(pl.col("done_on").is_between(window.start, window.end).fill_null(False) | undated)


def months(window: Window) -> float:
    """How long the window is, in months of 30.44 days."""
    return ((window.end - window.start).days + 1) / 30.4375


def _latest(days: pl.Series, today: date) -> date | None:
    past = days.filter(days <= today)
    latest = (past if past.len() else days).max()
    return latest if isinstance(latest, date) else None


def _date_columns(table: str) -> list[str]:
    return [column.key for column in tables()[table].columns if column.type == "date" and column.key not in PLANS]


def _months_before(day: date, count: int) -> date:
    """The same day of an earlier month; the month's last day where it has no such day."""
    month = day.year * 12 + day.month - 1 - count
    first = date(month // 12, month % 12 + 1, 1)
    next_first = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), next_first - timedelta(days=1))
