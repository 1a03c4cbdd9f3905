"""What every page about one opportunity shares: its head, its own pages, and who may do what with it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.opportunities import STAGES
from vierspan.workspace.web.rooms import Tab, tabs


def slug_of(request: NetworkRequest) -> str:
    return networks.network(request.actor).slug


def room_tabs(slug: str) -> list[Tab]:
    from vierspan.workspace.web.pages.horizon import ROOM  # the room is made of these pages

    return tabs(ROOM, slug, "opportunities")


def frame(request: NetworkRequest, found: Any, current: str) -> dict[str, Any]:
    """`current` is the name of the page that is open."""
    actor, slug = request.actor, slug_of(request)
    pages = [("opportunity", _("At a glance"))]
    if may(actor, Do.READ_DIRECTORY):
        pages += [("coalitions", _("Coalitions")), ("next_partners", _("Whom to ask"))]
    return {
        "found": found,
        "tabs": room_tabs(slug),
        "leaves": [Tab(label, reverse(f"web:{name}", args=[slug, found.pk]), name == current) for name, label in pages],
        "stage_words": dict(STAGES)[found.stage],
        "is_open": found.stage in queries.OPEN,
        "may_edit": may(actor, Do.EDIT_ROOMS) and found.stage in queries.OPEN,
        "may_run": queries.may_run(actor, found),
        "reads_people": may(actor, Do.READ_DIRECTORY),
    }


def found_of(request: NetworkRequest, opportunity_id: UUID) -> Any:
    return queries.opportunity(request.actor, opportunity_id)


def to(request: NetworkRequest, name: str, opportunity_id: UUID, *, at: str = "") -> HttpResponse:
    reply = redirect(f"web:{name}", slug=slug_of(request), opportunity_id=opportunity_id)
    if at:
        reply["Location"] += f"#{at}"
    return reply
