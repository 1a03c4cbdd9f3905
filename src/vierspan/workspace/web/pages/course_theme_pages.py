"""One theme: proposed, put right, weighed, let go; and all that belongs to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import coherence, queries
from vierspan.workspace.course.actions import themes as actions
from vierspan.workspace.course.actions.themes import Shape
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import frame, slug_of
from vierspan.workspace.web.course_names import Mark, mark, parties_named, plain, square_at
from vierspan.workspace.web.forms.course import ThemeForm
from vierspan.workspace.web.records import record
from vierspan.workspace.web.versions import both_versions

WEIGHTS = (1, 2, 3, 4, 5)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(request.actor, _shape(form))
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            undo = reverse("web:remove_theme", args=[slug_of(request), made.pk])
            messages.success(request, _("The theme is on the list"), extra_tags=undo)
            return _to(request, made.pk)
    shown = frame(request, "themes", form=form, message=_("A new theme"), is_new=True)
    return render(request, "pages/course/theme_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.READ_ROOMS)
@require_GET
def theme(request: NetworkRequest, theme_id: UUID) -> HttpResponse:
    found = queries.theme(request.actor, theme_id)
    slug, serving = slug_of(request), _serving(request, theme_id)
    standing = record(request.actor, slug, "themes", theme_id)
    shown = frame(
        request,
        "themes",
        theme=found,
        message=_message(found, serving),
        serving=[row for row in serving if row[2].mean],
        not_serving=[row for row in serving if row[2].mean == 0],
        not_judged=[row for row in serving if row[2].level is None],
        told=[each for each in standing.told if each.text != found.description],
        related=[each for each in standing.related if each.table != "contributions"],
        initiatives=[each for each in directory.initiatives(request.actor) if str(theme_id) in each.themes],
        weights=WEIGHTS,
        judged=sum(mark.level is not None for _activity, _parties, mark in serving),
        may_remove=may(request.actor, Do.TAKE_FROM_COURSE, owner_id=found.proposed_by_id),
    )
    return render(request, "pages/course/theme.html", shown)


def _serving(request: NetworkRequest, theme_id: UUID) -> list[tuple[Any, str, Mark]]:
    """The activities that go on and how strongly each serves it; the strongest first, then what is not judged yet."""
    actor, slug = request.actor, slug_of(request)
    judged = coherence.judged_squares(actor)
    activities = coherence.live_activities(actor)
    names = parties_named(actor, (each.parties for each in activities))
    own = coherence.own_judges(actor)
    rows = []
    for each in activities:
        found = mark(square_at(slug, each.pk, theme_id), judged.get((each.pk, theme_id)), own)
        rows.append((each, ", ".join(names[party] for party in each.parties if party in names), found))
    return sorted(rows, key=lambda row: (row[2].level is None, -(row[2].mean or 0), row[0].name.casefold()))


def _message(found: Any, serving: list[tuple[Any, str, Mark]]) -> str:
    if found.retired_on:
        return _("%(name)s: you let this go") % {"name": found.name}
    n = sum((mark.mean or 0) >= coherence.CLEAR for _activity, _parties, mark in serving)
    if not n:
        return _("%(name)s: nobody works on it yet") % {"name": found.name}
    told = ngettext("%(name)s: one activity serves it", "%(name)s: %(n)s activities serve it", n)
    return told % {"name": found.name, "n": n}


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, theme_id: UUID) -> HttpResponse:
    found = queries.theme(request.actor, theme_id)
    first = {"name": found.name, "description": found.description, "priority": plain(found.priority)}
    form = ThemeForm(request.POST or None, initial=first | {"version": version(found)})
    shown = frame(request, "themes", theme=found, form=form, message=found.name)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(request.actor, theme_id, _shape(form), seen=form.cleaned_data["version"])
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/course/theme_edit.html", shown, status=409)
        else:
            messages.success(request, _("The theme is kept as you put it"))
            return _to(request, theme_id)
    return render(request, "pages/course/theme_edit.html", shown, status=422 if form.errors else 200)


def _shape(form: ThemeForm) -> Shape:
    given = form.cleaned_data
    return Shape(name=given["name"], description=given["description"], priority=given["priority"])


@in_network(Do.EDIT_ROOMS)
@require_POST
def prioritise(request: NetworkRequest, theme_id: UUID) -> HttpResponse:
    """One press on the page of the theme."""
    given = request.POST.get("priority", "")
    if given not in map(str, WEIGHTS):
        raise Invalid("priority", "unknown_choice")
    found = actions.prioritise(request.actor, theme_id, float(given))
    messages.success(request, _("%(name)s now weighs %(weight)s") % {"name": found.name, "weight": given})
    return _to(request, theme_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def let_go(request: NetworkRequest, theme_id: UUID) -> HttpResponse:
    found = actions.let_go(request.actor, theme_id)
    undo = reverse("web:bring_theme_back", args=[slug_of(request), theme_id])
    messages.success(request, _("%(name)s is let go. It asks for nothing any more.") % {"name": found.name}, undo)
    return _to(request, theme_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def bring_back(request: NetworkRequest, theme_id: UUID) -> HttpResponse:
    found = actions.bring_back(request.actor, theme_id)
    messages.success(request, _("%(name)s gives direction again") % {"name": found.name})
    return _to(request, theme_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, theme_id: UUID) -> HttpResponse:
    actions.remove(request.actor, theme_id)
    messages.success(request, _("The theme is gone"))
    return redirect("web:themes", slug=slug_of(request))


def _to(request: NetworkRequest, theme_id: UUID) -> HttpResponse:
    return redirect("web:theme", slug=slug_of(request), theme_id=theme_id)


urlpatterns = [
    path("course/themes/new/", new, name="new_theme"),
    path("course/themes/<uuid:theme_id>/", theme, name="theme"),
    path("course/themes/<uuid:theme_id>/edit/", edit, name="edit_theme"),
    path("course/themes/<uuid:theme_id>/priority/", prioritise, name="prioritise_theme"),
    path("course/themes/<uuid:theme_id>/let-go/", let_go, name="let_theme_go"),
    path("course/themes/<uuid:theme_id>/bring-back/", bring_back, name="bring_theme_back"),
    path("course/themes/<uuid:theme_id>/remove/", remove, name="remove_theme"),
]
