"""What the drawing of the map asks for: the whole, a part, the way from one to another, and to be drawn anew."""

import gzip
import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight.maps import levels, paths
from vierspan.workspace.insight.maps.actions import draw_anew
from vierspan.workspace.insight.maps.sent import packed_json, sent
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network

MOST_FOUND = 8


@in_network(Do.READ_MEMBERS)
@require_GET
def network_json(request: NetworkRequest) -> HttpResponse:
    """The whole network; of a very large one its groups."""
    return _written(request, sent(request.actor, insight.current_run(request.actor)))


@in_network(Do.READ_MEMBERS)
@require_GET
def inside(request: NetworkRequest, community: int) -> HttpResponse:
    """The members of one group."""
    return _written(request, packed_json(levels.inside(request.actor, insight.current_run(request.actor), community)))


@in_network(Do.READ_MEMBERS)
@require_GET
def around(request: NetworkRequest, actor_id: uuid.UUID) -> HttpResponse:
    """One and whom they reach in a few steps."""
    asked = request.GET.get("steps", "")
    steps = int(asked) if asked.isdecimal() else 1
    drawn = levels.around(request.actor, insight.current_run(request.actor), actor_id, steps)
    return _written(request, packed_json(drawn))


@in_network(Do.READ_MEMBERS)
@require_GET
def between(request: NetworkRequest, actor_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Two, and what lies between them."""
    drawn = levels.between(request.actor, insight.current_run(request.actor), actor_id, other_id)
    return _written(request, packed_json(drawn))


@in_network(Do.READ_MEMBERS)
@require_GET
def find(request: NetworkRequest) -> HttpResponse:
    """Whose name holds these words: also of a network too large to be sent whole."""
    hits = directory.search(request.actor, request.GET.get("q", ""), most=MOST_FOUND)
    return JsonResponse({"found": [{"id": str(hit.id), "label": hit.name} for hit in hits]})


@in_network(Do.READ_MEMBERS)
@require_GET
def way(request: NetworkRequest, actor_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Through whom one comes to another."""
    run = insight.current_run(request.actor)
    found = paths.path_between(request.actor, run, actor_id, other_id, request.GET.get("with", "both"))
    if found is None:
        return JsonResponse({"found": False, "chain": [], "ties": [], "length": None})
    chain = [{"id": stop.id, "label": stop.name, "kind": stop.kind} for stop in found.stops]
    ties = [{"kind": link.kinds, "basis": link.bases, "strength": link.strength} for link in found.links]
    return JsonResponse({"found": True, "chain": chain, "ties": ties, "length": found.length})


@in_network(Do.SAVE_MAP)
@require_POST
def anew(request: NetworkRequest) -> HttpResponse:
    if draw_anew(request.actor):
        messages.success(request, _("The map is drawn anew."))
    else:
        messages.info(request, _("The map is being drawn anew. Until then you see the last one."))
    return redirect("web:map", slug=networks.network(request.actor).slug)


def _written(request: NetworkRequest, packed: bytes) -> HttpResponse:
    """Packed, to whoever can unpack it."""
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(gzip.decompress(packed), content_type="application/json")
    response = HttpResponse(packed, content_type="application/json", headers={"Content-Encoding": "gzip"})
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


network_urlpatterns = [
    path("map/network.json", network_json, name="map_data"),
    path("map/inside/<int:community>/", inside, name="map_inside"),
    path("map/inside/-1/", inside, {"community": -1}, name="map_inside_untied"),
    path("map/around/<uuid:actor_id>/", around, name="map_around"),
    path("map/between/<uuid:actor_id>/<uuid:other_id>/", between, name="map_between"),
    path("map/find/", find, name="map_find"),
    path("map/path/<uuid:actor_id>/<uuid:other_id>/", way, name="map_path"),
    path("map/anew/", anew, name="map_anew"),
]
