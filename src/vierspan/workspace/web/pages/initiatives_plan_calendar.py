"""Steps in one's own calendar: of one initiative, of oneself, or at an address of one's own."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.planning import calendar, queries
from vierspan.workspace.initiatives.planning.actions import feeds
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.pages.conditions_gathering_calendar import CALENDAR, calendar_file


@in_network(Do.READ_DIRECTORY)
@require_GET
def of_initiative(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    found = initiatives.initiative(request.actor, initiative_id)
    slug = networks.network(request.actor).slug
    rows = queries.plan_rows(request.actor, initiative_id)
    return calendar_file(calendar.published(rows, lambda row: address_of(slug, row), name=found.name), "steps.ics")


@in_network(Do.READ_TABLE_PLAN)
@require_GET
def of_oneself(request: NetworkRequest) -> HttpResponse:
    network = networks.network(request.actor)
    rows = queries.owned_by(request.actor.network_id, request.actor.person_id)
    text = calendar.published(rows, lambda row: address_of(network.slug, row), name=network.name)
    return calendar_file(text, "my-steps.ics")


@by_link(feeds.PURPOSE)
@require_GET
def feed(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    """What a calendar reads; for whoever holds the address."""
    rows = queries.owned_by(link.network_id, link.person_id)
    text = calendar.published(rows, lambda row: address_of(link.network.slug, row), name=link.network.name)
    return HttpResponse(text, content_type=CALENDAR)


def address_of(slug: str, row: Any) -> str:
    at = reverse("web:initiative_plan", args=[slug, row.step.initiative_id])
    return f"{settings.BASE_URL}{at}#step-{row.id}"


urlpatterns = [
    path("initiatives/<uuid:initiative_id>/plan.ics", of_initiative, name="plan_calendar"),
    path("initiatives/tables/mine.ics", of_oneself, name="own_steps"),
]
open_urlpatterns = [path("link/steps/<str:token>/steps.ics", feed, name="steps_feed")]
