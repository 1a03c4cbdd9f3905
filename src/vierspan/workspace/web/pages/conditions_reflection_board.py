"""One board, with everybody at it: writing, turning, grouping, giving dots, and taking things up."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.reflection.actions import cards as actions
from vierspan.workspace.conditions.reflection.actions import improvements as taking
from vierspan.workspace.conditions.reflection.errors import OtherStage
from vierspan.workspace.conditions.reflection.queries import boards as queries
from vierspan.workspace.conditions.reflection.queries import improvements
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.reflection import CardForm, DayForm, ImprovementForm
from vierspan.workspace.web.reflection_frame import board_address, page, qr_code, status_of, to_board
from vierspan.workspace.web.versions import both_versions

STEPS: dict[str, str | Promise] = {
    "think": pgettext_lazy("board", "Think"),
    "group": pgettext_lazy("board", "Look and group"),
    "vote": pgettext_lazy("board", "Choose"),
    "improve": pgettext_lazy("board", "Take up"),
    "done": pgettext_lazy("board", "Done"),
}
TITLES: dict[str, str | Promise] = {
    "think": gettext_lazy("First each for yourself: what do you want to say?"),
    "group": gettext_lazy("All cards are on the table: what belongs together?"),
    "vote": gettext_lazy("Put your dots where it matters most"),
    "improve": gettext_lazy("What will you do differently, who takes it up?"),
    "done": gettext_lazy("This is what came out of it"),
}
NEXT: dict[str, str | Promise] = {
    "think": gettext_lazy("Turn the cards"),
    "group": gettext_lazy("Go on to choosing"),
    "vote": gettext_lazy("Count the dots"),
    "improve": gettext_lazy("Finish the board"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed that could not be kept, and where."""

    column: str = ""
    text: str = ""
    why: str = ""


@in_network(Do.JOIN_REFLECTION)
@require_GET
def board(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    return board_page(request, board_id)


def board_page(
    request: NetworkRequest,
    board_id: UUID,
    *,
    slip: str = "",
    typed: Typed | None = None,
    form: ImprovementForm | None = None,
) -> HttpResponse:
    shown = _shown(request, board_id)
    stage = shown["board"].stage
    more = {
        "slip": slip,
        "typed": typed or Typed(),
        "form": form or _improvement_form(request) if stage == "improve" else None,
        "before": improvements.carried_to(request.actor, board_id),
        "qr": qr_code(board_address(request, board_id)) if shown["wall"].may_lead else "",
        "day_form": DayForm(initial={"day": shown["until"]}),
    }
    is_wrong = slip or typed or (form is not None and form.errors)
    return page(request, "board", status=422 if is_wrong else 200, **shown, **more)


def _shown(request: NetworkRequest, board_id: UUID) -> dict[str, Any]:
    """What stands on the wall, also when only that is asked for."""
    wall = queries.wall(request.actor, board_id)
    stage, order = wall.board.stage, list(STEPS)
    at = order.index(stage)
    until = wall.board.until.get(stage)
    return {
        "wall": wall,
        "board": wall.board,
        "message": TITLES[stage],
        "steps": [str(label) for label in STEPS.values()],
        "current": at + 1,
        "before_stage": order[at - 1] if 0 < at < len(order) - 1 else "",
        "next_stage": order[at + 1] if at + 1 < len(order) else "",
        "next_label": NEXT.get(stage, ""),
        "until": date.fromisoformat(until) if until else None,
        "taken": improvements.of_board(request.actor, board_id),
    }


def _improvement_form(request: NetworkRequest, **first: Any) -> ImprovementForm:
    people, parties = improvements.who_may_take(request.actor)
    posted = request.POST if request.method == "POST" and "name" in request.POST else None
    return ImprovementForm(posted, initial=first, people=people, parties=parties)


@in_network(Do.JOIN_REFLECTION)
@require_GET
def wall(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    """The cards alone, when something changed since `seen`; asked for by an open page every few seconds."""
    if request.GET.get("seen") == str(queries.tick(request.actor, board_id)):
        return HttpResponse(status=204)
    return render(request, "parts/reflection/wall.html", _shown(request, board_id))


def _wall_or_board(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    """After something was done on the wall: the wall alone for a page that asked for it, else the whole page."""
    if request.htmx:
        return render(request, "parts/reflection/wall.html", _shown(request, board_id))
    return to_board(request, board_id)


@in_network(Do.JOIN_REFLECTION)
@require_POST
def write_card(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    column, text = request.POST.get("column", ""), request.POST.get("text", "")
    try:
        actions.write(request.actor, board_id, column, text)
    except Invalid as slip:
        return board_page(request, board_id, typed=Typed(column, text, worded(slip.reason)))
    except OtherStage:
        why = _("The board has gone on. Your words still stand here, to copy them.")
        return board_page(request, board_id, slip=f"{why} “{text}”")
    return to_board(request, board_id)


@in_network(Do.JOIN_REFLECTION)
@require_http_methods(["GET", "POST"])
def edit_card(request: NetworkRequest, board_id: UUID, card_id: UUID) -> HttpResponse:
    card = queries.card(request.actor, board_id, card_id)
    form, both = CardForm(request.POST or None, initial={"text": card.text, "version": card.version}), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.rewrite(request.actor, board_id, card_id, given["text"], seen=given["version"])
        except Invalid as slip:
            form.add_error("text", worded(slip.reason))
        except Changed as changed:
            both = both_versions(form, changed)
        else:
            return to_board(request, board_id)
    shown = {"board": queries.board(request.actor, board_id), "card": card, "form": form, "versions": both}
    return page(request, "card_edit", status=status_of(form, both), **shown)


@in_network(Do.JOIN_REFLECTION)
@require_POST
def remove_card(request: NetworkRequest, board_id: UUID, card_id: UUID) -> HttpResponse:
    actions.take_away(request.actor, board_id, card_id)
    return _wall_or_board(request, board_id)


@in_network(Do.JOIN_REFLECTION)
@require_POST
def put_card(request: NetworkRequest, board_id: UUID, card_id: UUID) -> HttpResponse:
    """With another card ("card:<id>"), in a column ("column:<key>"), or by itself again ("")."""
    kind, _colon, value = request.POST.get("to", "").partition(":")
    try:
        if kind == "column":
            actions.move_to(request.actor, board_id, card_id, value)
        else:
            actions.put_with(request.actor, board_id, card_id, UUID(value) if kind == "card" else None)
    except Invalid as slip:
        return board_page(request, board_id, slip=worded(slip.reason))
    except ValueError:
        return board_page(request, board_id, slip=worded("unknown_choice"))
    return _wall_or_board(request, board_id)


@in_network(Do.JOIN_REFLECTION)
@require_POST
def give_dot(request: NetworkRequest, board_id: UUID, card_id: UUID) -> HttpResponse:
    try:
        if request.POST.get("way") == "off":
            actions.take_dot(request.actor, board_id, card_id)
        else:
            actions.give_dot(request.actor, board_id, card_id)
    except Invalid as slip:
        return board_page(request, board_id, slip=worded(slip.reason))
    return _wall_or_board(request, board_id)


@in_network(Do.JOIN_REFLECTION)
@require_POST
def take_up(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    form = _improvement_form(request)
    if form.is_valid():
        try:
            taking.take(request.actor, form.wanted(), board_id)
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            return to_board(request, board_id)
    return board_page(request, board_id, form=form)


AT = "conditions/reflection/boards/<uuid:board_id>/"
urlpatterns = [
    path(AT, board, name="board"),
    path(f"{AT}wall/", wall, name="board_wall"),
    path(f"{AT}write/", write_card, name="write_card"),
    path(f"{AT}take-up/", take_up, name="take_up"),
    path(f"{AT}cards/<uuid:card_id>/", edit_card, name="edit_card"),
    path(f"{AT}cards/<uuid:card_id>/remove/", remove_card, name="remove_card"),
    path(f"{AT}cards/<uuid:card_id>/put/", put_card, name="put_card"),
    path(f"{AT}cards/<uuid:card_id>/dot/", give_dot, name="give_dot"),
]
