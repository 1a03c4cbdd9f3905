"""Ties that the records show by themselves, and the kinds that a network speaks of."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Conflict, DomainError, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import ties as told_ties
from vierspan.workspace.directory.actions import tie_kinds
from vierspan.workspace.insight import observed, queries
from vierspan.workspace.insight.observed import Observed, Wanted
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named, with_query
from vierspan.workspace.web.forms.ties import TieKindForm
from vierspan.workspace.web.pages.people_lists import people_tabs
from vierspan.workspace.web.ties_of import address_of_named, observed_words


@in_network(Do.READ_MEMBERS)
@require_GET
def observed_ties(request: NetworkRequest) -> HttpResponse:
    slug = networks.network(request.actor).slug
    asked = Wanted(
        kind=request.GET.get("kind", ""),
        between=request.GET.get("between", ""),
        undeclared=request.GET.get("undeclared") == "yes",
    )
    shown: dict[str, Any] = {"tabs": people_tabs(slug, "ties"), "asked": asked}
    try:
        run = queries.current_run(request.actor)
        page = observed.observed(request.actor, run, asked, _number(request.GET.get("page", "")))
    except DomainError:
        return render(request, "pages/ties/observed.html", shown)
    rows = [(each, observed_words(each), *_addresses(request, slug, each)) for each in page.rows]
    address = request.path
    shown |= {
        "page": page,
        "rows": rows,
        "run": run,
        "previous": _at(address, asked, page.number - 1) if page.has_previous else "",
        "next": _at(address, asked, page.number + 1) if page.has_next else "",
        "kinds": _kinds(),
    }
    return render(request, "pages/ties/observed.html", shown)


def _kinds() -> list[tuple[str, str]]:
    return [("", _("All")), ("gathering", _("gatherings")), ("table", _("tables")), ("exchange", _("give and get"))]


def _addresses(request: NetworkRequest, slug: str, seen: Observed) -> tuple[str, str]:
    return address_of_named(request.actor, slug, seen.source), address_of_named(request.actor, slug, seen.target)


def _at(address: str, asked: Wanted, number: int) -> str:
    undeclared = "yes" if asked.undeclared else ""
    return with_query(address, kind=asked.kind, between=asked.between, undeclared=undeclared, page=str(number))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


@in_network(Do.READ_DIRECTORY)
@require_http_methods(["GET", "POST"])
def kinds(request: NetworkRequest) -> HttpResponse:
    form = TieKindForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        messages.success(request, _("%(name)s can be chosen from now on") % form.cleaned_data)
        return _to_kinds(request)
    found = told_ties.kinds(request.actor)
    shown = {
        "tabs": people_tabs(networks.network(request.actor).slug, "ties"),
        "form": form,
        "own": [each for each in found if each.declared],
        "others": [each for each in found if not each.declared],
        "may_edit": may(request.actor, Do.EDIT_OWN_FIELDS),
    }
    return render(request, "pages/ties/kinds.html", shown, status=422 if form.errors else 200)


def _added(request: NetworkRequest, form: TieKindForm) -> Any:
    return _written(form, lambda: tie_kinds.add(request.actor, **form.cleaned_data))


@in_network(Do.EDIT_OWN_FIELDS)
@require_http_methods(["GET", "POST"])
def kind(request: NetworkRequest, kind_id: UUID) -> HttpResponse:
    found = told_ties.kind(request.actor, kind_id)
    first = {"name": found.name, "about": found.about, "directed": found.directed}
    form = TieKindForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _written(form, lambda: tie_kinds.change(request.actor, kind_id, **given)):
            messages.success(request, _("The kind is kept; every tie of it goes by this name now"))
            return _to_kinds(request)
    used = next((each.count for each in told_ties.kinds(request.actor) if each.declared == found), 0)
    shown = {
        "tabs": people_tabs(networks.network(request.actor).slug, "ties"),
        "form": form,
        "kind": found,
        "used": used,
    }
    return render(request, "pages/ties/kind.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_OWN_FIELDS)
@require_POST
def remove_kind(request: NetworkRequest, kind_id: UUID) -> HttpResponse:
    try:
        tie_kinds.remove(request.actor, kind_id)
    except Conflict:
        messages.error(request, _("There are ties of this kind. Give those another kind first."))
        return _to_kinds(request)
    messages.success(request, _("The kind is gone"))
    return _to_kinds(request)


@in_network(Do.EDIT_OWN_FIELDS)
@require_POST
def move_kind_up(request: NetworkRequest, kind_id: UUID) -> HttpResponse:
    tie_kinds.move_up(request.actor, kind_id)
    return _to_kinds(request)


def _written(form: TieKindForm, write: Any) -> Any:
    try:
        return write()
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
        return None


def _to_kinds(request: NetworkRequest) -> HttpResponse:
    return redirect(page_named("tie_kinds", networks.network(request.actor).slug))


urlpatterns = [
    path("ties/observed/", observed_ties, name="observed_ties"),
    path("ties/kinds/", kinds, name="tie_kinds"),
    path("ties/kinds/<uuid:kind_id>/", kind, name="tie_kind"),
    path("ties/kinds/<uuid:kind_id>/up/", move_kind_up, name="move_tie_kind_up"),
    path("ties/kinds/<uuid:kind_id>/remove/", remove_kind, name="remove_tie_kind"),
]
