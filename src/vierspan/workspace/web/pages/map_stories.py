"""Stories on the map: make one, put its steps in order, show it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.insight.map_views import seen, stories, views
from vierspan.workspace.insight.map_views.drawing import SCREEN
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.map_views import KeptForm, StepForm
from vierspan.workspace.web.pages.map_stills import still_of
from vierspan.workspace.web.pages.map_views import again, changes_in, direction, first_of, refuse, slug_of
from vierspan.workspace.web.versions import both_versions


@in_network(Do.SAVE_MAP)
@require_http_methods(["GET", "POST"])
def make(request: NetworkRequest) -> HttpResponse:
    form = KeptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("name", "text", "is_shared")}
        found = stories.make(request.actor, **given)
        return redirect("web:map_story", slug=slug_of(request), story_id=found.pk)
    return render(request, "pages/map/story_edit.html", {"form": form}, status=422 if form.errors else 200)


@in_network(Do.READ_MEMBERS)
@require_GET
def story(request: NetworkRequest, story_id: UUID) -> HttpResponse:
    """The whole story on one page, with a small picture at each step; who made it puts it in order here."""
    found = stories.story(request.actor, story_id)
    ground = seen.ground(request.actor)
    steps = [(each, still_of(seen.seen(ground, each.query), ground)) for each in stories.steps(request.actor, found)]
    shown = {
        "story": found,
        "steps": steps,
        "may_change": views.may_change(request.actor, found),
        "views": list(views.views(request.actor)),
    }
    return render(request, "pages/map/story.html", shown)


@in_network(Do.SAVE_MAP)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, story_id: UUID) -> HttpResponse:
    found = stories.story(request.actor, story_id)
    views.authorise_change(request.actor, found)
    form = KeptForm(request.POST or None, initial=first_of(found))
    shown: dict[str, Any] = {"form": form, "story": found}
    if request.method == "POST" and form.is_valid():
        try:
            stories.change(request.actor, story_id, **changes_in(form))
            messages.success(request, _("The story is kept"))
            return _back(request, story_id)
        except Changed as changed:
            shown |= {"versions": both_versions(form, changed), "form": again(form, changed)}
        except Invalid as slip:
            refuse(form, slip)
    status = 409 if "versions" in shown else 422 if form.errors else 200
    return render(request, "pages/map/story_edit.html", shown, status=status)


@in_network(Do.SAVE_MAP)
@require_POST
def remove(request: NetworkRequest, story_id: UUID) -> HttpResponse:
    name = stories.remove(request.actor, story_id)
    messages.success(request, _("“%(name)s” is removed") % {"name": name})
    return redirect("web:map_kept", slug=slug_of(request))


@in_network(Do.SAVE_MAP)
@require_POST
def add_step(request: NetworkRequest, story_id: UUID) -> HttpResponse:
    """A saved view becomes the next step."""
    wanted = request.POST.get("view", "")
    found = next((each for each in views.views(request.actor) if str(each.pk) == wanted), None)
    if found is None:
        raise NotFound
    stories.add_step(request.actor, story_id, name=found.name, text=found.text, query=found.query)
    return _back(request, story_id)


@in_network(Do.SAVE_MAP)
@require_http_methods(["GET", "POST"])
def edit_step(request: NetworkRequest, step_id: UUID) -> HttpResponse:
    found = stories.step(request.actor, step_id)
    views.authorise_change(request.actor, found.story)
    form = StepForm(request.POST or None, initial=first_of(found))
    shown: dict[str, Any] = {"form": form, "step": found, "story": found.story}
    if request.method == "POST" and form.is_valid():
        try:
            stories.change_step(request.actor, step_id, **changes_in(form))
            messages.success(request, _("The step is kept"))
            return _back(request, found.story_id)
        except Changed as changed:
            shown |= {"versions": both_versions(form, changed), "form": again(form, changed)}
        except Invalid as slip:
            refuse(form, slip)
    status = 409 if "versions" in shown else 422 if form.errors else 200
    return render(request, "pages/map/step_edit.html", shown, status=status)


@in_network(Do.SAVE_MAP)
@require_POST
def remove_step(request: NetworkRequest, step_id: UUID) -> HttpResponse:
    found = stories.remove_step(request.actor, step_id)
    messages.success(request, _("The step is taken out"))
    return _back(request, found.pk)


@in_network(Do.SAVE_MAP)
@require_POST
def move_step(request: NetworkRequest, step_id: UUID) -> HttpResponse:
    return _back(request, stories.move_step(request.actor, step_id, direction(request)).pk)


def _back(request: NetworkRequest, story_id: UUID) -> HttpResponse:
    return redirect("web:map_story", slug=slug_of(request), story_id=story_id)


@in_network(Do.READ_MEMBERS)
@require_GET
def present(request: NetworkRequest, story_id: UUID) -> HttpResponse:
    """One step that fills the screen. Each has its own address, and works without a script."""
    found = stories.story(request.actor, story_id)
    steps = stories.steps(request.actor, found)
    if not steps:
        return _back(request, story_id)
    at = _step_number(request.GET.get("step", ""), len(steps))
    ground = seen.ground(request.actor)
    sight = seen.seen(ground, steps[at - 1].query)
    shown = {
        "story": found,
        "step": steps[at - 1],
        "still": still_of(sight, ground, SCREEN),
        "at": at,
        "count": len(steps),
        "before": at - 1,
        "after": at + 1 if at < len(steps) else 0,
    }
    return render(request, "pages/map/present.html", shown)


def _step_number(text: str, count: int) -> int:
    return min(count, max(1, int(text))) if text.isdecimal() and len(text) < 6 else 1


network_urlpatterns = [
    path("map/stories/make/", make, name="map_story_make"),
    path("map/stories/<uuid:story_id>/", story, name="map_story"),
    path("map/stories/<uuid:story_id>/edit/", edit, name="map_story_edit"),
    path("map/stories/<uuid:story_id>/remove/", remove, name="map_story_remove"),
    path("map/stories/<uuid:story_id>/add/", add_step, name="map_story_add"),
    path("map/stories/<uuid:story_id>/present/", present, name="map_story_present"),
    path("map/steps/<uuid:step_id>/edit/", edit_step, name="map_step_edit"),
    path("map/steps/<uuid:step_id>/remove/", remove_step, name="map_step_remove"),
    path("map/steps/<uuid:step_id>/move/", move_step, name="map_step_move"),
]
