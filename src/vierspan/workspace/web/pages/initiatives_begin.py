"""Beginning an initiative by a way of working, and the ways that the network keeps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.course import queries as course
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.actions import beginning, ways
from vierspan.workspace.initiatives.starting.actions.beginning import Beginning
from vierspan.workspace.initiatives.starting.ways import Way, WayPhase, WayStep, ours
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.initiatives import BeginForm, WayForm
from vierspan.workspace.web.keeping import id_of, kept, meant
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.rooms import tabs
from vierspan.workspace.web.versions import both_versions

PHASES = ("explore", "share", "agree", "shape", "realise", "renew")
PARTS_OF_STEP = 3
MOST_PARTIES = 400


def room_frame(request: NetworkRequest) -> dict[str, Any]:
    """The head of a page of the room that is not about one initiative."""
    from vierspan.workspace.web.pages.initiatives import ROOM  # the room is made of these pages

    return {"room": ROOM, "tabs": tabs(ROOM, networks.network(request.actor).slug, "initiatives")}


def choices(actor: Actor) -> dict[str, Any]:
    """What the form of an initiative can be filled with."""
    themes = [(str(each.pk), each.name) for each in course.themes(actor) if each.retired_on is None]
    return {
        "kinds": words.choice_labels("initiative_kinds", actor.language),
        "themes": themes,
        "parties": [(str(each.pk), each.name) for each in all_parties(actor)],
    }


def all_parties(actor: Actor) -> list[Any]:
    found: list[Any] = []
    number, last = 1, 1
    while number <= last and len(found) < MOST_PARTIES:
        page = directory.parties(actor, page=number)
        found += page.rows
        number, last = number + 1, page.last
    return found


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    """First the way of working, then what it is for."""
    actor = request.actor
    offered = [*ours(actor.language), *queries.own_ways(actor)]
    way = next((each for each in offered if each.key == request.GET.get("way")), None)
    if way is None and request.GET.get("way") != "none":
        shown = {**room_frame(request), "ways": offered, "message": _("How do you begin?")}
        return render(request, "pages/initiatives/ways.html", shown)
    form = BeginForm(request.POST or None, initial=_first(request, way), **choices(actor))
    if request.method == "POST" and form.is_valid():
        leader = meant(actor, form, "leader", kind="person")
        if not form.errors and (made := _begun(actor, form, way, id_of(leader))):
            messages.success(request, _("It has begun. Look at what is there, and what comes first."))
            return redirect("web:initiative", networks.network(actor).slug, made.pk)
    shown = {**room_frame(request), "form": form, "way": way, "message": _("What do you want to begin?")}
    shown["phases"] = _told(actor, way) if way else []
    return render(request, "pages/initiatives/begin.html", shown, status=422 if form.errors else 200)


def _first(request: NetworkRequest, way: Way | None) -> dict[str, Any]:
    """Another page may have said what it could be about."""
    said = {key: request.GET[key] for key in ("name", "purpose") if key in request.GET}
    return {**said, "kind": way.kind if way else "", "themes": request.GET.getlist("theme")}


def _begun(actor: Actor, form: BeginForm, way: Way | None, leader: UUID | None) -> Any:
    given = form.cleaned_data
    how = Beginning(
        way=way.key if way else "",
        steps_from=given["steps_from"],
        leader=leader,
        parties=[UUID(each) for each in given["invited"]],
    )
    return kept(form, lambda: beginning.begin(actor, form.wish(), how))


def _told(actor: Actor, way: Way) -> list[dict[str, Any]]:
    labels = words.choice_labels("phases", actor.language)
    return [{"label": labels[each.phase], "part": each} for each in way.phases]


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET"])
def own_ways(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    shown = {
        **room_frame(request),
        "own": queries.own_ways(actor),
        "retired": queries.own_ways(actor, retired=True),
        "ours": ours(actor.language),
        "message": _("Ways of working to begin with"),
    }
    return render(request, "pages/initiatives/own_ways.html", shown)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def own_way(request: NetworkRequest, way_id: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.own_way(actor, way_id)
    labels = words.choice_labels("phases", actor.language)
    kinds = words.choice_labels("initiative_kinds", actor.language)
    form = WayForm(request.POST or None, initial=_written(row), kinds=kinds, phases=labels)
    shown = {**room_frame(request), "form": form, "row": row, "message": row.name, "parts": _parts(form, labels)}
    if request.method == "POST" and form.is_valid():
        way = _way(form)
        try:
            if way and kept(form, lambda: ways.change(actor, way_id, way, seen=form.cleaned_data["version"])):
                messages.success(request, _("Kept as you put it"))
                return redirect("web:own_ways", networks.network(actor).slug)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, {"phases": lambda _found: _("(the phases differ)")})
            form.data = {**request.POST.dict(), "version": changed.version}
            return render(request, "pages/initiatives/own_way.html", shown, status=409)
    return render(request, "pages/initiatives/own_way.html", shown, status=422 if form.errors else 200)


def _parts(form: WayForm, labels: Any) -> list[dict[str, Any]]:
    return [
        {"label": labels[key], "fields": [form[f"{key}_{part}"] for part in ("question", "wanted", "steps")]}
        for key in PHASES
    ]


def _written(row: Any) -> dict[str, Any]:
    first: dict[str, Any] = {"name": row.name, "about": row.about, "kind": row.kind, "version": version(row)}
    for each in queries.way_of(row).phases:
        first[f"{each.phase}_question"] = each.question
        first[f"{each.phase}_wanted"] = "\n".join(each.wanted)
        first[f"{each.phase}_steps"] = "\n".join(_step_line(step) for step in each.steps)
    return first


def _step_line(step: WayStep) -> str:
    parts = [step.name, str(step.weeks), *([str(step.intensity)] if step.intensity is not None else [])]
    return " | ".join(parts)


def _way(form: WayForm) -> Way | None:
    """What was typed; None, with the reason beside the phase, where a line cannot be read."""
    given, phases = form.cleaned_data, []
    for key in PHASES:
        steps = []
        for line in filter(None, map(str.strip, given[f"{key}_steps"].splitlines())):
            step = _step(line)
            if step is None:
                form.add_error(
                    f"{key}_steps", _("Write this line as “name | weeks | intensity”: %(line)s") % {"line": line}
                )
            else:
                steps.append(step)
        wanted = tuple(filter(None, map(str.strip, given[f"{key}_wanted"].splitlines())))
        if given[f"{key}_question"] or wanted or steps:
            phases.append(WayPhase(key, given[f"{key}_question"], wanted, tuple(steps)))
    if form.errors:
        return None
    return Way(key="", name=given["name"], about=given["about"], kind=given["kind"], phases=tuple(phases))


def _step(line: str) -> WayStep | None:
    name, *numbers = [part.strip() for part in line.split("|")]
    if not name or len(numbers) >= PARTS_OF_STEP or not all(each.isdecimal() for each in numbers):
        return None
    weeks = int(numbers[0]) if numbers else 2
    intensity = int(numbers[1]) if len(numbers) > 1 else None
    if intensity is not None and intensity > 5:
        return None
    return WayStep(name, weeks, intensity)


@in_network(Do.EDIT_ROOMS)
@require_POST
def retire_way(request: NetworkRequest, way_id: UUID) -> HttpResponse:
    ways.retire(request.actor, way_id)
    messages.success(request, _("It is offered no more. What was begun with it stays."))
    return redirect("web:own_ways", networks.network(request.actor).slug)


@in_network(Do.EDIT_ROOMS)
@require_POST
def restore_way(request: NetworkRequest, way_id: UUID) -> HttpResponse:
    ways.take_up_again(request.actor, way_id)
    messages.success(request, _("It can be chosen again"))
    return redirect("web:own_ways", networks.network(request.actor).slug)


@in_network(Do.READ_MEMBERS)
@require_http_methods(["GET"])
def names(request: NetworkRequest) -> HttpResponse:
    """The people that the words typed so far could mean."""
    hits = people_named.suggested(request.actor, request.GET.get("leader", ""), kind="person")
    return render(request, "parts/ties/names.html", {"hits": hits})


urlpatterns = [
    path("initiatives/new/", new, name="new_initiative"),
    path("initiatives/names/", names, name="initiative_names"),
    path("initiatives/ways/", own_ways, name="own_ways"),
    path("initiatives/ways/<uuid:way_id>/", own_way, name="own_way"),
    path("initiatives/ways/<uuid:way_id>/retire/", retire_way, name="retire_way"),
    path("initiatives/ways/<uuid:way_id>/restore/", restore_way, name="restore_way"),
]
