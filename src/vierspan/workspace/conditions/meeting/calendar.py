"""A gathering as a calendar reads it (RFC 5545 and 5546)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting.models import Plan

USUAL_LENGTH = timedelta(hours=2)  # where no end was given
WORDS = {"yes": "ACCEPTED", "no": "DECLINED", "maybe": "TENTATIVE", "": "NEEDS-ACTION"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    name: str
    email: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One gathering for one reader; `link` is where they read and answer."""

    plan: Plan
    link: str = ""
    attendee: Attendee | None = None


def request(entry: Entry) -> str:
    """What goes along with an invitation, and with a change of it."""
    return _written([entry], "REQUEST")


def cancellation(entry: Entry) -> str:
    return _written([entry], "CANCEL")


def published(entries: Iterable[Entry], *, name: str = "") -> str:
    """To take along, or to subscribe to."""
    return _written(entries, "PUBLISH", name)


def _written(entries: Iterable[Entry], method: str, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Vierspan//Gatherings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for entry in entries:
        if day_of(entry.plan):
            calendar.add_component(_event(entry))
    return bytes(calendar.to_ical()).decode()


def day_of(plan: Plan) -> date | None:
    """Also of a gathering that was called off, of which calendars must still hear when it would have been."""
    return plan.gathering.held_on or plan.was_on


def _event(entry: Entry) -> Event:
    plan, gathering = entry.plan, entry.plan.gathering
    event = Event()
    event.add("uid", f"{gathering.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", plan.sequence)
    event.add("dtstamp", clock.now())
    event.add("last-modified", max(plan.changed_at, gathering.changed_at))
    event.add("summary", gathering.name)
    for key, value in zip(("dtstart", "dtend"), _span(plan), strict=True):
        event.add(key, value)
    if plan.place:
        event.add("location", plan.place)
    event.add("description", "\n\n".join(filter(None, [gathering.purpose, entry.link])))
    event.add("status", "CANCELLED" if plan.cancelled_on else "CONFIRMED")
    event.add("organizer", _organiser(plan))
    if entry.attendee:
        event.add("attendee", _attendee(entry.attendee))
    return event


def _span(plan: Plan) -> tuple[date | datetime, date | datetime]:
    """Moments in universal time, so that no calendar needs to know our zone; whole days without a time."""
    day = day_of(plan)
    assert day is not None  # noqa: S101 - only what has a day is written
    if plan.starts_at is None:
        return day, day + timedelta(days=1)
    start = _moment(day, plan.starts_at)
    end = _moment(day, plan.ends_at) if plan.ends_at else start + USUAL_LENGTH
    return start, end


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)


def _organiser(plan: Plan) -> vCalAddress:
    """Answers go by the link: a calendar that answers by mail reaches the workspace's own address."""
    address = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    organiser = plan.gathering.organiser or plan.was_by
    address.params["CN"] = organiser.name if organiser else plan.network.name
    return address


def _attendee(attendee: Attendee) -> vCalAddress:
    address = vCalAddress(f"mailto:{attendee.email}")
    address.params["CN"] = attendee.name
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = WORDS[attendee.answer]
    address.params["RSVP"] = "FALSE"
    return address
