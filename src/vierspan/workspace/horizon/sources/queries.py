"""The sources of a network and its inbox. Not for guests."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Least

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.horizon.sources.models import Appearance, Item, Reader, Source, Term
from vierspan.workspace.horizon.sources.reading.found import folded

S = TypeVar("S", Source, Item)
PAGE = 25
SHOWN = ("", "later", "signal", "not_for_us", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the inbox is asked for; `shown` is one of SHOWN, empty for what waits for a judgement."""

    shown: str = ""
    source: uuid.UUID | None = None
    followed: bool = False
    unseen: bool = False
    search: str = ""


def _one(rows: "QuerySet[S]", row_id: uuid.UUID) -> S:
    found = rows.filter(pk=row_id).first()
    if found is None:
        raise NotFound
    return found


def sources(actor: Actor) -> list[Source]:
    """By name."""
    authorise(actor, Do.READ_INBOX)
    rows = Source.objects.visible_to(actor).select_related("theme", "keeper")
    return sorted(rows, key=lambda each: each.name.casefold())


def source(actor: Actor, source_id: uuid.UUID) -> Source:
    authorise(actor, Do.READ_INBOX)
    return _one(Source.objects.visible_to(actor).select_related("theme", "keeper"), source_id)


def items_of(actor: Actor, source_id: uuid.UUID, *, most: int = 20) -> list[Item]:
    """What this source brought last."""
    authorise(actor, Do.READ_INBOX)
    here = Appearance.objects.visible_to(actor).filter(source=source_id).values("item")
    return list(Item.objects.visible_to(actor).filter(pk__in=here).order_by("-said_at")[:most])


def counted(actor: Actor) -> Mapping[uuid.UUID, int]:
    """How many items there are, per source."""
    authorise(actor, Do.READ_INBOX)
    rows = Appearance.objects.visible_to(actor).order_by().values_list("source").annotate(n=Count("pk"))
    return dict(rows)


def item(actor: Actor, item_id: uuid.UUID) -> Item:
    authorise(actor, Do.READ_INBOX)
    return _one(Item.objects.visible_to(actor).select_related("signal"), item_id)


def waiting() -> Q:
    """Nobody judged it yet, or the day has come on which to look again."""
    return Q(state="") | Q(state="later", back_on__lte=clock.today())


def inbox(actor: Actor, wanted: Wanted | None = None, *, page: int = 1) -> Page[Item]:
    """What was heard of last stands first; an event to come was heard of when it came in."""
    rows = _asked(actor, wanted or Wanted()).select_related("signal")
    return page_of(rows.order_by(Least("said_at", "came_at").desc(), "said_at", "pk"), page, size=PAGE)


def waiting_count(actor: Actor) -> int:
    return _asked(actor, Wanted()).count()


def unseen_count(actor: Actor) -> int:
    return _asked(actor, Wanted(unseen=True)).count()


def _asked(actor: Actor, wanted: Wanted) -> "QuerySet[Item]":
    authorise(actor, Do.READ_INBOX)
    rows: QuerySet[Item] = Item.objects.visible_to(actor)
    if wanted.shown != "all":
        rows = rows.filter(waiting() if not wanted.shown else Q(state=wanted.shown))
    if wanted.source:
        here = Appearance.objects.visible_to(actor).filter(source=wanted.source).values("item")
        rows = rows.filter(pk__in=here)
    if wanted.unseen and (since := seen_at(actor)):
        rows = rows.filter(came_at__gt=since)
    if wanted.followed:
        rows = rows.filter(_says_one_of(each.folded for each in terms(actor, "follow")))
    if words := folded(wanted.search).split():
        for word in words:
            rows = rows.filter(folded__contains=word)
    return rows


def _says_one_of(words: Iterable[str]) -> Q:
    found = Q(pk=None)
    for word in words:
        found |= Q(folded__contains=word)
    return found


def seen_at(actor: Actor) -> datetime | None:
    """Up to when this reader saw the inbox."""
    row = Reader.objects.visible_to(actor).filter(user_id=actor.user_id).first()
    return row.seen_at if row else None


def sources_of(actor: Actor, items: Iterable[Item]) -> Mapping[uuid.UUID, list[Source]]:
    """In which sources each item stands."""
    authorise(actor, Do.READ_INBOX)
    ids = [each.pk for each in items]
    rows = Appearance.objects.visible_to(actor).filter(item__in=ids).select_related("source").order_by("pk")
    found: dict[uuid.UUID, list[Source]] = {}
    for each in rows:
        if each.source not in found.setdefault(each.item_id, []):
            found[each.item_id].append(each.source)
    return found


def terms(actor: Actor, stance: str) -> list[Term]:
    """The words that the network follows, or ignores."""
    authorise(actor, Do.READ_ROOMS)
    return list(Term.objects.visible_to(actor).filter(stance=stance).order_by("words"))


def followed(network_id: uuid.UUID) -> list[Term]:
    """For the background, which has no reader."""
    return list(Term.objects.of(network_id).filter(stance="follow").order_by("words"))


def themes(actor: Actor) -> list[Theme]:
    """The themes of the network, by which texts are counted too."""
    authorise(actor, Do.READ_ROOMS)
    return list(Theme.objects.visible_to(actor).order_by("name"))
