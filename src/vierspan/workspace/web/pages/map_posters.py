"""The map on paper: a poster of any view or step, and a story as a handout."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common import clock
from vierspan.workspace.common.text import slug as slugged
from vierspan.workspace.insight.map_poster import HANDOUT, MEDIA_TYPE, Paper, paper, printed
from vierspan.workspace.insight.map_views import seen, stories, views
from vierspan.workspace.insight.map_views.ground import Ground
from vierspan.workspace.insight.map_views.state import tidy_query
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages.map_stills import still_on
from vierspan.workspace.web.pages.map_views import slug_of


@in_network(Do.READ_MEMBERS)
@require_GET
def poster(request: NetworkRequest) -> HttpResponse:
    """Of the map as its address says."""
    network = networks.network(request.actor)
    return _poster(request, network.name, "", tidy_query(request.META.get("QUERY_STRING", "")))


@in_network(Do.READ_MEMBERS)
@require_GET
def view_poster(request: NetworkRequest, view_id: UUID) -> HttpResponse:
    found = views.view(request.actor, view_id)
    return _poster(request, found.name, found.text, found.query)


@in_network(Do.READ_MEMBERS)
@require_GET
def step_poster(request: NetworkRequest, step_id: UUID) -> HttpResponse:
    found = stories.step(request.actor, step_id)
    return _poster(request, found.name, found.text, found.query)


@in_network(Do.READ_MEMBERS)
@require_GET
def handout(request: NetworkRequest, story_id: UUID) -> HttpResponse:
    """The story on paper, one page a step."""
    found = stories.story(request.actor, story_id)
    steps = stories.steps(request.actor, found)
    if not steps:
        return redirect("web:map_story", slug=slug_of(request), story_id=story_id)
    ground = seen.ground(request.actor)
    pages = [_page(request, ground, HANDOUT, (each.name, each.text, each.query)) for each in steps]
    for number, page in enumerate(pages, 1):
        page |= {"number": number, "count": len(pages), "story": found}
    return _pdf(request, pages, HANDOUT, found.name)


def _poster(request: NetworkRequest, title: str, text: str, query: str) -> HttpResponse:
    on = paper(request.GET.get("paper", "a3"))
    return _pdf(request, [_page(request, seen.ground(request.actor), on, (title, text, query))], on, title)


def _page(request: NetworkRequest, ground: Ground, on: Paper, told: tuple[str, str, str]) -> dict[str, Any]:
    title, text, query = told
    sight = seen.seen(ground, query)
    return {"title": title, "text": text, "still": still_on(sight, ground, on.sheet(title, text)), "day": sight.day}


def _pdf(request: NetworkRequest, pages: list[dict[str, Any]], on: Paper, name: str) -> HttpResponse:
    shown = {"pages": pages, "network": networks.network(request.actor), "now": clock.today()}
    body = render_to_string("pages/map/poster.html", shown)
    reply = HttpResponse(printed(body, get_language() or "nl", on), content_type=MEDIA_TYPE)
    file = slugged(name) or _("map")
    reply.headers["Content-Disposition"] = f'inline; filename="{file}-{on.key}.pdf"'
    return reply


network_urlpatterns = [
    path("map/poster/", poster, name="map_poster"),
    path("map/views/<uuid:view_id>/poster/", view_poster, name="map_view_poster"),
    path("map/steps/<uuid:step_id>/poster/", step_poster, name="map_step_poster"),
    path("map/stories/<uuid:story_id>/handout/", handout, name="map_story_handout"),
]
