"""Ties: those that were declared, those that the records show, and whose word still waits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory import ties as told_ties
from vierspan.workspace.directory.actions import ties as actions
from vierspan.workspace.directory.actions.ties import Told
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named
from vierspan.workspace.web.forms.ties import OTHER, TieForm
from vierspan.workspace.web.lists import Listing, export, listed
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.pages.people_lists import people_tabs
from vierspan.workspace.web.versions import both_versions

LISTING = Listing(
    table="ties",
    columns=("kind", "source", "target", "strength", "basis", "confirmed", "since", "until"),
    chips="basis",
    selects=("kind", "confirmed"),
    sort="-since",
    numbers=("strength",),
)


@in_network(Do.READ_DIRECTORY)
@require_GET
def ties(request: NetworkRequest) -> HttpResponse:
    if "as" in request.GET:
        return export(request, LISTING)
    slug = networks.network(request.actor).slug
    shown = {
        "message": _message(request.actor),
        "tabs": people_tabs(slug, "ties"),
        "list": listed(request, LISTING, slug),
        "waiting": told_ties.waiting_for(request.actor) if may(request.actor, Do.EDIT_DIRECTORY) else [],
    }
    return render(request, "pages/ties/list.html", shown)


def _message(actor: Actor) -> str:
    n = sheets.counts(actor)["ties"]
    if not n:
        return _("No ties were declared yet")
    confirmed = sheets.tally(actor, "ties", "confirmed").get("True", 0)
    told = ngettext("%(n)s tie was declared", "%(n)s ties were declared", n) % {"n": n}
    return _("%(told)s; of %(n)s both sides say so") % {"told": told, "n": confirmed} if confirmed else told


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    kinds = [each.name for each in told_ties.kinds(request.actor)]
    form = TieForm(request.POST or None, kinds=kinds, initial=_start(request))
    if request.method == "POST" and form.is_valid():
        told = _told(request, form)
        if told and (made := _kept(form, lambda: actions.declare(request.actor, told))):
            messages.success(request, _("The tie is written down. The other side is asked to confirm it."))
            return _to_tie(request, made.pk)
    _complete(request, form)
    shown = {"form": form, "message": _("A new tie"), "is_new": True}
    return render(request, "pages/ties/edit.html", _frame(request) | shown, status=422 if form.errors else 200)


def _start(request: NetworkRequest) -> dict[str, Any]:
    """Who the tie begins with, when one came from their page."""
    named = directory.names(request.actor, _uuids(request.GET.get("from", "")))
    return {"source": next((each.name for each in named.values()), ""), "since": clock.today()}


@in_network(Do.READ_DIRECTORY)
@require_http_methods(["GET", "POST"])
def tie(request: NetworkRequest, tie_id: UUID) -> HttpResponse:
    found = told_ties.tie(request.actor, tie_id)
    named = directory.names(request.actor, (found.source, found.target))
    ends = [named[found.source], named[found.target]] if len(named) == 2 else []
    form = _form_of(request, found, [each.name for each in ends])
    shown = _frame(request) | {
        "tie": found,
        "ends": ends,
        "form": form,
        "message": _title(found, [each.name for each in ends]),
        "may_edit": may(request.actor, Do.EDIT_DIRECTORY),
        "may_confirm": may(request.actor, Do.EDIT_DIRECTORY) and told_ties.may_confirm(request.actor, found),
        "may_remove": may(request.actor, Do.REMOVE_TIE, owner_id=found.declared_by_id),
        "told": _told_words(request, found),
    }
    if request.method == "POST" and form.is_valid():
        told = _told(request, form)
        try:
            if told and _kept(form, lambda: actions.change(request.actor, tie_id, told, seen=_seen(form))):
                messages.success(request, _("The tie is kept as you put it"))
                return _to_tie(request, tie_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/ties/edit.html", shown, status=409)
    return render(request, "pages/ties/edit.html", shown, status=422 if form.errors else 200)


def _told_words(request: NetworkRequest, found: Any) -> list[tuple[str, str]]:
    """For who may not change it: all that is written down."""
    row = sheets.item(request.actor, "ties", found.pk)
    return [
        (words.column_label("ties", cell.column, request.actor.language), cell.text) for cell in row.cells if cell.text
    ]


def _form_of(request: NetworkRequest, found: Any, ends: list[str]) -> TieForm:
    kinds = [each.name for each in told_ties.kinds(request.actor)]
    source, target = ends or ["", ""]
    first = {
        "source": source,
        "target": target,
        "kind": found.kind,
        "directed": bool(found.directed),
        **{column: getattr(found, column) for column in ("strength", "since", "until", "note")},
        "version": version(found),
    }
    form = TieForm(request.POST or None, kinds=kinds, initial=first)
    _complete(request, form)
    return form


def _complete(request: NetworkRequest, form: TieForm) -> None:
    """Names are completed while somebody types."""
    names_at = page_named("tie_names", networks.network(request.actor).slug)
    for field in ("source", "target"):
        form.fields[field].widget.attrs |= {
            "list": f"{field}-names",
            "autocomplete": "off",
            "hx-get": names_at,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{field}-names",
            "hx-sync": "this:replace",
        }


def _title(found: Any, ends: list[str]) -> str:
    if not ends:
        return _("A tie")
    one, other = ends
    arrow = "→" if found.directed else "–"
    return f"{one} {arrow} {other}"


def _seen(form: TieForm) -> str:
    return str(form.cleaned_data["version"])


def _wordings(request: NetworkRequest) -> Mapping[str, Any]:
    def named(value: Any) -> str:
        return next((each.name for each in directory.names(request.actor, [value]).values()), str(value))

    return {"source": named, "target": named}


def _told(request: NetworkRequest, form: TieForm) -> Told | None:
    """What the form says; None, with the reason in the form, where a name says too little."""
    given = form.cleaned_data
    source, target = _meant(request, form, "source"), _meant(request, form, "target")
    if source is None or target is None:
        return None
    told = {column: given[column] for column in ("strength", "directed", "since", "until", "note")}
    return Told(source=source, target=target, kind=form.kind_meant(), **told)


def _meant(request: NetworkRequest, form: TieForm, field: str) -> UUID | None:
    meant = people_named.anybody_meant(request.actor, form.cleaned_data[field])
    if meant is None:
        form.add_error(field, worded("nobody_by_that_name"))
        return None
    return meant.id


def _kept(form: TieForm, write: Any) -> Any:
    try:
        return write()
    except Invalid as slip:
        field = "own_kind" if slip.field == "kind" and form.cleaned_data["kind"] == OTHER else slip.field
        form.add_error(field, worded(slip.reason))
        return None


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def answer(request: NetworkRequest, tie_id: UUID) -> HttpResponse:
    found = actions.answer(request.actor, tie_id, request.POST.get("says", ""))
    said = _("Confirmed. Both sides say so now.") if found.confirmed else _("Noted: you see this tie otherwise.")
    messages.success(request, said)
    return redirect("web:ties", slug=networks.network(request.actor).slug)


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def end(request: NetworkRequest, tie_id: UUID) -> HttpResponse:
    actions.end(request.actor, tie_id, clock.today())
    messages.success(request, _("Ended as of today. It stays in the history."))
    return _to_tie(request, tie_id)


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def remove(request: NetworkRequest, tie_id: UUID) -> HttpResponse:
    actions.remove(request.actor, tie_id)
    messages.success(request, _("The tie is gone"))
    return redirect("web:ties", slug=networks.network(request.actor).slug)


@in_network(Do.EDIT_DIRECTORY)
@require_GET
def tie_names(request: NetworkRequest) -> HttpResponse:
    """The people and parties that the words typed so far could mean, to complete them."""
    typed = request.GET.get("source") or request.GET.get("target", "")
    return render(request, "parts/ties/names.html", {"hits": people_named.suggested(request.actor, typed)})


def _frame(request: NetworkRequest) -> dict[str, Any]:
    return {"tabs": people_tabs(networks.network(request.actor).slug, "ties"), "other": OTHER}


def _to_tie(request: NetworkRequest, tie_id: UUID) -> HttpResponse:
    return redirect("web:tie", slug=networks.network(request.actor).slug, tie_id=tie_id)


def _uuids(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


urlpatterns = [
    path("ties/", ties, name="ties"),
    path("ties/new/", new, name="new_tie"),
    path("ties/names/", tie_names, name="tie_names"),
    path("ties/<uuid:tie_id>/", tie, name="tie"),
    path("ties/<uuid:tie_id>/answer/", answer, name="answer_tie"),
    path("ties/<uuid:tie_id>/end/", end, name="end_tie"),
    path("ties/<uuid:tie_id>/remove/", remove, name="remove_tie"),
]
