"""Lists of people and parties under a name: keeping them, and putting them in order."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import saved_lists as queries
from vierspan.workspace.directory.actions import saved_lists as actions
from vierspan.workspace.networks.queries import network
from vierspan.workspace.web.access import NetworkRequest, in_network

TABLES = ("people", "parties")


@dataclass(frozen=True, slots=True)
class Chip:
    """A kept list as a link."""

    id: UUID
    name: str
    address: str
    is_on: bool
    is_shared: bool
    is_of_another: bool
    may_change: bool


def kept_lists(request: NetworkRequest, slug: str, table: str) -> list[Chip]:
    """Those that this reader may use; on is the one whose choices stand in the address now."""
    actor, at = request.actor, reverse(f"web:{table}", args=[slug])
    now = sorted((key, value) for key, value in request.GET.items() if value and key != "page")
    manages = may(actor, Do.CHANGE_KEPT_LIST)
    return [
        Chip(
            id=each.id,
            name=each.name,
            address=f"{at}?{each.query}" if each.query else at,
            is_on=sorted(parse_qsl(each.query)) == now,
            is_shared=each.is_shared,
            is_of_another=not each.is_mine,
            may_change=each.is_mine or manages,
        )
        for each in queries.kept_lists(actor, table)
    ]


@in_network(Do.READ_DIRECTORY)
@require_GET
def overview(request: NetworkRequest, table: str) -> HttpResponse:
    return _overview(request, known_table(table))


def _overview(request: NetworkRequest, table: str, wrong: str = "", wrong_id: UUID | None = None) -> HttpResponse:
    slug = network(request.actor).slug
    shown: dict[str, Any] = {
        "table": table,
        "list_address": reverse(f"web:{table}", args=[slug]),
        "saved": kept_lists(request, slug, table),
        "may_share": may(request.actor, Do.EDIT_DIRECTORY),
        "wrong": wrong,
        "wrong_id": wrong_id,
    }
    return render(request, "pages/people/kept_lists.html", shown, status=422 if wrong else 200)


@in_network(Do.READ_DIRECTORY)
@require_POST
def keep(request: NetworkRequest, table: str) -> HttpResponse:
    given = request.POST
    sharing = "shared" if given.get("shared") else "own"
    try:
        kept = actions.keep(
            request.actor, known_table(table), name=given.get("name", ""), query=given.get("query", ""), sharing=sharing
        )
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return _back(request, table, given.get("query", ""))
    messages.success(request, _("The list “%(name)s” is kept") % {"name": kept.name})
    return _back(request, table, kept.query)


@in_network(Do.READ_DIRECTORY)
@require_POST
def change(request: NetworkRequest, list_id: UUID) -> HttpResponse:
    """Rename it, share it or no longer, or let it go; the button pressed says which."""
    actor, what = request.actor, request.POST.get("do", "")
    table = queries.kept_list(actor, list_id).table
    try:
        if what == "remove":
            messages.success(request, _("The list “%(name)s” is gone") % {"name": actions.remove(actor, list_id)})
        elif what in ("shared", "own"):
            actions.share(actor, list_id, what)
            messages.success(request, _("Shared with the network") if what == "shared" else _("Only yours again"))
        else:
            actions.rename(actor, list_id, request.POST.get("name", ""))
            messages.success(request, _("The list has its new name"))
    except Invalid as slip:
        return _overview(request, table, worded(slip.reason), list_id)
    return redirect("web:saved_lists", slug=network(actor).slug, table=table)


def known_table(table: str) -> str:
    if table not in TABLES:
        raise NotFound
    return table


def _back(request: NetworkRequest, table: str, query: str) -> HttpResponse:
    at = reverse(f"web:{known_table(table)}", args=[network(request.actor).slug])
    return redirect(f"{at}?{query}" if query else at)


urlpatterns = [
    path("people/kept/<str:table>/", overview, name="saved_lists"),
    path("people/kept/<str:table>/keep/", keep, name="save_list"),
    path("people/kept/list/<uuid:list_id>/", change, name="change_saved_list"),
]
