"""What we take home from a gathering, and what each becomes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.actions import takeaways as actions
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.harvest.actions import takeaways as harvest
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.gatherings import BecomesForm, TakeawayForm
from vierspan.workspace.web.gathering_frame import completing, frame, to_gathering, tried
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.pages.conditions_gathering import page
from vierspan.workspace.web.versions import both_versions

AT = "takeaways"


@in_network(Do.EDIT_ROOMS)
@require_POST
def note(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    form = TakeawayForm(request.POST)
    if form.is_valid() and tried(
        request, lambda: actions.note(request.actor, gathering_id, form.cleaned_data["text"]), form
    ):
        return to_gathering(request, gathering_id, at=AT)
    return page(request, gathering_id, status=422, takeaway_form=form)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def takeaway(request: NetworkRequest, gathering_id: UUID, takeaway_id: UUID) -> HttpResponse:
    """One takeaway: its words, and what it becomes."""
    row, shown = _shown(request, gathering_id, takeaway_id)
    form = TakeawayForm(request.POST or None, initial={"text": row.text, "version": version(row)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            write = lambda: actions.change(request.actor, takeaway_id, given["text"], seen=given["version"])  # noqa: E731
            if tried(request, write, form):
                messages.success(request, _("Kept as you put it"))
                return to_gathering(request, gathering_id, at=AT)
        except Changed as changed:
            form.data = {**request.POST.dict(), "version": changed.version}
            shown |= {"form": form, "versions": both_versions(form, changed)}
            return render(request, "pages/gatherings/takeaway.html", shown, status=409)
    shown["form"] = form
    return render(request, "pages/gatherings/takeaway.html", shown, status=422 if form.errors else 200)


def _shown(request: NetworkRequest, gathering_id: UUID, takeaway_id: UUID) -> tuple[Any, dict[str, Any]]:
    row = meeting.takeaway(request.actor, takeaway_id)
    if row.gathering_id != gathering_id:
        raise NotFound
    plan = meeting.plan(request.actor, gathering_id)
    if not meeting.may_change(request.actor, row, plan):
        meeting.must_run(request.actor, plan)
    form = BecomesForm()
    completing(request, form, "who")
    return row, frame(request, plan) | {"takeaway": row, "becomes_form": form}


@in_network(Do.EDIT_ROOMS)
@require_POST
def become(request: NetworkRequest, gathering_id: UUID, takeaway_id: UUID) -> HttpResponse:
    """It becomes a commitment, a decision or a signal."""
    row, shown = _shown(request, gathering_id, takeaway_id)
    form = BecomesForm(request.POST)
    completing(request, form, "who")
    if form.is_valid() and _become(request, row, form):
        return to_gathering(request, gathering_id, at=AT)
    text = TakeawayForm(initial={"text": row.text, "version": version(row)})
    return render(request, "pages/gatherings/takeaway.html", shown | {"form": text, "becomes_form": form}, status=422)


def _become(request: NetworkRequest, row: Any, form: BecomesForm) -> bool:
    actor, what = request.actor, request.POST.get("what", "")
    if what == "decision":
        harvest.decide(actor, row.pk)
        messages.success(request, _("It stands among the decisions"))
        return True
    who = _who(request, form)
    if form.errors:
        return False
    if what == "signal":
        spotter = who.id if who and who.kind == "person" else None
        harvest.signal(actor, row.pk, spotter=spotter)
        messages.success(request, _("It stands among the signals"))
        return True
    owner = {who.kind: who.id} if who else {}
    due_on = form.cleaned_data["due_on"]
    if tried(request, lambda: harvest.commit(actor, row.pk, due_on=due_on, **owner), form):
        messages.success(request, _("It stands among the commitments"))
        return True
    return False


def _who(request: NetworkRequest, form: BecomesForm) -> Any:
    name = form.cleaned_data["who"]
    meant = people_named.anybody_meant(request.actor, name) if name else None
    if name and meant is None:
        form.add_error("who", worded("nobody_by_that_name"))
    return meant


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, gathering_id: UUID, takeaway_id: UUID) -> HttpResponse:
    actions.remove(request.actor, takeaway_id)
    messages.success(request, _("Taken off"))
    return to_gathering(request, gathering_id, at=AT)


_TAKEAWAYS = "conditions/gatherings/<uuid:gathering_id>/takeaways/"
urlpatterns = [
    path(_TAKEAWAYS, note, name="note_takeaway"),
    path(f"{_TAKEAWAYS}<uuid:takeaway_id>/", takeaway, name="takeaway"),
    path(f"{_TAKEAWAYS}<uuid:takeaway_id>/become/", become, name="takeaway_becomes"),
    path(f"{_TAKEAWAYS}<uuid:takeaway_id>/remove/", remove, name="remove_takeaway"),
]
