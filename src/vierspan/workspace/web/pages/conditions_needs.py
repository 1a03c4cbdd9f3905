"""What parties offer and need, which of these suit each other, and bringing the two together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import giving
from vierspan.workspace.conditions.actions import exchanges, needs
from vierspan.workspace.conditions.actions.exchanges import Told
from vierspan.workspace.conditions.actions.needs import Asked
from vierspan.workspace.directory.speaking import spoken_for
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.giving import NeedForm, OfferForm
from vierspan.workspace.web.giving_words import own_name
from vierspan.workspace.web.lists import Listing, export, listed
from vierspan.workspace.web.pages.conditions_giving import frame, kept, party_in
from vierspan.workspace.web.versions import both_versions

LISTING = Listing(
    table="needs",
    columns=("what", "party", "kind", "since", "until", "met_on"),
    selects=("party", "kind"),
    sort="-since",
    has_pages=False,
)
FIRST_FEW = 6


@in_network(Do.READ_ROOMS)
@require_GET
def matches(request: NetworkRequest) -> HttpResponse:
    """Offers beside needs, and which seem made for each other."""
    actor = request.actor
    if "as" in request.GET:
        return export(request, LISTING)
    slug = networks.network(actor).slug
    found, mine = giving.meetings(actor), {each.pk for each in spoken_for(actor)}
    open_needs = [{"row": row, "is_mine": row.party_id in mine} for row in giving.open_needs(actor)]
    offers = [{"row": row, "is_mine": row.giver_id in mine} for row in giving.offers(actor)]
    shown = {
        **frame(request, "matches"),
        "message": _message(actor, found, open_needs, offers),
        "meetings": found,
        "needs": open_needs,
        "offers": offers,
        "first_few": f":{FIRST_FEW}",
        "rest": f"{FIRST_FEW}:",
        "list": listed(request, LISTING, slug),
        "may_write": may(actor, Do.EDIT_ROOMS),
    }
    return render(request, "pages/conditions/matches.html", shown)


def _message(actor: Actor, found: list[Any], open_needs: list[Any], offers: list[Any]) -> str:
    fresh = sum(1 for each in found if each.introduced_on is None)
    if fresh:
        return ngettext(
            "One offer and one need seem made for each other", "%(n)s times an offer and a need suit each other", fresh
        ) % {"n": fresh}
    if not open_needs and not offers:
        return _("Nobody said yet what they offer or need")
    return _("%(needs)s needed, %(offers)s offered") % {"needs": len(open_needs), "offers": len(offers)}


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new_need(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    form = NeedForm(request.POST or None, initial={"party": own_name(actor)}, kinds=giving.kind_names(actor))
    if request.method == "POST" and form.is_valid():
        asked = _asked(actor, form)
        if asked and kept(form, lambda: needs.ask(actor, asked)):
            messages.success(request, _("Written down. Below stands who may have it."))
            return _back(request)
    shown = {**frame(request, "matches"), "form": form, "message": _("What does your party need?")}
    return render(request, "pages/conditions/need_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def need(request: NetworkRequest, need_id: UUID) -> HttpResponse:
    actor, row = request.actor, giving.need(request.actor, need_id)
    first = {"party": row.party.name, "what": row.what, "kind": row.kind, "until": row.until, "version": version(row)}
    form = NeedForm(request.POST or None, initial=first, kinds=giving.kind_names(actor))
    shown = {**frame(request, "matches"), "form": form, "message": row.what, "row": row}
    if request.method == "POST" and form.is_valid():
        asked = _asked(actor, form)
        try:
            seen = form.cleaned_data["version"]
            if asked and kept(form, lambda: needs.change(actor, need_id, asked, seen=seen)):
                messages.success(request, _("Kept as you put it"))
                return _back(request)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/conditions/need_edit.html", shown, status=409)
    return render(request, "pages/conditions/need_edit.html", shown, status=422 if form.errors else 200)


def _asked(actor: Actor, form: NeedForm) -> Asked | None:
    party, given = party_in(actor, form, "party"), form.cleaned_data
    return Asked(party=party, what=given["what"], kind=given["kind"], until=given["until"]) if party else None


@in_network(Do.EDIT_ROOMS)
@require_POST
def need_met(request: NetworkRequest, need_id: UUID) -> HttpResponse:
    row = needs.met(request.actor, need_id)
    messages.success(request, _("Good: “%(what)s” is there") % {"what": row.what})
    return _back(request)


@in_network(Do.EDIT_ROOMS)
@require_POST
def need_not_met(request: NetworkRequest, need_id: UUID) -> HttpResponse:
    needs.still_needed(request.actor, need_id)
    messages.success(request, _("It is still needed"))
    return _back(request)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove_need(request: NetworkRequest, need_id: UUID) -> HttpResponse:
    needs.remove(request.actor, need_id)
    messages.success(request, _("Taken away"))
    return _back(request)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new_offer(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    form = OfferForm(request.POST or None, initial={"giver": own_name(actor)}, kinds=giving.kind_names(actor))
    if request.method == "POST" and form.is_valid():
        giver, given = party_in(actor, form, "giver"), form.cleaned_data
        told = Told(giver=giver, what=given["what"], kind=given["kind"]) if giver else None
        if told and kept(form, lambda: exchanges.offer(actor, told)):
            messages.success(request, _("Offered. Below stands who may need it."))
            return _back(request)
    shown = {**frame(request, "matches"), "form": form, "message": _("What does your party offer?"), "is_offer": True}
    return render(request, "pages/conditions/need_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def introduce(request: NetworkRequest, offer_id: UUID, need_id: UUID) -> HttpResponse:
    try:
        needs.introduce(request.actor, offer_id, need_id)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return _back(request)
    messages.success(request, _("Introduced. Both get a mail with what the one needs and the other offers."))
    return _back(request)


def _back(request: NetworkRequest) -> HttpResponse:
    return redirect("web:matches", networks.network(request.actor).slug)


urlpatterns = [
    path("conditions/exchanges/matches/", matches, name="matches"),
    path("conditions/exchanges/offers/new/", new_offer, name="new_offer"),
    path("conditions/exchanges/needs/new/", new_need, name="new_need"),
    path("conditions/exchanges/needs/<uuid:need_id>/", need, name="need"),
    path("conditions/exchanges/needs/<uuid:need_id>/met/", need_met, name="need_met"),
    path("conditions/exchanges/needs/<uuid:need_id>/not-met/", need_not_met, name="need_not_met"),
    path("conditions/exchanges/needs/<uuid:need_id>/remove/", remove_need, name="remove_need"),
    path(
        "conditions/exchanges/<uuid:offer_id>/introduce/<uuid:need_id>/",
        introduce,
        name="introduce_parties",
    ),
]
