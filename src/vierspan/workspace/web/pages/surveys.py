"""Relation surveys: the list, and one survey as it stands: being made, running or closed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.common.text import slug
from vierspan.workspace.directory.surveys import queries
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.queries import Survey
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.surveys import LETTERS, LastDayForm
from vierspan.workspace.web.pages.people_lists import people_tabs
from vierspan.workspace.web.survey_figures import figures, file_lines
from vierspan.workspace.web.templatetags.vierspan import day


@in_network(Do.READ_SURVEY)
@require_GET
def surveys(request: NetworkRequest) -> HttpResponse:
    rows = queries.surveys(request.actor)
    shown = {"surveys": rows, "message": _list_message(rows), **_tabs(request.actor)}
    return render(request, "pages/surveys/list.html", shown)


def _list_message(rows: list[Survey]) -> str:
    is_open = [row for row in rows if row.state == "open"]
    if len(is_open) == 1 and is_open[0].closes_on:
        until = day(is_open[0].closes_on)
        return _("%(title)s is open until %(day)s") % {"title": is_open[0].title, "day": until}
    if is_open:
        return ngettext("%(n)s survey is open", "%(n)s surveys are open", len(is_open)) % {"n": len(is_open)}
    closed = [row for row in rows if row.state == "closed"]
    if closed:
        return _("You asked each other %(title)s") % {"title": f"“{closed[0].title}”"}
    return _("Ask each other how you are tied")


@in_network(Do.READ_SURVEY)
@require_GET
def survey(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    """One page, by what state it is in."""
    found = queries.survey(request.actor, survey_id)
    if found.state == "draft":
        return _draft_page(request, found)
    return _open_page(request, found) if found.state == "open" else _closed_page(request, found)


def _tabs(actor: Actor) -> dict[str, object]:
    return {"tabs": people_tabs(networks.network(actor).slug, "surveys")}


def _draft_page(request: NetworkRequest, found: Survey, *, slip: str = "") -> HttpResponse:
    actor = request.actor
    voices = queries.voices(actor, found.pk)
    shown = {
        **_tabs(actor),
        "survey": found,
        "missing": [worded(reason) for reason in queries.missing(actor, found.pk)],
        "slip": slip,
        "items": queries.items(actor, found.pk),
        "names": queries.list_length(actor, found.pk),
        "voices": voices,
        "parties": len({voice.party_id for voice in voices if voice.party_id}),
        "letter": queries.preview(actor, found.pk, "invitation", found.language),
    }
    return render(request, "pages/surveys/draft.html", shown, status=422 if slip else 200)


def _open_page(request: NetworkRequest, found: Survey, *, form: LastDayForm | None = None) -> HttpResponse:
    actor = request.actor
    if not may(actor, Do.RUN_SURVEY):
        return render(request, "pages/surveys/running.html", {**_tabs(actor), "survey": found})
    shown = {
        **_tabs(actor),
        "survey": found,
        "is_over": bool(found.closes_on and found.closes_on < clock.today()),
        "progress": queries.progress(actor, found.pk),
        "voices": queries.voices(actor, found.pk),
        "letters": [(label, queries.preview(actor, found.pk, kind, found.language)) for kind, label in LETTERS[1:]],
        "form": form or LastDayForm(initial={"closes_on": found.closes_on}),
    }
    return render(request, "pages/surveys/open.html", shown, status=422 if form else 200)


def _closed_page(request: NetworkRequest, found: Survey) -> HttpResponse:
    results = queries.results(request.actor, found.pk)
    shown = {
        **_tabs(request.actor),
        "survey": found,
        "results": results,
        "figures": figures(results) if results else None,
        "progress": queries.progress(request.actor, found.pk) if may(request.actor, Do.RUN_SURVEY) else None,
    }
    return render(request, "pages/surveys/closed.html", shown)


@in_network(Do.READ_SURVEY)
@require_GET
def survey_file(request: NetworkRequest, survey_id: UUID, form: str) -> HttpResponse:
    """The released figures, and nothing else, as a file."""
    found = queries.survey(request.actor, survey_id)
    results = queries.results(request.actor, survey_id)
    if results is None:
        raise NotFound
    return download(list_file(request.actor, slug(found.title) or "survey", form, file_lines(results)))


def _back(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    return redirect("web:survey", slug=networks.network(request.actor).slug, survey_id=survey_id)


def _mails(count: int) -> str:
    return ngettext("%(n)s mail is on its way", "%(n)s mails are on their way", count) % {"n": count}


@in_network(Do.RUN_SURVEY)
@require_POST
def open_survey(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    try:
        count = running.open_to_voices(request.actor, survey_id)
    except Invalid as slip:
        return _draft_page(request, queries.survey(request.actor, survey_id), slip=worded(slip.reason))
    messages.success(request, _mails(count))
    return _back(request, survey_id)


@in_network(Do.RUN_SURVEY)
@require_POST
def remind(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    running.remind(request.actor, survey_id)
    # Not how many: that would tell how many answered.
    messages.success(request, _("Who did not answer yet gets a reminder"))
    return _back(request, survey_id)


@in_network(Do.RUN_SURVEY)
@require_POST
def postpone(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            running.postpone(request.actor, survey_id, form.cleaned_data["closes_on"])
        except Invalid as slip:
            form.add_error("closes_on", worded(slip.reason))
        else:
            messages.success(request, _("The last day is kept"))
            return _back(request, survey_id)
    return _open_page(request, queries.survey(request.actor, survey_id), form=form)


@in_network(Do.RUN_SURVEY)
@require_POST
def withdraw(request: NetworkRequest, survey_id: UUID, voice_id: UUID) -> HttpResponse:
    running.withdraw_voice(request.actor, survey_id, voice_id)
    messages.success(request, _("This person is asked no longer; their link has ended"))
    return _back(request, survey_id)


@in_network(Do.RUN_SURVEY)
@require_POST
def close(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    running.close(request.actor, survey_id)
    messages.success(request, _("The survey is closed; who answered gets a mail with the results"))
    return _back(request, survey_id)


@in_network(Do.RUN_SURVEY)
@require_POST
def discard(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    drafts.discard(request.actor, survey_id)
    messages.success(request, _("The draft is thrown away"))
    return redirect("web:surveys", slug=networks.network(request.actor).slug)


@in_network(Do.RUN_SURVEY)
@require_POST
def follow(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    new = drafts.follow(request.actor, survey_id)
    messages.success(request, _("The next wave is ready to be looked at"))
    return _back(request, new.pk)


urlpatterns = [
    path("surveys/", surveys, name="surveys"),
    path("surveys/<uuid:survey_id>/", survey, name="survey"),
    path("surveys/<uuid:survey_id>/open/", open_survey, name="open_survey"),
    path("surveys/<uuid:survey_id>/remind/", remind, name="remind_survey"),
    path("surveys/<uuid:survey_id>/last-day/", postpone, name="postpone_survey"),
    path("surveys/<uuid:survey_id>/voices/<uuid:voice_id>/withdraw/", withdraw, name="withdraw_voice"),
    path("surveys/<uuid:survey_id>/close/", close, name="close_survey"),
    path("surveys/<uuid:survey_id>/discard/", discard, name="discard_survey"),
    path("surveys/<uuid:survey_id>/figures/<str:form>/", survey_file, name="survey_file"),
    path("surveys/<uuid:survey_id>/next/", follow, name="follow_survey"),
]
