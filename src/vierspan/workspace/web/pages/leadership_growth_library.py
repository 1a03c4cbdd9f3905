"""The library: what one can do, found by room, side and moment; and the network's own, written here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import growing
from vierspan.workspace.insight.growing import Idea
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions import adding
from vierspan.workspace.leadership.growth.actions.adding import Written
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.acts import ORIENTATIONS
from vierspan.workspace.web.forms.growth import InterventionForm
from vierspan.workspace.web.growth_frame import page, practising, told
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.versions import both_versions

ENDS = {"lo": -1, "hi": 1}
AXES = ("FD", "PT", "CC", "SB")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which of them to show; what is empty leaves all in."""

    search: str = ""
    room: str = ""
    side: str = ""
    moment: str = ""
    only: str = ""  # own, worked, tried

    @property
    def is_set(self) -> bool:
        return bool(self.search or self.room or self.side or self.moment or self.only)


@in_network(Do.READ_DIRECTORY)
@require_GET
def library(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    wanted = Filters(**{name: request.GET.get(name, "").strip() for name in Filters.__slots__})
    worked = told(actor)
    tried = _tried(actor)
    named = queries.how_often_named(actor) if may(actor, Do.PRACTISE) else {}
    found = [each for each in growing.ideas(actor) if _fits(each, wanted)]
    if wanted.only:
        kept = {"tried": {*tried}, "worked": {*worked, *named}, "own": {each.number for each in found if each.own}}
        found = [each for each in found if each.number in kept.get(wanted.only, set())]
    shown = {
        "ideas": found,
        "wanted": wanted,
        "told": worked,
        "named": named,
        "tried": tried,
        "rooms": ORIENTATIONS,
        "poles": growing.pole_words(actor.language),
        "moments": growing.moment_words(actor.language),
        "practises": _practises(actor),
    }
    return page(request, "library", _message(len(found), wanted.is_set), shown, here="growth_library")


def _message(found: int, is_part: bool) -> str:
    if is_part:
        return ngettext("One thing one can do fits", "%(n)s things one can do fit", found) % {"n": found}
    return ngettext("One thing one can do", "%(n)s things one can do", found) % {"n": found}


def _fits(idea: Idea, wanted: Filters) -> bool:
    axis, _dash, end = wanted.side.partition("_")
    pulls = {each.axis: each.value for each in idea.pulls}
    text = f"{idea.name} {idea.when} {idea.first_step}".casefold()
    return (
        (not wanted.room or idea.orientation == wanted.room)
        and (not wanted.side or pulls.get(axis, 0) * ENDS.get(end, 0) > 0)
        and (not wanted.moment or wanted.moment in idea.moments)
        and wanted.search.casefold() in text
    )


def _practises(actor: Actor) -> bool:
    return actor.person_id is not None and may(actor, Do.PRACTISE)


def _tried(actor: Actor) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for each in queries.tries(actor) if _practises(actor) else []:
        found.setdefault(each.number, []).append(each)
    return found


@in_network(Do.READ_DIRECTORY)
@require_GET
def idea(request: NetworkRequest, intervention: int) -> HttpResponse:
    """One of them, with what came of it here."""
    actor = request.actor
    found = growing.idea(actor, intervention)
    moments = growing.moment_words(actor.language)
    takes_part = may(actor, Do.PRACTISE)
    shown = {
        "idea": found,
        "moments": [(key, moments[key]) for key in found.moments],
        "told": told(actor).get(intervention, ()),
        "named": queries.told_by_name(actor, intervention) if takes_part else [],
        "tried": _tried(actor).get(intervention, []),
        "practises": _practises(actor),
        "may_change": bool(found.own and may(actor, Do.CHANGE_INTERVENTION, owner_id=found.own.author_id)),
    }
    return page(request, "idea", found.name, shown, here="growth_library")


@practising
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    form = _form(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = kept(form, lambda: adding.add(request.actor, _written(form)))
        if made:
            messages.success(request, _("It stands in the library of this network."))
            return redirect("web:growth_idea", networks.network(request.actor).slug, made.number)
    return page(
        request, "idea_write", _("What do you do that others could use?"), {"form": form}, here="growth_library"
    )


@in_network(Do.PRACTISE)
@require_http_methods(["GET", "POST"])
def change(request: NetworkRequest, own_intervention_id: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.own_intervention(actor, own_intervention_id)
    form = _form(actor, request.POST or None, **_as_it_stands(row))
    shown: dict[str, Any] = {"form": form, "row": row}
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            if kept(form, lambda: adding.change(actor, row.pk, _written(form), seen)):
                messages.success(request, _("Kept as you put it."))
                return redirect("web:growth_idea", networks.network(actor).slug, row.number)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(actor))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
    return page(request, "idea_write", row.name, shown, here="growth_library")


@in_network(Do.PRACTISE)
@require_POST
def remove(request: NetworkRequest, own_intervention_id: UUID) -> HttpResponse:
    adding.remove(request.actor, own_intervention_id)
    messages.success(request, _("Taken out of the library. What was tried with it stays."))
    return redirect("web:growth_library", networks.network(request.actor).slug)


def _form(actor: Actor, data: Any, **first: Any) -> InterventionForm:
    poles = growing.pole_words(actor.language)
    axes = {axis: (poles[f"{axis}_lo"], poles[f"{axis}_hi"]) for axis in AXES}
    first = {"FD": 0, "PT": 0, "CC": 0, "SB": 0, **first}
    moments = {"moments": list(growing.moment_words(actor.language).items())}
    return InterventionForm(data, poles=axes, choices=moments, initial=first)


def _as_it_stands(row: Any) -> dict[str, Any]:
    columns = ("name", "orientation", "when", "first_step", "risk", "moments")
    return {**{name: getattr(row, name) for name in columns}, **row.polarity, "version": version(row)}


def _written(form: InterventionForm) -> Written:
    columns = ("name", "orientation", "when", "first_step", "risk", "moments")
    return Written(**{name: form.cleaned_data[name] for name in columns}, polarity=form.polarity())


def _wordings(actor: Actor) -> dict[str, Callable[[Any], str]]:
    """How the moments are written where two versions differ; each axis says itself what stands (see both_versions)."""
    moments = growing.moment_words(actor.language)
    return {"moments": lambda keys: ", ".join(moments.get(key, key) for key in keys or []) or _("(empty)")}


AT = "leadership/growth/library/"
urlpatterns = [
    path(AT, library, name="growth_library"),
    path(f"{AT}new/", new, name="growth_idea_new"),
    path(f"{AT}<int:intervention>/", idea, name="growth_idea"),
    path(f"{AT}own/<uuid:own_intervention_id>/change/", change, name="growth_idea_change"),
    path(f"{AT}own/<uuid:own_intervention_id>/remove/", remove, name="growth_idea_remove"),
]
