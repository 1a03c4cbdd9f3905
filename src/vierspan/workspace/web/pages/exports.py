"""Everything can be taken along: the whole network in the forms that other programs open."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.exchange import exports as exchange
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.networks.queries import network
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download

FORMS = {
    "xlsx": (_("Excel workbook"), _("A sheet for each kind of record. You can change it and bring it in again.")),
    "csv": (_("CSV files in a zip"), _("The same, one file a sheet, for any program.")),
    "graphml": (_("GraphML"), _("People, parties and their ties, for yEd, Cytoscape or Gephi.")),
    "gexf": (_("GEXF"), _("The same for Gephi, with time.")),
    "kumu": (_("Kumu workbook"), _("Elements and connections, ready for Kumu.")),
    "kumu-json": (_("Kumu blueprint"), _("The same as JSON, to make a new Kumu map from.")),
    "vcard": (_("Address book (vCard)"), _("People and parties, for a phone or mail program. Without ties.")),
    "json": (_("JSON"), _("Everything, for who writes programs.")),
}


@in_network(Do.EXPORT_NETWORK)
@require_GET
def exports(request: NetworkRequest) -> HttpResponse:
    forms = [(key, title, text) for key, (title, text) in FORMS.items() if key in exchange.FORMS]
    has_records = insight.has_actors(request.actor)
    return render(request, "pages/exports/exports.html", {"forms": forms, "has_records": has_records})


@in_network(Do.EXPORT_NETWORK)
@require_GET
def export(request: NetworkRequest, form: str) -> HttpResponse:
    if form in exchange.FORMS and not insight.has_actors(request.actor):
        return redirect("web:exports", slug=network(request.actor).slug)
    return download(exchange.export(request.actor, form))


network_urlpatterns = [
    path("export/", exports, name="exports"),
    path("export/<slug:form>/", export, name="export"),
]
