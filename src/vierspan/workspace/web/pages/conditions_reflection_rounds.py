"""One round of the pulse: being made, running or closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.common.text import slug
from vierspan.workspace.conditions.reflection import house
from vierspan.workspace.conditions.reflection.actions import rounds as actions
from vierspan.workspace.conditions.reflection.answering import in_language
from vierspan.workspace.conditions.reflection.queries import rounds as queries
from vierspan.workspace.conditions.reflection.queries.rounds import Round
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.web import pulse_figures
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.reflection import (
    LastDayForm,
    RoundForm,
    own_questions,
    proposed_day,
    typed_questions,
)
from vierspan.workspace.web.pulse_figures import month
from vierspan.workspace.web.reflection_frame import here_address, page, qr_code, slug_of, status_of, to_round
from vierspan.workspace.web.versions import both_versions

KNOWN = tuple(each["key"] for each in house.questions())


@in_network(Do.RUN_REFLECTION)
@require_http_methods(["GET", "POST"])
def new_round(request: NetworkRequest) -> HttpResponse:
    """A round of its own, or with `minute` in the address the six questions for the end of a meeting."""
    form, own = _form(request, None), own_questions([], KNOWN)
    if request.method == "POST":
        own = typed_questions(request.POST, own)
        if form.is_valid():
            try:
                made = actions.create(request.actor, form.shape(own))
            except Invalid as slip:
                _say(form, slip)
            else:
                return redirect("web:pulse_people", slug=slug_of(request), round_id=made.pk)
    return page(request, "round_edit", status=status_of(form), form=form, own=own)


@in_network(Do.RUN_REFLECTION)
@require_http_methods(["GET", "POST"])
def edit_round(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    found = queries.draft(request.actor, round_id)
    form, own, both = _form(request, found), own_questions(found.questions, KNOWN), None
    if request.method == "POST":
        own = typed_questions(request.POST, own)
        if form.is_valid():
            try:
                actions.change(request.actor, round_id, form.shape(own), seen=form.cleaned_data["version"])
            except Invalid as slip:
                _say(form, slip)
            except Changed as changed:
                both = both_versions(form, changed, {"questions": _as_lines})
            else:
                return to_round(request, round_id)
    return page(request, "round_edit", status=status_of(form, both), form=form, own=own, round=found, versions=both)


def _form(request: NetworkRequest, found: Round | None) -> RoundForm:
    labels = [(each["key"], each[request.actor.language]) for each in house.questions()]
    return RoundForm(request.POST or None, initial=_first(request, found), house=labels)


def _first(request: NetworkRequest, found: Round | None) -> dict[str, Any]:
    if found is None:
        is_minute = "minute" in request.GET
        return {
            "title": _("A minute at the end") if is_minute else _("Pulse of %s") % month(proposed_day()),
            "house": house.minute() if is_minute else KNOWN,
            "closes_on": proposed_day(),
            "k": queries.LEAST_K,
            "language": request.actor.language,
            "breakdown": "",
        }
    kept = ("title", "intro", "closes_on", "open_nl", "open_en", "breakdown", "language", "k")
    asked = [each["key"] for each in found.questions]
    first = {name: getattr(found, name) for name in kept}
    return {**first, "house": asked, "version": version(found), "closes_on": found.closes_on or proposed_day()}


def _as_lines(asked: list[dict[str, str]]) -> str:
    return "\n".join(in_language(each["nl"], each["en"], "") for each in asked)


def _say(form: RoundForm, slip: Invalid) -> None:
    place = {"questions": "house"}.get(slip.field, slip.field)
    form.add_error(place if place in form.fields else None, worded(slip.reason))


@in_network(Do.RUN_REFLECTION)
@require_http_methods(["GET", "POST"])
def people(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    """Who is asked."""
    found = queries.draft(request.actor, round_id)
    candidates = queries.askable(request.actor, round_id)
    chosen = {each.person.pk for each in candidates if each.is_chosen}
    if request.method == "POST":
        pick = request.POST.get("pick", "")
        asked = {each.person.pk for each in candidates if str(each.person.pk) in set(request.POST.getlist("person"))}
        if not pick:
            actions.choose_people(request.actor, round_id, asked)
            return to_round(request, round_id)
        chosen = {each.person.pk for each in candidates} if pick == "all" else set()
    groups: dict[str, list[Any]] = {}
    for each in candidates:
        party = each.person.party.name if each.person.party else _("Without a party")
        groups.setdefault(party, []).append((each, each.person.pk in chosen))
    return page(
        request,
        "people",
        round=found,
        groups=sorted(groups.items()),
        count=len(chosen),
        without_address=queries.without_address(request.actor),
    )


@in_network(Do.READ_ROOMS)
@require_GET
def one_round(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    """One page, by what state it is in."""
    found = queries.round_of(request.actor, round_id)
    if found.state == "draft":
        return _draft(request, found)
    return _running(request, found) if found.state == "open" else _closed(request, found)


def _draft(request: NetworkRequest, found: Round, *, slip: str = "") -> HttpResponse:
    actor = request.actor
    subject, body = queries.preview(actor, found.pk)
    return page(
        request,
        "round_draft",
        status=422 if slip else 200,
        round=found,
        slip=slip,
        missing=[worded(reason) for reason in queries.missing(actor, found.pk)],
        asked=len(queries.asked(actor, found.pk)),
        letter={"subject": subject, "body": body},
    )


def _running(request: NetworkRequest, found: Round, *, form: LastDayForm | None = None) -> HttpResponse:
    actor = request.actor
    token = queries.own_link(actor, found.pk)
    is_lead = may(actor, Do.RUN_REFLECTION)
    return page(
        request,
        "round_open",
        status=422 if form else 200,
        round=found,
        token=token,
        is_done=bool(token) and queries.has_answered(actor, found.pk),
        progress=queries.progress(actor, found.pk) if is_lead else None,
        asked=queries.asked(actor, found.pk) if is_lead else [],
        qr=qr_code(here_address(request)) if is_lead else "",
        form=form or LastDayForm(initial={"closes_on": found.closes_on}),
    )


def _closed(request: NetworkRequest, found: Round, *, slip: str = "") -> HttpResponse:
    results = queries.results(request.actor, found.pk)
    if results is None:
        raise NotFound
    return page(
        request,
        "round_closed",
        status=422 if slip else 200,
        slip=slip,
        round=found,
        results=results,
        message=pulse_figures.message(results),
        turnout=pulse_figures.turnout(results),
        bars=pulse_figures.bars(results),
        open_question=in_language(found.open_nl, found.open_en, request.actor.language),
    )


@in_network(Do.RUN_REFLECTION)
@require_POST
def open_round(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    try:
        count = actions.open_round(request.actor, round_id)
    except Invalid as slip:
        return _draft(request, queries.round_of(request.actor, round_id), slip=worded(slip.reason))
    told = ngettext("%(n)s mail is on its way", "%(n)s mails are on their way", count)
    messages.success(request, told % {"n": count})
    return to_round(request, round_id)


@in_network(Do.RUN_REFLECTION)
@require_POST
def remind(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    actions.remind(request.actor, round_id)
    # Not how many: that would tell how many answered.
    messages.success(request, _("Who did not answer yet gets a reminder"))
    return to_round(request, round_id)


@in_network(Do.RUN_REFLECTION)
@require_POST
def postpone(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            actions.postpone(request.actor, round_id, form.cleaned_data["closes_on"])
        except Invalid as slip:
            form.add_error("closes_on", worded(slip.reason))
        else:
            messages.success(request, _("The last day is kept"))
            return to_round(request, round_id)
    return _running(request, queries.running(request.actor, round_id), form=form)


@in_network(Do.RUN_REFLECTION)
@require_POST
def close(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    actions.close(request.actor, round_id)
    messages.success(request, _("The round is closed; what tied answers to people has been taken away"))
    return to_round(request, round_id)


@in_network(Do.RUN_REFLECTION)
@require_POST
def discard(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    actions.discard(request.actor, round_id)
    messages.success(request, _("The draft is thrown away"))
    return redirect("web:reflection", slug=slug_of(request))


@in_network(Do.RUN_REFLECTION)
@require_POST
def follow(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    made = actions.follow(request.actor, round_id)
    messages.success(request, _("The next wave is ready to be looked at"))
    return redirect("web:pulse_edit", slug=slug_of(request), round_id=made.pk)


@in_network(Do.RUN_REFLECTION)
@require_POST
def hide_text(request: NetworkRequest, round_id: UUID, place: int) -> HttpResponse:
    try:
        actions.hide_text(request.actor, round_id, place, request.POST.get("reason", ""))
    except Invalid as slip:
        return _closed(request, queries.round_of(request.actor, round_id), slip=worded(slip.reason))
    messages.success(request, _("The text is hidden; why stands in its place"))
    return to_round(request, round_id)


@in_network(Do.READ_ROOMS)
@require_GET
def round_file(request: NetworkRequest, round_id: UUID, form: str) -> HttpResponse:
    """The released figures, and nothing else, as a file."""
    found = queries.round_of(request.actor, round_id)
    results = queries.results(request.actor, round_id)
    if results is None:
        raise NotFound
    lines = pulse_figures.file_lines(results)
    return download(list_file(request.actor, slug(found.title) or "pulse", form, lines))


AT = "conditions/reflection/pulse/"
urlpatterns = [
    path(f"{AT}new/", new_round, name="new_pulse"),
    path(f"{AT}<uuid:round_id>/", one_round, name="pulse_round"),
    path(f"{AT}<uuid:round_id>/edit/", edit_round, name="pulse_edit"),
    path(f"{AT}<uuid:round_id>/people/", people, name="pulse_people"),
    path(f"{AT}<uuid:round_id>/open/", open_round, name="open_pulse"),
    path(f"{AT}<uuid:round_id>/remind/", remind, name="remind_pulse"),
    path(f"{AT}<uuid:round_id>/postpone/", postpone, name="postpone_pulse"),
    path(f"{AT}<uuid:round_id>/close/", close, name="close_pulse"),
    path(f"{AT}<uuid:round_id>/discard/", discard, name="discard_pulse"),
    path(f"{AT}<uuid:round_id>/texts/<int:place>/hide/", hide_text, name="hide_pulse_text"),
    path(f"{AT}<uuid:round_id>/next/", follow, name="follow_pulse"),
    path(f"{AT}<uuid:round_id>/file/<slug:form>/", round_file, name="pulse_round_file"),
]
