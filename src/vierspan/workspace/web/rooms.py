"""A room as a place to be: its message, its sub-pages, its figures, its first handles, and one list a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError, NotFound
from vierspan.workspace.insight import queries, words
from vierspan.workspace.insight.handles import HandleView
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import ROOM_OF_TABLE, address_of, page_named, with_query
from vierspan.workspace.web.lists import Linked, Listing, export, listed
from vierspan.workspace.web.records import record

HANDLES_SHOWN, CARRIERS_SHOWN = 2, 3

More = Callable[[NetworkRequest], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One sub-page of a room."""

    name: str  # of its address
    at: str  # the address, within the room
    label: str | Promise
    message: Callable[[Actor], str]
    lead: str | Promise = ""
    listing: Listing | None = None
    empty_title: str | Promise = ""
    empty_text: str | Promise = ""
    template: str = "pages/rooms/place.html"
    more: More | None = None
    under: str = ""  # the place whose tab it shares, where it has none of its own


@dataclass(frozen=True, slots=True)
class Room:
    key: str
    orientation: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the mirror says of this room, and what asks for attention in it."""

    cover: float | None
    need_low: float | None
    need_high: float | None
    verdict: str
    leaders: float | None
    carriers: tuple[tuple[Linked, float], ...]
    cover_facts: str  # where the rows under it stand
    leaders_facts: str
    handles: tuple[HandleView, ...]


def view(room: Room, place: Place) -> Callable[..., HttpResponse]:
    """The page of one place."""

    @in_network(Do.READ_ROOMS)
    @require_GET
    def shown(request: NetworkRequest) -> HttpResponse:
        if place.listing and "as" in request.GET:
            return export(request, place.listing)
        return render(request, place.template, _context(request, room, place))

    return shown


def item_view(room: Room) -> Callable[..., HttpResponse]:
    """The page of one row of one of the room's tables."""

    @in_network(Do.READ_ROOMS)
    @require_GET
    def shown(request: NetworkRequest, table: str, row_id: Any) -> HttpResponse:
        if ROOM_OF_TABLE.get(table) != room.key:
            raise NotFound
        slug = networks.network(request.actor).slug
        context = {"room": room, "record": record(request.actor, slug, table, row_id), "tabs": tabs(room, slug, "")}
        return render(request, "pages/rooms/record.html", context)

    return shown


def patterns(room: Room) -> list[URLPattern]:
    places = [path(f"{room.key}/{place.at}", view(room, place), name=place.name) for place in room.places]
    item = path(f"{room.key}/<slug:table>/<uuid:row_id>/", item_view(room), name=f"{room.key}_item")
    return [*places, item]


def tabs(room: Room, slug: str, current: str) -> list[Tab]:
    under = next((place.under for place in room.places if place.name == current), "")
    return [
        Tab(str(place.label), reverse(f"web:{place.name}", args=[slug]), place.name in (current, under))
        for place in room.places
        if not place.under
    ]


def headline(orientation: str, otherwise: Callable[[Actor], str]) -> Callable[[Actor], str]:
    """The message of a room is its first handle; where nothing asks for attention, what stands in it."""

    def message(actor: Actor) -> str:
        found = [handle for handle in first_handles(actor, orientation) if not handle.is_private]
        return found[0].headline if found else otherwise(actor)

    return message


def first_handles(actor: Actor, orientation: str) -> tuple[HandleView, ...]:
    if not may(actor, Do.READ_HANDLES):
        return ()
    try:
        return queries.today(actor, queries.current_run(actor)).of(orientation)[:HANDLES_SHOWN]
    except DomainError:  # nobody yet, or the first mirror is still being made
        return ()


def figures(actor: Actor, slug: str, orientation: str) -> Figures | None:
    """None for who may not see the mirror, and where there is none yet."""
    if not may(actor, Do.READ_MIRROR):
        return None
    try:
        picture = queries.mirror(actor, queries.current_run(actor))
    except DomainError:
        return None
    place, part = next(
        (n, each) for n, each in enumerate(picture.orientations) if each.orientation.value == orientation
    )
    done, source = (part.done, "done") if part.done else (part.seen, "seen")
    carriers = done.carriers[:CARRIERS_SHOWN] if done else ()
    return Figures(
        cover=part.need.cover.value,
        need_low=part.need.need_low,
        need_high=part.need.need_high,
        verdict=part.need.verdict.value,
        leaders=done.effective_leaders.value if done else None,
        carriers=tuple((_person(actor, slug, each.actor, each.name), each.share) for each in carriers),
        cover_facts=_facts(slug, part.need.cover, f"orientations.{place}.need.cover"),
        leaders_facts=_facts(slug, done.effective_leaders, f"orientations.{place}.{source}.effective_leaders")
        if done
        else "",
        handles=first_handles(actor, orientation),
    )


def _facts(slug: str, figure: Any, at: str) -> str:
    """Where the rows under a figure stand; nothing where there are none, or where they are not for this reader."""
    return with_query(page_named("facts", slug), at=at) if figure.facts and figure.facts.count else ""


def _person(actor: Actor, slug: str, actor_id: str, name: str) -> Linked:
    return Linked(name, address_of(actor, slug, Ref("people", actor_id, name)))


def verdict_words(part: Figures) -> str:
    return {
        "short": _("That is short of what the network needs."),
        "fits": _("That fits what the network needs."),
        "crowded": _("That is more than the network asks for."),
    }.get(part.verdict, "")


def _context(request: NetworkRequest, room: Room, place: Place) -> dict[str, Any]:
    actor = request.actor
    slug = networks.network(actor).slug
    part = figures(actor, slug, room.orientation)
    return {
        "room": room,
        "place": place,
        "message": place.message(actor),
        "tabs": tabs(room, slug, place.name),
        "list": listed(request, place.listing, slug) if place.listing else None,
        "figures": part,
        "verdict": verdict_words(part) if part else "",
        "cover_definition": words.say("definition.cover.text", actor.language),
        **(place.more(request) if place.more else {}),
    }
