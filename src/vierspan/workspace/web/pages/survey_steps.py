"""Making a survey in three steps: what and about whom, who is asked, the letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.surveys import queries, standard
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.queries import Survey
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.surveys import (
    AskedRow,
    LettersForm,
    SurveyForm,
    asked,
    asked_rows,
    proposed_day,
    typed_rows,
)
from vierspan.workspace.web.versions import BothVersions, both_versions


def _steps(current: int, survey: Survey | None) -> dict[str, Any]:
    return {"steps": [_("What you ask"), _("Whom you ask"), _("The letters")], "current": current, "survey": survey}


def _to(request: NetworkRequest, name: str, survey_id: UUID) -> HttpResponse:
    return redirect(f"web:{name}", slug=networks.network(request.actor).slug, survey_id=survey_id)


def _form(request: NetworkRequest, survey: Survey | None) -> SurveyForm:
    network = networks.network(request.actor)
    if survey is None:
        first: dict[str, Any] = {"about": "parties", "language": network.language, "k": "5"}
    else:
        columns = ("title", "about", "rings", "intro", "language", "is_evergreen")
        first = {column: getattr(survey, column) for column in columns}
        first |= {"k": str(survey.k), "version": version(survey)}
    rings = words.choice_labels("rings", request.actor.language)
    return SurveyForm(request.POST or None, initial=first, rings=rings)


@in_network(Do.RUN_SURVEY)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    form, rows = _form(request, None), asked_rows(standard.items(), None)
    if request.method == "POST":
        rows = typed_rows(request.POST, rows)
        if form.is_valid() and (kept := _created(request, form, rows)):
            return _to(request, "survey_voices", kept.pk)
    return _what_page(request, form, rows, None)


def _created(request: NetworkRequest, form: SurveyForm, rows: Sequence[AskedRow]) -> Survey | None:
    try:
        made = drafts.create(request.actor, form.description())
        return drafts.ask(request.actor, made.pk, asked(rows), seen=version(made))
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        return None


@in_network(Do.RUN_SURVEY)
@require_http_methods(["GET", "POST"])
def what(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    """Step 1 of a draft that stands."""
    survey = queries.draft(request.actor, survey_id)
    form, rows = _form(request, survey), asked_rows(standard.items(), queries.items(request.actor, survey_id))
    both = None
    if request.method == "POST":
        rows = typed_rows(request.POST, rows)
        if form.is_valid():
            try:
                _keep_what(request, survey, form, rows)
            except Invalid as slip:
                form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
            except Changed as changed:
                both = both_versions(form, changed)
            else:
                return _to(request, "survey_voices", survey_id)
    return _what_page(request, form, rows, survey, both)


def _keep_what(request: NetworkRequest, survey: Survey, form: SurveyForm, rows: Sequence[AskedRow]) -> None:
    seen = form.cleaned_data["version"]
    kept = drafts.describe(request.actor, survey.pk, form.description(), seen=seen)
    # Who saw what stood a moment ago has seen the questions too; else the questions say themselves what differs.
    seen = version(kept) if seen == version(survey) else seen
    drafts.ask(request.actor, survey.pk, asked(rows), seen=seen)


def _what_page(
    request: NetworkRequest,
    form: SurveyForm,
    rows: Sequence[AskedRow],
    survey: Survey | None,
    both: BothVersions | None = None,
) -> HttpResponse:
    groups = [
        (_("Contact"), [row for row in rows if row.kind in ("knows", "would_like")]),
        (_("Trust"), [row for row in rows if row.kind == "trust"]),
        (_("What each brings"), [row for row in rows if row.kind == "value"]),
        (_("Who takes the lead"), [row for row in rows if row.kind == "leads"]),
        (_("Questions of your own"), [row for row in rows if row.kind == "own"]),
    ]
    shown = {**_steps(1, survey), "form": form, "groups": groups, "versions": both}
    return render(request, "pages/surveys/what.html", shown, status=_status(form, both))


def _status(form: forms.Form, both: BothVersions | None) -> int:
    if both:
        return 409
    return 422 if form.errors else 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Everybody of a ring or a sector, with one press."""

    value: str
    label: str


@in_network(Do.RUN_SURVEY)
@require_http_methods(["GET", "POST"])
def voices(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    """Step 2; of a survey that runs, who else is asked."""
    survey = queries.unclosed(request.actor, survey_id)
    candidates = queries.askable(request.actor, survey_id)
    chosen = {each.person.pk for each in candidates if each.is_chosen}
    if request.method == "POST":
        chosen = {each.person.pk for each in candidates if str(each.person.pk) in set(request.POST.getlist("person"))}
        pick = request.POST.get("pick", "")
        if not pick:
            return _keep_voices(request, survey, chosen)
        chosen = set() if pick == "none" else chosen | {each.person.pk for each in candidates if each.fits(pick)}
    groups: dict[str, list[Any]] = {}
    for each in candidates:
        party = each.person.party.name if each.person.party else _("Without a party")
        groups.setdefault(party, []).append((each, each.person.pk in chosen))
    shown = {
        **_steps(2, survey),
        "groups": sorted(groups.items()),
        "picks": _picks(request, candidates),
        "count": len(chosen),
        "without_address": queries.without_address(request.actor),
    }
    return render(request, "pages/surveys/voices.html", shown)


def _picks(request: NetworkRequest, candidates: Sequence[queries.Candidate]) -> list[Pick]:
    labels = words.choice_labels("rings", request.actor.language)
    rings = {each.person.ring for each in candidates if each.person.ring}
    sectors = {each.sector for each in candidates if each.sector}
    return [
        Pick(value="all", label=_("Everybody")),
        *(Pick(value=f"ring:{ring}", label=label) for ring, label in labels.items() if ring in rings),
        *(Pick(value=f"sector:{sector}", label=sector) for sector in sorted(sectors)),
        Pick(value="none", label=_("Nobody")),
    ]


def _keep_voices(request: NetworkRequest, survey: Survey, chosen: set[UUID]) -> HttpResponse:
    if survey.state == "open":
        count = running.add_voices(request.actor, survey.pk, chosen)
        messages.success(request, _("%(n)s more people are asked") % {"n": count})
        return _to(request, "survey", survey.pk)
    drafts.choose_voices(request.actor, survey.pk, chosen)
    return _to(request, "survey_letters", survey.pk)


@in_network(Do.RUN_SURVEY)
@require_http_methods(["GET", "POST"])
def letters(request: NetworkRequest, survey_id: UUID) -> HttpResponse:
    """Step 3."""
    survey = queries.draft(request.actor, survey_id)
    day = survey.closes_on or proposed_day(clock.today())
    first = {"closes_on": day, "version": version(survey)}
    form = LettersForm(request.POST or None, initial=first, letters=survey.letters or standard.letters())
    both = None
    if request.method == "POST" and form.is_valid():
        try:
            _keep_letters(request, survey_id, form)
        except Invalid as slip:
            form.add_error(_field(slip.field), worded(slip.reason))
        except Changed as changed:
            both = both_versions(form, changed, {"letters": lambda value: "\n".join(_bodies(value))})
        else:
            return _to(request, "survey", survey_id)
    shown = {**_steps(3, survey), "form": form, "groups": form.groups(survey.language), "versions": both}
    return render(request, "pages/surveys/letters.html", shown, status=_status(form, both))


def _keep_letters(request: NetworkRequest, survey_id: UUID, form: LettersForm) -> None:
    given = form.cleaned_data
    drafts.write_letters(request.actor, survey_id, form.letters(), closes_on=given["closes_on"], seen=given["version"])


def _field(place: str) -> str:
    kind, _dot, language = place.partition(".")
    return f"{kind}_{language}_body" if language else kind


def _bodies(letters: dict[str, Any]) -> list[str]:
    return [words["body"] for per_language in letters.values() for words in per_language.values()]


urlpatterns = [
    path("surveys/new/", new, name="new_survey"),
    path("surveys/<uuid:survey_id>/questions/", what, name="survey_questions"),
    path("surveys/<uuid:survey_id>/voices/", voices, name="survey_voices"),
    path("surveys/<uuid:survey_id>/letters/", letters, name="survey_letters"),
]
