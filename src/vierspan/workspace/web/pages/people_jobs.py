"""Where somebody works and worked: another job, and the history put right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory import suggestions
from vierspan.workspace.directory.actions import affiliations
from vierspan.workspace.directory.affiliations import affiliation
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.people import JobForm, MoveForm
from vierspan.workspace.web.pages.people_edit import party_meant
from vierspan.workspace.web.people_who import Who, posted, who_of
from vierspan.workspace.web.versions import both_versions


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def move(request: NetworkRequest, person_id: UUID) -> HttpResponse:
    who = who_of(request, person_id=person_id)
    form = MoveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            party = party_meant(request.actor, given["party"])
            assert party is not None  # noqa: S101 - the form asks for it
            affiliations.move(request.actor, person_id, party_id=party, since=given["since"], role=given["role"])
        except Invalid as slip:
            _say(form, slip)
        else:
            messages.success(request, _("The new job is kept; the one before stays in the history"))
            return redirect(who.address)
    return _page(request, "move", form, who)


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def jobs(request: NetworkRequest, person_id: UUID) -> HttpResponse:
    """The whole history, and a form to add what is missing in it."""
    who = who_of(request, person_id=person_id)
    form = JobForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            affiliations.add(request.actor, person_id, _values(request, form))
        except Invalid as slip:
            _say(form, slip)
        else:
            messages.success(request, _("Kept in the history"))
            return redirect(who.at["jobs"])
    history = directory.affiliations_of(request.actor, person_id)
    return _page(request, "jobs", form, who, history=history)


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def job(request: NetworkRequest, person_id: UUID, affiliation_id: UUID) -> HttpResponse:
    who = who_of(request, person_id=person_id)
    row = affiliation(request.actor, person_id, affiliation_id)
    first = {"party": row.party.name, "role": row.role, "since": row.since, "until": row.until}
    form = JobForm(posted(request), initial=first)
    shown: dict[str, Any] = {"row": row, "version": request.POST.get("version") or version(row)}
    if request.method == "POST" and form.is_valid():
        try:
            affiliations.change(request.actor, affiliation_id, _values(request, form, row), seen=shown["version"])
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, {"party_id": lambda id_: _name(request, id_)})
            shown["version"] = changed.version
            return _page(request, "job", form, who, status=409, **shown)
        except Invalid as slip:
            _say(form, slip)
        else:
            messages.success(request, _("The history is put right"))
            return redirect(who.at["jobs"])
    return _page(request, "job", form, who, **shown)


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def remove_job(request: NetworkRequest, person_id: UUID, affiliation_id: UUID) -> HttpResponse:
    who = who_of(request, person_id=person_id)
    row = affiliation(request.actor, person_id, affiliation_id)
    affiliations.remove(request.actor, row.pk)
    messages.success(request, _("Taken out of the history"))
    return redirect(who.at["jobs"])


def _values(request: NetworkRequest, form: JobForm, row: Any = None) -> dict[str, Any]:
    given = form.cleaned_data
    stands = row is not None and given["party"] == row.party.name
    party = row.party_id if stands else party_meant(request.actor, given["party"])
    return {"party": party, "role": given["role"], "since": given["since"], "until": given["until"]}


def _name(request: NetworkRequest, row_id: UUID) -> str:
    found = directory.names(request.actor, [row_id])
    return found[row_id].name if row_id in found else ""


def _say(form: MoveForm | JobForm, slip: Invalid) -> None:
    form.add_error(slip.field if slip.field in form.fields else "party", worded(slip.reason))


def _page(
    request: NetworkRequest, name: str, form: MoveForm | JobForm, who: Who, *, status: int = 200, **more: Any
) -> HttpResponse:
    names = suggestions.party_names(request.actor)
    shown = {"form": form, "who": who, "party_names": names, **more}
    return render(request, f"pages/people/{name}.html", shown, status=422 if form.errors else status)


urlpatterns = [
    path("people/<uuid:person_id>/move/", move, name="person_move"),
    path("people/<uuid:person_id>/jobs/", jobs, name="person_jobs"),
    path("people/<uuid:person_id>/jobs/<uuid:affiliation_id>/", job, name="person_job"),
    path("people/<uuid:person_id>/jobs/<uuid:affiliation_id>/remove/", remove_job, name="person_job_remove"),
]
