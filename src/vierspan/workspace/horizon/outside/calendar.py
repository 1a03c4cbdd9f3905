"""Events worth going to, as a calendar reads them (RFC 5545)."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from vierspan.workspace.horizon.outside.models import Event

USUAL_LENGTH = timedelta(hours=2)  # where no end was given


def written(events: Iterable[Event], *, going: Collection[UUID] = (), name: str = "") -> str:
    """To take along, or to subscribe to. Whether the reader goes is in it as sure or maybe."""
    calendar = Calendar()
    calendar.add("prodid", "-//Vierspan//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        if event.starts_on:
            calendar.add_component(_entry(event, is_going=event.pk in going))
    return bytes(calendar.to_ical()).decode()


def _entry(event: Event, *, is_going: bool) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.pk}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("summary", event.name)
    for key, value in zip(("dtstart", "dtend"), _span(event), strict=True):
        entry.add(key, value)
    if event.place:
        entry.add("location", event.place)
    about = "\n\n".join(filter(None, [event.why, event.host, event.link]))
    if about:
        entry.add("description", about)
    if event.link:
        entry.add("url", event.link)
    entry.add("status", "CONFIRMED" if is_going else "TENTATIVE")
    entry.add("transp", "OPAQUE" if is_going else "TRANSPARENT")
    return entry


def _span(event: Event) -> tuple[date | datetime, date | datetime]:
    """Moments in universal time; whole days where no time was given."""
    first = event.starts_on
    assert first is not None  # noqa: S101 - only what has a day is written
    last = event.ends_on or first
    if event.starts_at is None:
        return first, last + timedelta(days=1)
    start = _moment(first, event.starts_at)
    end = _moment(last, event.ends_at) if event.ends_at else start + USUAL_LENGTH
    return start, max(start, end)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)
