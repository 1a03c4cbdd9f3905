"""How it goes, what came of it, what was learned; thanks, the close, and opening it again."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.harvest.actions import lessons
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.actions import closing, harvesting, judging
from vierspan.workspace.initiatives.starting.actions.closing import Closing, End
from vierspan.workspace.insight import words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.initiatives import (
    AskForm,
    CloseForm,
    JudgeForm,
    LessonForm,
    ReasonForm,
    ResultForm,
    ThanksForm,
)
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.initiative_words import STATUSES, standing_words
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.pages.conditions_giving import party_choices
from vierspan.workspace.web.pages.initiatives_page import to

TABLES = ("commitments", "decisions", "steps")


@in_network(Do.READ_ROOMS)
@require_GET
def results(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    return page(request, initiative_id)


def page(request: NetworkRequest, initiative_id: UUID, *, status: int = 200, **slipped: forms.Form) -> HttpResponse:
    actor = request.actor
    shown = frame(request, initiative_id, "initiative_results")
    row = shown["initiative"]
    standing = queries.standing(actor, row)
    labels = dict(STATUSES)
    shown |= {
        "message": _message(row, standing),
        "said": [(each, labels[each.status]) for each in standing.said] if may(actor, Do.READ_DIRECTORY) else [],
        "standing": standing_words(standing),
        "differ": standing.reading == "differ",
        "results": queries.results(actor, row),
        "lessons": queries.lessons(actor, row),
        "charter": queries.charter(actor, row),
        "endings": [(each, _end_words(each)) for each in queries.endings(actor, row)],
        "is_closed": row.state in queries.CLOSED,
        "may_write": may(actor, Do.EDIT_ROOMS),
        "turns": [each for each in queries.turns(actor, row) if each.what == "state"][:1],
        **_forms(actor, row, shown["runs"]),
    }
    return render(request, "pages/initiatives/results.html", shown | slipped, status=status)


def _message(row: Any, standing: queries.Standing) -> str:
    if row.state == "finished":
        return _("%(name)s is finished") % {"name": row.name}
    if row.state == "stopped":
        return _("%(name)s has stopped") % {"name": row.name}
    return standing_words(standing)


def _end_words(row: Any) -> str:
    if row.how == "handed_over":
        return _("handed over to %(name)s") % {"name": row.towards.name} if row.towards else _("handed over")
    return {"done": _("done"), "let_go": _("let go"), "left_open": _("stays open")}[row.how]


def _forms(actor: Actor, row: Any, runs: bool) -> dict[str, Any]:
    parties = party_choices(actor) if may(actor, Do.EDIT_ROOMS) else []
    found: dict[str, Any] = {
        "judge": JudgeForm(parties=parties, auto_id="judge_%s") if parties else None,
        "result": ResultForm(auto_id="result_%s"),
        "lesson": LessonForm(auto_id="lesson_%s"),
    }
    if runs:
        found["again"] = ReasonForm(auto_id="again_%s")
        found["thanks"] = _thanks_form(actor, row)
        found["ask"] = _ask_form(actor, row)
    return found


def _ask_form(actor: Actor, row: Any, given: Any = None) -> AskForm:
    """Who sits at the table for a party, with those parties that said nothing yet on top."""
    spoke = {each.party_id for each in queries.standing(actor, row).said}
    there = {
        str(each.person_id): (each.person.party_id in spoke, f"{each.person.name}, {each.person.party.name}")
        for each in queries.at_table(actor, row)
        if each.person and each.person.party and each.person.email
    }
    people = sorted(there.items(), key=lambda pair: pair[1])
    return AskForm(given, people=[(key, words) for key, (_spoke, words) in people], auto_id="ask_%s")


def _thanks_form(actor: Actor, row: Any, given: Any = None) -> ThanksForm:
    there = {
        str(each.person_id): each.person.name
        for each in queries.at_table(actor, row)
        if each.person and each.person.email and each.person_id != actor.person_id
    }
    first = _("Thank you for your part in %(name)s. Because of you it went further than each of us could alone.")
    return ThanksForm(given, people=there.items(), initial={"words": first % {"name": row.name}}, auto_id="thanks_%s")


@in_network(Do.EDIT_ROOMS)
@require_POST
def judge(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = JudgeForm(request.POST, parties=party_choices(request.actor), auto_id="judge_%s")
    if form.is_valid():
        given = form.cleaned_data
        party = UUID(given["party"])
        if kept(form, lambda: harvesting.judge(request.actor, initiative_id, party, given["status"], given["line"])):
            messages.success(request, _("Kept"))
            return to(request, "initiative_results", initiative_id)
    return page(request, initiative_id, status=422, judge=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """By mail, with a link: how does your party see it?"""
    row = frame(request, initiative_id, "")["initiative"]
    form = _ask_form(request.actor, row, request.POST)
    if form.is_valid():
        people = [UUID(each) for each in form.cleaned_data["people"]]
        if n := kept(form, lambda: judging.ask(request.actor, initiative_id, people)):
            messages.success(request, ngettext("%(n)s letter goes out", "%(n)s letters go out", n) % {"n": n})
            return to(request, "initiative_results", initiative_id)
    return page(request, initiative_id, status=422, ask=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def note_result(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = ResultForm(request.POST, auto_id="result_%s")
    if form.is_valid() and kept(
        form, lambda: harvesting.note_result(request.actor, initiative_id, **form.cleaned_data)
    ):
        messages.success(request, _("Written down"))
        return to(request, "initiative_results", initiative_id)
    return page(request, initiative_id, status=422, result=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def note_lesson(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = LessonForm(request.POST, auto_id="lesson_%s")
    if form.is_valid() and kept(
        form, lambda: harvesting.note_lesson(request.actor, initiative_id, form.cleaned_data["name"])
    ):
        messages.success(request, _("Written down"))
        return to(request, "initiative_results", initiative_id)
    return page(request, initiative_id, status=422, lesson=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def strike_result(request: NetworkRequest, result_id: UUID) -> HttpResponse:
    return to(request, "initiative_results", harvesting.strike_result(request.actor, result_id))


@in_network(Do.EDIT_ROOMS)
@require_POST
def strike_lesson(request: NetworkRequest, lesson_id: UUID) -> HttpResponse:
    return to(request, "initiative_results", harvesting.strike_lesson(request.actor, lesson_id))


@in_network(Do.EDIT_ROOMS)
@require_POST
def lesson_becomes(request: NetworkRequest, lesson_id: UUID, kind: str) -> HttpResponse:
    """A signal to keep an eye on, or a commitment of the reader to take it further."""
    actor = request.actor
    try:
        if kind == "signal":
            row = lessons.signal(actor, lesson_id)
            messages.success(request, _("It is a signal now: the horizon keeps an eye on it"))
        else:
            row = lessons.commit(actor, lesson_id, person=actor.person_id)
            messages.success(request, _("You promised to take it further. Give it a day among the commitments."))
    except Conflict:
        messages.error(request, _("Something became of it already"))
        row = harvesting.own_lesson(actor, lesson_id)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        row = harvesting.own_lesson(actor, lesson_id)
    return to(request, "initiative_results", row.initiative_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def thank(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    row = frame(request, initiative_id, "")["initiative"]
    form = _thanks_form(request.actor, row, request.POST)
    if form.is_valid():
        people = [UUID(each) for each in form.cleaned_data["people"]]
        if n := kept(form, lambda: closing.thank(request.actor, initiative_id, people, form.cleaned_data["words"])):
            messages.success(request, ngettext("%(n)s letter goes out", "%(n)s letters go out", n) % {"n": n})
            return to(request, "initiative_results", initiative_id)
    return page(request, initiative_id, status=422, thanks=form)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def close(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """What stays open, each with what becomes of it, and what goes back to the network."""
    actor = request.actor
    shown = frame(request, initiative_id, "initiative_results")
    row = shown["initiative"]
    queries.must_run(actor, row)
    found = queries.still_open(actor, row)
    form = CloseForm(request.POST or None, initial={"state": "finished"})
    slips: dict[str, str] = {}
    if request.method == "POST" and form.is_valid() and _closed(request, initiative_id, form, slips):
        messages.success(request, _("Closed. It stays to be found and read."))
        return to(request, "initiative_results", initiative_id)
    shown |= {
        "form": form,
        "message": _message_open(row.name, found.count),
        "groups": [(words.table_label(key, actor.language), key, _lines(request, key, found, slips)) for key in TABLES],
        "others": [each.row for each in queries.glances(actor) if each.is_open and each.row.pk != row.pk],
    }
    return render(request, "pages/initiatives/close.html", shown, status=422 if form.errors or slips else 200)


def _closed(request: NetworkRequest, initiative_id: UUID, form: CloseForm, slips: dict[str, str]) -> bool:
    """Whether it could be closed; what could not be kept is told beside its line."""
    ends = {
        UUID(key.removeprefix("how-")): End(str(how), _id(request.POST.get(key.replace("how-", "towards-", 1))))
        for key, how in request.POST.items()
        if key.startswith("how-") and _id(key.removeprefix("how-"))
    }
    given = form.cleaned_data
    try:
        closing.close(
            request.actor,
            initiative_id,
            Closing(state=given["state"], returns=given["returns"], reason=given["reason"], ends=ends),
        )
    except Invalid as slip:
        if slip.field in form.fields:
            form.add_error(slip.field, worded(slip.reason))
        else:
            slips[slip.field] = worded(slip.reason)
        return False
    return True


def _id(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None


def _lines(request: NetworkRequest, table: str, found: queries.Open, slips: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "row": each,
            "due": _due(each),
            "how": request.POST.get(f"how-{each.pk}", ""),
            "towards": request.POST.get(f"towards-{each.pk}", ""),
            "slip": slips.get(str(each.pk), ""),
            "may_be_done": table != "decisions",
        }
        for each in getattr(found, table)
    ]


def _due(row: Any) -> date | None:
    due: date | None = row.due_on
    return due


def _message_open(name: str, n: int) -> str:
    if not n:
        return _("Nothing is open any more: %(name)s can be closed") % {"name": name}
    told = ngettext("One thing is still open in %(name)s", "%(n)s things are still open in %(name)s", n)
    return told % {"n": n, "name": name}


@in_network(Do.EDIT_ROOMS)
@require_POST
def open_again(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="again_%s")
    if form.is_valid() and kept(
        form, lambda: closing.open_again(request.actor, initiative_id, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("It is under way again"))
        return to(request, "initiative", initiative_id)
    return page(request, initiative_id, status=422, again=form)


AT = "initiatives/<uuid:initiative_id>/"
urlpatterns = [
    path(f"{AT}results/", results, name="initiative_results"),
    path(f"{AT}judge/", judge, name="judge_initiative"),
    path(f"{AT}judge/ask/", ask, name="ask_judgements"),
    path(f"{AT}results/new/", note_result, name="note_result"),
    path(f"{AT}lessons/new/", note_lesson, name="note_lesson"),
    path(f"{AT}thanks/", thank, name="thank_table"),
    path(f"{AT}close/", close, name="close_initiative"),
    path(f"{AT}open-again/", open_again, name="open_initiative_again"),
    path("initiatives/results/<uuid:result_id>/strike/", strike_result, name="strike_result"),
    path("initiatives/lessons/<uuid:lesson_id>/strike/", strike_lesson, name="strike_lesson"),
    path("initiatives/lessons/<uuid:lesson_id>/signal/", lesson_becomes, {"kind": "signal"}, name="lesson_signal"),
    path(
        "initiatives/lessons/<uuid:lesson_id>/commitment/",
        lesson_becomes,
        {"kind": "commitment"},
        name="lesson_commitment",
    ),
]
