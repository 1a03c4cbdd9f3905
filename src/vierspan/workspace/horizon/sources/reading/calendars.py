"""Events out of a calendar. One that comes again is one item: its next time, and how often after that."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from vierspan.workspace.horizon.sources.reading.found import (
    LONGEST_NAME,
    LONGEST_TITLE,
    Copy,
    Found,
    Unreadable,
    cut,
    digest,
    plain,
    web_link,
)
from vierspan.workspace.horizon.sources.reading.recurrence import MOST, TooOften, days, rule_of

AHEAD = timedelta(days=2 * 365)
BEHIND = timedelta(days=31)
MOST_EVENTS = 1500
MOST_BYTES = 2_000_000
MOST_TIMES = 30_000  # of all events of a calendar together; what is left then stands once
EVENT = re.compile(r"^BEGIN:VEVENT\s*?\n.*?^END:VEVENT\s*?$", re.DOTALL | re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """This moment, and where the network is: times without a place are meant there."""

    now: datetime
    zone: tzinfo


@dataclass(slots=True)
class _Whole:
    """What the events of one calendar share: which times of theirs were moved, and how many may still be worked out."""

    at: Clock
    moved: Mapping[str, set[datetime]]
    left: int = MOST_TIMES


@dataclass(frozen=True, slots=True)
class _Times:
    first: datetime
    ends: datetime | None
    more: int


def calendar(body: bytes, at: Clock) -> Copy:
    """The events that were not long ago or are to come; Unreadable where it is no calendar."""
    text = body[:MOST_BYTES].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if "BEGIN:VCALENDAR" not in text.upper():
        raise Unreadable("web_page" if "<html" in text[:4000].lower() else "no_calendar")
    name, events, broken = _events(text)
    of, kept = _Whole(at, _moved(events)), list[Found]()
    for event in events:
        try:
            kept.extend(_found(event, of))
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
            broken += 1
    return Copy(name=name, items=tuple(kept), left_out=broken)


def _events(text: str) -> tuple[str, list[Any], int]:
    """The name of the calendar, its events one by one, and how many of those cannot be read."""
    blocks = [each.group() for _n, each in zip(range(MOST_EVENTS), EVENT.finditer(text), strict=False)]
    frame = EVENT.sub("", text)
    read, broken = [], 0
    for block in blocks:
        event = _event(block)
        read.append(event) if event is not None else None
        broken += event is None
    if not blocks and "BEGIN:VEVENT" in text.upper():
        broken = 1
    named = re.search(r"^X-WR-CALNAME(?:;[^:\n]*)?:(.*)$", frame, re.MULTILINE | re.IGNORECASE)
    return plain(named.group(1), 120) if named else "", read, broken


def _event(block: str) -> Any:
    from icalendar import Event

    try:
        return Event.from_ical(block)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError):
        return None


def _moved(events: Iterable[Any]) -> Mapping[str, set[datetime]]:
    """The times of a series that stand as events of their own."""
    found: dict[str, set[datetime]] = {}
    for event in events:
        again = getattr(event.get("RECURRENCE-ID"), "dt", None)
        if isinstance(again, datetime) and again.tzinfo:
            found.setdefault(str(event.get("UID", "")), set()).add(again)
    return found


def _found(event: Any, of: _Whole) -> Iterator[Found]:
    body = plain(str(event.get("DESCRIPTION", "")))
    title = plain(str(event.get("SUMMARY", "")), LONGEST_TITLE) or cut(body, 80)
    begins = event.decoded("DTSTART")
    if not title or not isinstance(begins, date):
        raise ValueError(title)
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    times = _times(event, begins, of)
    if times is None:
        return
    again = event.get("RECURRENCE-ID")
    yield Found(
        mark=digest(f"{event.get('UID', title)}\n{again.to_ical().decode() if again is not None else ''}"),
        title=title,
        body=body,
        link=web_link(str(event.get("URL", ""))),
        author=plain(str(event.get("ORGANIZER", "")).removeprefix("mailto:").removeprefix("MAILTO:"), LONGEST_NAME),
        said_at=times.first,
        ends_at=times.ends,
        is_event=True,
        is_all_day=not isinstance(begins, datetime),
        place=plain(str(event.get("LOCATION", "")), 200),
        more_times=times.more,
    )


def _times(event: Any, begins: date, of: _Whole) -> _Times | None:
    """The next time, else the last of the past month; None where it is longer over."""
    length, at = _length(event, begins), of.at
    starts = sorted(_starts(event, begins, of))[:MOST]
    coming = [each for each in starts if each + (length or timedelta()) >= at.now]
    past = [each for each in starts if at.now - BEHIND <= each < at.now]
    first = coming[0] if coming else (past[-1] if past else None)
    if first is None:
        return None
    return _Times(first, first + length if length else None, max(0, len(coming) - 1))


def _starts(event: Any, begins: date, of: _Whole) -> set[datetime]:
    """Every time it comes, from a month ago and as far as we look ahead."""
    at = of.at
    last, found = (at.now + AHEAD).date(), {_moment(begins, at)}
    for rule in _listed(event.get("RRULE")):
        try:
            found |= {_moment(_on(day, begins), at) for day in _coming(begins, rule, of)}
        except TooOften:
            continue  # it stands once, on its first time
    of.left -= len(found) - 1
    if event.get("RECURRENCE-ID") is None:
        found -= of.moved.get(str(event.get("UID", "")), set())
    found |= {_moment(each, at) for each in _dates(event, "RDATE")}
    found -= {_moment(each, at) for each in _dates(event, "EXDATE")}
    return {each for each in found if each.date() <= last}


def _coming(begins: date, rule: Any, of: _Whole) -> Iterator[date]:
    first = begins.date() if isinstance(begins, datetime) else begins
    since, last = (of.at.now - BEHIND).date(), (of.at.now + AHEAD).date()
    return days(first, rule_of(rule), last, since=since, most=min(MOST, max(0, of.left)))


def _on(day: date, begins: date) -> date:
    return datetime.combine(day, begins.timetz()) if isinstance(begins, datetime) else day


def _moment(when: date, at: Clock) -> datetime:
    """An aware moment; a whole day begins at midnight where the network is."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), at.zone)
    return when if when.tzinfo else when.replace(tzinfo=at.zone)


def _length(event: Any, begins: date) -> timedelta | None:
    for name in ("DTEND", "DURATION"):
        if event.get(name) is None:
            continue
        told = event.decoded(name)
        length = told if isinstance(told, timedelta) else _between(begins, told)
        return length if timedelta() < length <= AHEAD else None
    return None


def _between(begins: date, ends: date) -> timedelta:
    if isinstance(begins, datetime) and isinstance(ends, datetime):
        return ends.replace(tzinfo=None) - begins.replace(tzinfo=None) if not _aware(begins, ends) else ends - begins
    return date(ends.year, ends.month, ends.day) - date(begins.year, begins.month, begins.day)


def _aware(*moments: datetime) -> bool:
    return all(each.tzinfo for each in moments)


def _dates(event: Any, name: str) -> Iterator[date]:
    for each in _listed(event.get(name)):
        for one in getattr(each, "dts", ()):
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
