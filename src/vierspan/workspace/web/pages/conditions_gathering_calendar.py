"""Gatherings in one's own calendar: one to take along, or all of them at an address of one's own."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.actions import feeds
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network, open_to_all
from vierspan.workspace.web.gathering_frame import room_tabs, tried

CALENDAR = "text/calendar; charset=utf-8"


def address_of(plan: Any) -> str:
    return f"{settings.BASE_URL}{reverse('web:gathering', args=[plan.network.slug, plan.gathering.pk])}"


@in_network(Do.READ_DIRECTORY)
@require_GET
def event(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    link = address_of(meeting.plan(request.actor, gathering_id))
    return calendar_file(meeting.event_file(request.actor, gathering_id, link), "event.ics")


def calendar_file(text: str, name: str) -> HttpResponse:
    reply = HttpResponse(text, content_type=CALENDAR)
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def own(request: NetworkRequest) -> HttpResponse:
    """One's own calendar address; a new one is shown once, right after it was made."""
    made: list[str] = []
    if request.method == "POST":
        tried(request, lambda: made.append(feeds.make(request.actor)))
    shown = {
        "address": made[0] if made else "",
        "has_feed": meeting.has_feed(request.actor),
        "tabs": room_tabs(networks.network(request.actor).slug),
    }
    reply = render(request, "pages/gatherings/calendar.html", shown)
    reply.headers["Cache-Control"] = "no-store"
    return reply


@in_network(Do.READ_ROOMS)
@require_POST
def end(request: NetworkRequest) -> HttpResponse:
    feeds.end(request.actor)
    messages.success(request, _("The address no longer works"))
    return redirect("web:own_calendar", slug=networks.network(request.actor).slug)


@open_to_all
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads; for whoever holds the address."""
    try:
        text = meeting.feed_of(token, address_of)
    except NotFound:
        return HttpResponse(status=404)
    reply = HttpResponse(text, content_type=CALENDAR)
    reply.headers["Cache-Control"] = "private, max-age=900"
    reply.headers["X-Robots-Tag"] = "noindex, nofollow"
    return reply


urlpatterns = [
    path("conditions/gatherings/calendar/", own, name="own_calendar"),
    path("conditions/gatherings/calendar/end/", end, name="end_calendar"),
    path("conditions/gatherings/<uuid:gathering_id>/event.ics", event, name="gathering_event"),
]
open_urlpatterns = [path("calendar/<str:token>/gatherings.ics", feed, name="calendar_feed")]
