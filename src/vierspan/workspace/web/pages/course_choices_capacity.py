"""My party's hours of a quarter, in ten seconds."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.actions import capacity as actions
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.quarters import next_quarter, quarter_of
from vierspan.workspace.directory import speaking
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import frame, slug_of
from vierspan.workspace.web.forms.choices import CapacityForm
from vierspan.workspace.web.pages import course_choices_words as words
from vierspan.workspace.web.versions import both_versions


def more(request: NetworkRequest) -> dict[str, Any]:
    """The form, for who speaks for a party."""
    if not may(request.actor, Do.EDIT_ROOMS):
        return {}
    parties = _parties(request)
    return {"form": _form(request, parties) if parties else None, "no_party": not parties}


def _parties(request: NetworkRequest) -> list[tuple[str, str]]:
    """Those that the actor may speak for, their own first."""
    own = speaking.own_party(request.actor)
    rows = speaking.spoken_for(request.actor)
    return [(str(each.pk), each.name) for each in sorted(rows, key=lambda row: (row.pk != own, row.name))]


def _quarters() -> list[tuple[str, str]]:
    this = quarter_of(clock.today())
    return [(each.isoformat(), words.quarter_words(each)) for each in (this, next_quarter(this))]


def _form(request: NetworkRequest, parties: list[tuple[str, str]]) -> CapacityForm:
    """What was said of that quarter stands in it; else what holds now."""
    keys = [key for key, _name in parties]
    party = request.GET.get("party", "") if request.GET.get("party") in keys else keys[0]
    known = [key for key, _name in _quarters()]
    quarter = request.GET.get("quarter", "") if request.GET.get("quarter") in known else known[0]
    stands = queries.capacity_at(request.actor, date.fromisoformat(quarter)).get(party)
    first = {
        "party": party,
        "quarter": quarter,
        "hours": _plain(stands.hours) if stands else None,
        "energy": f"{stands.energy:.0f}" if stands and stands.energy else "",
        "version": f"{party}|{quarter}|{actions.version_of(stands, date.fromisoformat(quarter))}",
    }
    return CapacityForm(request.POST or None, parties=parties, quarters=_quarters(), initial=first)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def state_capacity(request: NetworkRequest) -> HttpResponse:
    parties = _parties(request)
    form = _form(request, parties) if parties else None
    shown: dict[str, Any] = frame(request, "capacity", form=form, no_party=not parties)
    shown["message"] = _("What can your party put in?")
    if form is None or request.method == "GET" or not form.is_valid():
        return render(request, "pages/course/state_capacity.html", shown, status=422 if form and form.errors else 200)
    try:
        return _stated(request, form)
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
    except Changed as changed:
        shown["versions"] = both_versions(form, changed)
        form.data = {**request.POST.dict(), "version": changed.version}
        return render(request, "pages/course/state_capacity.html", shown, status=409)
    return render(request, "pages/course/state_capacity.html", shown, status=422)


def _plain(hours: float) -> float:
    return int(hours) if hours == int(hours) else hours


def _stated(request: NetworkRequest, form: CapacityForm) -> HttpResponse:
    given = form.cleaned_data
    party, quarter = UUID(given["party"]), date.fromisoformat(given["quarter"])
    before = queries.capacity_at(request.actor, quarter).get(given["party"])
    # Who chose another party or quarter in the form has not seen what stands there, and says so by choosing.
    of, _bar, seen = given["version"].rpartition("|")
    seen = seen if of in ("", f"{party}|{quarter}") else actions.version_of(before, quarter)
    energy = float(given["energy"]) if given["energy"] else None
    actions.state(request.actor, party, quarter, hours=given["hours"], energy=energy, seen=seen)
    messages.success(request, _("Kept. What fits is worked out with these hours from now on."))
    return redirect("web:choices" if request.POST.get("to") == "choices" else "web:capacity", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_POST
def unstate_capacity(request: NetworkRequest) -> HttpResponse:
    try:
        party, quarter = UUID(request.POST.get("party", "")), date.fromisoformat(request.POST.get("quarter", ""))
    except ValueError as slip:
        raise Invalid("party", "unknown_party") from slip
    actions.take_back(request.actor, party, quarter)
    messages.success(request, _("Taken back. What was said before holds again."))
    return redirect("web:capacity", slug=slug_of(request))


urlpatterns = [
    path("course/capacity/state/", state_capacity, name="state_capacity"),
    path("course/capacity/take-back/", unstate_capacity, name="unstate_capacity"),
]
