"""What a source brought goes into the inbox: what is new, what changed, what stands there already from elsewhere."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vierspan.workspace.common import clock
from vierspan.workspace.horizon.sources.models import Appearance, Item, Source
from vierspan.workspace.horizon.sources.reading.found import Copy, Found, folded, same_link, same_title

KEPT_DAYS = 365  # an item that became no signal goes after a year
MOST_ITEMS = 500  # of one source; the oldest that nobody judged go first
NEAR = timedelta(days=7)  # the same title further apart is another item ("Monthly meeting")
CHANGING = ("title", "body", "link", "author", "said_at", "ends_at", "is_all_day", "place", "more_times")


@transaction.atomic
def take_in(source: Source, copy: Copy) -> int:
    """How many items are new to the network."""
    known = {each.mark: each for each in Appearance.objects.of(source.network_id).filter(source=source)}
    items = Item.objects.of(source.network_id).in_bulk([each.item_id for each in known.values()])
    new = 0
    for found in _worth_keeping(copy.items):
        if found.mark in known:
            _renew(items[known[found.mark].item_id], found)
            continue
        item = _same(source.network_id, found)
        if item is None:
            item, new = _added(source.network_id, found), new + 1
        row = Appearance(network_id=source.network_id, item=item, source=source, mark=found.mark)
        row.save()
        known[found.mark], items[item.pk] = row, item
    if source.kind == "calendar":
        _take_out_cancelled(source, {each.mark for each in copy.items})
    prune(source.network_id)
    _keep_few(source)
    return new


@transaction.atomic
def take_in_mail(network_id: UUID, found: Found) -> tuple[Item, bool]:
    """The item of a mail, and whether it is new here."""
    item = _same(network_id, found)
    if item is not None:
        return item, False
    return _added(network_id, found), True


def prune(network_id: UUID) -> None:
    """What became no signal goes after a year."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    Item.objects.of(network_id).filter(said_at__lt=before).exclude(state="signal").delete()


def leave_nothing_behind(network_id: UUID, item_ids: Iterable[UUID]) -> None:
    """Of a source that is taken out: items that no other source holds, unless they became a signal."""
    elsewhere = Appearance.objects.of(network_id).filter(item__in=list(item_ids)).values("item")
    rows = Item.objects.of(network_id).filter(pk__in=list(item_ids)).exclude(state="signal")
    rows.exclude(pk__in=elsewhere).delete()


def _worth_keeping(found: Sequence[Found]) -> list[Found]:
    """Each mark once, the newest so many, and nothing that would go at once."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    fresh = {each.mark: each for each in reversed(found) if each.said_at is None or each.said_at >= before}
    ordered = sorted(fresh.values(), key=_moment, reverse=True)
    return ordered[:MOST_ITEMS]


def _moment(found: Found) -> datetime:
    return found.said_at or clock.now()


def _values(found: Found) -> dict[str, Any]:
    now = clock.now()
    said_at = found.said_at or now
    return {
        "title": found.title,
        "body": found.body,
        "link": found.link,
        "author": found.author,
        "said_at": said_at if found.is_event else min(said_at, now),
        "ends_at": found.ends_at,
        "is_all_day": found.is_all_day,
        "place": found.place,
        "more_times": found.more_times,
    }


def _marks(found: Found) -> dict[str, str]:
    """What makes it the same as another: a mail by its own mark, an event by its title and day."""
    if found.is_mail:
        return {"same_link": found.mark, "same_title": ""}
    if found.is_event and found.said_at:
        return {"same_link": "", "same_title": same_title(f"{found.title} {found.said_at:%Y%m%d}")}
    return {"same_link": same_link(found.link), "same_title": same_title(found.title)}


def _added(network_id: UUID, found: Found) -> Item:
    words = {"folded": folded(f"{found.title} {found.body} {found.place}")}
    kinds = {"is_event": found.is_event, "is_mail": found.is_mail}
    item = Item(network_id=network_id, **_values(found), **_marks(found), **words, **kinds)
    item.save()
    return item


def _renew(item: Item, found: Found) -> None:
    """A title that was put right, an event that moved; what was judged stays judged."""
    values = _values(found)
    if found.said_at is None:
        values["said_at"] = item.said_at
    if any(getattr(item, column) != values[column] for column in CHANGING):
        for column in CHANGING:
            setattr(item, column, values[column])
        item.folded = folded(f"{found.title} {found.body} {found.place}")
        for column, mark in _marks(found).items():
            setattr(item, column, mark)
        item.save()


def _same(network_id: UUID, found: Found) -> Item | None:
    """The item that stands here already from another source."""
    marks, moment = _marks(found), _moment(found)
    asked = Q(pk=None)
    if marks["same_link"]:
        asked |= Q(same_link=marks["same_link"])
    if marks["same_title"]:
        asked |= Q(same_title=marks["same_title"], said_at__range=(moment - NEAR, moment + NEAR))
    rows = Item.objects.of(network_id).filter(asked, is_event=found.is_event, is_mail=found.is_mail)
    return rows.order_by("came_at").first()


def _take_out_cancelled(source: Source, marks: set[str]) -> None:
    """An event to come that the calendar holds no more, and of which nobody made anything."""
    rows = Appearance.objects.of(source.network_id).filter(source=source, item__said_at__gt=clock.now())
    gone = [each for each in rows.select_related("item") if each.mark not in marks]
    ids = [each.item_id for each in gone if each.item.state in ("", "not_for_us")]
    Appearance.objects.of(source.network_id).filter(pk__in=[each.pk for each in gone]).delete()
    leave_nothing_behind(source.network_id, ids)


def _keep_few(source: Source) -> None:
    rows = Appearance.objects.of(source.network_id).filter(source=source).exclude(item__state__in=("signal", "later"))
    over = list(rows.order_by("-item__said_at").values_list("item_id", flat=True)[MOST_ITEMS:])
    if over:
        Appearance.objects.of(source.network_id).filter(source=source, item__in=over).delete()
        leave_nothing_behind(source.network_id, over)
