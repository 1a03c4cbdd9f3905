"""A page for each person and each party."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.insight import queries
from vierspan.workspace.web import people_mirrored as mirrored
from vierspan.workspace.web import people_told
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named, with_query
from vierspan.workspace.web.forms.people import WrittenForm
from vierspan.workspace.web.pages.people_lists import people_tabs
from vierspan.workspace.web.people_who import Who, who_of
from vierspan.workspace.web.portraits import Portrait
from vierspan.workspace.web.templatetags.vierspan import room_name
from vierspan.workspace.web.ties_of import ties_of


@in_network(Do.READ_DIRECTORY)
@require_GET
def person(request: NetworkRequest, person_id: UUID) -> HttpResponse:
    return portrait_page(request, who_of(request, person_id=person_id))


@in_network(Do.READ_DIRECTORY)
@require_GET
def party(request: NetworkRequest, party_id: UUID) -> HttpResponse:
    return portrait_page(request, who_of(request, party_id=party_id))


def portrait_page(
    request: NetworkRequest, who: Who, *, note_form: WrittenForm | None = None, own_form: WrittenForm | None = None
) -> HttpResponse:
    """Everything about one of them; a note that was not kept yet stands in its form."""
    actor, row = request.actor, who.row
    told = Portrait(actor, who.slug, who.id, who.is_party)
    seen = mirrored.computed(actor, who.slug, who.id)
    shown = {
        "who": who,
        "row": row,
        "is_party": who.is_party,
        "message": _message(who.name, told, seen.accent if seen else ""),
        "tabs": people_tabs(who.slug, who.table),
        "about": [row.sector, row.region] if who.is_party else [],
        "rings": mirrored.rings(row.ring, seen, actor.language),
        "roles": told.roles(),
        "blocks": told.blocks(),
        "reach": people_told.reach(actor, who),
        "own": people_told.own(actor, who),
        "checked": people_told.checked(actor, who),
        "notes": people_told.written(actor, who),
        "note_form": note_form or WrittenForm(),
        "own_form": own_form or WrittenForm(prefix="own"),
        "balance": _balance(actor, who.id) if who.is_party else "",
        "computed": seen,
        **ties_of(actor, who.slug, who.id),
        "map": with_query(page_named("map", who.slug), chosen=str(who.id)) if may(actor, Do.READ_MEMBERS) else "",
    }
    status = 422 if note_form or own_form else 200
    return render(request, "pages/people/portrait.html", shown, status=status)


def _message(name: str, told: Portrait, accent: str) -> str:
    """A sentence that says where this one stands."""
    tables = told.tables()
    carried = sum(bool(entry.chip) for entry in tables.entries)
    n = len({entry.what for entry in tables.entries})
    if carried:
        text = ngettext("%(name)s carries %(carried)s table", "%(name)s carries %(carried)s tables", carried)
        return text % {"name": name, "carried": carried}
    if n:
        return ngettext("%(name)s sits at %(n)s table", "%(name)s sits at %(n)s tables", n) % {"name": name, "n": n}
    return _("%(name)s leads most in %(room)s") % {"name": name, "room": room_name(accent)} if accent else name


def _balance(actor: Actor, party_id: UUID) -> str:
    """What this party gave and got in the mirror's window, in words."""
    if not may(actor, Do.READ_MIRROR):
        return ""
    try:
        exchange = queries.mirror(actor, queries.current_run(actor)).exchange
    except DomainError:
        return ""
    mine = next((each for each in exchange.balances if each.party == str(party_id)), None) if exchange else None
    if mine is None or mine.balance is None:
        return ""
    said = {
        "fine": _("Give and get are about even"),
        "talk": _("Give and get differ: worth a talk"),
        "agenda": _("Give and get are out of balance"),
    }.get(mine.light, "")
    figures = _("gave %(gives)s, got %(gets)s") % {"gives": round(mine.gives), "gets": round(mine.gets)}
    return f"{said}: {figures}." if said else f"{figures}."


urlpatterns = [
    path("people/<uuid:person_id>/", person, name="person"),
    path("parties/<uuid:party_id>/", party, name="party"),
]
