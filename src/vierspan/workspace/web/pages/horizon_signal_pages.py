"""One signal: written down in one line, its page, put right, taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.actions import signals as actions
from vierspan.workspace.horizon.actions.signals import Told
from vierspan.workspace.horizon.weighing import alike, queries
from vierspan.workspace.horizon.weighing.actions import placing
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.forms.signals import SignalForm, SpotForm
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.signal_frame import frame, kept, signal_form, slug_of, stages
from vierspan.workspace.web.signal_shown import shown_signal
from vierspan.workspace.web.versions import both_versions


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    """One line, and back to the list, where more can be said of it."""
    actor = request.actor
    form = SpotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = kept(request, lambda: actions.spot(actor, form.cleaned_data["what"]), form)
        if made:
            undo = reverse("web:remove_signal", args=[slug_of(actor), made.pk])
            messages.success(request, _("Kept: %(what)s") % {"what": made.name}, extra_tags=undo)
            reply = redirect(with_query(reverse("web:horizon", args=[slug_of(actor)]), kept=str(made.pk)))
            reply["Location"] += "#kept"
            return reply
    shown = frame(request, "list", form=form, message=_("What did you see coming?"))
    return render(request, "pages/horizon/signal_new.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_GET
def hints(request: NetworkRequest) -> HttpResponse:
    """What stands already and looks like what is typed."""
    found = alike.hints(request.actor, request.GET.get("what", ""))
    return render(request, "parts/horizon/hints.html", {"hints": found, "stages": stages(request.actor)})


@in_network(Do.READ_ROOMS)
@require_GET
def signal(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    return shown_signal(request, signal_id)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    actor, row = request.actor, horizon.signal(request.actor, signal_id)
    sector = queries.own_sectors(actor, [signal_id]).get(signal_id, "")
    form = signal_form(actor, request.POST or None, _first(row, sector))
    shown = frame(request, "list", form=form, row=row, message=row.name)
    if request.method == "POST" and form.is_valid():
        try:
            if kept(request, lambda: _change(request, row, form), form):
                messages.success(request, _("Kept as you put it"))
                return redirect("web:signal", slug_of(actor), signal_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/horizon/signal_edit.html", shown, status=409)
    return render(request, "pages/horizon/signal_edit.html", shown, status=422 if form.errors else 200)


def _change(request: NetworkRequest, row: Any, form: SignalForm) -> bool:
    """Whether it is kept; where not, the form says why."""
    actor, given = request.actor, form.cleaned_data
    party = people_named.party_meant(actor, given["party"]) if given["party"] else None
    if given["party"] and party is None:
        form.add_error("party", worded("unknown_party"))
        return False
    told = Told(
        origin=given["origin"],
        address=given["address"],
        theme=UUID(given["theme"]) if given["theme"] else None,
        tag=given["tag"],
        months_ahead=given["months_ahead"],
        party=party.id if party else None,
        note=given["note"],
    )
    actions.change(actor, row.pk, given["name"], told, seen=given["version"] or version(row))
    if "sector" in form.fields:
        placing.put_in(actor, row.pk, given["sector"])
    return True


def _first(row: Any, sector: str) -> dict[str, Any]:
    return {
        "name": row.name,
        "origin": row.origin,
        "address": row.address,
        "theme": str(row.theme_id or ""),
        "tag": row.tag,
        "sector": sector,
        "months_ahead": row.months_ahead,
        "party": row.party.name if row.party else "",
        "note": row.note,
        "version": version(row),
    }


def _wordings(request: NetworkRequest) -> dict[str, Any]:
    themes = {each.pk: each.name for each in directory.themes(request.actor)}

    def named(value: Any) -> str:
        return next((each.name for each in directory.names(request.actor, [value] if value else []).values()), "")

    return {"party_id": named, "theme_id": lambda value: themes.get(value, "")}


@in_network(Do.READ_ROOMS)
@require_POST
def remove(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    """Who spotted it, or a leader."""
    name = actions.remove(request.actor, signal_id)
    messages.success(request, _("Taken away: %(what)s") % {"what": name})
    return redirect("web:horizon", slug_of(request.actor))


urlpatterns = [
    path("horizon/signals/new/", new, name="new_signal"),
    path("horizon/signals/alike/", hints, name="signal_hints"),
    path("horizon/signals/<uuid:signal_id>/", signal, name="signal"),
    path("horizon/signals/<uuid:signal_id>/edit/", edit, name="edit_signal"),
    path("horizon/signals/<uuid:signal_id>/remove/", remove, name="remove_signal"),
]
