"""Who speaks next for the network: the roster, the occasions to come, and how speaking is spread."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.positioning import roster
from vierspan.workspace.course.positioning.actions import turns as actions
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.forms.outward import MEDIA, OccasionForm
from vierspan.workspace.web.outward_frame import frame, own_name, person_typed


@in_network(Do.READ_OUTWARD)
@require_GET
def turns(request: NetworkRequest) -> HttpResponse:
    return _page(request)


def _page(request: NetworkRequest, form: OccasionForm | None = None, **slips: str) -> HttpResponse:
    actor = request.actor
    speakers = roster.speakers(actor)
    suggested = roster.suggestion(actor)
    shown = frame(
        request,
        "turns",
        message=_message(suggested, speakers),
        form=form or OccasionForm(people=_choices(speakers)),
        suggested=suggested,
        speakers=speakers,
        turns=[(each, version(each)) for each in roster.turns(actor)],
        spread=roster.spread(actor),
        media=dict(MEDIA),
        is_on=any(person.pk == actor.person_id for person in speakers),
        is_known=actor.person_id is not None,
        own_name=own_name(request) if may(actor, Do.LOG_OUTWARD) else "",
        **slips,
    )
    return render(request, "pages/course/outward_turns.html", shown, status=422 if form or slips else 200)


def _message(suggested: Any, speakers: list[Any]) -> str:
    if suggested:
        return _("It is the turn of %(name)s to speak") % {"name": suggested.name}
    if speakers:
        return _("Put one more on the roster: then nobody speaks twice in a row")
    return _("Who take turns in speaking for the network?")


def _choices(speakers: list[Any]) -> list[tuple[str, str]]:
    return [(str(person.pk), person.name) for person in speakers]


@in_network(Do.LOG_OUTWARD)
@require_POST
def plan(request: NetworkRequest) -> HttpResponse:
    form = OccasionForm(request.POST, people=_choices(roster.speakers(request.actor)))
    if form.is_valid():
        given = form.cleaned_data
        person = UUID(given["person"]) if given["person"] else None
        occasion = actions.Occasion(what=given["what"], on=given["on"], medium=given["medium"], person=person)
        try:
            actions.plan(request.actor, occasion)
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            messages.success(request, _("The occasion stands on the roster"))
            return _back(request)
    return _page(request, form)


@in_network(Do.LOG_OUTWARD)
@require_POST
def assign(request: NetworkRequest, turn_id: UUID) -> HttpResponse:
    try:
        person = UUID(request.POST.get("person", ""))
    except ValueError:
        return _page(request, slip=worded("unknown_choice"))
    try:
        found = actions.assign(request.actor, turn_id, person, seen=request.POST.get("version", ""))
    except Changed:
        return _page(
            request, slip=_("Somebody changed this turn while you looked. See who speaks now, and choose again.")
        )
    except Invalid as slip:
        return _page(request, slip=worded(slip.reason))
    messages.success(request, _("%(name)s speaks there") % {"name": found.person.name if found.person else ""})
    return _back(request)


@in_network(Do.LOG_OUTWARD)
@require_POST
def swap(request: NetworkRequest, turn_id: UUID) -> HttpResponse:
    try:
        actions.swap(request.actor, turn_id, UUID(request.POST.get("other", "")))
    except ValueError:
        return _page(request, slip=worded("unknown_choice"))
    except Invalid as slip:
        return _page(request, slip=worded(slip.reason))
    messages.success(request, _("They take each other's turn"))
    return _back(request)


@in_network(Do.LOG_OUTWARD)
@require_POST
def done(request: NetworkRequest, turn_id: UUID) -> HttpResponse:
    try:
        made = actions.done(request.actor, turn_id)
    except Invalid as slip:
        return _page(request, slip=worded(slip.reason))
    messages.success(request, _("It stands in the log. Add where and for whom, if you like."))
    return redirect("web:one_said_outside", slug=slug_of(request), communication_id=made.pk)


@in_network(Do.LOG_OUTWARD)
@require_POST
def call_off(request: NetworkRequest, turn_id: UUID) -> HttpResponse:
    actions.call_off(request.actor, turn_id)
    messages.success(request, _("The occasion is off the roster"))
    return _back(request)


@in_network(Do.LOG_OUTWARD)
@require_POST
def put_on(request: NetworkRequest) -> HttpResponse:
    try:
        person = person_typed(request, request.POST.get("person", ""))
    except LookupError:
        person = None
    if person is None:
        return _page(request, who_slip=worded("nobody_by_that_name"), who_typed=request.POST.get("person", ""))
    actions.put_on(request.actor, person)
    messages.success(request, _("On the roster"))
    return _back(request)


@in_network(Do.LOG_OUTWARD)
@require_POST
def take_off(request: NetworkRequest, person_id: UUID) -> HttpResponse:
    actions.take_off(request.actor, person_id)
    messages.success(request, _("Off the roster"))
    return _back(request)


def _back(request: NetworkRequest) -> HttpResponse:
    return redirect("web:turns", slug=slug_of(request))


urlpatterns = [
    path("course/outward/turns/", turns, name="turns"),
    path("course/outward/turns/plan/", plan, name="plan_turn"),
    path("course/outward/turns/speakers/", put_on, name="put_on_roster"),
    path("course/outward/turns/speakers/<uuid:person_id>/off/", take_off, name="take_off_roster"),
    path("course/outward/turns/<uuid:turn_id>/assign/", assign, name="assign_turn"),
    path("course/outward/turns/<uuid:turn_id>/swap/", swap, name="swap_turn"),
    path("course/outward/turns/<uuid:turn_id>/done/", done, name="done_turn"),
    path("course/outward/turns/<uuid:turn_id>/call-off/", call_off, name="call_off_turn"),
]
