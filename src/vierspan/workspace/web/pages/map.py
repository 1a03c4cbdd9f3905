"""The map of a network: the picture with its table, what it is drawn from, and the panel about one of them."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight import words
from vierspan.workspace.insight.errors import NothingToSee, NotReady
from vierspan.workspace.insight.maps.network import MapData, map_data, map_near
from vierspan.workspace.insight.maps.standing import Standing, standing_of, tie_counts, whole_of
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages import map_words
from vierspan.workspace.web.pages.map_script_words import script_words

MOST_NAMES = 4
MOST_ROWS = 500  # in the table for those without script; the script fills it with everybody


@in_network(Do.READ_MEMBERS)
@require_GET
def network_map(request: NetworkRequest) -> HttpResponse:
    try:
        data = _seen(request)
    except (NothingToSee, NotReady) as why:
        shown = {"is_coming": isinstance(why, NotReady), "eyebrow": _("Map")}
        return render(request, "pages/map/empty.html", shown)
    return render(request, "pages/map/map.html", _page(request, data))


@in_network(Do.READ_MEMBERS)
@require_GET
def panel(request: NetworkRequest, actor_id: uuid.UUID) -> HttpResponse:
    """What there is to know of one, beside the map."""
    about = _about(request, _seen_with(request, actor_id), str(actor_id))
    if about is None:
        raise NotFound
    return render(request, "parts/map/panel.html", about)


def _seen_with(request: NetworkRequest, actor_id: uuid.UUID) -> MapData:
    """The map; of a network too large for it, the part in which this one stands."""
    data = _seen(request)
    if data.is_whole or str(actor_id) in data.names:
        return data
    return map_near(request.actor, insight.current_run(request.actor), actor_id)


def _seen(request: NetworkRequest) -> MapData:
    return map_data(request.actor, insight.current_run(request.actor))


def _page(request: NetworkRequest, data: MapData) -> dict[str, Any]:
    whole = whole_of(data)
    return {
        "eyebrow": _("Map"),
        "message": map_words.message(whole) if data.is_whole else map_words.in_groups(data.total),
        "lead": map_words.lead(whole) if data.is_whole else "",
        "left_out": data.total - len(data.nodes),
        **map_context(request, data),
        **(_about(request, data, request.GET.get("chosen", "")) or {}),
    }


def map_context(request: NetworkRequest, data: MapData, *, mode: str = "full") -> dict[str, Any]:
    """What parts/map/body.html needs; mode is "full", "present" or "embed"."""
    slug = request.resolver_match.kwargs["slug"] if request.resolver_match else ""
    rings = dict(words.choice_labels("rings", get_language() or "nl"))
    return {
        "map_mode": mode,
        "map_name": slug,
        "map_words": script_words(rings, map_words.tie_kinds(data)),
        "source": reverse("web:map_data", args=[slug]),
        "panel_pattern": _panel_pattern(slug) if mode == "full" else "",
        "part_pattern": reverse("web:map", args=[slug]) + "{part}/",
        "find": reverse("web:map_find", args=[slug]) if mode == "full" else "",
        "rows": sorted(data.nodes, key=lambda node: node.name.casefold())[:MOST_ROWS],
        "ties": tie_counts(data),
        "names": data.names,
        "rings": rings,
        "last_moment": len(data.moments) - 1,
        "moments": data.moments,
        "is_table": request.GET.get("as") == "table",
    }


def _panel_pattern(slug: str) -> str:
    """The address of the panel, for the script to fill in whom."""
    return reverse("web:map_panel", args=[slug, uuid.UUID(int=0)]).replace(str(uuid.UUID(int=0)), "{id}")


def _about(request: NetworkRequest, data: MapData, actor_id: str) -> dict[str, Any] | None:
    standing = standing_of(data, actor_id)
    if standing is None:
        return None
    first, then = map_words.meaning(standing)
    return {
        "standing": standing,
        "node": standing.node,
        "accent": standing.node.attributes.get("accent"),
        "meaning": first,
        "help": then,
        "under": _under(request, standing, data),
        "facts": [(label, text) for label, text in _facts(request, standing) if text],
    }


def _under(request: NetworkRequest, standing: Standing, data: MapData) -> str:
    """Who the people of a party are; what a person does, and where."""
    if standing.node.kind == "party":
        people = [person.name for person in directory.people_of(request.actor, uuid.UUID(standing.node.id))]
        return _some(people)
    person = directory.person(request.actor, uuid.UUID(standing.node.id))
    return ", ".join(filter(None, (person.function, data.names.get(standing.node.party or "", ""))))


def _facts(request: NetworkRequest, standing: Standing) -> list[tuple[str, str]]:
    node, language = standing.node, get_language() or "nl"
    seats = initiatives.seats_of(request.actor, uuid.UUID(node.id))
    acts = node.attributes.get("acts")
    return [
        (_("Ties"), _ties_text(standing)),
        (_("Sits at"), _some(list(dict.fromkeys(seat.initiative.name for seat in seats)))),
        *_given_and_got(request, node.id, node.kind),
        (pgettext("number of", "Acts"), "" if acts is None else str(acts)),
        (_("Ring"), words.choice_label("rings", node.ring, language) if node.ring else ""),
        (_("Sector"), node.sector or ""),
    ]


def _given_and_got(request: NetworkRequest, actor_id: str, kind: str) -> list[tuple[str, str]]:
    if kind != "party":
        return []
    gives = conditions.brought_by(request.actor, uuid.UUID(actor_id))
    gets = conditions.got_by(request.actor, uuid.UUID(actor_id))
    return [
        (_("Gives"), _some(list(dict.fromkeys(each.what for each in gives)))),
        (_("Gets"), _some(list(dict.fromkeys(each.what for each in gets)))),
    ]


def _ties_text(standing: Standing) -> str:
    count = len(standing.neighbours)
    if count <= MOST_NAMES:
        return map_words.listed([node.name for node in standing.neighbours])
    closest = map_words.listed([node.name for node in standing.neighbours[:3]])
    return _("%(count)d, closest with %(names)s") % {"count": count, "names": closest}


def _some(names: list[str]) -> str:
    """At most four by name."""
    rest = len(names) - MOST_NAMES
    shown = ", ".join(names[:MOST_NAMES])
    return _("%(names)s and %(count)d more") % {"names": shown, "count": rest} if rest > 0 else shown


network_urlpatterns = [
    path("map/", network_map, name="map"),
    path("map/about/<uuid:actor_id>/", panel, name="map_panel"),
]
