from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.models import (
    WAITING,
    Blip,
    HandedIn,
    Line,
    Merge,
    Move,
    OwnSector,
    Radar,
    Rating,
    Source,
)

L = TypeVar("L", bound=Line)
LINK = "signal"  # the purpose of the link by which anybody hands in


@dataclass(frozen=True, slots=True)
class Backing:
    """On how much a signal stands: sources that have nothing to do with each other, and parties that saw it."""

    sources: int
    parties: int


def visible_to(actor: Actor, model: type[L]) -> QuerySet[L]:
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[L]", model.objects.visible_to(actor))


def ratings(actor: Actor, signal_id: UUID) -> list[Rating]:
    rows = visible_to(actor, Rating).filter(signal=signal_id, signal__network=actor.network_id)
    return list(rows.select_related("person__party"))


def ratings_of(actor: Actor, signals: Iterable[UUID]) -> Mapping[UUID, list[Rating]]:
    """All ratings of these signals."""
    found: dict[UUID, list[Rating]] = defaultdict(list)
    for each in visible_to(actor, Rating).filter(signal__in=list(signals)):
        found[each.signal_id].append(each)
    return found


def own_rating(actor: Actor, signal_id: UUID) -> Rating | None:
    if actor.person_id is None:
        return None
    return visible_to(actor, Rating).filter(signal=signal_id, person=actor.person_id).first()


def rated_by(actor: Actor) -> set[UUID]:
    """The signals that the actor rated."""
    return set(visible_to(actor, Rating).filter(person=actor.person_id).values_list("signal", flat=True))


def kept_back(actor: Actor) -> set[UUID]:
    """The signals of which the actor first says what they find themselves, before they see what others found."""
    if actor.person_id is None or not may(actor, Do.EDIT_ROOMS):
        return set()
    return set(visible_to(actor, Rating).values_list("signal", flat=True)) - rated_by(actor)


def moves(actor: Actor, signal_id: UUID) -> list[Move]:
    """Last first."""
    rows = visible_to(actor, Move).filter(signal=signal_id)
    return list(rows.select_related("by", "made_theme", "theme_before"))


def moves_since(actor: Actor, day: date) -> list[Move]:
    return list(visible_to(actor, Move).filter(moved_on__gte=day))


def sources(actor: Actor, signal_id: UUID) -> list[Source]:
    return list(visible_to(actor, Source).filter(signal=signal_id).select_related("person", "party"))


def backing(actor: Actor, signals: Iterable[Signal]) -> Mapping[UUID, Backing]:
    """Two sources are one where they stand on the same site, or are called the same."""
    rows = list(signals)
    places: dict[UUID, set[str]] = defaultdict(set)
    parties: dict[UUID, set[UUID]] = defaultdict(set)
    more = visible_to(actor, Source).filter(signal__in=[each.pk for each in rows])
    own = ((each.pk, each.origin, each.address, each.spotter_id, _party(each)) for each in rows)
    others = ((each.signal_id, each.origin, each.address, each.person_id, each.party_id) for each in more)
    for signal, origin, address, person, party in (*own, *others):
        places[signal].add(_place(origin, address, person))
        if party:
            parties[signal].add(party)
    return {each.pk: Backing(len(places[each.pk]), len(parties[each.pk])) for each in rows}


def _party(signal: Signal) -> UUID | None:
    """For whom it was seen: the party that is named, else that of who spotted it."""
    return signal.party_id or (signal.spotter.party_id if signal.spotter else None)


def _place(origin: str, address: str, person: UUID | None) -> str:
    host = urlsplit(address).hostname if address else None
    return (host or "").removeprefix("www.") or folded(origin) or str(person or "")


def own_sectors(actor: Actor, signals: Iterable[UUID] | None = None) -> Mapping[UUID, str]:
    rows = visible_to(actor, OwnSector)
    rows = rows if signals is None else rows.filter(signal__in=list(signals))
    return dict(rows.values_list("signal", "name"))


def sector_names(actor: Actor) -> Counter[str]:
    """The own sectors in use, with how many signals each has."""
    return Counter(visible_to(actor, OwnSector).values_list("name", flat=True))


def radar(actor: Actor) -> Radar:
    """How this network wants its radar; until somebody chose, by theme and by how soon it comes."""
    found = visible_to(actor, Radar).first()
    return found or Radar(network_id=actor.network_id, sectors="theme", rings="time")


def handed_in(actor: Actor, state: str = WAITING, page: int = 1) -> Page[HandedIn]:
    authorise(actor, Do.EDIT_ROOMS)
    rows = HandedIn.objects.visible_to(actor).filter(state=state).select_related("signal", "settled_by")
    return page_of(rows, page)


def waiting(actor: Actor) -> int:
    """How many were handed in and wait for somebody to look."""
    authorise(actor, Do.EDIT_ROOMS)
    return HandedIn.objects.visible_to(actor).filter(state=WAITING).count()


def link_made_on(actor: Actor) -> date | None:
    """Since when the link to hand in is open; None where there is none."""
    authorise(actor, Do.OPEN_INTAKE)
    found = keys.open_links(actor.network_id, LINK, actor.network_id).first()
    return found.made_on if found else None


def merges_into(actor: Actor, signal_id: UUID) -> list[Merge]:
    """What was brought together with this one and can be taken apart."""
    return list(visible_to(actor, Merge).filter(kept=signal_id, undone_on=None))


def live(actor: Actor) -> list[Signal]:
    """All that is not retired, the earliest spotted first."""
    rows = horizon.visible_to(actor, Signal).exclude(stage="retired").select_related("theme", "spotter", "party")
    return list(rows.order_by("created_at", "id"))


def blips(actor: Actor, layout: str) -> list[Blip]:
    """Where each signal stands on one radar, in the order in which they came."""
    return list(visible_to(actor, Blip).filter(layout=layout).order_by("number"))
