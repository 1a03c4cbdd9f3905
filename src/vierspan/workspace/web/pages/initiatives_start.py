"""Initiatives: what parties take up together, how far it is, and who sits at the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.initiatives import queries
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Choice, SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.records import Belonging, record, related
from vierspan.workspace.web.rooms import Place, Room, headline, tabs

TABLES = (
    Belonging("seats", "initiative", ("party", "person", "role", "intensity", "carries", "state", "since", "until")),
    Belonging("steps", "initiative", ("name", "owner", "opened_on", "due_on", "done_on")),
    Belonging("commitments", "initiative", ("name", "person", "party", "due_on", "delivered_on", "state")),
    Belonging("gatherings", "initiative", ("name", "held_on", "kind", "rating")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A decision with how many took which position."""

    decision: Any
    positions: Mapping[str, int]  # by what the position is called
    open_objections: int


def _initiatives_message(actor: Actor) -> str:
    states = sheets.tally(actor, "initiatives", "state")
    n, active = sum(states.values()), states.get("active", 0)
    told = ngettext("%(active)s of %(n)s initiative is under way", "%(active)s of %(n)s initiatives are under way", n)
    return told % {"active": active, "n": n} if n else _("No initiatives yet")


def _tables(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    """How many sit at each table: those asked and those who declined do not."""
    all_of_them = sheets.tally(actor, "seats", "initiative")
    away = [
        sheets.tally(actor, "seats", "initiative", Choice(where={"state": state})) for state in ("declined", "invited")
    ]
    return {row.id: str(all_of_them.get(row.id, 0) - sum(each.get(row.id, 0) for each in away)) for row in rows}


@in_network(Do.READ_ROOMS)
@require_GET
def initiative(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """One initiative: its table, its steps, what was promised and what was decided."""
    actor = request.actor
    slug = networks.network(actor).slug
    found = queries.initiative(actor, initiative_id)
    shown = {
        "room": _room(),
        "tabs": tabs(_room(), slug, ""),
        "initiative": found,
        "message": _initiative_message(actor, found),
        "record": record(actor, slug, "initiatives", initiative_id),
        "related": [each for each in (related(actor, slug, one, initiative_id) for one in TABLES) if each.lines],
        "questions": _questions(actor, initiative_id),
    }
    return render(request, "pages/initiatives/initiative.html", shown)


def _initiative_message(actor: Actor, found: Any) -> str:
    seats = [seat for seat in queries.seats(actor, found.pk) if seat.state not in ("declined", "invited")]
    carrying = sum(bool(seat.carries) for seat in seats)
    if not seats:
        return str(found.name)
    told = ngettext(
        "%(name)s: %(n)s at the table, %(carrying)s carries it",
        "%(name)s: %(n)s at the table, %(carrying)s carry it",
        carrying,
    )
    return told % {"name": found.name, "n": len(seats), "carrying": carrying}


def _questions(actor: Actor, initiative_id: UUID) -> list[Question]:
    return [_question(actor, each) for each in queries.decisions(actor, initiative=initiative_id).rows]


def _question(actor: Actor, decision: Any) -> Question:
    taken = queries.positions(actor, decision.pk)
    counted: dict[str, int] = {}
    for each in taken:
        label = words.choice_label("positions", each.position, actor.language)
        counted[label] = counted.get(label, 0) + 1
    unresolved = sum(each.position == "objection" and each.resolved_on is None for each in taken)
    return Question(decision, counted, unresolved)


def _room() -> Room:
    from vierspan.workspace.web.pages.initiatives import ROOM  # the room is made of these pages

    return ROOM


PLACES = (
    Place(
        name="initiatives",
        at="",
        label=gettext_lazy("Initiatives at work"),
        message=headline("process_manager", _initiatives_message),
        lead=gettext_lazy("What parties take up together: how far it is, who leads, and how large the table is."),
        listing=Listing(
            table="initiatives",
            columns=("name", "phase", "state", "initiator", "mandate", "started_on"),
            chips="state",
            selects=("phase", "kind"),
            sort="-started_on",
            extras=(Extra("table", gettext_lazy("At the table"), _tables),),
        ),
        empty_title=gettext_lazy("No initiatives yet"),
        empty_text=gettext_lazy(
            "Here stands what parties take up together, with who sits at the table and who carries it."
        ),
    ),
)
urlpatterns = [path("initiatives/<uuid:initiative_id>/", initiative, name="initiative")]
