"""One seat: what is at stake for them, how they sit there, and how it was."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.actions import experiences, seats
from vierspan.workspace.insight import planning
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.planning import STATES, ExperiencedForm, SeatForm
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.keeping import kept, slips
from vierspan.workspace.web.pages.initiatives_plan_table import may_say, square_words, to_table
from vierspan.workspace.web.pages.plan_words import LEVEL_WORDS
from vierspan.workspace.web.versions import both_versions

OF_THE_SEAT = ("stake", "blocking_power", "intensity", "promised_intensity", "role", "carries")


@in_network(Do.READ_TABLE_PLAN)
@require_http_methods(["GET", "POST"])
def seat(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """The seat of somebody at the initiative or at one of its steps; who has none there gets one by keeping it."""
    actor = request.actor
    shown = frame(request, initiative_id, "initiative_table")
    if "who" not in request.GET:
        return to_table(request, initiative_id)
    who, step = _asked(request)
    name = next((each.name for each in directory.names(actor, [who]).values()), None)
    if name is None or not _is_here(request, initiative_id, step):
        raise NotFound
    sitting = _sitting(request, initiative_id, who, step)
    form = SeatForm(request.POST or None, initial=_first(sitting))
    shown |= _shown(request, initiative_id, who, step, sitting) | {"form": form, "name": name, "message": name}
    if request.method == "POST" and may(actor, Do.EDIT_ROOMS) and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "version"}
        try:
            if kept(form, lambda: _keep(request, initiative_id, given, form.cleaned_data["version"])):
                messages.success(request, _("Kept"))
                return to_table(request, initiative_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/plan/seat.html", shown, status=409)
    return render(request, "pages/plan/seat.html", shown, status=422 if form.errors else 200)


def _keep(request: NetworkRequest, initiative_id: UUID, given: dict[str, Any], seen: str) -> Any:
    who, step = _asked(request)
    sitting = _sitting(request, initiative_id, who, step)
    if sitting is None:
        level = given.get("intensity")
        row = seats.set_level(request.actor, initiative_id, step, who, layer="intensity", level=level)
        return seats.change(request.actor, row.pk, given, seen=version(row))
    return seats.change(request.actor, sitting.seat.pk, given, seen=seen)


def _asked(request: NetworkRequest) -> tuple[UUID, UUID | None]:
    try:
        step = request.GET.get("step", "")
        return UUID(request.GET.get("who", "")), UUID(step) if step else None
    except ValueError as error:
        raise NotFound from error


def _is_here(request: NetworkRequest, initiative_id: UUID, step: UUID | None) -> bool:
    return step is None or queries.step(request.actor, step).step.initiative_id == initiative_id


def _sitting(request: NetworkRequest, initiative_id: UUID, who: UUID, step: UUID | None) -> Any:
    rows = queries.sittings(request.actor, initiative_id)
    return next((each for each in rows if each.holder == str(who) and each.seat.step_id == step), None)


def _first(sitting: Any) -> dict[str, Any]:
    if sitting is None:
        return {}
    row, plan = sitting.seat, sitting.plan
    told = {key: getattr(row, key) for key in OF_THE_SEAT}
    weights = {key: _weight(value) for key, value in (("stake", row.stake), ("blocking_power", row.blocking_power))}
    return {
        **told,
        **weights,
        "resource": _weight(plan.resource),
        "hours": plan.hours,
        "version": version(row),
    }


def _weight(value: float | None) -> Any:
    return int(value) if value is not None and value == int(value) else value


def _shown(request: NetworkRequest, initiative_id: UUID, who: UUID, step: UUID | None, sitting: Any) -> dict[str, Any]:
    whole = _sitting(request, initiative_id, who, None)
    cell = planning.cell(sitting, whole)
    row = sitting.seat if sitting else None
    return {
        "sitting": sitting,
        "seat": row,
        "step": queries.step(request.actor, step).step if step else None,
        "cell": cell,
        "words": square_words(cell),
        "inherits": step is not None and whole is not None,
        "recommended": None if cell.reading.recommended is None else LEVEL_WORDS.get(cell.reading.recommended),
        "states": STATES,
        "edits": may(request.actor, Do.EDIT_ROOMS),
        "may_say": row is not None and may_say(request, row),
        "experienced": ExperiencedForm(),
        "said": [(each, LEVEL_WORDS[each.level]) for each in (sitting.experienced if sitting else ())],
        "link": request.session.pop("plan_link", "") if row else "",
    }


@in_network(Do.EDIT_ROOMS)
@require_POST
def answer(request: NetworkRequest, initiative_id: UUID, seat_id: UUID) -> HttpResponse:
    """What came of the seat: asked, interested, takes part, or no."""
    _here(request, initiative_id, seat_id)
    seats.answer(request.actor, seat_id, request.POST.get("state", ""))
    messages.success(request, _("Kept"))
    return to_table(request, initiative_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def leave(request: NetworkRequest, initiative_id: UUID, seat_id: UUID) -> HttpResponse:
    _here(request, initiative_id, seat_id)
    seats.leave(request.actor, seat_id)
    messages.success(request, _("The seat is taken away"))
    return to_table(request, initiative_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def experienced(request: NetworkRequest, initiative_id: UUID, seat_id: UUID) -> HttpResponse:
    """How it was, by who sits there."""
    _here(request, initiative_id, seat_id)
    form = ExperiencedForm(request.POST)
    level = form.cleaned_data["level"] if form.is_valid() else None
    if level is not None and kept(form, lambda: experiences.say(request.actor, seat_id, level)):
        messages.success(request, _("Thank you. It stands beside what was promised."))
    else:
        messages.error(request, slips(form))
    return to_table(request, initiative_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest, initiative_id: UUID, seat_id: UUID) -> HttpResponse:
    """A personal link to that question; it is shown once."""
    row = _here(request, initiative_id, seat_id)
    request.session["plan_link"] = experiences.ask(request.actor, seat_id)
    query = f"?who={row.holder}" + (f"&step={row.seat.step_id}" if row.seat.step_id else "")
    reply = to_table(request, initiative_id)
    reply["Location"] += f"seat/{query}#asked"
    return reply


def _here(request: NetworkRequest, initiative_id: UUID, seat_id: UUID) -> Any:
    found = queries.seat(request.actor, seat_id)
    if found.seat.initiative_id != initiative_id:
        raise NotFound
    return found


_TABLE = "initiatives/<uuid:initiative_id>/table/"
urlpatterns = [
    path(f"{_TABLE}seat/", seat, name="plan_seat"),
    path(f"{_TABLE}<uuid:seat_id>/answer/", answer, name="answer_seat"),
    path(f"{_TABLE}<uuid:seat_id>/leave/", leave, name="leave_seat"),
    path(f"{_TABLE}<uuid:seat_id>/experienced/", experienced, name="say_experienced"),
    path(f"{_TABLE}<uuid:seat_id>/ask/", ask, name="ask_experienced"),
]
