"""Two that are one: suggested, put side by side, brought together, and taken apart again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict, DomainError, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.exchange.doubles import actions, queries
from vierspan.workspace.exchange.doubles.parting import StandsOnIt
from vierspan.workspace.insight.words import table_label
from vierspan.workspace.networks.queries import network
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.pages.people_lists import people_tabs
from vierspan.workspace.web.pages.saved_lists import known_table

WHY = {
    "same_email": gettext_lazy("the same e-mail address"),
    "same_name": gettext_lazy("the same name"),
    "same_words": gettext_lazy("the same words in the name"),
    "legal_form": gettext_lazy("the same name, save for its legal form"),
    "word_order": gettext_lazy("the same name in another order"),
    "same_phone": gettext_lazy("the same telephone number"),
    "same_website": gettext_lazy("the same web address"),
    "initials": gettext_lazy("the same last name, party and initial"),
    "typing_slip": gettext_lazy("names that differ in a letter"),
    "abbreviation": gettext_lazy("the one name abbreviates the other"),
    "same_mail_domain": gettext_lazy("people with the same mail domain"),
}
WAY = "which-"  # before the name of a column in the form
STANDS_ON_IT = {
    "directory.Party": gettext_lazy("one of the two parties was changed or brought together after it"),
    "directory.Person": gettext_lazy("one of the two people was changed or brought together after it"),
    "directory.Tie": gettext_lazy("a tie was changed or ended after it"),
    "initiatives.Seat": gettext_lazy("a seat at a table was changed after it"),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """Two that may be one, in words."""

    pair: queries.Pair
    why: str
    address: str


@in_network(Do.MERGE_ACTORS)
@require_GET
def doubles(request: NetworkRequest, table: str) -> HttpResponse:
    table = known_table(table)
    actor, slug = request.actor, network(request.actor).slug
    number = request.GET.get("page", "")
    page = queries.doubles(actor, table, page=int(number) if number.isdecimal() else 1)
    at = request.path
    shown = {
        "table": table,
        "tabs": people_tabs(slug, table),
        "page": page,
        "pairs": [_suggested(slug, table, pair) for pair in page.rows],
        "merges": queries.merges(actor, table),
        "previous": with_query(at, page=str(page.number - 1)) if page.has_previous else "",
        "next": with_query(at, page=str(page.number + 1)) if page.has_next else "",
        "back": reverse(f"web:{table}", args=[slug]),
    }
    return render(request, "pages/people/doubles.html", shown)


def _suggested(slug: str, table: str, pair: queries.Pair) -> Suggested:
    at = reverse("web:merge_two", args=[slug, table])
    why = _(" and ").join(str(WHY.get(each, each)) for each in pair.reasons)
    return Suggested(pair, why, f"{at}?row={pair.first.id}&row={pair.second.id}")


@in_network(Do.MERGE_ACTORS)
@require_POST
def not_the_same(request: NetworkRequest, table: str) -> HttpResponse:
    two = _two(request.POST.getlist("row"))
    if two is None:
        return redirect("web:doubles", slug=network(request.actor).slug, table=known_table(table))
    actions.keep_apart(request.actor, known_table(table), *two)
    messages.success(request, _("These two stay apart; you will not be asked again"))
    return redirect("web:doubles", slug=network(request.actor).slug, table=table)


@in_network(Do.MERGE_ACTORS)
@require_http_methods(["GET", "POST"])
def merge_two(request: NetworkRequest, table: str) -> HttpResponse:
    """Side by side; the address holds both, the first is the one that stays. "turn" puts the other first."""
    table = known_table(table)
    given = request.POST if request.method == "POST" else request.GET
    two = _two(given.getlist("row"))
    if two is None:
        return _side_by_side(request, table, None)
    if request.method == "GET":
        return _side_by_side(request, table, two)
    chosen = {key.removeprefix(WAY): str(given[key]) for key in given if key.startswith(WAY)}
    try:
        made = actions.merge(request.actor, table, keep=two[0], gone=two[1], chosen=chosen)
    except Invalid as slip:
        return _side_by_side(request, table, two, worded(slip.reason))
    slug = network(request.actor).slug
    undo = reverse("web:undo_merge", args=[slug, made.pk])
    told = _("%(gone)s and %(kept)s are one now") % {"gone": made.gone_name, "kept": made.kept_name}
    messages.success(request, told, extra_tags=undo)
    return redirect("web:person" if table == "people" else "web:party", slug, made.kept)


def _side_by_side(request: NetworkRequest, table: str, two: tuple[UUID, UUID] | None, wrong: str = "") -> HttpResponse:
    slug = network(request.actor).slug
    at = reverse("web:merge_two", args=[slug, table])
    shown: dict[str, Any] = {
        "table": table,
        "label": table_label(table, request.actor.language),
        "two": queries.compared(request.actor, table, *two) if two else None,
        "turned": f"{at}?row={two[1]}&row={two[0]}" if two else "",
        "wrong": wrong,
        "back": reverse(f"web:{table}", args=[slug]),
        "suggestions": reverse("web:doubles", args=[slug, table]),
    }
    return render(request, "pages/people/merge_two.html", shown, status=422 if wrong else 200)


def _two(rows: list[str]) -> tuple[UUID, UUID] | None:
    try:
        found = list(dict.fromkeys(UUID(each) for each in rows))
    except ValueError:
        return None
    return (found[0], found[1]) if len(found) == len(("first", "second")) else None


@in_network(Do.MERGE_ACTORS)
@require_POST
def undo_merge(request: NetworkRequest, merge_id: UUID) -> HttpResponse:
    table = queries.a_merge(request.actor, merge_id).table
    try:
        made = actions.undo(request.actor, merge_id)
    except StandsOnIt as refused:
        messages.error(request, _not_undone(refused))
    except Conflict:
        messages.error(request, _("This was undone already"))
    else:
        told = _("%(kept)s and %(gone)s are two again, as they were")
        messages.success(request, told % {"kept": made.kept_name, "gone": made.gone_name})
    return redirect("web:doubles", slug=network(request.actor).slug, table=table)


def _not_undone(refused: DomainError) -> str:
    where = getattr(refused, "where", "")
    why = STANDS_ON_IT.get(where, _("something that moved along was changed after it"))
    return _("This cannot be undone any more: %(why)s") % {"why": why}


urlpatterns = [
    path("people/doubles/<str:table>/", doubles, name="doubles"),
    path("people/doubles/<str:table>/apart/", not_the_same, name="not_the_same"),
    path("people/doubles/<str:table>/two/", merge_two, name="merge_two"),
    path("people/doubles/undo/<uuid:merge_id>/", undo_merge, name="undo_merge"),
]
