"""Conflicts: for the people named in them, and for nobody else."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.conflicts import queries
from vierspan.workspace.conditions.conflicts.actions import cases, settling, steps
from vierspan.workspace.conditions.conflicts.queries import CaseSeen
from vierspan.workspace.conditions.conflicts.steps import Step
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.conflicts import ConflictForm, HelperForm, OutcomeForm, StepsForm, WordForm
from vierspan.workspace.web.versions import both_versions

Make = Callable[[], Any]


@in_network(Do.RAISE_CONFLICT)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    """Open a conversation in confidence."""
    people = _people(request.actor)
    form = ConflictForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with_ = {UUID(each) for each in given["people"]}
        made = _kept(form, lambda: cases.raise_conflict(request.actor, given["title"], given["about"], with_))
        if made:
            messages.success(request, _("It stands here for those named, and they are told by mail that it does."))
            return _to(request, made.pk)
    context = {"form": form, "people": people, "steps": queries.agreed_steps(request.actor)}
    return _page(request, "conflict_new", context, form)


@in_network(Do.RAISE_CONFLICT)
@never_cache
@require_GET
def conflict(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    return _page(request, "conflict", _case_context(request, case_id))


@in_network(Do.RAISE_CONFLICT)
@require_POST
def say(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    form = WordForm(request.POST)
    if form.is_valid() and _kept(form, lambda: cases.say(request.actor, case_id, form.cleaned_data["text"])):
        return _to(request, case_id)
    return _page(request, "conflict", _case_context(request, case_id, word_form=form), form)


@in_network(Do.RAISE_CONFLICT)
@require_POST
def step(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    found = queries.case(request.actor, case_id).case
    seen = _whole(request.POST.get("seen", ""))
    by = {"next": 1, "back": -1}.get(request.POST.get("to", ""), 0)
    cases.go_to_step(request.actor, found.pk, seen + by, seen=seen)
    messages.success(request, _("You are at another step now. The others are told."))
    return _to(request, case_id)


@in_network(Do.RAISE_CONFLICT)
@require_POST
def helper(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    form = HelperForm(request.POST, people=_people(request.actor))
    if form.is_valid():
        person = UUID(form.cleaned_data["helper"])
        if _kept(form, lambda: cases.propose_helper(request.actor, case_id, person)):
            messages.success(request, _("Proposed. Whoever helps reads nothing until every side says yes."))
            return _to(request, case_id)
    return _page(request, "conflict", _case_context(request, case_id, helper_form=form), form)


@in_network(Do.RAISE_CONFLICT)
@require_POST
def answer_helper(request: NetworkRequest, case_id: UUID, named_id: UUID) -> HttpResponse:
    if request.POST.get("answer") == "yes":
        cases.agree_to_helper(request.actor, case_id, named_id)
    else:
        cases.refuse_helper(request.actor, case_id, named_id)
    return _to(request, case_id)


@in_network(Do.RAISE_CONFLICT)
@require_POST
def outcome(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    form = OutcomeForm(request.POST, rules=_rules(request.actor))
    if form.is_valid():
        try:
            if _kept(form, lambda: _proposed(request.actor, case_id, form)):
                messages.success(request, _("Proposed. Every side is asked whether they take it."))
                return _to(request, case_id)
        except Changed as changed:
            versions = both_versions(form, changed, {})
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            context = _case_context(request, case_id, outcome_form=form) | {"versions": versions}
            return _page(request, "conflict", context, status=409)
    return _page(request, "conflict", _case_context(request, case_id, outcome_form=form), form)


def _proposed(actor: Actor, case_id: UUID, form: OutcomeForm) -> Any:
    given = form.cleaned_data
    rule = UUID(given["rule"]) if given["rule"] else None
    return settling.propose_outcome(
        actor, case_id, given["outcome"], lesson=given["lesson"], rule=rule, seen=given["version"]
    )


@in_network(Do.RAISE_CONFLICT)
@require_POST
def take(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    case = settling.take_outcome(request.actor, case_id, seen=request.POST.get("outcome", "").replace("\r\n", "\n"))
    done = case.state == "settled"
    messages.success(request, _("Settled. Well done.") if done else _("You take the outcome. The others are told."))
    return _to(request, case_id)


@in_network(Do.RAISE_CONFLICT)
@require_POST
def end(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    settling.end(request.actor, case_id)
    messages.success(request, _("It is ended. The others are told."))
    return _to(request, case_id)


@in_network(Do.AGREE_CONFLICT_STEPS)
@require_http_methods(["GET", "POST"])
def agreed(request: NetworkRequest) -> HttpResponse:
    """The steps by which the network handles conflicts."""
    stands = queries.agreed_steps(request.actor)
    form = StepsForm(request.POST or None, initial=_as_given(stands))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            if _kept(form, lambda: _agreed(request.actor, form)):
                messages.success(request, _("From now on you handle conflicts by these steps."))
                return redirect("web:talks", slug=networks.network(request.actor).slug)
        except Conflict:
            form.data = {**form.data.dict(), "seen": _packed(stands)}  # type: ignore[attr-defined]
            status = 409
    context = {"form": form, "stands": stands if status == 409 else (), "is_own": queries.has_own_steps(request.actor)}
    return _page(request, "conflict_steps", context, form, status=status)


def _agreed(actor: Actor, form: StepsForm) -> bool:
    steps.agree(actor, form.steps(), seen=_seen(form))
    return True


def _as_given(stands: tuple[Step, ...]) -> dict[str, Any]:
    rows = {f"{key}_{n}": value for n, each in enumerate(stands) for key, value in asdict(each).items()}
    return rows | {"seen": _packed(stands)}


def _packed(stands: tuple[Step, ...]) -> str:
    return json.dumps([asdict(each) for each in stands])


def _seen(form: StepsForm) -> list[Step]:
    try:
        return [Step(**each) for each in json.loads(form.cleaned_data["seen"])]
    except (ValueError, TypeError):
        return []


def _case_context(
    request: NetworkRequest,
    case_id: UUID,
    *,
    word_form: WordForm | None = None,
    helper_form: HelperForm | None = None,
    outcome_form: OutcomeForm | None = None,
) -> dict[str, Any]:
    seen = queries.case(request.actor, case_id)
    named = {each.person_id for each in (*seen.sides, *seen.helpers)}
    people = [(key, name) for key, name in _people(request.actor) if UUID(key) not in named]
    return {
        "seen": seen,
        "case": seen.case,
        "is_side": seen.me.part == "side",
        "has_taken": str(request.actor.person_id) in seen.case.agreed,
        "helpers": [(each, str(request.actor.person_id) in each.agreed_by) for each in seen.helpers],
        "word_form": word_form or WordForm(),
        "helper_form": helper_form or HelperForm(people=people),
        "may_get_help": bool(people),
        "outcome_form": outcome_form or _outcome_form(request.actor, seen),
    }


def _outcome_form(actor: Actor, seen: CaseSeen) -> OutcomeForm:
    case = seen.case
    stands = {"outcome": case.outcome, "lesson": case.lesson, "rule": str(case.rule_id or ""), "version": version(case)}
    return OutcomeForm(initial=stands, rules=_rules(actor))


def _people(actor: Actor) -> list[tuple[str, str]]:
    return [
        (str(each.pk), f"{each.name}, {each.party.name}" if each.party else each.name)
        for each in queries.may_be_named(actor)
    ]


def _rules(actor: Actor) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in conditions.rules(actor)]


def _kept(form: forms.Form, make: Make) -> Any:
    """What the action gives; where something is wrong it stands beside its field, and nothing is kept."""
    try:
        return make()
    except Invalid as why:
        field = {"with": "people"}.get(why.field, why.field)
        form.add_error(field if field in form.fields else None, worded(why.reason))
        return None


def _page(
    request: NetworkRequest, name: str, context: Mapping[str, Any], form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    status = 422 if status == 200 and form is not None and form.is_bound and form.errors else status
    return render(request, f"pages/conditions/{name}.html", dict(context), status=status)


def _to(request: NetworkRequest, case_id: UUID) -> HttpResponse:
    return redirect("web:conflict", slug=networks.network(request.actor).slug, case_id=case_id)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else -1


urlpatterns = [
    path("conditions/conflicts/new/", new, name="new_conflict"),
    path("conditions/conflicts/steps/", agreed, name="conflict_steps"),
    path("conditions/conflicts/<uuid:case_id>/", conflict, name="conflict"),
    path("conditions/conflicts/<uuid:case_id>/say/", say, name="say_in_conflict"),
    path("conditions/conflicts/<uuid:case_id>/step/", step, name="conflict_step"),
    path("conditions/conflicts/<uuid:case_id>/helper/", helper, name="conflict_helper"),
    path("conditions/conflicts/<uuid:case_id>/helper/<uuid:named_id>/", answer_helper, name="conflict_helper_answer"),
    path("conditions/conflicts/<uuid:case_id>/outcome/", outcome, name="conflict_outcome"),
    path("conditions/conflicts/<uuid:case_id>/take/", take, name="take_conflict_outcome"),
    path("conditions/conflicts/<uuid:case_id>/end/", end, name="end_conflict"),
]
