"""The fields that a network keeps of its own, under its settings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import own_fields as found
from vierspan.workspace.directory.actions import own_fields
from vierspan.workspace.directory.actions.own_fields import Shape
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.people import FIELD_TYPES, OwnFieldForm
from vierspan.workspace.web.people_who import posted
from vierspan.workspace.web.versions import both_versions

TABLES = ("parties", "people")
STEPS = {"up": 1, "down": -1}


@in_network(Do.EDIT_OWN_FIELDS)
@require_GET
def fields(request: NetworkRequest) -> HttpResponse:
    tables = [_table(request, table) for table in TABLES]
    n = sum(len(each["fields"]) for each in tables)
    return render(request, "pages/network/own_fields.html", {"tables": tables, "n": n})


def _table(request: NetworkRequest, table: str) -> dict[str, Any]:
    types = dict(FIELD_TYPES)
    rows = [(each, types[each.type]) for each in found.own_fields(request.actor, table)]
    return {"key": table, "fields": rows, "adoptable": list(found.adoptable(request.actor, table).items())}


@in_network(Do.EDIT_OWN_FIELDS)
@require_http_methods(["GET", "POST"])
def add(request: NetworkRequest, table: str) -> HttpResponse:
    """A new field; `name` in the address is a column that came with an import."""
    if table not in TABLES:
        raise NotFound
    form = OwnFieldForm(posted(request), initial={"name": request.GET.get("name", ""), "type": "text"})
    if request.method == "POST" and form.is_valid():
        try:
            made = own_fields.add(request.actor, table, _shape(form))
        except Invalid as slip:
            _say(form, slip)
        else:
            messages.success(request, _("The field %(name)s is added") % {"name": made.name})
            return _back(request)
    return _form_page(request, form, {"table": table})


@in_network(Do.EDIT_OWN_FIELDS)
@require_http_methods(["GET", "POST"])
def change(request: NetworkRequest, field_id: UUID) -> HttpResponse:
    row = found.own_field(request.actor, field_id)
    first = {"name": row.name, "type": row.type, "choices": "\n".join(row.choices), "about": row.about}
    form = OwnFieldForm(posted(request), initial=first)
    seen = request.POST.get("version") or version(row)
    shown: dict[str, Any] = {
        "row": row,
        "table": row.table,
        "version": seen,
        "used": found.rows_with(request.actor, row),
    }
    if request.method == "POST" and form.is_valid():
        try:
            own_fields.change(request.actor, field_id, _shape(form), seen=seen)
        except Changed as changed:
            shown |= {"versions": both_versions(form, changed), "version": changed.version}
            return _form_page(request, form, shown, status=409)
        except Invalid as slip:
            _say(form, slip)
        else:
            messages.success(request, _("The field is kept"))
            return _back(request)
    return _form_page(request, form, shown)


@in_network(Do.EDIT_OWN_FIELDS)
@require_POST
def move(request: NetworkRequest, field_id: UUID) -> HttpResponse:
    own_fields.move(request.actor, field_id, up=STEPS.get(request.POST.get("to", ""), 0))
    return _back(request)


@in_network(Do.EDIT_OWN_FIELDS)
@require_POST
def remove(request: NetworkRequest, field_id: UUID) -> HttpResponse:
    own_fields.remove(request.actor, field_id)
    messages.success(request, _("The field is gone, and what stood in it"))
    return _back(request)


def _shape(form: OwnFieldForm) -> Shape:
    given = form.cleaned_data
    choices = [each.strip() for each in given["choices"].splitlines() if each.strip()]
    return Shape(
        name=given["name"],
        type=given["type"],
        choices=choices if given["type"] == "choice" else [],
        about=given["about"],
    )


def _say(form: OwnFieldForm, slip: Invalid) -> None:
    form.add_error(slip.field if slip.field in form.fields else "name", worded(slip.reason))


def _back(request: NetworkRequest) -> HttpResponse:
    return redirect("web:own_fields", networks.network(request.actor).slug)


def _form_page(
    request: NetworkRequest, form: OwnFieldForm, shown: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    page = "pages/network/own_field.html"
    return render(request, page, {"form": form, **shown}, status=422 if form.errors else status)


urlpatterns = [
    path("settings/fields/", fields, name="own_fields"),
    path("settings/fields/add/<slug:table>/", add, name="own_field_add"),
    path("settings/fields/<uuid:field_id>/", change, name="own_field"),
    path("settings/fields/<uuid:field_id>/move/", move, name="own_field_move"),
    path("settings/fields/<uuid:field_id>/remove/", remove, name="own_field_remove"),
]
