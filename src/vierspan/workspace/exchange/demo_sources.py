"""Two sources of news and a calendar in the demo, of which a copy came along: nothing is fetched. One of the two does
not answer any more. Part of what they brought is judged, the rest waits in the inbox."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.utils import timezone

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.horizon.sources import arriving
from vierspan.workspace.horizon.sources.models import Appearance, Item, Source, Term
from vierspan.workspace.horizon.sources.reading.found import Copy, Found, digest, folded
from vierspan.workspace.networks.models import Network

SILENT = timedelta(days=9)  # since then one of them does not answer
JUDGED_BEFORE = 20  # days ago; what came later waits


def add_sources(network: Network, user_id: UUID, person_id: UUID) -> None:
    told = tomllib.loads(files(__package__).joinpath(f"demo_sources_{network.language}.toml").read_text("utf-8"))
    keeper = Person.objects.of(network.pk).get(pk=person_id)
    theme = Theme.objects.of(network.pk).order_by("name").first()
    for n, about in enumerate(told["sources"]):
        source = Source(network=network, kind=about["kind"], name=about["name"], added_by_id=user_id, keeper=keeper)
        source.theme = theme if n == 1 else None
        source.save()
        items = tuple(_found(each) for each in told["items"] if each["source"] == n)
        arriving.take_in(source, Copy(name=source.name, items=items))
        _as_it_goes(source, about)
    _as_they_came(network)
    _judge(network, user_id, told)


def _found(told: Mapping[str, Any]) -> Found:
    day = clock.today() - timedelta(days=told["ago"])
    at = timezone.make_aware(datetime.combine(day, time(9, 15)))
    is_event = told["ago"] < 0
    return Found(
        mark=digest(told["title"]),
        title=told["title"],
        body=told.get("body", ""),
        said_at=at,
        ends_at=at + timedelta(hours=3) if is_event else None,
        is_event=is_event,
        place=told.get("place", ""),
        more_times=told.get("more", 0),
    )


def _as_it_goes(source: Source, about: Mapping[str, Any]) -> None:
    """By a file, or by an address that fell silent."""
    now = clock.now()
    rows = Source.objects.of(source.network_id).filter(pk=source.pk)
    if "address" not in about:
        rows.update(file_name=about["file"], reached_at=now - timedelta(days=1))
        return
    silent = {"failure": "no_answer", "failures": 12, "failing_since": now - SILENT, "is_paused": True}
    rows.update(address=about["address"], reached_at=now - SILENT, tried_at=now - timedelta(days=1), **silent)


def _as_they_came(network: Network) -> None:
    """Each item came in on the day on which it was said, not all of them today."""
    for item in Item.objects.of(network.pk).filter(is_event=False):
        Item.objects.of(network.pk).filter(pk=item.pk).update(came_at=item.said_at)


def _judge(network: Network, user_id: UUID, told: Mapping[str, Any]) -> None:
    before = clock.now() - timedelta(days=JUDGED_BEFORE)
    seen = {"judged_by": user_id, "judged_at": before}
    Item.objects.of(network.pk).filter(said_at__lt=before).update(state="not_for_us", **seen)
    waits = {"back_on": clock.today() + timedelta(days=3)}
    Item.objects.of(network.pk).filter(title=told["later"]).update(state="later", **seen, **waits)
    for words in told["follows"]:
        Term(network=network, words=words, folded=folded(words), stance="follow", by_id=user_id).save()
    twice = Item.objects.of(network.pk).get(title=told["twice"])
    other = Source.objects.of(network.pk).filter(kind="feed").order_by("-name").first()
    if other and not Appearance.objects.of(network.pk).filter(item=twice, source=other).exists():
        Appearance(network=network, item=twice, source=other, mark=digest(f"{twice.title} again")).save()
