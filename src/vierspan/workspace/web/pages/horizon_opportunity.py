"""One opportunity at a glance: what it is made of, what it takes, who can bring that, and who would do it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import giving
from vierspan.workspace.directory import suggestions
from vierspan.workspace.directory.speaking import own_parties, spoken_for
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.harvest.actions import beginnings
from vierspan.workspace.harvest.queries import lineage
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.horizon.opportunities.actions import framing, taking
from vierspan.workspace.insight import coalitions
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.opportunities import (
    REQUIRED_SHORT,
    STATES,
    AnswerForm,
    LetGoForm,
    RequirementForm,
    SourceForm,
)
from vierspan.workspace.web.gathering_frame import tried
from vierspan.workspace.web.keeping import id_of, kept, meant, slips
from vierspan.workspace.web.opportunity_frame import found_of, frame, to
from vierspan.workspace.web.opportunity_words import how, name_of

ASKED_ABOUT = ("interested", "not_now", "invited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Something that it takes, with who can bring it and who might."""

    row: Any
    kind: str
    brings: tuple[tuple[Any, bool, bool], ...]  # each with whether the reader may speak for that party, and is of it
    might: tuple[tuple[str, str, str], ...]  # party, name, how one knows
    form: RequirementForm
    is_met: bool


@in_network(Do.READ_ROOMS)
@require_GET
def opportunity(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    return page(request, opportunity_id)


def page(request: NetworkRequest, opportunity_id: UUID, *, status: int = 200, **slipped: Any) -> HttpResponse:
    """`slipped` holds a form that needs another look."""
    actor = request.actor
    found = found_of(request, opportunity_id)
    shown = frame(request, found, "opportunity")
    shown |= _made_of(request, found) | _takes(request, found, shown) | _parties(request, found)
    shown |= {
        "themes": queries.themes_of(actor, found),
        "lineage": lineage.of_opportunity(actor, found.pk),
        "let_go_form": LetGoForm(),
        "may_take_back": beginnings.may_take_back(actor, found),
    }
    return render(request, "pages/horizon/opportunity.html", shown | slipped, status=status)


def _made_of(request: NetworkRequest, found: Any) -> dict[str, Any]:
    rows = queries.sources(request.actor, found.pk)
    there, needed = {row.signal_id for row in rows}, {row.need for row in rows}
    return {
        "sources": rows,
        "signals": [each for each in queries.signals_to_choose(request.actor) if each.pk not in there],
        "needs": [each for each in giving.open_needs(request.actor) if each.pk not in needed],
        "source_form": SourceForm(),
    }


def _party_typed(request: NetworkRequest, key: str) -> UUID | None:
    """Which party the name means that was typed, or the one that a button names."""
    typed = request.POST.get(f"{key}_name", "")
    found = suggestions.party_named(request.actor, typed) if typed.strip() else None
    return found.pk if found else _id(request.POST.get(key, ""))


def _takes(request: NetworkRequest, found: Any, shown: Mapping[str, Any]) -> dict[str, Any]:
    actor = request.actor
    asked = coalitions.asked_of(actor, found) if shown["reads_people"] else None
    spoken = {each.pk for each in spoken_for(actor)} if shown["may_edit"] else set()
    mine = own_parties(actor)
    brings = queries.brings(actor, found.pk)
    rows = [
        _taken(asked, row, [(each, each.party_id in spoken, each.party_id in mine) for each in brings.get(row.pk, ())])
        for row in queries.requirements(actor, found.pk)
    ]
    return {
        "takes": rows,
        "requirement_form": RequirementForm(),
        "party_names": suggestions.party_names(actor) if shown["may_edit"] else [],
    }


def _taken(asked: Any, row: Any, brings: Sequence[tuple[Any, bool, bool]]) -> Taken:
    first = {"name": row.name, "kind": row.kind, "parties": row.parties, "version": version(row)}
    first["is_must"] = "must" if row.is_must else "nice"
    might = coalitions.suggested_bringers(asked, str(row.pk)) if asked else []
    return Taken(
        row=row,
        kind=str(REQUIRED_SHORT[row.kind]),
        brings=tuple(brings),
        might=tuple((party, name_of(asked, party), how(offer)) for party, offer in might),
        form=RequirementForm(initial=first, auto_id=f"takes-{row.pk}-%s"),
        is_met=sum(each.confirmed is not False for each, _spoken, _mine in brings) >= row.parties,
    )


def _parties(request: NetworkRequest, found: Any) -> dict[str, Any]:
    actor = request.actor
    rows = queries.partners(actor, found.pk)
    mine = own_parties(actor)
    told = [(row, STATES[row.state], queries.reads_reason(actor, row)) for row in rows]
    parties = [each for each in spoken_for(actor) if each.pk in mine] if may(actor, Do.EDIT_ROOMS) else []
    own = {row.party_id: row for row in rows if row.party_id in mine}
    return {
        "chosen": [each for each in told if each[0].is_chosen],
        "answered": [each for each in told if each[0].state in ASKED_ABOUT and not each[0].is_chosen],
        "declined": [each for each in told if each[0].state == "declined"],
        "fixed": [row for row in rows if row.is_fixed],
        "apart": queries.apart(actor, found.pk),
        "own": [(party, own.get(party.pk), _own_form(own.get(party.pk), party.pk)) for party in parties],
        "state_words": STATES,
    }


def _own_form(row: Any, party: UUID) -> AnswerForm:
    first = {key: getattr(row, key) for key in ("brings", "remark", "reason")} if row else {}
    return AnswerForm(initial=first, auto_id=f"own-{party}-%s")


def _kept_here(
    request: NetworkRequest, opportunity_id: UUID, form: forms.Form, write: Callable[[], Any], **told: str
) -> HttpResponse:
    """Keep what a form on this page says; told: the name of the form in the page, and the place to come back to."""
    if form.is_valid() and kept(form, write) is not None:
        return to(request, "opportunity", opportunity_id, at=told["at"])
    return page(request, opportunity_id, status=422, **{told["name"]: form})


@in_network(Do.EDIT_ROOMS)
@require_POST
def add_source(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    form = SourceForm(request.POST)
    if request.POST.get("signal"):
        signal = _id(request.POST["signal"])
        tried(request, lambda: framing.bundle(request.actor, opportunity_id, "signal", signal=signal))
        return to(request, "opportunity", opportunity_id, at="sources")
    if request.POST.get("need"):
        return _needed(request, opportunity_id)

    def write() -> Any:
        given = form.cleaned_data
        party = meant(request.actor, form, "party", kind="party")
        if form.errors:
            return None
        told = {"words": given["words"], "party": id_of(party)}
        return framing.bundle(request.actor, opportunity_id, given["kind"], **told)

    return _kept_here(request, opportunity_id, form, write, name="source_form", at="sources")


def _needed(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    """A need that stands in the room of the conditions, with whose it is."""
    wanted = _id(request.POST["need"])
    row = next((each for each in giving.open_needs(request.actor) if each.pk == wanted), None)
    if row is None:
        raise NotFound
    told: dict[str, Any] = {"words": row.what, "need": row.pk, "party": row.party_id}
    tried(request, lambda: framing.bundle(request.actor, opportunity_id, "need", **told))
    return to(request, "opportunity", opportunity_id, at="sources")


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@in_network(Do.EDIT_ROOMS)
@require_POST
def drop_source(request: NetworkRequest, opportunity_id: UUID, ingredient_id: UUID) -> HttpResponse:
    tried(request, lambda: framing.unbundle(request.actor, ingredient_id))
    return to(request, "opportunity", opportunity_id, at="sources")


@in_network(Do.EDIT_ROOMS)
@require_POST
def add_requirement(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    form = RequirementForm(request.POST)
    write = lambda: taking.require(request.actor, opportunity_id, form.needed())  # noqa: E731
    return _kept_here(request, opportunity_id, form, write, name="requirement_form", at="takes")


@in_network(Do.EDIT_ROOMS)
@require_POST
def change_requirement(request: NetworkRequest, opportunity_id: UUID, requirement_id: UUID) -> HttpResponse:
    queries.must_be_there(request.actor, opportunity_id, requirement=requirement_id)
    form = RequirementForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Not kept yet: %(why)s") % {"why": slips(form)})
        return to(request, "opportunity", opportunity_id, at="takes")
    seen = form.cleaned_data["version"]
    try:
        tried(request, lambda: taking.change(request.actor, requirement_id, form.needed(), seen=seen))
    except Changed as changed:
        row: Any = changed.row
        words = {"name": row.name, "yours": form.cleaned_data["name"]}
        messages.error(
            request,
            _("Somebody changed this meanwhile. Now it says “%(name)s”, you wrote “%(yours)s”. Look again.") % words,
        )
    return to(request, "opportunity", opportunity_id, at="takes")


@in_network(Do.EDIT_ROOMS)
@require_POST
def drop_requirement(request: NetworkRequest, opportunity_id: UUID, requirement_id: UUID) -> HttpResponse:
    tried(request, lambda: taking.drop(request.actor, requirement_id))
    return to(request, "opportunity", opportunity_id, at="takes")


@in_network(Do.EDIT_ROOMS)
@require_POST
def bring(request: NetworkRequest, opportunity_id: UUID, requirement_id: UUID) -> HttpResponse:
    queries.must_be_there(request.actor, opportunity_id, requirement=requirement_id)
    party = _party_typed(request, "party")
    if party is None:
        messages.error(request, worded("unknown_party"))
    else:
        tried(request, lambda: taking.bring(request.actor, requirement_id, party))
    return to(request, "opportunity", opportunity_id, at="takes")


@in_network(Do.EDIT_ROOMS)
@require_POST
def say_bring(request: NetworkRequest, opportunity_id: UUID, bring_id: UUID) -> HttpResponse:
    queries.must_be_there(request.actor, opportunity_id, bring=bring_id)
    ways = {"can": taking.say_it_can, "cannot": taking.say_it_cannot, "off": taking.not_bring}
    way = ways.get(request.POST.get("says", ""))
    if way is not None:
        tried(request, lambda: way(request.actor, bring_id))
    return to(request, "opportunity", opportunity_id, at="takes")


@in_network(Do.EDIT_ROOMS)
@require_POST
def limit(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    """Who is in it in any case, and who does not go together."""
    queries.must_be_there(request.actor, opportunity_id)
    party, other = _party_typed(request, "party"), _party_typed(request, "other")
    row = _id(request.POST.get("apart", ""))
    says = request.POST.get("says", "")
    if says == "together" and row:
        tried(request, lambda: taking.not_apart(request.actor, row))
    elif party is None or (says == "apart" and other is None):
        messages.error(request, worded("unknown_party"))
    elif says == "apart" and other:
        tried(request, lambda: taking.keep_apart(request.actor, opportunity_id, party, other))
    elif says in ("fix", "unfix"):
        way = taking.fix if says == "fix" else taking.unfix
        tried(request, lambda: way(request.actor, opportunity_id, party))
    return to(request, "opportunity", opportunity_id, at="limits")


AT = "horizon/opportunities/<uuid:opportunity_id>/"
urlpatterns = [
    path(AT, opportunity, name="opportunity"),
    path(f"{AT}from/", add_source, name="add_source"),
    path(f"{AT}from/<uuid:ingredient_id>/off/", drop_source, name="drop_source"),
    path(f"{AT}takes/", add_requirement, name="add_requirement"),
    path(f"{AT}takes/<uuid:requirement_id>/", change_requirement, name="change_requirement"),
    path(f"{AT}takes/<uuid:requirement_id>/off/", drop_requirement, name="drop_requirement"),
    path(f"{AT}takes/<uuid:requirement_id>/by/", bring, name="bring"),
    path(f"{AT}brings/<uuid:bring_id>/", say_bring, name="say_bring"),
    path(f"{AT}limits/", limit, name="limit_coalition"),
]
