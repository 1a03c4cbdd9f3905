"""What a party brings to the table: filled in by who works there, with an account or with a link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.initiatives.winwin import answering, letters, queries
from vierspan.workspace.initiatives.winwin.actions import filling
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.winwin import SideForm
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.versions import both_versions
from vierspan.workspace.web.winwin_frame import brought_in, first_of, frame


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def side(request: NetworkRequest, search_id: UUID, own_side_id: UUID) -> HttpResponse:
    actor = request.actor
    found = queries.search(actor, search_id)
    seen = queries.side(actor, search_id, own_side_id)
    known, filled = queries.issues(actor.network_id, found), queries.filled(seen.side)
    form = SideForm(request.POST or None, initial=first_of(seen.side, filled), issues=known)
    shown = {**frame(request), "search": found, "seen": seen, "side": seen.side, "form": form}
    shown["message"] = _("What %(party)s needs and brings") % {"party": seen.side.party.name}
    if request.method == "POST" and form.is_valid():
        try:
            if kept(
                form, lambda: filling.fill(actor, own_side_id, brought_in(form), seen=form.cleaned_data["version"])
            ):
                messages.success(request, _("Kept. You can change it until the search is closed."))
                return redirect("web:win_win_search", networks.network(actor).slug, search_id)
        except Changed as changed:
            return _both(request, "pages/initiatives/winwin_side.html", form, changed, shown)
    page = "pages/initiatives/winwin_side.html"
    return render(request, page, shown, status=422 if form.errors else 200)


def _both(request: HttpRequest, page: str, form: SideForm, changed: Changed, shown: dict[str, Any]) -> HttpResponse:
    """Somebody of the same party was before you: both texts."""
    shown["versions"] = both_versions(form, changed)
    form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
    return render(request, page, shown, status=409)


@by_link(letters.PURPOSE)
@require_http_methods(["GET", "POST"])
def by_letter(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    opened = answering.opened(link)
    form = SideForm(request.POST or None, initial=first_of(opened.side, opened.filled), issues=opened.issues)
    shown = {"link": link, "token": token, "opened": opened, "side": opened.side, "form": form}
    shown |= {"search": opened.side.search, "is_kept": "kept" in request.GET}
    if request.method == "POST" and form.is_valid():
        try:
            if kept(form, lambda: filling.fill_by_link(link, brought_in(form), seen=form.cleaned_data["version"])):
                reply = redirect("web:interests", token=token)
                reply["Location"] += "?kept=yes"
                return reply
        except Changed as changed:
            return _both(request, "pages/initiatives/winwin_link.html", form, changed, shown)
        except Conflict:  # closed in the meantime
            return redirect("web:interests", token=token)
    return render(request, "pages/initiatives/winwin_link.html", shown, status=422 if form.errors else 200)


urlpatterns = [path("initiatives/win-win/<uuid:search_id>/parties/<uuid:own_side_id>/", side, name="win_win_side")]
open_urlpatterns = [path("link/interests/<str:token>/", by_letter, name="interests")]
