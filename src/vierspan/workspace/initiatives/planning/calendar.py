"""Steps as a calendar reads them (RFC 5545): whole days, and the deadline on its own where there is no day yet."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.planning.queries import Planned

USUAL_DAYS = 5
DAYS_A_WEEK = 5


def published(rows: Iterable[Planned], link_of: Callable[[Planned], str], *, name: str) -> str:
    """Every step with a day or a deadline; the same step always has the same UID, so that a calendar moves it."""
    calendar = Calendar()
    for key, value in (
        ("prodid", "-//Vierspan//Steps//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", name),
    ):
        calendar.add(key, value)
    for row in rows:
        span = days_of(row)
        if span:
            calendar.add_component(_event(row, span, link_of(row)))
    return bytes(calendar.to_ical()).decode()


def days_of(row: Planned) -> tuple[date, date] | None:
    """First and last day, weekends passed over; the deadline where nothing else is known."""
    first = row.plan.starts_on
    if first is None:
        return (row.step.due_on, row.step.due_on) if row.step.due_on else None
    n = max(row.plan.days if row.plan.days is not None else USUAL_DAYS, 1)
    weekends = (min(first.weekday(), DAYS_A_WEEK - 1) + n - 1) // DAYS_A_WEEK
    return first, first + timedelta(days=n - 1 + 2 * weekends)


def _event(row: Planned, span: tuple[date, date], link: str) -> Event:
    event = Event()
    event.add("uid", f"{row.step.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", clock.now())
    event.add("last-modified", row.step.changed_at)
    event.add("summary", f"{row.step.name} ({row.step.initiative.name})")
    event.add("dtstart", span[0])
    event.add("dtend", span[1] + timedelta(days=1))
    event.add("description", "\n\n".join(filter(None, [row.plan.product, row.plan.question, link])))
    event.add("status", "CONFIRMED" if row.plan.stands or row.plan.convened_on else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event
