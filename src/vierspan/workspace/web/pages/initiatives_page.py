"""The page of one initiative: at a glance; changing it, its phase, its state, and what is wanted in a phase."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.course import queries as course
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.harvest.queries import lineage
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.starting import gate, queries
from vierspan.workspace.initiatives.starting.actions import pieces, steering, ways
from vierspan.workspace.insight import words
from vierspan.workspace.leadership.growth import queries as growth
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.initiatives import (
    InitiativeForm,
    KeepWayForm,
    PhaseForm,
    PieceForm,
    QuestionForm,
    ReasonForm,
)
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.initiative_words import message, phases, sign_words, standing_words
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.pages.initiatives_begin import choices
from vierspan.workspace.web.versions import both_versions

FEW = 5
PHASES = ("explore", "share", "agree", "shape", "realise", "renew")


@in_network(Do.READ_ROOMS)
@require_GET
def initiative(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    return page(request, initiative_id)


def page(request: NetworkRequest, initiative_id: UUID, *, status: int = 200, **slipped: forms.Form) -> HttpResponse:
    """At a glance; with `slipped`, a form that needs another look."""
    actor = request.actor
    shown = frame(request, initiative_id, "initiative")
    row = shown["initiative"]
    found = queries.glance(actor, row)
    charter = queries.charter(actor, row)
    asked = request.GET.get("phase", "")
    looked_at = gate.gate(actor, row, found, asked if asked in PHASES else "")
    shown |= {
        "message": message(found),
        "glance": found,
        "charter": charter,
        "phases": phases(row.phase, actor.language),
        "gate": looked_at,
        "signs": [(each.is_there, sign_words(each)) for each in looked_at.signs],
        "gate_phase": words.choice_label("phases", looked_at.phase, actor.language),
        "standing": standing_words(queries.standing(actor, row)),
        "lineage": lineage.lineage(actor, row.pk),
        "own_tries": growth.tried_at(actor, initiative=row.pk),
        **_around(actor, row),
        **_forms(actor, row, looked_at),
    }
    return render(request, "pages/initiatives/initiative.html", shown | slipped, status=status)


def _around(actor: Actor, row: Any) -> dict[str, Any]:
    """What stands in other rooms about it."""
    names = {str(each.pk): each.name for each in course.themes(actor)} if row.themes else {}
    seats = queries.at_table(actor, row)
    return {
        "themes": [(key, names[key]) for key in row.themes if key in names],
        "seats": seats,
        "state_words": words.choice_label("initiative_states", row.state or "active", actor.language),
        "kind_words": words.choice_label("initiative_kinds", row.kind, actor.language) if row.kind else "",
        "may_write": may(actor, Do.EDIT_ROOMS),
        "reads_people": may(actor, Do.READ_DIRECTORY),
        "is_closed": row.state in queries.CLOSED,
        "decisions": [each for each in initiatives.decisions(actor, initiative=row.pk).rows if not each.closed_on][
            :FEW
        ],
        "gatherings": conditions.gatherings(actor, initiative=row.pk).rows[:FEW],
        "turns": [_turn(actor, each) for each in queries.turns(actor, row)],
    }


def _turn(actor: Actor, row: Any) -> dict[str, Any]:
    table = "phases" if row.what == "phase" else "initiative_states"
    return {
        "row": row,
        "before": words.choice_label(table, row.before, actor.language) if row.before else "",
        "after": words.choice_label(table, row.after, actor.language),
    }


def _forms(actor: Actor, row: Any, looked_at: gate.Gate) -> dict[str, Any]:
    return {
        "phase_form": _phase_form(actor, row),
        "pause": ReasonForm(auto_id="pause_%s"),
        "piece": PieceForm(auto_id="piece_%s"),
        "question": QuestionForm(initial={"question": looked_at.question}, auto_id="question_%s"),
        "keep_way": KeepWayForm(initial={"name": row.name}, auto_id="way_%s"),
        "hangs": queries.what_hangs(actor, row),
    }


def _phase_form(actor: Actor, row: Any, given: Any = None) -> PhaseForm:
    labels = words.choice_labels("phases", actor.language)
    others = [(key, labels[key]) for key in PHASES if key != row.phase]
    return PhaseForm(given, phases=others, auto_id="phase_%s")


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    actor = request.actor
    shown = frame(request, initiative_id, "initiative")
    row = shown["initiative"]
    form = InitiativeForm(request.POST or None, initial=_as_it_stands(actor, row), **choices(actor))
    shown |= {"form": form, "message": _("What is it for, and what is it called?")}
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            if kept(form, lambda: steering.change(actor, initiative_id, form.wish(), seen=seen)):
                messages.success(request, _("Kept as you put it"))
                return to(request, "initiative", initiative_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(actor))
            form.data = {**request.POST.dict(), "version": changed.version}
            form.data["themes"] = request.POST.getlist("themes")
            return render(request, "pages/initiatives/edit.html", shown, status=409)
    return render(request, "pages/initiatives/edit.html", shown, status=422 if form.errors else 200)


def _as_it_stands(actor: Actor, row: Any) -> dict[str, Any]:
    charter = queries.charter(actor, row)
    return {
        "name": row.name,
        "purpose": charter.purpose,
        "result": charter.result,
        "kind": row.kind,
        "themes": row.themes,
        "party": str(row.party_id or ""),
        "ends_by": charter.ends_by,
        "version": version(row),
    }


def _wordings(actor: Actor) -> dict[str, Callable[[Any], str]]:
    offered = choices(actor)
    themes, parties = dict(offered["themes"]), dict(offered["parties"])
    return {
        "themes": lambda ids: ", ".join(themes.get(each, "") for each in ids or ()) or _("(empty)"),
        "party_id": lambda key: parties.get(str(key), _("(empty)")),
    }


@in_network(Do.EDIT_ROOMS)
@require_POST
def turn_phase(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """Look at it as in another phase; back to the board where one came from."""
    actor = request.actor
    row = initiatives.initiative(actor, initiative_id)
    form = _phase_form(actor, row, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if kept(form, lambda: steering.turn_phase(actor, initiative_id, given["phase"], reason=given["reason"])):
            messages.success(request, _("Noted"))
            return _back(request, initiative_id)
    if request.POST.get("from") == "board":
        messages.error(request, " ".join(str(each) for slips in form.errors.values() for each in slips))
        return _back(request, initiative_id)
    return page(request, initiative_id, status=422, phase_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def turn_state(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="pause_%s")
    state = request.POST.get("state", "")
    if form.is_valid() and kept(
        form,
        lambda: steering.turn_state(request.actor, initiative_id, state, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("Noted"))
        return _back(request, initiative_id)
    if request.POST.get("from") == "board":
        messages.error(request, " ".join(str(each) for slips in form.errors.values() for each in slips))
        return _back(request, initiative_id)
    return page(request, initiative_id, status=422, pause=form)


def _back(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    if request.POST.get("from") == "board":
        reply = redirect("web:initiative_board", networks.network(request.actor).slug)
        if request.POST.get("by") == "state":
            reply["Location"] += "?by=state"
        return reply
    return to(request, "initiative", initiative_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    name = initiatives.initiative(request.actor, initiative_id).name
    try:
        steering.remove(request.actor, initiative_id)
    except Conflict:
        messages.error(request, _("Something was done with it already. Stop it instead, with the reason."))
        return to(request, "initiative", initiative_id)
    messages.success(request, _("%(name)s is gone") % {"name": name})
    return redirect("web:initiatives", networks.network(request.actor).slug)


@in_network(Do.EDIT_ROOMS)
@require_POST
def want(request: NetworkRequest, initiative_id: UUID, phase: str) -> HttpResponse:
    form = PieceForm(request.POST, auto_id="piece_%s")
    if form.is_valid() and kept(
        form, lambda: pieces.want(request.actor, initiative_id, phase, form.cleaned_data["name"])
    ):
        return _to_gate(request, initiative_id, phase)
    return page(request, initiative_id, status=422, piece=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest, initiative_id: UUID, phase: str) -> HttpResponse:
    """The gate question in own words."""
    form = QuestionForm(request.POST, auto_id="question_%s")
    if form.is_valid():
        try:
            pieces.ask(request.actor, initiative_id, phase, form.cleaned_data["question"])
        except Invalid as slip:
            messages.error(request, worded(slip.reason))
        return _to_gate(request, initiative_id, phase)
    return page(request, initiative_id, status=422, question=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def piece_turn(request: NetworkRequest, piece_id: UUID, turn: str) -> HttpResponse:
    """It is there, it is missing after all, or it is not wanted any more."""
    turns = {"there": pieces.is_there, "missing": pieces.is_missing, "strike": pieces.strike}
    row = turns[turn](request.actor, piece_id)
    return _to_gate(request, row.initiative_id, row.phase)


def _to_gate(request: NetworkRequest, initiative_id: UUID, phase: str) -> HttpResponse:
    current = initiatives.initiative(request.actor, initiative_id).phase
    reply = to(request, "initiative", initiative_id)
    reply["Location"] += f"{'' if phase == current else f'?phase={phase}'}#gate"
    return reply


@in_network(Do.EDIT_ROOMS)
@require_POST
def keep_way(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = KeepWayForm(request.POST, auto_id="way_%s")
    if form.is_valid() and (
        made := kept(form, lambda: ways.keep_as_way(request.actor, initiative_id, **form.cleaned_data))
    ):
        messages.success(request, _("Kept. It can be chosen at the next beginning."))
        return redirect("web:own_way", networks.network(request.actor).slug, made.pk)
    return page(request, initiative_id, status=422, keep_way=form)


def to(request: NetworkRequest, name: str, initiative_id: UUID) -> HttpResponse:
    return redirect(f"web:{name}", networks.network(request.actor).slug, initiative_id)


AT = "initiatives/<uuid:initiative_id>/"
urlpatterns = [
    path(AT, initiative, name="initiative"),
    path(f"{AT}edit/", edit, name="edit_initiative"),
    path(f"{AT}phase/", turn_phase, name="turn_phase"),
    path(f"{AT}state/", turn_state, name="turn_state"),
    path(f"{AT}remove/", remove, name="remove_initiative"),
    path(f"{AT}keep-way/", keep_way, name="keep_way"),
    path(f"{AT}want/<slug:phase>/", want, name="want_piece"),
    path(f"{AT}ask/<slug:phase>/", ask, name="ask_question"),
    path("initiatives/pieces/<uuid:piece_id>/there/", piece_turn, {"turn": "there"}, name="piece_there"),
    path("initiatives/pieces/<uuid:piece_id>/missing/", piece_turn, {"turn": "missing"}, name="piece_missing"),
    path("initiatives/pieces/<uuid:piece_id>/strike/", piece_turn, {"turn": "strike"}, name="strike_piece"),
]
