"""The learning log: lines of one's own, put right, shared, deleted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions import writing
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.growth import EntryForm, ShareForm
from vierspan.workspace.web.growth_frame import page, practising
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.pages.leadership_growth_tries import person_of, sharers
from vierspan.workspace.web.versions import both_versions


@practising
@require_http_methods(["GET", "POST"])
def log(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    form = EntryForm(request.POST or None, initial={"written_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        words, on = form.cleaned_data["words"], form.cleaned_data["written_on"]
        if kept(form, lambda: writing.write(actor, words, written_on=on)):
            messages.success(request, _("Written in your log. Only you read it."))
            return _to_log(request)
    shown = {"form": form, "entries": queries.log(actor), "shared": queries.shared_with_me(actor)}
    return page(request, "log", _("Learning log"), shown, here="growth_log")


@practising
@require_http_methods(["GET", "POST"])
def entry(request: NetworkRequest, entry_id: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.entry(actor, entry_id)
    first = {"words": row.words, "written_on": row.written_on, "version": version(row)}
    form = EntryForm(request.POST or None, initial=first)
    more: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        words, on, seen = (form.cleaned_data[name] for name in ("words", "written_on", "version"))
        try:
            if kept(form, lambda: writing.change(actor, entry_id, words, on, seen)):
                messages.success(request, _("Kept as you put it."))
                return _to_log(request)
        except Changed as changed:
            more["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
    return _page(request, entry_id, **more)


def _page(request: NetworkRequest, entry_id: UUID, **more: Any) -> HttpResponse:
    actor = request.actor
    row = queries.entry(actor, entry_id)
    shown = {
        "row": row,
        "form": EntryForm(initial={"words": row.words, "written_on": row.written_on, "version": version(row)}),
        "share": ShareForm(auto_id="share_%s", choices={"person": sharers(actor)}),
        "readers": queries.readers(actor, entry=entry_id),
    }
    return page(request, "entry", _("A line in your log"), shown | more, here="growth_log")


@practising
@require_POST
def share(request: NetworkRequest, entry_id: UUID) -> HttpResponse:
    form = ShareForm(request.POST, choices={"person": sharers(request.actor)}, auto_id="share_%s")
    if form.is_valid():
        person = form.cleaned_data["person"]
        if kept(form, lambda: writing.share(request.actor, person, entry=entry_id)):
            messages.success(request, _("They can read it, until you take that back"))
            return _to(request, entry_id)
    return _page(request, entry_id, share=form)


@practising
@require_POST
def does(request: NetworkRequest, entry_id: UUID, what: str) -> HttpResponse:
    """Stop sharing, delete."""
    if what == "unshare":
        writing.unshare(request.actor, person_of(request), entry=entry_id)
        messages.success(request, _("They cannot read it any more"))
        return _to(request, entry_id)
    if what != "delete":
        raise NotFound
    writing.delete(request.actor, entry_id)
    messages.success(request, _("Gone"))
    return _to_log(request)


def _to(request: NetworkRequest, entry_id: UUID) -> HttpResponse:
    return redirect("web:growth_entry", networks.network(request.actor).slug, entry_id)


def _to_log(request: NetworkRequest) -> HttpResponse:
    return redirect("web:growth_log", networks.network(request.actor).slug)


AT = "leadership/growth/log/"
urlpatterns = [
    path(AT, log, name="growth_log"),
    path(f"{AT}<uuid:entry_id>/", entry, name="growth_entry"),
    path(f"{AT}<uuid:entry_id>/share/", share, name="growth_entry_share"),
    path(f"{AT}<uuid:entry_id>/<slug:what>/", does, name="growth_entry_does"),
]
