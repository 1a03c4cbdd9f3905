"""Saved views of the map: keep one, open it, rename it, put them in order."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.insight.map_views import stories, views
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.map_views import KeptForm
from vierspan.workspace.web.versions import both_versions


def slug_of(request: NetworkRequest) -> str:
    return str(request.resolver_match.kwargs["slug"]) if request.resolver_match else ""


def refuse(form: forms.Form, slip: Invalid) -> None:
    """Say at the field what the domain did not accept."""
    form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))


@in_network(Do.READ_MEMBERS)
@require_GET
def kept(request: NetworkRequest) -> HttpResponse:
    """All that was kept of this map."""
    counts = stories.step_counts(request.actor)
    shown = {
        "views": [(each, views.may_change(request.actor, each)) for each in views.views(request.actor)],
        "stories": [
            (each, counts.get(each.pk, 0), views.may_change(request.actor, each))
            for each in stories.stories(request.actor)
        ],
        "may_share": may(request.actor, Do.SHARE_MAP),
    }
    return render(request, "pages/map/kept.html", shown)


@in_network(Do.SAVE_MAP)
@require_POST
def save(request: NetworkRequest) -> HttpResponse:
    """Keep the map as it is now; as a step of a story where one is chosen."""
    query = request.POST.get("query", "")
    form = KeptForm(request.POST)
    if not form.is_valid():
        return render(request, "pages/map/save.html", {"form": form, "query": query}, status=422)
    given = {key: form.cleaned_data[key] for key in ("name", "text")}
    story = request.POST.get("story", "")
    if story:
        return _saved_as_step(request, story, given | {"query": query})
    views.save(request.actor, query=query, is_shared=form.cleaned_data["is_shared"], **given)
    messages.success(request, _("The view is kept"))
    return redirect(f"{reverse('web:map', args=[slug_of(request)])}?{query.removeprefix('?')}")


def _saved_as_step(request: NetworkRequest, story: str, given: dict[str, str]) -> HttpResponse:
    found = (
        stories.make(request.actor, name=_("New story"))
        if story == "new"
        else stories.story(request.actor, _uuid(story))
    )
    step = stories.add_step(request.actor, found.pk, **given)
    messages.success(request, _("Step %(number)d of the story is kept") % {"number": step.place + 1})
    return redirect("web:map_story", slug=slug_of(request), story_id=found.pk)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@in_network(Do.READ_MEMBERS)
@require_GET
def opened(request: NetworkRequest, view_id: UUID) -> HttpResponse:
    """The view has an address of its own, that stays when it is renamed."""
    found = views.view(request.actor, view_id)
    address = reverse("web:map", args=[slug_of(request)])
    return redirect(f"{address}?{found.query}" if found.query else address)


@in_network(Do.SAVE_MAP)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, view_id: UUID) -> HttpResponse:
    found = views.view(request.actor, view_id)
    views.authorise_change(request.actor, found)
    form = KeptForm(request.POST or None, initial=first_of(found))
    shown: dict[str, Any] = {"form": form, "view": found}
    if request.method == "POST" and form.is_valid():
        try:
            views.change(request.actor, view_id, **changes_in(form))
            messages.success(request, _("The view is kept"))
            return redirect("web:map_kept", slug=slug_of(request))
        except Changed as changed:
            shown |= {"versions": both_versions(form, changed), "form": again(form, changed)}
        except Invalid as slip:
            refuse(form, slip)
    status = 409 if "versions" in shown else 422 if form.errors else 200
    return render(request, "pages/map/view.html", shown, status=status)


def first_of(kept: Any) -> dict[str, Any]:
    """What a form shows first; the version says which text was seen."""
    first = {key: getattr(kept, key, None) for key in ("name", "text", "is_shared")}
    return first | {"version": kept.changed_at.isoformat()}


def changes_in(form: forms.Form) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    return given | {"seen": given.pop("version")}


def again(form: forms.Form, changed: Changed) -> forms.Form:
    """The same text, with the version to send along when it is kept after all."""
    return type(form)({**{name: form.data.get(name) for name in form.data}, "version": changed.version})


@in_network(Do.SAVE_MAP)
@require_POST
def remove(request: NetworkRequest, view_id: UUID) -> HttpResponse:
    name = views.remove(request.actor, view_id)
    messages.success(request, _("“%(name)s” is removed") % {"name": name})
    return redirect("web:map_kept", slug=slug_of(request))


@in_network(Do.SAVE_MAP)
@require_POST
def move(request: NetworkRequest, view_id: UUID) -> HttpResponse:
    views.move(request.actor, view_id, direction(request))
    return redirect("web:map_kept", slug=slug_of(request))


def direction(request: NetworkRequest) -> int:
    return -1 if request.POST.get("to") == "up" else 1


network_urlpatterns = [
    path("map/kept/", kept, name="map_kept"),
    path("map/views/save/", save, name="map_save"),
    path("map/views/<uuid:view_id>/", opened, name="map_view"),
    path("map/views/<uuid:view_id>/edit/", edit, name="map_view_edit"),
    path("map/views/<uuid:view_id>/remove/", remove, name="map_view_remove"),
    path("map/views/<uuid:view_id>/move/", move, name="map_view_move"),
]
