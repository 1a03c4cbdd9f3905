"""Bringing in a file, the third step: what happened, and taking it back."""

import csv
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.exchange import actions, queries
from vierspan.workspace.exchange.exports import File
from vierspan.workspace.insight.words import table_label
from vierspan.workspace.networks.queries import network
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.pages.imports import STEPS

LISTED = 20


@in_network(Do.IMPORT_RECORDS)
@require_GET
def done(request: NetworkRequest, import_id: UUID) -> HttpResponse:
    made = queries.an_import(request.actor, import_id)
    if made.is_being_undone:
        shown = {"steps": STEPS, "name": made.name, "is_undo": True}
        return render(request, "pages/imports/underway.html", shown)
    last = next((each.pk for each in queries.imports(request.actor) if each.undone_at is None), None)
    left_out = queries.left_out(made, request.actor.language)
    totals = {key: sum(counts[key] for counts in made.counts.values()) for key in ("new", "changed", "untouched")}
    shown = {
        "steps": STEPS,
        "made": made,
        "tables": _counted(made.counts, request.actor.language),
        "totals": totals,
        "changes": {**totals, "untouched": 0},
        "left_out": left_out[:LISTED],
        "left_out_count": len(left_out),
        "may_undo": made.undone_at is None and last == made.pk,
    }
    return render(request, "pages/imports/done.html", shown)


def _counted(counts: dict[str, dict[str, int]], language: str) -> list[dict[str, Any]]:
    return [{"label": table_label(key, language), **each} for key, each in counts.items() if sum(each.values())]


@in_network(Do.IMPORT_RECORDS)
@require_GET
def left_out(request: NetworkRequest, import_id: UUID) -> HttpResponse:
    """What was left out as a file that a spreadsheet program opens well."""
    made = queries.an_import(request.actor, import_id)
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Sheet"), _("Row"), _("Why")])
    for row in queries.left_out(made, request.actor.language):
        writer.writerow([_plain(row.sheet), row.row, _plain(row.why)])
    return download(File(_("left-out.csv"), "text/csv; charset=utf-8", text.getvalue().encode("utf-8-sig")))


def _plain(text: str) -> str:
    """A cell that a spreadsheet program would take for a formula is made to stay text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@in_network(Do.IMPORT_RECORDS)
@require_POST
def undo(request: NetworkRequest, import_id: UUID) -> HttpResponse:
    slug = network(request.actor).slug
    try:
        made = actions.begin_undo(request.actor, import_id)
    except Conflict:
        messages.error(request, _("This cannot be undone any more: something was brought in after it"))
    else:
        if not made.is_being_undone:
            messages.success(request, _("Undone: everything is as it was before"))
    return redirect("web:import_done", slug=slug, import_id=import_id)


network_urlpatterns = [
    path("import/done/<uuid:import_id>/", done, name="import_done"),
    path("import/done/<uuid:import_id>/left-out/", left_out, name="import_left_out"),
    path("import/done/<uuid:import_id>/undo/", undo, name="import_undo"),
]
