"""Asking a source for news, politely: hourly at most, with the marks of the last copy, and less often when it fails.

What came the last time stays whatever happens: an item only ever goes by its age, by its calendar, or by hand.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from vierspan.workspace.common import clock
from vierspan.workspace.horizon.sources import arriving
from vierspan.workspace.horizon.sources.fetching import Asked, Fetched, Unreached, fetch
from vierspan.workspace.horizon.sources.fetching.client import Means
from vierspan.workspace.horizon.sources.models import Source
from vierspan.workspace.horizon.sources.reading.calendars import Clock, calendar
from vierspan.workspace.horizon.sources.reading.feeds import feed
from vierspan.workspace.horizon.sources.reading.found import Copy, Unreadable
from vierspan.workspace.horizon.sources.reading.pages import told_by

EVERY = timedelta(hours=1)
LONGEST = timedelta(days=1)  # between two tries of a source that fails
KINDS = {
    "feed": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    "calendar": "text/calendar, */*;q=0.5",
}
GIVES_UP = ("gone",)  # it said that it will never be there again


def ask(network_id: UUID, source_id: UUID, means: Means | None = None) -> None:
    """Fetch, read and take in; whatever goes wrong is written down with the source."""
    source = _at_stage(network_id, source_id, "asking")
    if source is None:
        return
    try:
        found = fetch(_question(source), means)
        if not found.is_same:
            found = _taken_in(source, found, means)
        _reached(source, found)
    except (Unreached, Unreadable) as slip:
        _failed(source, slip.reason, getattr(slip, "wait", 0))
    except Exception:
        _failed(source, "not_understood", 0)  # so that nobody waits for ever; the fault itself goes to who runs this
        raise


def read(source: Source, body: bytes, found: Fetched | None = None) -> Copy:
    """The copy that these bytes are; Unreadable where they are none."""
    if source.kind == "calendar":
        return calendar(body, Clock(clock.now(), timezone.get_current_timezone()))
    if found is None:
        return feed(body)
    return feed(body, kind=found.kind, charset=found.charset, address=found.address)


def web_address(address: str) -> str:
    """Calendars are given away with a scheme of their own, which means the web."""
    is_own = address.lower().startswith(("webcal://", "webcals://"))
    return f"https://{address.split('://', 1)[1]}" if is_own else address


def _question(source: Source) -> Asked:
    marks = {"etag": source.etag, "last_modified": source.last_modified}
    return Asked(address=web_address(source.address), kinds=KINDS[source.kind], **marks)


def _taken_in(source: Source, found: Fetched, means: Means | None) -> Fetched:
    """A page that names its feed is left for that feed, from now on; it is fetched as warily as the page was."""
    try:
        _take_in(source, found)
        return found
    except Unreadable:
        address = told_by(found.body, source.kind, found.address)
        if not address or _stands(source, address):
            raise
    further = fetch(Asked(address=address, kinds=KINDS[source.kind]), means)
    _take_in(source, further)
    _write(source, address=address)
    return further


def _stands(source: Source, address: str) -> bool:
    return Source.objects.of(source.network_id).filter(address=address).exists()


def _take_in(source: Source, found: Fetched) -> None:
    _write(source, stage="reading")
    copy = read(source, found.body, found)
    new = arriving.take_in(source, copy)
    _write(source, last_new=new, left_out=copy.left_out)


def _reached(source: Source, found: Fetched) -> None:
    now = clock.now()
    marks = {"etag": found.etag, "last_modified": found.last_modified}
    same = {"last_new": 0} if found.is_same else {}
    well = {"failures": 0, "failure": "", "failing_since": None}
    _write(source, stage="", asked_at=None, tried_at=now, reached_at=now, next_at=now + EVERY, **marks, **same, **well)


def _failed(source: Source, reason: str, wait: int) -> None:
    """Next time later, and later again: doubled, up to a day, or as long as it asked."""
    now, failures = clock.now(), source.failures + 1
    pause = max(min(EVERY * 2 ** min(failures, 5), LONGEST), timedelta(seconds=wait))
    told = {"failures": failures, "failure": reason, "failing_since": source.failing_since or now}
    paused = {"is_paused": True} if reason in GIVES_UP else {}
    _write(source, stage="", asked_at=None, tried_at=now, next_at=now + pause, **told, **paused)


def _at_stage(network_id: UUID, source_id: UUID, stage: str) -> Source | None:
    rows = Source.objects.of(network_id).filter(pk=source_id).exclude(address="")
    rows.update(stage=stage)
    return rows.first()


def _write(source: Source, **values: Any) -> None:
    """Past `changed_at`: this is nobody's other version."""
    Source.objects.of(source.network_id).filter(pk=source.pk).update(**values)
    for name, value in values.items():
        setattr(source, name, value)
