"""The period a mirror is asked about: "2025-01-01..2025-12-31", or "12m" up to the last date recorded."""

import re
from datetime import date, timedelta

from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Language
from vierspan.command.errors import Refused


def window_of(told: str | None, records: Records, language: Language) -> Window | None:
    """The window, or None for the default. Raises Refused for what is no period."""
    if told is None:
        return None
    months = re.fullmatch(r"(\d{1,3})\s*m", told.strip().lower())
    if months and int(months.group(1)):
        return _last_months(int(months.group(1)), records)
    start, _, end = told.partition("..")
    try:
        found = Window(start=date.fromisoformat(start.strip()), end=date.fromisoformat(end.strip()))
    except ValueError as error:
        raise Refused("bad_window", language, 2, found=told) from error
    if found.end < found.start:
        raise Refused("bad_window", language, 2, found=told)
    return found


def _last_months(months: int, records: Records) -> Window:
    """As many whole months back from the last day of the default window."""
    from vierspan.analysis.measures.ledger import ledger
    from vierspan.analysis.measures.windows import default_window

    end = default_window(records, ledger(records)).end
    back = end.year * 12 + end.month - 1 - months
    year, month = back // 12, back % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    day = min(end.day, (following - timedelta(days=1)).day)
    return Window(start=date(year, month, day) + timedelta(days=1), end=end)
