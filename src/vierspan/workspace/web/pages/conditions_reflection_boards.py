"""Boards to look back on: opening one, taking it on, taking it along."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.common.text import slug
from vierspan.workspace.conditions.reflection.actions import boards as actions
from vierspan.workspace.conditions.reflection.queries import boards as queries
from vierspan.workspace.conditions.reflection.queries import improvements
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.reflection import BoardForm, BoardWordsForm, DayForm
from vierspan.workspace.web.pages.conditions_reflection_board import board_page
from vierspan.workspace.web.reflection_frame import page, slug_of, status_of, to_board
from vierspan.workspace.web.versions import both_versions


@in_network(Do.RUN_REFLECTION)
@require_http_methods(["GET", "POST"])
def new_board(request: NetworkRequest) -> HttpResponse:
    form = BoardForm(request.POST or None, initial=_first())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_board(request.actor, form.setting())
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        else:
            messages.success(request, _("The board is open: everybody can write now"))
            return to_board(request, made.pk)
    still = improvements.improvements(request.actor, state="open")
    return page(request, "board_new", status=status_of(form), form=form, still=still)


def _first() -> dict[str, Any]:
    columns = "\n".join([pgettext("board", "Keep"), pgettext("board", "Stop"), pgettext("board", "Start")])
    return {"columns": columns, "is_named": "yes", "pace": "live", "days": 2, "votes_each": 5}


@in_network(Do.RUN_REFLECTION)
@require_http_methods(["GET", "POST"])
def edit_board(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    """Other words over the board."""
    found = queries.board(request.actor, board_id)
    first = {"title": found.title, "about": found.about, "version": version(found)}
    form, both = BoardWordsForm(request.POST or None, initial=first), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.describe(request.actor, board_id, title=given["title"], about=given["about"], seen=given["version"])
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        except Changed as changed:
            both = both_versions(form, changed)
        else:
            return to_board(request, board_id)
    return page(request, "board_edit", status=status_of(form, both), form=form, board=found, versions=both)


@in_network(Do.RUN_REFLECTION)
@require_POST
def move_board(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    try:
        actions.move(request.actor, board_id, request.POST.get("stage", ""))
    except Invalid as slip:
        return board_page(request, board_id, slip=worded(slip.reason))
    return to_board(request, board_id)


@in_network(Do.RUN_REFLECTION)
@require_POST
def set_day(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        return board_page(request, board_id, slip=" ".join(map(str, form.errors["day"])))
    try:
        actions.set_day(request.actor, board_id, form.cleaned_data["day"])
    except Invalid as slip:
        return board_page(request, board_id, slip=worded(slip.reason))
    messages.success(request, _("The last day is kept"))
    return to_board(request, board_id)


@in_network(Do.RUN_REFLECTION)
@require_POST
def remove_board(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    actions.remove(request.actor, board_id)
    messages.success(request, _("The board is gone; improvements that came out of it are still there"))
    return redirect("web:reflection", slug=slug_of(request))


@in_network(Do.JOIN_REFLECTION)
@require_GET
def board_file(request: NetworkRequest, board_id: UUID, form: str) -> HttpResponse:
    """What the one who asks sees of the board, as a file."""
    wall = queries.wall(request.actor, board_id)
    found = improvements.of_board(request.actor, board_id)
    name = slug(wall.board.title) or "board"
    return download(list_file(request.actor, name, form, _lines(wall, found)))


def _lines(wall: queries.Wall, found: Sequence[improvements.Improvement]) -> Iterator[Sequence[str]]:
    yield [_("Column"), _("Card"), _("Put with"), _("Written by"), _("Dots")]
    for column in wall.columns:
        for head in column.cards:
            yield [column.name, head.text, "", head.author, str(head.dots or "")]
            for other in head.others:
                yield [column.name, other.text, head.text, other.author, ""]
    for each in found:
        due = each.due_on.isoformat() if each.due_on else ""
        yield [_("Improvement"), each.name, due, each.owner.name if each.owner else "", ""]


AT = "conditions/reflection/boards/"
urlpatterns = [
    path(f"{AT}new/", new_board, name="new_board"),
    path(f"{AT}<uuid:board_id>/edit/", edit_board, name="edit_board"),
    path(f"{AT}<uuid:board_id>/move/", move_board, name="move_board"),
    path(f"{AT}<uuid:board_id>/day/", set_day, name="board_day"),
    path(f"{AT}<uuid:board_id>/remove/", remove_board, name="remove_board"),
    path(f"{AT}<uuid:board_id>/file/<slug:form>/", board_file, name="board_file"),
]
