"""What outsiders see through a link: one view of the map, as a page and within the page of another site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_safe

from vierspan.workspace.insight.map_views import shares
from vierspan.workspace.insight.map_views.shares import Shared
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.headers import framed_by
from vierspan.workspace.web.pages.map_links import outsider_page


@open_to_all
@require_safe
def shared(request: HttpRequest, share_token: str) -> HttpResponse:
    """Who has the link sees it; where the link is over there is nothing, as if it never was."""
    return _page(request, shares.opened(share_token), "pages/map/shared.html", {"token": share_token})


@open_to_all
@require_safe
def embedded(request: HttpRequest, share_token: str) -> HttpResponse:
    """The one page that another site may show within its own: those that the leader named."""
    found = shares.opened(share_token)
    reply = _page(request, found, "pages/map/embedded.html", {"token": share_token})
    return framed_by(reply, found.share.frames)


def _page(request: HttpRequest, found: Shared, template: str, more: dict[str, str]) -> HttpResponse:
    """In the language of the network: what a visitor's browser likes says nothing about who reads along."""
    language = found.network.language
    with translation.override(language):
        reply = render(request, template, outsider_page(found) | more)
    reply.headers["Content-Language"] = language
    reply.headers["X-Robots-Tag"] = "noindex, nofollow"
    reply.headers["Cache-Control"] = "no-store"  # an ended link ends at once
    return reply


urlpatterns = [
    path("shared/<str:share_token>/", shared, name="map_shared"),
    path("embed/<str:share_token>/", embedded, name="map_embedded"),
]
