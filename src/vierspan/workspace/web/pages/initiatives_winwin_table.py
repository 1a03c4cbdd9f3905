"""One search for a package: who sits at the table, and what is to be agreed on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.actions import filling, searching
from vierspan.workspace.insight import winwin
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.winwin import IssueForm, PackageForm, PartyForm
from vierspan.workspace.web.keeping import kept, meant
from vierspan.workspace.web.winwin_frame import frame


@in_network(Do.READ_ROOMS)
@require_GET
def search(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    return page(request, search_id)


def page(request: NetworkRequest, search_id: UUID, **slipped: Any) -> HttpResponse:
    actor = request.actor
    found = queries.search(actor, search_id)
    sides = queries.sides(actor, found)
    runs = queries.runs(actor, found)
    asked = {each.side.pk: _people(request, each) for each in sides} if runs and not found.closed_on else {}
    shown = {
        **frame(request),
        "search": found,
        "message": found.name,
        "issues": queries.issues(actor.network_id, found),
        "sides": [(each, asked.get(each.side.pk, [])) for each in sides],
        "filled": sum(each.is_filled for each in sides),
        "runs": runs,
        "may_write": may(actor, Do.EDIT_ROOMS),
        "sees_result": winwin.may_see(actor, search_id),
        "packages": queries.packages(actor, found),
        "issue_form": IssueForm(),
        "party_form": PartyForm(),
        "package_form": PackageForm(),
    }
    return render(request, "pages/initiatives/winwin_search.html", shown | slipped, status=422 if slipped else 200)


def _people(request: NetworkRequest, seen: queries.SideSeen) -> list[Any]:
    return [each for each in directory.people_of(request.actor, seen.side.party_id) if each.email]


@in_network(Do.EDIT_ROOMS)
@require_POST
def add_issue(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    form = IssueForm(request.POST)
    if form.is_valid() and kept(
        form, lambda: searching.add_issue(request.actor, search_id, form.cleaned_data["name"], form.ways())
    ):
        return _to(request, search_id, "issues")
    return page(request, search_id, issue_form=form)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit_issue(request: NetworkRequest, search_id: UUID, issue_id: UUID) -> HttpResponse:
    actor = request.actor
    found = queries.search(actor, search_id)
    queries.must_run(actor, found)
    seen = next((each for each in queries.issues(actor.network_id, found) if each.issue.pk == issue_id), None)
    if seen is None:
        raise NotFound
    first = {"name": seen.issue.name, "options": "\n".join(each.name for each in seen.options)}
    form = IssueForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        name, ways = form.cleaned_data["name"], form.ways()
        if kept(form, lambda: searching.change_issue(actor, search_id, issue_id, name, ways)):
            messages.success(request, _("Kept as you put it."))
            return _to(request, search_id, "issues")
    shown = {**frame(request), "form": form, "message": seen.issue.name, "search": found, "issue": seen.issue}
    return render(request, "pages/initiatives/winwin_issue.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def drop_issue(request: NetworkRequest, search_id: UUID, issue_id: UUID) -> HttpResponse:
    searching.drop_issue(request.actor, search_id, issue_id)
    messages.success(request, _("Taken away"))
    return _to(request, search_id, "issues")


@in_network(Do.EDIT_ROOMS)
@require_POST
def add_party(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    form = PartyForm(request.POST)
    party = meant(request.actor, form, "party", kind="party") if form.is_valid() else None
    if party and kept(form, lambda: searching.invite(request.actor, search_id, party.id)):
        return _to(request, search_id, "sides")
    return page(request, search_id, party_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def leave_out(request: NetworkRequest, search_id: UUID, side_id: UUID) -> HttpResponse:
    searching.leave_out(request.actor, search_id, side_id)
    messages.success(request, _("Taken away"))
    return _to(request, search_id, "sides")


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest, search_id: UUID, side_id: UUID) -> HttpResponse:
    """A letter to somebody of that party."""
    queries.must_have(request.actor, search_id, side_id)
    try:
        filling.ask(request.actor, search_id, side_id, UUID(request.POST.get("person", "")))
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    except ValueError:
        messages.error(request, worded("nobody_by_that_name"))
    else:
        messages.success(request, _("Asked. They fill in with a link in the mail, without an account."))
    return _to(request, search_id, "sides")


def _to(request: NetworkRequest, search_id: UUID, at: str = "") -> HttpResponse:
    reply = redirect("web:win_win_search", networks.network(request.actor).slug, search_id)
    reply["Location"] += f"#{at}" if at else ""
    return reply


AT = "initiatives/win-win/<uuid:search_id>/"
urlpatterns = [
    path(AT, search, name="win_win_search"),
    path(f"{AT}issues/new/", add_issue, name="add_win_win_issue"),
    path(f"{AT}issues/<uuid:issue_id>/", edit_issue, name="edit_win_win_issue"),
    path(f"{AT}issues/<uuid:issue_id>/remove/", drop_issue, name="drop_win_win_issue"),
    path(f"{AT}parties/new/", add_party, name="add_win_win_party"),
    path(f"{AT}parties/<uuid:side_id>/remove/", leave_out, name="drop_win_win_party"),
    path(f"{AT}parties/<uuid:side_id>/ask/", ask, name="ask_win_win_party"),
]
