"""The packages: the picks side by side, one put together by hand, and the one agreed on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.actions import packages
from vierspan.workspace.insight import winwin
from vierspan.workspace.insight.winwin import PackageSeen, Result
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.winwin_frame import frame


def _names() -> dict[str, tuple[str, str]]:
    """Each way of picking: what it is called, and what it looks at."""
    return {
        "nash": (pgettext("package", "In balance"), _("The gains multiplied are largest: nobody is forgotten (Nash).")),
        "egalitarian": (
            pgettext("package", "Who gains least, gains most"),
            _("The smallest gain is as large as can be (egalitarian)."),
        ),
        "kalai_smorodinsky": (
            pgettext("package", "Each the same part"),
            _("Each gets as equal a part as can be of what it could gain at most (Kalai and Smorodinsky)."),
        ),
        "utilitarian": (
            pgettext("package", "Most together"),
            _("The sum of all gains is largest, however it falls (utilitarian)."),
        ),
    }


@in_network(Do.READ_ROOMS)
@require_GET
def found(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    """The packages that are worth talking about: a page, and the part of the search's page that comes when it is worked
    out."""
    actor = request.actor
    search = queries.search(actor, search_id)
    if not winwin.may_see(actor, search_id):
        return _not_theirs(request, search)
    result = winwin.result(actor, search_id)
    shown = {
        **frame(request),
        "search": search,
        "result": result,
        "cards": _cards(result) if result else [],
        "message": _("Packages on %(what)s") % {"what": search.name},
    }
    page = "parts/initiatives/winwin_found.html" if request.htmx else "pages/initiatives/winwin_found.html"
    return render(request, page, shown)


@dataclass(frozen=True, slots=True)
class Card:
    """A package, and every way of looking by which it is the best."""

    package: PackageSeen
    labels: list[tuple[str, str]]


def _cards(result: Result) -> list[Card]:
    """The one that stands firmest first; a package that several ways pick stands there once."""
    cards: dict[tuple[UUID, ...], Card] = {}
    firmest = (pgettext("package", "Stands firmest"), _firmness(result))
    picked = [(firmest, each) for each in result.robust]
    for pick in result.picks:
        label, why = _names()[pick.name]
        why = why if pick.is_proven else f"{why} {_('Not proven to be the best in the time there was.')}"
        picked += [((label, why), each) for each in pick.packages]
    for told, package in picked:
        cards.setdefault(package.ids, Card(package, [])).labels.append(told)
    return list(cards.values())


def _firmness(result: Result) -> str:
    share = round(result.robust_share * 100)
    told = _("Best in %(n)s of 100 draws in which every figure is up to one point off.") % {"n": share}
    return told if result.is_whole else f"{told} {_('Compared among the packages below.')}"


@in_network(Do.READ_ROOMS)
@require_GET
def by_hand(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    """Choose one way for each issue, and see who can go along."""
    actor = request.actor
    search = queries.search(actor, search_id)
    if not winwin.may_see(actor, search_id):
        return _not_theirs(request, search)
    chosen = _ids(request.GET.getlist("option"))
    shown: dict[str, Any] = {
        **frame(request),
        "search": search,
        "issues": queries.issues(actor.network_id, search),
        "chosen": chosen,
        "package": winwin.weighed(actor, search_id, chosen),
        "message": _("Put a package together"),
    }
    return render(request, "pages/initiatives/winwin_by_hand.html", shown)


def _not_theirs(request: NetworkRequest, search: Any) -> HttpResponse:
    """Who sits not at the table is told so, and where to go back to."""
    shown = {**frame(request), "search": search, "message": _("Packages on %(what)s") % {"what": search.name}}
    return render(request, "pages/initiatives/winwin_not_theirs.html", shown)


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for each in given:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


@in_network(Do.EDIT_ROOMS)
@require_POST
def propose(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    try:
        options = _ids(request.POST.getlist("option"))
        made = packages.propose(request.actor, search_id, request.POST.get("name", ""), options)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    else:
        messages.success(request, _("On the table: %(name)s") % {"name": made.name})
    return _to(request, search_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def agree(request: NetworkRequest, search_id: UUID, package_id: UUID) -> HttpResponse:
    row = packages.agree(request.actor, search_id, package_id, is_agreed=request.POST.get("agreed") == "yes")
    messages.success(request, _("This is the package.") if row.agreed_on else _("Not agreed after all."))
    return _to(request, search_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def drop(request: NetworkRequest, search_id: UUID, package_id: UUID) -> HttpResponse:
    packages.drop(request.actor, search_id, package_id)
    messages.success(request, _("Taken away"))
    return _to(request, search_id)


def _to(request: NetworkRequest, search_id: UUID) -> HttpResponse:
    reply = redirect("web:win_win_search", networks.network(request.actor).slug, search_id)
    reply["Location"] += "#packages"
    return reply


AT = "initiatives/win-win/<uuid:search_id>/packages/"
urlpatterns = [
    path(AT, found, name="win_win_packages"),
    path(f"{AT}by-hand/", by_hand, name="win_win_by_hand"),
    path(f"{AT}new/", propose, name="propose_package"),
    path(f"{AT}<uuid:package_id>/agree/", agree, name="agree_package"),
    path(f"{AT}<uuid:package_id>/remove/", drop, name="drop_package"),
]
