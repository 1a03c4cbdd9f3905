"""All that a successor must know, as a page and as a file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.exchange import handover as sheets
from vierspan.workspace.exchange.handover import Line
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.people_who import Who, who_of


@in_network(Do.READ_MEMBERS)
@require_GET
def handover(request: NetworkRequest, **which: UUID) -> HttpResponse:
    who = who_of(request, **which)
    sheet = sheets.handover(request.actor, who.id)
    if form := request.GET.get("as", ""):
        return download(sheets.file_of(request.actor, sheet, form))
    parts = [(part, [_placed(request, who, line) for line in part.lines]) for part in sheet.filled]
    return render(request, "pages/people/handover.html", {"who": who, "sheet": sheet, "parts": parts})


def _placed(request: NetworkRequest, who: Who, line: Line) -> tuple[Line, str]:
    return line, address_of(request.actor, who.slug, line.ref) if line.ref else ""


urlpatterns = [
    path("people/<uuid:person_id>/handover/", handover, name="person_handover"),
    path("parties/<uuid:party_id>/handover/", handover, name="party_handover"),
]
