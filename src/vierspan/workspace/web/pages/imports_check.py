"""Bringing in a file, the second step: see what it says, mend what is not right."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict, NotFound
from vierspan.workspace.exchange import actions, checking, likeness, queries
from vierspan.workspace.exchange.errors import Unreadable
from vierspan.workspace.exchange.seen import Checked, RowSeen, RowsSeen, SheetSeen
from vierspan.workspace.networks.queries import network
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.imports import REASONS
from vierspan.workspace.web.pages.imports import STEPS

FEW = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the file; the address says it all."""

    sheet: str = ""
    rows: str = ""
    page: int = 1
    row: int = 0
    column: str = ""

    @property
    def query(self) -> str:
        """Without the open cell."""
        return urlencode({"sheet": self.sheet, "rows": self.rows, "page": self.page})


def _place(given: Any) -> Place:
    page, row = (given.get(key, "") for key in ("page", "row"))
    return Place(
        sheet=given.get("sheet", ""),
        rows=given.get("rows", ""),
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
        row=int(row) if row.isdecimal() and len(row) < 9 else 0,
        column=given.get("column", ""),
    )


@in_network(Do.IMPORT_RECORDS)
@require_GET
def check(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    kept = queries.upload(request.actor, upload_id)
    slug = network(request.actor).slug
    if kept.state == "imported" and kept.imported_as_id:
        return redirect("web:import_done", slug=slug, import_id=kept.imported_as_id)
    if kept.state == "underway":
        return render(request, "pages/imports/underway.html", {"steps": STEPS, "name": kept.name})
    if kept.state != "open":
        return redirect("web:import", slug=slug)
    at = _place(request.GET)
    target = request.headers.get("HX-Target", "")
    if at.row and target == f"row-{at.row}":
        return _one_row(request, upload_id, at)
    template = "parts/imports/checked.html" if target == "checked" else "pages/imports/check.html"
    return render(request, template, _shown(request, upload_id, at))


def _one_row(request: NetworkRequest, upload_id: UUID, at: Place) -> HttpResponse:
    columns, row = checking.row_seen(request.actor, upload_id, at.sheet, at.row)
    shown = {"upload_id": upload_id, "at": at, "each": row, "columns": columns, "width": len(columns) + 2}
    return render(request, "parts/imports/row.html", shown)


def _shown(request: NetworkRequest, upload_id: UUID, at: Place) -> dict[str, Any]:
    found = checking.checked(request.actor, upload_id)
    sheet = found.sheet(at.sheet)
    seen = _rows(request, upload_id, sheet, at) if sheet else None
    at = Place(sheet.key if sheet else "", _which(sheet, at), seen.page.number if seen else 1, at.row, at.column)
    return {
        "upload_id": upload_id,
        "has_failed": queries.upload(request.actor, upload_id).has_failed,
        "steps": STEPS,
        "file": found,
        "sheet": sheet,
        "seen": seen,
        "columns": seen.columns if seen else (),
        "width": len(seen.columns) + 2 if seen else 2,
        "at": at,
        "totals": checking.totals(request.actor, upload_id),
        "is_own_list": found.form == "mapped",
        "alike": likeness.alike(request.actor, upload_id),
        "reasons": REASONS,
    }


def _which(sheet: SheetSeen | None, at: Place) -> str:
    """All rows, or only those to mend: of a long sheet with slips the latter, unless somebody chose."""
    if sheet is None or not sheet.left_out:
        return "all"
    if at.rows in ("all", "wrong"):
        return at.rows
    return "wrong" if sheet.rows > FEW else "all"


def _rows(request: NetworkRequest, upload_id: UUID, sheet: SheetSeen, at: Place) -> RowsSeen:
    only_wrong = _which(sheet, at) == "wrong"
    return checking.rows_seen(request.actor, upload_id, sheet.key, only_wrong=only_wrong, page=at.page)


def _after(request: NetworkRequest, upload_id: UUID, before: Checked) -> HttpResponse:
    """The row that changed with the counts; everything anew where more than this row changed."""
    at = _place(request.POST)
    if not request.htmx:
        return _back(request, upload_id, at)
    shown = _shown(request, upload_id, Place(at.sheet, at.rows, at.page))
    shown["mended"] = at.row
    row = _same_row(shown, at.row)
    if row is None or before.left_out - shown["file"].left_out > 1:
        reply = render(request, "parts/imports/checked.html", shown)
        reply.headers["HX-Retarget"] = "#checked"
        return reply
    return render(request, "parts/imports/mended.html", {**shown, "each": row})


def _same_row(shown: dict[str, Any], number: int) -> RowSeen | None:
    rows = shown["seen"].page.rows if shown["seen"] else ()
    return next((row for row in rows if row.number == number), None)


def _back(request: NetworkRequest, upload_id: UUID, at: Place) -> HttpResponse:
    address = reverse("web:import_check", args=[network(request.actor).slug, upload_id])
    return redirect(f"{address}?{at.query}#rows")


@in_network(Do.IMPORT_RECORDS)
@require_POST
def mend(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    """Another text in a cell; where it is still not right the cell stays open and says why."""
    before, at = checking.checked(request.actor, upload_id), _place(request.POST)
    text = request.POST.get("text", "").replace("\x00", "")
    actions.mend_cell(request.actor, upload_id, sheet=at.sheet, row=at.row, column=at.column, text=text)
    _columns, row = checking.row_seen(request.actor, upload_id, at.sheet, at.row)
    if any(cell.column == at.column and cell.wrong for cell in row.cells):
        if request.htmx:
            return _one_row(request, upload_id, at)
        address = reverse("web:import_check", args=[network(request.actor).slug, upload_id])
        return redirect(f"{address}?{at.query}&{urlencode({'row': at.row, 'column': at.column})}#mend")
    return _after(request, upload_id, before)


@in_network(Do.IMPORT_RECORDS)
@require_POST
def skip(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    before, at = checking.checked(request.actor, upload_id), _place(request.POST)
    actions.skip_row(request.actor, upload_id, sheet=at.sheet, row=at.row)
    return _after(request, upload_id, before)


@in_network(Do.IMPORT_RECORDS)
@require_POST
def add(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    """A row of its own for a name that only stands in a cell."""
    before = checking.checked(request.actor, upload_id)
    table, name = request.POST.get("table", ""), request.POST.get("name", "")
    if not name:
        raise NotFound
    actions.add_name(request.actor, upload_id, table=table, name=name)
    return _after(request, upload_id, before)


@in_network(Do.IMPORT_RECORDS)
@require_POST
def take_back(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    """Undo the last change that was made on this page."""
    actions.unmend(request.actor, upload_id)
    return _back(request, upload_id, _place(request.POST))


@in_network(Do.IMPORT_RECORDS)
@require_POST
def decide(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    """Whether two names are one party."""
    given = request.POST
    keep, other, same = (given.get(key, "") for key in ("keep", "other", "same"))
    likeness.decide(request.actor, upload_id, keep=keep, other=other, same=same)
    if request.htmx:
        return render(request, "parts/imports/checked.html", _shown(request, upload_id, _place(given)))
    return _back(request, upload_id, _place(given))


@in_network(Do.IMPORT_RECORDS)
@require_POST
def bring_in(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    """Now it happens: everything, or what is right."""
    slug = network(request.actor).slug
    which = "all" if request.POST.get("which") == "all" else "the_rest"
    try:
        made = actions.begin(request.actor, upload_id, which)
    except Unreadable:
        messages.error(request, _("Nothing was brought in: something is not right yet"))
        return _back(request, upload_id, Place())
    except Conflict:
        return redirect("web:import_check", slug=slug, upload_id=upload_id)
    if made is None:
        return redirect("web:import_check", slug=slug, upload_id=upload_id)
    return redirect("web:import_done", slug=slug, import_id=made.pk)


network_urlpatterns = [
    path("import/<uuid:upload_id>/", check, name="import_check"),
    path("import/<uuid:upload_id>/cell/", mend, name="import_mend"),
    path("import/<uuid:upload_id>/skip/", skip, name="import_skip"),
    path("import/<uuid:upload_id>/name/", add, name="import_add"),
    path("import/<uuid:upload_id>/take-back/", take_back, name="import_take_back"),
    path("import/<uuid:upload_id>/alike/", decide, name="import_decide"),
    path("import/<uuid:upload_id>/bring-in/", bring_in, name="import_bring_in"),
]
