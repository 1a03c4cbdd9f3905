"""Days as people write them: ISO, 3-2-2024, 3/2/24, 3 februari 2024, February 3, 2024, Excel's day numbers."""

import re
from datetime import date, timedelta

from vierspan.analysis.formats.slip import Slip

_MONTHS = {
    name: number
    for number, names in enumerate("jan feb mrt,maa,mar apr mei,may jun jul aug sep okt,oct nov dec".split(), 1)
    for name in names.split(",")
}
_TIME = r"(?:[t ,]\s*\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(?:[a-z]{2,9}\.?,? )?(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})" + _TIME)
_DAY_NAMED = re.compile(
    r"(?:[a-z]{2,9}\.?,? )?(\d{1,2})(?:e|st|nd|rd|th)?[ .-]+([a-z]{3,9})\.?[ ,.-]+(\d{4}|\d{2})" + _TIME
)
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME)
_TOGETHER = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_YEAR_ONLY = re.compile(r"(19\d\d|20\d\d)(?:[-/](\d{1,2}))?")
_EXCEL_DAY_ZERO = date(1899, 12, 30)


def day_of(text: str) -> date:
    """The day this text names; the day stands before the month unless the year comes first.

    Raises Slip: date_impossible (31-02-2024), date_incomplete (2024), date_far (before 1900 or after 2199),
    not_a_date.
    """
    plain = " ".join(text.lower().split())
    if match := _YEAR_FIRST.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(plain):
        return _day(match[3], match[2], match[1])
    if (match := _DAY_NAMED.fullmatch(plain)) and match[2][:3] in _MONTHS:
        return _day(match[3], _MONTHS[match[2][:3]], match[1])
    if (match := _MONTH_NAMED.fullmatch(plain)) and match[1][:3] in _MONTHS:
        return _day(match[3], _MONTHS[match[1][:3]], match[2])
    if match := _SERIAL.fullmatch(plain):
        return _EXCEL_DAY_ZERO + timedelta(days=int(match[1]))
    if match := _YEAR_ONLY.fullmatch(plain):
        raise Slip("date_incomplete", (f"{match[1]}-{int(match[2] or 1):02d}-01",))
    raise Slip("not_a_date")


def _day(year: str, month: str | int, day: str) -> date:
    full_year = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 69 else 0)
    if not 1900 <= full_year <= 2199:
        raise Slip("date_far")
    try:
        return date(full_year, int(month), int(day))
    except ValueError as error:
        raise Slip("date_impossible", _month_first(full_year, int(day), int(month))) from error


def _month_first(year: int, month: int, day: int) -> tuple[str, ...]:
    """What an American may have meant."""
    try:
        return (date(year, month, day).isoformat(),)
    except ValueError:
        return ()
