"""Where signals come from: the feeds and calendars that a network reads, and how it goes with each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import queries as course
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.sources import jobs, queries
from vierspan.workspace.horizon.sources.actions import sources as doing
from vierspan.workspace.horizon.sources.actions.sources import About
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.coming_frame import frame
from vierspan.workspace.web.forms.sources import FileForm, NewSourceForm, SourceForm
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.pages.conditions_giving import kept
from vierspan.workspace.web.source_words import stage_words, state_words
from vierspan.workspace.web.versions import both_versions


@in_network(Do.READ_INBOX)
@require_GET
def sources(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    jobs.pick_up_lost(actor.network_id)
    rows, counted = queries.sources(actor), queries.counted(actor)
    lines = [{"row": row, "n": counted.get(row.pk, 0), "told": state_words(row)} for row in rows]
    shown = {**frame(request, "sources"), "message": _message(rows), "lines": lines}
    return render(request, "pages/horizon/sources.html", shown)


def _message(rows: list[Any]) -> str:
    silent = sum(1 for each in rows if each.is_stale)
    if silent:
        told = ngettext(
            "%(silent)s of your %(n)s sources does not answer",
            "%(silent)s of your %(n)s sources do not answer",
            silent,
        )
        return told % {"silent": silent, "n": len(rows)}
    if not rows:
        return _("You read no feeds or calendars yet")
    return ngettext("You read %(n)s source", "You read %(n)s sources", len(rows)) % {"n": len(rows)}


@in_network(Do.TEND_SOURCES)
@require_http_methods(["GET", "POST"])
def new_source(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    own = directory.names(actor, [actor.person_id]).get(actor.person_id) if actor.person_id else None
    first = {"keeper": own.name if own else ""}
    form = NewSourceForm(request.POST or None, request.FILES or None, initial=first, themes=_themes(actor))
    if request.method == "POST" and form.is_valid():
        about = _about(actor, form)
        row = kept(form, lambda: _added(request, form, about)) if about else None
        if row:
            return redirect("web:source", networks.network(actor).slug, row.pk)
    shown = {**frame(request, "sources"), "form": form, "message": _("What do you want to keep an eye on?")}
    return render(request, "pages/horizon/source_new.html", shown, status=422 if form.errors else 200)


def _added(request: NetworkRequest, form: forms.Form, about: About) -> Any:
    actor, given, kind = request.actor, form.cleaned_data, form.cleaned_data["kind"]
    file = given["file"]
    if given["address"] or not file:
        row = doing.add(actor, given["address"], kind, about)
        messages.success(request, _("Added. It is being asked for the first time."))
        return row
    row, new = doing.add_file(actor, (file.name, file.read(doing.LARGEST_FILE + 1)), kind, about)
    messages.success(request, _brought(new))
    return row


def _brought(new: int) -> str:
    return ngettext("%(n)s new item is in the inbox", "%(n)s new items are in the inbox", new) % {"n": new}


@in_network(Do.READ_INBOX)
@require_GET
def source(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    return _shown(request, source_id)


def _shown(request: NetworkRequest, source_id: UUID, **more: Any) -> HttpResponse:
    actor, row = request.actor, queries.source(request.actor, source_id)
    shown = {
        **frame(request, "sources"),
        **_state(actor, row),
        "message": row.name,
        "items": queries.items_of(actor, source_id),
        "n": queries.counted(actor).get(source_id, 0),
        "form": _edit_form(actor, row),
        "file_form": FileForm(),
        "may_take_out": may(actor, Do.REMOVE_SOURCE, owner_id=row.added_by_id),
        **more,
    }
    status = 409 if "versions" in more else (422 if more else 200)
    return render(request, "pages/horizon/source.html", shown, status=status)


def _state(actor: Actor, row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "told": state_words(row),
        "stage": stage_words(row),
        "may_tend": may(actor, Do.TEND_SOURCES),
    }


@in_network(Do.READ_INBOX)
@require_GET
def source_state(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    """How far it is, asked for every other second while it is busy."""
    row = queries.source(request.actor, source_id)
    reply = render(request, "parts/horizon/source_state.html", _state(request.actor, row))
    if not row.is_busy:
        reply["HX-Refresh"] = "true"  # what it brought stands on the page
    return reply


@in_network(Do.TEND_SOURCES)
@require_POST
def change_source(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    actor = request.actor
    form = SourceForm(request.POST, themes=_themes(actor))
    if not form.is_valid():
        return _shown(request, source_id, form=form)
    try:
        about = _about(actor, form)
        seen = form.cleaned_data["version"]
        if about and kept(form, lambda: doing.change(actor, source_id, about, seen=seen)):
            messages.success(request, _("Kept as you put it"))
            return _back(request, source_id)
    except Changed as changed:
        names = {"theme_id": lambda key: _theme_name(actor, key), "keeper_id": lambda key: _name(actor, key)}
        form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
        return _shown(request, source_id, form=form, versions=both_versions(form, changed, names))
    return _shown(request, source_id, form=form)


@in_network(Do.TEND_SOURCES)
@require_POST
def newer_file(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        given = (file.name, file.read(doing.LARGEST_FILE + 1))
        new = kept(form, lambda: doing.bring_up_to_date(request.actor, source_id, given))
        if new is not None:
            messages.success(request, _brought(new))
            return _back(request, source_id)
    return _shown(request, source_id, file_form=form)


@in_network(Do.TEND_SOURCES)
@require_POST
def try_source(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    return _done(request, source_id, lambda: doing.try_now(request.actor, source_id))


@in_network(Do.TEND_SOURCES)
@require_POST
def pause_source(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    return _done(request, source_id, lambda: doing.pause(request.actor, source_id))


@in_network(Do.TEND_SOURCES)
@require_POST
def resume_source(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    return _done(request, source_id, lambda: doing.go_on(request.actor, source_id))


@in_network(Do.READ_INBOX)
@require_POST
def take_out_source(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    name = doing.take_out(request.actor, source_id)
    messages.success(request, _("“%(name)s” is taken out") % {"name": name})
    return redirect("web:sources", networks.network(request.actor).slug)


def _done(request: NetworkRequest, source_id: UUID, do: Callable[[], Any]) -> HttpResponse:
    try:
        do()
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    except Conflict as slip:
        messages.error(request, worded(str(slip)))
    return _back(request, source_id)


def _back(request: NetworkRequest, source_id: UUID) -> HttpResponse:
    return redirect("web:source", networks.network(request.actor).slug, source_id)


@in_network(Do.TEND_SOURCES)
@require_GET
def keeper_names(request: NetworkRequest) -> HttpResponse:
    """The people that the words typed so far could mean."""
    hits = people_named.suggested(request.actor, request.GET.get("keeper", ""), kind="person")
    return render(request, "parts/ties/names.html", {"hits": hits})


def _edit_form(actor: Actor, row: Any) -> SourceForm:
    keeper = row.keeper.name if row.keeper else ""
    first = {"name": row.name, "theme": row.theme_id or "", "keeper": keeper, "version": version(row)}
    return SourceForm(initial=first, themes=_themes(actor))


def _about(actor: Actor, form: forms.Form) -> About | None:
    """What was said; None, with the reason in the form, where the name means nobody."""
    given = form.cleaned_data
    keeper = people_named.person_meant(actor, given["keeper"]) if given["keeper"] else None
    if given["keeper"] and keeper is None:
        form.add_error("keeper", worded("nobody_by_that_name"))
        return None
    theme = UUID(given["theme"]) if given["theme"] else None
    return About(name=given["name"], theme_id=theme, keeper_id=keeper.id if keeper else None)


def _themes(actor: Actor) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in course.themes(actor)]


def _theme_name(actor: Actor, key: Any) -> str:
    return dict(_themes(actor)).get(str(key), _("(empty)"))


def _name(actor: Actor, key: Any) -> str:
    named = directory.names(actor, [key]).get(key) if key else None
    return named.name if named else _("(empty)")


urlpatterns = [
    path("horizon/sources/", sources, name="sources"),
    path("horizon/sources/new/", new_source, name="new_source"),
    path("horizon/sources/names/", keeper_names, name="keeper_names"),
    path("horizon/sources/<uuid:source_id>/", source, name="source"),
    path("horizon/sources/<uuid:source_id>/state/", source_state, name="source_state"),
    path("horizon/sources/<uuid:source_id>/change/", change_source, name="change_source"),
    path("horizon/sources/<uuid:source_id>/file/", newer_file, name="newer_file"),
    path("horizon/sources/<uuid:source_id>/try/", try_source, name="try_source"),
    path("horizon/sources/<uuid:source_id>/pause/", pause_source, name="pause_source"),
    path("horizon/sources/<uuid:source_id>/go-on/", resume_source, name="resume_source"),
    path("horizon/sources/<uuid:source_id>/take-out/", take_out_source, name="take_out_source"),
]
