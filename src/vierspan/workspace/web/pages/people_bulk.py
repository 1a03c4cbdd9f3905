"""Changing many people or parties at once: say what, look what happens, do it, and take it back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import bulk_changes
from vierspan.workspace.directory.actions import bulk
from vierspan.workspace.directory.actions.bulk import Wish
from vierspan.workspace.networks.queries import network
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.lists import found_ids
from vierspan.workspace.web.pages.bulk_words import Wishing, how_many, sentence, so_already, told, wishing
from vierspan.workspace.web.pages.people_columns import listing_of
from vierspan.workspace.web.pages.saved_lists import known_table


@dataclass(frozen=True, slots=True)
class Ticked:
    """Which rows were meant: those ticked, or all that a list finds."""

    ids: tuple[str, ...]
    are_all: bool
    query: str  # of the list in which they were ticked


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def change_rows(request: NetworkRequest, table: str) -> HttpResponse:
    """What is asked stands in the address, with what it would do; only pressing the button changes anything."""
    table = known_table(table)
    given = request.POST if request.method == "POST" else request.GET
    ticked = _ticked(request, table, given)
    wanted = wishing(request.actor, table, given)
    if wanted.wish is None or not ticked.ids:
        return _page(request, table, ticked, wanted)
    try:
        if request.method == "POST":
            return _done(request, table, ticked, wanted, wanted.wish)
        seen = bulk.preview(request.actor, table, ticked.ids, wanted.wish)
    except Invalid as slip:
        return _page(request, table, ticked, wanted, wrong=worded(slip.reason))
    preview = {
        "sentence": sentence(request.actor, table, wanted, seen.changing) if seen.changing else "",
        "already": so_already(seen.already),
        "changing": seen.changing,
    }
    return _page(request, table, ticked, wanted, preview=preview)


def _done(request: NetworkRequest, table: str, ticked: Ticked, wanted: Wishing, wish: Wish) -> HttpResponse:
    made = bulk.change(request.actor, table, ticked.ids, wish)
    slug, n = network(request.actor).slug, len(made.after)
    if n:
        undo = reverse("web:undo_rows", args=[slug, made.pk])
        messages.success(request, sentence(request.actor, table, wanted, n), extra_tags=undo)
    else:
        messages.success(request, _("Nothing changed: it was so already"))
    return redirect(_list_at(slug, table, ticked.query))


def _page(
    request: NetworkRequest,
    table: str,
    ticked: Ticked,
    wanted: Wishing,
    *,
    wrong: str = "",
    preview: dict[str, Any] | None = None,
) -> HttpResponse:
    slug = network(request.actor).slug
    shown = {
        "table": table,
        "ticked": ticked,
        "who": how_many(table, len(ticked.ids)),
        "wanted": wanted,
        "wrong": wrong,
        "preview": preview,
        "back": _list_at(slug, table, ticked.query),
    }
    return render(request, "pages/people/change_rows.html", shown, status=422 if wrong else 200)


def _list_at(slug: str, table: str, query: str) -> str:
    at = reverse(f"web:{table}", args=[slug])
    return f"{at}?{query}" if query else at


def _ticked(request: NetworkRequest, table: str, given: QueryDict) -> Ticked:
    query = QueryDict(given.get("list", "")).urlencode()
    if not given.get("all"):
        return Ticked(tuple(each for each in dict.fromkeys(given.getlist("row")) if _is_id(each)), False, query)
    return Ticked(tuple(found_ids(request.actor, listing_of(request.actor, table), QueryDict(query))), True, query)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@in_network(Do.EDIT_DIRECTORY)
@require_GET
def row_changes(request: NetworkRequest, table: str) -> HttpResponse:
    """What was changed at once in the last month, to take back."""
    table = known_table(table)
    slug = network(request.actor).slug
    shown = {
        "table": table,
        "changes": [told(request.actor, table, each) for each in bulk_changes.bulk_changes(request.actor, table)],
        "back": reverse(f"web:{table}", args=[slug]),
    }
    return render(request, "pages/people/row_changes.html", shown)


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def undo_rows(request: NetworkRequest, change_id: UUID) -> HttpResponse:
    table = bulk_changes.bulk_change(request.actor, change_id).table
    try:
        done = bulk.undo(request.actor, change_id)
    except Conflict:
        messages.error(request, _("This was undone already"))
    else:
        back = ngettext("Undone for one row", "Undone for %(n)s rows", done.back) % {"n": done.back}
        left = ngettext(
            "one was changed since and stays as it is", "%(n)s were changed since and stay as they are", done.left
        )
        messages.success(request, f"{back}; {left % {'n': done.left}}" if done.left else back)
    return redirect("web:row_changes", slug=network(request.actor).slug, table=table)


urlpatterns = [
    path("people/change/<str:table>/", change_rows, name="change_rows"),
    path("people/changes/<str:table>/", row_changes, name="row_changes"),
    path("people/changes/undo/<uuid:change_id>/", undo_rows, name="undo_rows"),
]
