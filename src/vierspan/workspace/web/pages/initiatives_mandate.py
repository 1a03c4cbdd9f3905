"""The mandate of one initiative: what parties estimate, what that advises, what was chosen, and until when."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.queries import Wanted
from vierspan.workspace.initiatives.mandate import queries
from vierspan.workspace.initiatives.mandate.actions import asking, choosing
from vierspan.workspace.initiatives.mandate.actions.choosing import Mandate
from vierspan.workspace.insight import mandate as measured
from vierspan.workspace.insight import words
from vierspan.workspace.insight.recognised import Recognised, reads_first, recognised
from vierspan.workspace.web import mandate_words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.initiatives import AskForm, MandateForm, OwnEstimateForm
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.pages.conditions_giving import party_choices
from vierspan.workspace.web.pages.initiatives_begin import all_parties, room_frame
from vierspan.workspace.web.pages.initiatives_page import to

MOST_PEOPLE = 300
TOUCHED = {True: "yes", False: "no", None: ""}


@in_network(Do.READ_ROOMS)
@require_GET
def mandate(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    return page(request, initiative_id)


def page(request: NetworkRequest, initiative_id: UUID, *, status: int = 200, **slipped: forms.Form) -> HttpResponse:
    actor = request.actor
    shown = frame(request, initiative_id, "initiative_mandate")
    row = shown["initiative"]
    told = measured.advice(actor, row)
    shown |= {
        "message": mandate_words.advice_words(told.advice.advice),
        "told": told,
        "figures": mandate_words.figures(told),
        "table": mandate_words.table(told),
        "close": mandate_words.close_words(told),
        "history": _history(actor, row),
        "may_write": may(actor, Do.EDIT_ROOMS),
        "leads_to_role": may(actor, Do.READ_MIRROR) and reads_first(actor),
        **_answers(actor, row, told),
        **_forms(actor, row, shown["runs"]),
    }
    return render(request, "pages/initiatives/mandate.html", shown | slipped, status=status)


def _answers(actor: Actor, row: Any, told: measured.Told) -> dict[str, Any]:
    """Who said what: for members."""
    if not may(actor, Do.READ_MEMBERS):
        return {}
    rows = queries.estimates(actor, row)
    answered = [each for each in rows if each.answered_on]
    names = {str(each.party_id): each.party.name for each in rows}
    return {
        "answered": answered,
        "waiting": [each for each in rows if not each.answered_on],
        "flips": mandate_words.flips(told, names),
    }


def _history(actor: Actor, row: Any) -> list[dict[str, Any]]:
    chosen = queries.choices(actor, row)
    parties = queries.parties_of(actor, chosen) if may(actor, Do.READ_DIRECTORY) else {}
    return [
        {
            "row": each,
            "mandate": words.choice_label("mandates", each.mandate, actor.language),
            "parties": ", ".join(party.name for party in parties.get(each.pk, [])),
            "advised": mandate_words.short_words(each.advised["advice"]) if each.advised.get("advice") else "",
            "is_due": each.review_on is not None and each.review_on <= clock.today(),
        }
        for each in chosen
    ]


def _forms(actor: Actor, row: Any, runs: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    parties = party_choices(actor) if may(actor, Do.EDIT_ROOMS) else []
    if parties:
        found["own"] = OwnEstimateForm(initial=_said_before(actor, row, parties), parties=parties, auto_id="own_%s")
    if runs:
        found["ask"] = AskForm(people=_people(actor), auto_id="ask_%s")
        found["choose"] = _choose_form(actor, row)
    return found


def _said_before(actor: Actor, row: Any, parties: list[tuple[str, str]]) -> dict[str, Any]:
    """What the first of the reader's parties answered earlier."""
    first: dict[str, Any] = {"party": parties[0][0], "affected": ""}
    for each in queries.estimates(actor, row):
        if str(each.party_id) == parties[0][0] and each.answered_on:
            levels = {key: getattr(each, key) or "" for key in ("value", "feasibility", "timing", "energy", "interest")}
            touched = TOUCHED[each.affected]
            first |= {**levels, "affected": touched, "line": each.line}
    return first


def _people(actor: Actor) -> list[tuple[str, str]]:
    """Who can answer for a party by mail."""
    found: list[tuple[str, str]] = []
    number, last = 1, 1
    while number <= last and len(found) < MOST_PEOPLE:
        page_of = directory.people(actor, Wanted(sort="party"), page=number)
        found += [
            (str(each.pk), f"{each.name} ({each.party.name})") for each in page_of.rows if each.email and each.party
        ]
        number, last = number + 1, page_of.last
    return found


def _choose_form(actor: Actor, row: Any, given: Any = None) -> MandateForm:
    behalf = queries.behalf(actor, row)
    first = {
        "mandate": behalf.mandate,
        "parties": [str(each.pk) for each in behalf.parties],
        "conditions": behalf.conditions,
        "review_on": behalf.review_on,
    }
    parties = [(str(each.pk), each.name) for each in all_parties(actor)]
    return MandateForm(given, initial=first, parties=parties, auto_id="choose_%s")


@in_network(Do.EDIT_ROOMS)
@require_POST
def answer(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = OwnEstimateForm(request.POST, parties=party_choices(request.actor), auto_id="own_%s")
    if form.is_valid():
        party = UUID(form.cleaned_data["party"])
        if kept(form, lambda: asking.answer(request.actor, initiative_id, party, form.answers())):
            messages.success(request, _("Kept. You can change it as long as you like."))
            return to(request, "initiative_mandate", initiative_id)
    return page(request, initiative_id, status=422, own=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    form = AskForm(request.POST, people=_people(request.actor), auto_id="ask_%s")
    if form.is_valid():
        people = [UUID(each) for each in form.cleaned_data["people"]]
        if n := kept(form, lambda: asking.ask(request.actor, initiative_id, people)):
            messages.success(request, ngettext("%(n)s letter goes out", "%(n)s letters go out", n) % {"n": n})
            return to(request, "initiative_mandate", initiative_id)
    return page(request, initiative_id, status=422, ask=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def choose(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    actor = request.actor
    row = frame(request, initiative_id, "")["initiative"]
    form = _choose_form(actor, row, request.POST)
    if form.is_valid():
        given, told = form.cleaned_data, measured.advice(actor, row)
        wish = Mandate(
            mandate=given["mandate"],
            parties=[UUID(each) for each in given["parties"]] if given["mandate"] == "part" else (),
            conditions=given["conditions"],
            review_on=given["review_on"],
            advised=told.figures,
            potential=told.potential,
        )
        if kept(form, lambda: choosing.choose(actor, initiative_id, wish)):
            messages.success(request, _("On record. From now on it stands wherever this initiative is named."))
            return to(request, "initiative_mandate", initiative_id)
    return page(request, initiative_id, status=422, choose=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def withdraw(request: NetworkRequest, estimate_id: UUID) -> HttpResponse:
    initiative_id = asking.withdraw(request.actor, estimate_id)
    messages.success(request, _("Not asked any more; the link in the letter opens no more"))
    return to(request, "initiative_mandate", initiative_id)


@in_network(Do.READ_MIRROR)
@require_GET
def role(request: NetworkRequest) -> HttpResponse:
    """Is the process manager recognised, and is there room: for who holds the role, and the leaders."""
    found: Recognised = recognised(request.actor)
    shown = {**room_frame(request), "role": found, "message": _reading(found)}
    return render(request, "pages/initiatives/recognised.html", shown)


def _reading(found: Recognised) -> str:
    return {
        "unknown": _("Nobody said yet whether the process manager is recognised"),
        "recognised": _("The process manager is recognised, and has room"),
        "open": _("The process manager asks for recognition or room: talk about it"),
        "apart": _("The process manager has one of the two: recognition or room"),
    }[found.reading]


AT = "initiatives/<uuid:initiative_id>/mandate/"
urlpatterns = [
    path(AT, mandate, name="initiative_mandate"),
    path(f"{AT}answer/", answer, name="answer_estimate"),
    path(f"{AT}ask/", ask, name="ask_estimates"),
    path(f"{AT}choose/", choose, name="choose_mandate"),
    path("initiatives/estimates/<uuid:estimate_id>/withdraw/", withdraw, name="withdraw_estimate"),
    path("initiatives/recognised/", role, name="recognised"),
]
