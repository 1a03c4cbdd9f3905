"""What is to be done better: noting it, changing it, saying what came of it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.reflection.actions import improvements as actions
from vierspan.workspace.conditions.reflection.queries import improvements as queries
from vierspan.workspace.conditions.reflection.queries.improvements import Improvement
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.reflection import EndForm, ImprovementForm
from vierspan.workspace.web.reflection_frame import page, slug_of, status_of
from vierspan.workspace.web.versions import both_versions


def state_names() -> dict[str, str]:
    return {
        "": pgettext("improvements", "All"),
        "open": pgettext("improvements", "To do"),
        "late": pgettext("improvements", "Past their day"),
        "done": pgettext("improvements", "Done"),
        "dropped": pgettext("improvements", "Let go"),
    }


def picks(state: str, search: str) -> list[dict[str, Any]]:
    """The states to choose from, each with the question string that shows it."""
    return [
        {"label": label, "query": urlencode({"state": key, "q": search}), "is_on": key == state}
        for key, label in state_names().items()
    ]


def _form(request: NetworkRequest, row: Improvement | None = None) -> ImprovementForm:
    people, parties = queries.who_may_take(request.actor)
    first: dict[str, Any] = {}
    if row is not None:
        first = {"name": row.name, "owner": row.owner_id, "party": row.party_id, "due_on": row.due_on}
        first["version"] = version(row)
        # Somebody who left meanwhile may still be named.
        people += [(str(row.owner_id), row.owner.name)] if row.owner and str(row.owner_id) not in dict(people) else []
    return ImprovementForm(request.POST or None, initial=first, people=people, parties=parties)


@in_network(Do.JOIN_REFLECTION)
@require_http_methods(["GET", "POST"])
def new_improvement(request: NetworkRequest) -> HttpResponse:
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take(request.actor, form.wanted())
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            messages.success(request, _("It is on the list"))
            return _to_list(request)
    return page(request, "improvement_edit", status=status_of(form), form=form)


@in_network(Do.JOIN_REFLECTION)
@require_http_methods(["GET", "POST"])
def improvement(request: NetworkRequest, improvement_id: UUID) -> HttpResponse:
    row = queries.improvement(request.actor, improvement_id)
    form, both = _form(request, row), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(request.actor, improvement_id, form.wanted(), seen=form.cleaned_data["version"])
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        except Changed as changed:
            people, parties = queries.who_may_take(request.actor)
            names = dict(people + parties)
            name_of = {column: lambda value: names.get(str(value), _("(empty)")) for column in ("owner_id", "party_id")}
            both = both_versions(form, changed, name_of)
        else:
            messages.success(request, _("Changed"))
            return _to_list(request)
    shown = {"row": row, "form": form, "versions": both, "end_form": EndForm(), "is_late": queries.is_late(row)}
    return page(request, "improvement_edit", status=status_of(form, both), **shown)


@in_network(Do.JOIN_REFLECTION)
@require_POST
def end_improvement(request: NetworkRequest, improvement_id: UUID) -> HttpResponse:
    row, form = queries.improvement(request.actor, improvement_id), EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end(request.actor, row.pk, request.POST.get("state", ""), form.cleaned_data["outcome"])
        except Invalid as slip:
            form.add_error("outcome", worded(slip.reason))
        else:
            messages.success(request, _("Kept, with what came of it"))
            return _to_list(request)
    people, parties = queries.who_may_take(request.actor)
    first = {"name": row.name, "owner": row.owner_id, "party": row.party_id, "due_on": row.due_on}
    stands = ImprovementForm(initial={**first, "version": version(row)}, people=people, parties=parties)
    return page(request, "improvement_edit", status=422, row=row, form=stands, end_form=form)


@in_network(Do.JOIN_REFLECTION)
@require_POST
def reopen_improvement(request: NetworkRequest, improvement_id: UUID) -> HttpResponse:
    actions.reopen(request.actor, improvement_id)
    messages.success(request, _("Back among what is to be done"))
    return _to_list(request)


@in_network(Do.RUN_REFLECTION)
@require_POST
def remove_improvement(request: NetworkRequest, improvement_id: UUID) -> HttpResponse:
    actions.remove(request.actor, improvement_id)
    messages.success(request, _("Taken off the list"))
    return _to_list(request)


@in_network(Do.JOIN_REFLECTION)
@require_GET
def improvements_file(request: NetworkRequest, form: str) -> HttpResponse:
    found = queries.improvements(request.actor, state=request.GET.get("state", ""), search=request.GET.get("q", ""))
    names = state_names()
    lines = [[_("What you do differently"), _("Who"), _("Party"), _("Before"), _("State"), _("What came of it")]]
    for row in found:
        due = row.due_on.isoformat() if row.due_on else ""
        owner, party = (each.name if each else "" for each in (row.owner, row.party))
        lines.append([row.name, owner, party, due, names[row.state], row.outcome])
    return download(list_file(request.actor, f"{slug_of(request)}-improvements", form, lines))


def _to_list(request: NetworkRequest) -> HttpResponse:
    return redirect("web:improvements", slug=slug_of(request))


AT = "conditions/reflection/improvements/"
urlpatterns = [
    path(f"{AT}new/", new_improvement, name="new_improvement"),
    path(f"{AT}file/<slug:form>/", improvements_file, name="improvements_file"),
    path(f"{AT}<uuid:improvement_id>/", improvement, name="improvement"),
    path(f"{AT}<uuid:improvement_id>/end/", end_improvement, name="end_improvement"),
    path(f"{AT}<uuid:improvement_id>/reopen/", reopen_improvement, name="reopen_improvement"),
    path(f"{AT}<uuid:improvement_id>/remove/", remove_improvement, name="remove_improvement"),
]
