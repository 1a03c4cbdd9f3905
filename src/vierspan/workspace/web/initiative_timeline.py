"""All initiatives on one line of time, drawn: a bar for each, its steps in it, and today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as written
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

ROW, TOP, FOOT = 52, 34, 10
BAR, STEP = 22, 12
MONTH = 46.0  # across
DAYS = 30.4375
LONGEST_NAME = 60
LEAST = 6.0  # a bar can always be seen


@dataclass(frozen=True, slots=True)
class Piece:
    """A step with its days."""

    name: str
    start: date
    end: date
    is_done: bool
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One initiative on the line; without a day to begin with it cannot stand there."""

    name: str
    address: str
    start: date
    end: date
    is_open_end: bool
    is_closed: bool
    words: str
    steps: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class _Scale:
    since: date
    until: date

    def at(self, day: date) -> float:
        day = min(max(day, self.since), self.until)
        return round((day - self.since).days / DAYS * MONTH, 1)

    @property
    def width(self) -> float:
        return self.at(self.until)


def drawn(lines: Sequence[Line], today: date, label: str, since: date) -> SafeString:
    """The chart, from about a day; what began earlier is cut off there. Its own box scrolls; the table says all."""
    first = min([today, *(each.start for each in lines)])
    scale = _Scale(_first_of_month(max(first, since)), _last(lines, today))
    height = TOP + ROW * len(lines) + FOOT
    body = format_html_join("", "{}", ((part,) for part in _parts(lines, scale, height, today)))
    return format_html(
        '<svg class="timeline" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">{}</svg>',
        label,
        round(scale.width) + 20,
        height,
        round(scale.width) + 20,
        height,
        body,
    )


def _parts(lines: Sequence[Line], scale: _Scale, height: int, today: date) -> Iterator[SafeString]:
    yield from _months(scale, height)
    for number, line in enumerate(lines):
        yield from _line(line, scale, TOP + ROW * number)
    at = scale.at(today)
    yield format_html('<line class="today-line" x1="{}" x2="{}" y1="{}" y2="{}"/>', at, at, TOP - 8, height)
    yield format_html('<text class="today-word" x="{}" y="{}">{}</text>', at + 4, 14, _("today"))


def _months(scale: _Scale, height: int) -> Iterator[SafeString]:
    day = scale.since
    while day < scale.until:
        at = scale.at(day)
        if day.month in (1, 4, 7, 10):
            yield format_html('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>', at, at, TOP - 4, height)
            yield format_html('<text class="month" x="{}" y="{}">{}</text>', at + 3, TOP - 8, written(day, "M Y"))
        day = _first_of_month(day + timedelta(days=32))


def _line(line: Line, scale: _Scale, top: int) -> Iterator[SafeString]:
    start, end = scale.at(line.start), scale.at(line.end)
    kind = "closed" if line.is_closed else "open-end" if line.is_open_end else "running"
    name = line.name if len(line.name) <= LONGEST_NAME else f"{line.name[: LONGEST_NAME - 1]}…"
    yield format_html('<text class="name" x="{}" y="{}">{}</text>', start, top + 14, name)
    yield format_html(
        '<rect class="bar {}" x="{}" y="{}" width="{}" height="{}" rx="5"><title>{}</title></rect>',
        kind,
        start,
        top + 20,
        max(LEAST, end - start),
        BAR,
        line.words,
    )
    for step in (each for each in line.steps if each.end >= scale.since):
        at, until = scale.at(step.start), scale.at(step.end)
        state = "done" if step.is_done else "late" if step.is_late else "ahead"
        yield format_html(
            '<rect class="step {}" x="{}" y="{}" width="{}" height="{}" rx="3"><title>{}</title></rect>',
            state,
            at,
            top + 25,
            max(LEAST, until - at - 1),
            STEP,
            step.name,
        )


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _last(lines: Sequence[Line], today: date) -> date:
    last = max([today + timedelta(days=92), *(each.end for each in lines)])
    return _first_of_month(last + timedelta(days=32))
