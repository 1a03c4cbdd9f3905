"""A round of questions in the making: its terms, and who is asked."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.leadership.questions import queries
from vierspan.workspace.leadership.questions.actions import choosing
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.queries import Candidate, Round
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.leadership_questions import RoundForm
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.question_words import title
from vierspan.workspace.web.reflection_frame import status_of
from vierspan.workspace.web.versions import both_versions

PROPOSED_DAYS = 14
NEAREST = 24  # as many as one looks through at once
KINDS = (ABOUT, EVERYONE, NEED)


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates under one name; folded in when they are not the first to think of."""

    name: str
    people: list[Candidate]
    is_folded: bool
    is_open: bool = False


@in_network(Do.READ_DIRECTORY)
@require_http_methods(["GET", "POST"])
def new_round(request: NetworkRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise NotFound
    authorise(request.actor, Do.ASK_ABOUT_SELF if kind == ABOUT else Do.RUN_QUESTIONS)
    form = _form(request, kind, None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, kind, form)
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        else:
            return redirect("web:questions_people", slug=_slug(request), questions_id=made.pk)
    example = Round(kind=kind, about_id=request.actor.person_id)
    shown = frame(request, "questions", title(request.actor, example)) | {"form": form, "of_kind": kind}
    return render(request, "pages/leadership/questions_edit.html", shown, status=status_of(form))


def _made(request: NetworkRequest, kind: str, form: RoundForm) -> Round:
    if kind == ABOUT:
        return choosing.ask_about_me(request.actor, form.shape())
    return choosing.ask_all(request.actor, kind, form.shape())


@in_network(Do.READ_DIRECTORY)
@require_http_methods(["GET", "POST"])
def edit_round(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    found = queries.draft(request.actor, questions_id)
    if not queries.runs(request.actor, found):
        raise NotFound
    form, both = _form(request, found.kind, found), None
    if request.method == "POST" and form.is_valid():
        try:
            choosing.change(request.actor, questions_id, form.shape(), seen=form.cleaned_data["version"])
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        except Changed as changed:
            both = both_versions(form, changed, {})
        else:
            return _to_round(request, questions_id)
    shown = frame(request, "questions", title(request.actor, found)) | {
        "form": form,
        "of_kind": found.kind,
        "round": found,
        "versions": both,
    }
    return render(request, "pages/leadership/questions_edit.html", shown, status=status_of(form, both))


def _form(request: NetworkRequest, kind: str, found: Round | None) -> RoundForm:
    people = []
    if kind == ABOUT:
        people = [
            (str(each.pk), f"{each.name}, {each.party.name}" if each.party else each.name)
            for each in queries.who_may_choose_along(request.actor)
        ]
    return RoundForm(request.POST or None, initial=_first(request, found), kind=kind, people=people)


def _first(request: NetworkRequest, found: Round | None) -> dict[str, Any]:
    proposed = clock.today() + timedelta(days=PROPOSED_DAYS)
    if found is None:
        return {"closes_on": proposed, "k": queries.LEAST_K, "language": request.actor.language}
    kept = {name: getattr(found, name) for name in ("intro", "k", "language")}
    return {
        **kept,
        "closes_on": found.closes_on or proposed,
        "second": str(found.second_id or ""),
        "version": version(found),
    }


@in_network(Do.READ_DIRECTORY)
@require_http_methods(["GET", "POST"])
def people(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    """Who is asked; about a person with what is shared, and why somebody cannot be asked."""
    found = queries.draft(request.actor, questions_id)
    candidates = queries.candidates(request.actor, questions_id)
    chosen, slip = {each.person.pk for each in candidates if each.is_chosen}, ""
    if request.method == "POST":
        ticked = set(request.POST.getlist("person"))
        chosen = {each.person.pk for each in candidates if str(each.person.pk) in ticked}
        pick = request.POST.get("pick", "")
        if pick:
            chosen = {each.person.pk for each in candidates if not each.hindrance} if pick == "all" else set()
        else:
            try:
                choosing.choose_people(request.actor, questions_id, chosen)
            except Invalid as refused:
                slip = worded(refused.reason)
            else:
                return _to_round(request, questions_id)
    shown = frame(request, "questions", _("Whom do you ask?")) | {
        "round": found,
        "title": title(request.actor, found),
        "groups": _groups(found, candidates, chosen),
        "chosen": chosen,
        "advised": queries.ADVISED if found.kind == ABOUT else 0,
        "slip": slip,
    }
    return render(request, "pages/leadership/questions_people.html", shown, status=422 if slip else 200)


def _groups(of: Round, candidates: list[Candidate], chosen: set[UUID]) -> list[Group]:
    """About a person: first with whom most is shared, the others folded in; else by party."""
    if of.kind == ABOUT:
        fit = [each for each in candidates if not each.hindrance]
        known = [each for each in fit if each.shared.times]
        several = [
            (_("You share most with them here"), known[:NEAREST]),
            (_("You share something with them too"), known[NEAREST:]),
            (_("Nothing shared on record"), [each for each in fit if not each.shared.times]),
            (_("Cannot be asked now"), [each for each in candidates if each.hindrance]),
        ]
        there = [(name, people) for name, people in several if people]
        return [_group(place, name, people, chosen) for place, (name, people) in enumerate(there)]
    found: dict[str, list[Candidate]] = {}
    for each in candidates:
        found.setdefault(each.person.party.name if each.person.party else _("Without a party"), []).append(each)
    return [Group(name, people, is_folded=False) for name, people in sorted(found.items())]


def _group(place: int, name: str, people: list[Candidate], chosen: set[UUID]) -> Group:
    """Only the first stands open, and where somebody is chosen."""
    return Group(name, people, is_folded=place > 0, is_open=any(each.person.pk in chosen for each in people))


@in_network(Do.ASK_ABOUT_SELF)
@require_POST
def agree(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    try:
        choosing.agree(request.actor, questions_id)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    else:
        messages.success(request, _("You agree with who is asked"))
    return _to_round(request, questions_id)


def _to_round(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    return redirect("web:round_of_questions", slug=_slug(request), questions_id=questions_id)


def _slug(request: NetworkRequest) -> str:
    return networks.network(request.actor).slug


AT = "leadership/questions/"
urlpatterns = [
    path(f"{AT}new/<slug:kind>/", new_round, name="new_questions"),
    path(f"{AT}<uuid:questions_id>/edit/", edit_round, name="edit_questions"),
    path(f"{AT}<uuid:questions_id>/people/", people, name="questions_people"),
    path(f"{AT}<uuid:questions_id>/agree/", agree, name="agree_questions"),
]
