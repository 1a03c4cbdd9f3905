"""The lists of people and of parties."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import queries, sheets
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.lists import Extra, Listing, export, listed
from vierspan.workspace.web.rooms import Tab


def _headcount(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    counted = sheets.tally(actor, "people", "party")
    return {row.id: str(counted.get(row.id, 0)) for row in rows}


def _accents(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    """The orientation in which each leads most; only participants see it."""
    if not may(actor, Do.READ_MEMBERS):
        return {}
    try:
        found = queries.actors(actor, queries.current_run(actor))
    except DomainError:
        return {}
    wanted = {row.id for row in rows}
    pairs = zip(found["id"].to_list(), found["accent"].to_list(), strict=True)
    return {key: accent for key, accent in pairs if accent and key in wanted}


ACCENT = Extra("accent", gettext_lazy("Leads most in"), _accents, "orientation")
PARTIES = Listing(
    table="parties",
    columns=("name", "sector", "region", "ring"),
    chips="ring",
    selects=("sector", "region"),
    sort="name",
    extras=(Extra("people", gettext_lazy("People"), _headcount), ACCENT),
)
PEOPLE = Listing(
    table="people",
    columns=("name", "party", "function", "ring"),
    chips="ring",
    selects=("party", "party.sector", "party.region"),
    sort="name",
    extras=(ACCENT,),
)


def _parties_message(actor: Actor) -> str:
    n = sheets.counts(actor)["parties"]
    sectors = len(directory.sectors(actor))
    without = n - len([key for key in sheets.tally(actor, "people", "party") if key])
    told = ngettext("%(n)s party", "%(n)s parties", n) % {"n": n}
    if sectors > 1:
        told = _("%(parties)s from %(sectors)s sectors") % {"parties": told, "sectors": sectors}
    if 0 < without < n:
        return _("%(told)s; of %(n)s nobody is known yet") % {"told": told, "n": without}
    away = n - len([key for key in sheets.tally(actor, "seats", "party") if key])
    if not n:
        return _("No party takes part yet")
    return _("%(told)s; %(n)s sit at no table") % {"told": told, "n": away} if 0 < away < n else told


def _people_message(actor: Actor) -> str:
    by_party = sheets.tally(actor, "people", "party")
    n, loose = sum(by_party.values()), by_party.get("", 0)
    parties = len([key for key in by_party if key])
    if not n:
        return _("Nobody takes part yet")
    told = ngettext("%(n)s person", "%(n)s people", n) % {"n": n}
    if parties:
        of = ngettext("%(n)s party", "%(n)s parties", parties) % {"n": parties}
        told = _("%(people)s of %(parties)s") % {"people": told, "parties": of}
    return _("%(told)s; %(n)s without a party") % {"told": told, "n": loose} if loose and parties else told


def people_tabs(slug: str, current: str) -> list[Tab]:
    names = (("people", _("People")), ("parties", _("Parties")), ("ties", _("Ties")))
    return [Tab(label, reverse(f"web:{name}", args=[slug]), name == current) for name, label in names]


def _list_page(request: NetworkRequest, listing: Listing, message: str) -> HttpResponse:
    if "as" in request.GET:
        return export(request, listing)
    slug = networks.network(request.actor).slug
    shown = {
        "message": message,
        "tabs": people_tabs(slug, listing.table),
        "list": listed(request, listing, slug),
        "empty_title": _("Nobody here yet"),
        "empty_text": _("A list of partners or of people is enough. Bring it in, and here stands who takes part."),
    }
    return render(request, "pages/people/list.html", shown)


@in_network(Do.READ_DIRECTORY)
@require_GET
def people(request: NetworkRequest) -> HttpResponse:
    return _list_page(request, PEOPLE, _people_message(request.actor))


@in_network(Do.READ_DIRECTORY)
@require_GET
def parties(request: NetworkRequest) -> HttpResponse:
    return _list_page(request, PARTIES, _parties_message(request.actor))


urlpatterns = [
    path("people/", people, name="people"),
    path("parties/", parties, name="parties"),
]
