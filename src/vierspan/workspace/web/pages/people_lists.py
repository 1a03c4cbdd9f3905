"""The lists of people and of parties."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import sheets
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.lists import Listing, export, listed
from vierspan.workspace.web.pages.people_columns import listing_of
from vierspan.workspace.web.pages.saved_lists import kept_lists
from vierspan.workspace.web.rooms import Tab


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


def _ticks(actor: Actor, slug: str, table: str) -> dict[str, str | bool]:
    """Where the ticked rows go, and where the list is kept; only for who may change something."""
    may_change = may(actor, Do.EDIT_DIRECTORY)
    merges = may(actor, Do.MERGE_ACTORS)
    return {
        "change": reverse("web:change_rows", args=[slug, table]) if may_change else "",
        "two": reverse("web:merge_two", args=[slug, table]) if merges else "",
        "doubles": reverse("web:doubles", args=[slug, table]) if merges else "",
        "changes": reverse("web:row_changes", args=[slug, table]) if may_change else "",
        "save": reverse("web:save_list", args=[slug, table]),
        "saved": reverse("web:saved_lists", args=[slug, table]),
        "may_share": may_change,
    }


def _list_page(request: NetworkRequest, listing: Listing, message: str) -> HttpResponse:
    if "as" in request.GET:
        return export(request, listing)
    slug = networks.network(request.actor).slug
    shown = {
        "saved": kept_lists(request, slug, listing.table),
        "ticks": _ticks(request.actor, slug, listing.table),
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
    return _list_page(request, listing_of(request.actor, "people"), _people_message(request.actor))


@in_network(Do.READ_DIRECTORY)
@require_GET
def parties(request: NetworkRequest) -> HttpResponse:
    return _list_page(request, listing_of(request.actor, "parties"), _parties_message(request.actor))


urlpatterns = [
    path("people/", people, name="people"),
    path("parties/", parties, name="parties"),
]
