"""Win-win: what each party needs, and which package is good for all."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.actions import searching
from vierspan.workspace.initiatives.winwin.actions.searching import Wish
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.winwin import SearchForm
from vierspan.workspace.web.initiative_frame import frame as initiative_frame
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.pages import initiatives_winwin_packages, initiatives_winwin_side, initiatives_winwin_table
from vierspan.workspace.web.pages.initiatives_commitment import initiative_choices
from vierspan.workspace.web.rooms import Place
from vierspan.workspace.web.versions import both_versions
from vierspan.workspace.web.winwin_frame import frame


def _message(actor: Actor) -> str:
    found = queries.searches(actor)
    n = sum(each.closed_on is None for each in found)
    if not found:
        return _("Which package is good for all?")
    if not n:
        return _("No search for a package is open")
    return ngettext("One search for a package is open", "%(n)s searches for a package are open", n) % {"n": n}


def more(request: NetworkRequest) -> Mapping[str, Any]:
    return {"searches": queries.searches(request.actor), "may_write": may(request.actor, Do.EDIT_ROOMS)}


@in_network(Do.READ_ROOMS)
@require_GET
def of_initiative(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    shown = initiative_frame(request, initiative_id, "initiative_winwin")
    found = queries.searches(request.actor, initiative=initiative_id)
    message = _("Which package is good for all?")
    shown |= {"searches": found, "may_write": may(request.actor, Do.EDIT_ROOMS), "message": message}
    return render(request, "pages/initiatives/winwin_of.html", shown)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    first = {"initiative": request.GET.get("initiative", "")}
    form = SearchForm(request.POST or None, initial=first, initiatives=initiative_choices(actor))
    if request.method == "POST" and form.is_valid():
        made = kept(form, lambda: searching.begin(actor, _wish(form)))
        if made:
            return redirect("web:win_win_search", networks.network(actor).slug, made.pk)
    shown = {**frame(request), "form": form, "message": _("What do you look for a package on?")}
    return render(request, "pages/initiatives/winwin_edit.html", shown, status=422 if form.errors else 200)


def _wish(form: SearchForm) -> Wish:
    given = form.cleaned_data
    return Wish(name=given["name"], about=given["about"], initiative=given["initiative"])


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    actor, row = request.actor, queries.search(request.actor, search_id)
    queries.must_run(actor, row)
    first = {"name": row.name, "about": row.about, "initiative": str(row.initiative_id or ""), "version": version(row)}
    form = SearchForm(request.POST or None, initial=first, initiatives=initiative_choices(actor))
    shown = {**frame(request), "form": form, "message": row.name, "row": row}
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            if kept(form, lambda: searching.change(actor, search_id, _wish(form), seen=seen)):
                messages.success(request, _("Kept as you put it."))
                return _to(request, search_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/initiatives/winwin_edit.html", shown, status=409)
    return render(request, "pages/initiatives/winwin_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def close(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    row = searching.close(request.actor, search_id, is_closed=request.POST.get("closed") == "yes")
    messages.success(request, _("Closed. All of it stays to be read.") if row.closed_on else _("Open again."))
    return _to(request, search_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    searching.remove(request.actor, search_id)
    messages.success(request, _("Taken away"))
    return redirect("web:winwin", networks.network(request.actor).slug)


def _to(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    return redirect("web:win_win_search", networks.network(request.actor).slug, search_id)


PLACES: tuple[Place, ...] = (
    Place(
        name="winwin",
        at="win-win/",
        label=gettext_lazy("Win-win"),
        message=_message,
        lead=gettext_lazy(
            "Each party says what it needs and what an option is worth to it. Then you see which packages are good for"
            " all, who cannot go along yet, and which trade would help."
        ),
        template="pages/initiatives/winwin.html",
        more=more,
    ),
)
AT = "initiatives/win-win/<uuid:search_id>/"
urlpatterns: list[URLPattern] = [
    path("initiatives/<uuid:initiative_id>/win-win/", of_initiative, name="initiative_winwin"),
    path("initiatives/win-win/new/", new, name="new_win_win"),
    path(f"{AT}edit/", edit, name="edit_win_win"),
    path(f"{AT}close/", close, name="close_win_win"),
    path(f"{AT}remove/", remove, name="remove_win_win"),
    *initiatives_winwin_table.urlpatterns,
    *initiatives_winwin_side.urlpatterns,
    *initiatives_winwin_packages.urlpatterns,
]
