"""One round of questions about leading: in the making, running or closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.leadership.questions import queries
from vierspan.workspace.leadership.questions.actions import running
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.queries import Released, Round
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web import question_words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.reflection import LastDayForm
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.question_words import title


@in_network(Do.READ_DIRECTORY)
@require_GET
def one_round(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    """One page, by what state it is in."""
    found = queries.round_(request.actor, questions_id)
    if found.state == "draft":
        return _draft(request, found)
    return _open(request, found) if found.state == "open" else _closed(request, found)


def _draft(request: NetworkRequest, found: Round, *, slip: str = "") -> HttpResponse:
    actor = request.actor
    missing = [_to_do(found, reason) for reason in queries.missing(actor, found.pk)]
    subject, body = queries.preview(actor, found.pk)
    mine, along = queries.runs(actor, found), queries.chooses_along(actor, found)
    count = len(missing)
    message = (
        ngettext("One thing is missing before you can ask", "%(n)s things are missing before you can ask", count)
        % {"n": count}
        if missing
        else _("Ready to be asked")
    )
    if along:
        message = _("Choose along: whom to ask about %(name)s?") % {"name": found.about.name if found.about else ""}
    return _page(
        request,
        "draft",
        found,
        message,
        slip=slip,
        missing=missing if mine else [],
        asked=queries.asked(actor, found.pk),
        advised=queries.ADVISED if found.kind == ABOUT else 0,
        is_mine=mine,
        has_agreed=found.is_agreed_by_second if along else found.is_agreed_by_first,
        letter={"subject": subject, "body": body},
        language=actor.language,
    )


def _to_do(of: Round, reason: str) -> str:
    """What is missing; of the two who choose, who it waits for."""
    if reason == "not_agreed" and of.is_agreed_by_first and of.second is not None:
        told = _("%(name)s has yet to say that these are the right people. They got a mail that leads here.")
        return told % {"name": of.second.name}
    return worded(reason)


def _open(request: NetworkRequest, found: Round, *, form: LastDayForm | None = None) -> HttpResponse:
    actor = request.actor
    mine, along = queries.runs(actor, found), queries.chooses_along(actor, found)
    progress = queries.progress(actor, found.pk) if mine or along else None
    own = next((each for each in queries.waiting(actor) if each.round.pk == found.pk), None)
    return _page(
        request,
        "open",
        found,
        _running(found, progress),
        progress=progress,
        own=own,
        is_mine=mine,
        asked=queries.asked(actor, found.pk) if mine or along else [],
        form=form or LastDayForm(initial={"closes_on": found.closes_on}),
        status=422 if form else 200,
    )


def _running(of: Round, progress: queries.Progress | None) -> str:
    if progress is not None and progress.whole.is_shown:
        share = {"low": progress.whole.from_percent, "high": progress.whole.to_percent}
        return _("Between %(low)s and %(high)s per cent answered so far") % share
    day = date_format(of.closes_on, "j F Y") if of.closes_on else ""
    return _("The questions are open until %(day)s") % {"day": day}


def _closed(request: NetworkRequest, found: Round) -> HttpResponse:
    actor = request.actor
    told = queries.results(actor, found.pk)
    return _page(
        request,
        "closed",
        found,
        question_words.answered(told) if told else _("The questions are closed"),
        is_mine=queries.runs(actor, found),
        told=told,
        **_figures(found, told, actor.language),
    )


def _figures(of: Round, told: Released | None, language: str) -> dict[str, Any]:
    if told is None:
        return {}
    if of.kind == ABOUT:
        return {"about": question_words.about_somebody(told, language)}
    if of.kind == NEED:
        return {"need": question_words.need(told, language)}
    return {
        "own": question_words.about_oneself(told, language),
        "over_all": question_words.over_all(told, language),
        "ownership": question_words.ownership(told, language),
    }


def _page(
    request: NetworkRequest, name: str, of: Round, message: str, *, status: int = 200, **shown: Any
) -> HttpResponse:
    whole = frame(request, "questions", message) | {
        "round": of,
        "title": title(request.actor, of),
        "is_about": of.kind == ABOUT,
        "is_of_everybody": of.kind == EVERYONE,
        **shown,
    }
    return render(request, f"pages/leadership/questions_{name}.html", whole, status=status)


@in_network(Do.READ_DIRECTORY)
@require_POST
def open_round(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    try:
        count = running.open_round(request.actor, questions_id)
    except Invalid as slip:
        found = queries.draft(request.actor, questions_id)
        return _draft(request, found, slip=worded(slip.reason))
    told = ngettext("%(n)s mail is on its way", "%(n)s mails are on their way", count)
    messages.success(request, told % {"n": count})
    return _to_round(request, questions_id)


@in_network(Do.READ_DIRECTORY)
@require_POST
def remind(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    running.remind(request.actor, questions_id)
    # Not how many: that would tell how many answered.
    messages.success(request, _("Who did not answer yet gets a reminder"))
    return _to_round(request, questions_id)


@in_network(Do.READ_DIRECTORY)
@require_POST
def postpone(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            running.postpone(request.actor, questions_id, form.cleaned_data["closes_on"])
        except Invalid as slip:
            form.add_error("closes_on", worded(slip.reason))
        else:
            messages.success(request, _("The last day is kept"))
            return _to_round(request, questions_id)
    return _open(request, queries.running(request.actor, questions_id), form=form)


@in_network(Do.READ_DIRECTORY)
@require_POST
def close(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    running.close(request.actor, questions_id)
    messages.success(request, _("The round is closed; what tied answers to people has been taken away"))
    return _to_round(request, questions_id)


@in_network(Do.READ_DIRECTORY)
@require_POST
def throw_away(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    running.throw_away(request.actor, questions_id)
    messages.success(request, _("Thrown away."))
    return redirect("web:questions", slug=networks.network(request.actor).slug)


def _to_round(request: NetworkRequest, questions_id: UUID) -> HttpResponse:
    return redirect("web:round_of_questions", slug=networks.network(request.actor).slug, questions_id=questions_id)


AT = "leadership/questions/<uuid:questions_id>/"
urlpatterns = [
    path(AT, one_round, name="round_of_questions"),
    path(f"{AT}open/", open_round, name="open_questions"),
    path(f"{AT}remind/", remind, name="remind_questions"),
    path(f"{AT}postpone/", postpone, name="postpone_questions"),
    path(f"{AT}close/", close, name="close_questions"),
    path(f"{AT}throw-away/", throw_away, name="throw_away_questions"),
]
