"""Initiatives: what parties take up together, who sits at the table, and what was promised and decided."""

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
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives import queries
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Choice, SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.records import Belonging, record, related
from vierspan.workspace.web.rooms import Place, Room, headline, patterns, tabs

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


def _commitments_message(actor: Actor) -> str:
    late, n = len(_overdue(actor)), sheets.counts(actor)["commitments"]
    if late:
        told = ngettext("%(late)s commitment is past its day", "%(late)s commitments are past their day", late)
        return told % {"late": late}
    if not n:
        return _("Nothing was promised yet")
    return ngettext("The one commitment is on time", "None of the %(n)s commitments is past its day", n) % {"n": n}


def _decisions_message(actor: Actor) -> str:
    n = sheets.counts(actor)["decisions"]
    late = [each for each in queries.decisions(actor).rows if _is_late(each)]
    if late:
        told = ngettext("One decision waits past its day: %(name)s", "%(n)s decisions wait past their day", len(late))
        return told % {"name": late[0].name, "n": len(late)}
    return ngettext("%(n)s decision was put", "%(n)s decisions were put", n) % {"n": n}


def _is_late(decision: Any) -> bool:
    return decision.closed_on is None and decision.due_on is not None and decision.due_on < clock.today()


def _tables(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    """How many sit at each table: those asked and those who declined do not."""
    all_of_them = sheets.tally(actor, "seats", "initiative")
    away = [
        sheets.tally(actor, "seats", "initiative", Choice(where={"state": state})) for state in ("declined", "invited")
    ]
    return {row.id: str(all_of_them.get(row.id, 0) - sum(each.get(row.id, 0) for each in away)) for row in rows}


def _late(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    late = _overdue(actor)
    return {row.id: _("past its day") for row in rows if row.id in late}


def _overdue(actor: Actor) -> set[str]:
    """Past their day and still open; what was renegotiated in time is not late."""
    return {str(each.pk) for each in queries.overdue(actor) if each.state != "renegotiated"}


def _waiting(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    late = {str(each.pk) for each in queries.decisions(actor).rows if _is_late(each)}
    return {row.id: _("past its day") for row in rows if row.id in late}


@in_network(Do.READ_ROOMS)
@require_GET
def initiative(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """One initiative: its table, its steps, what was promised and what was decided."""
    actor = request.actor
    slug = networks.network(actor).slug
    found = queries.initiative(actor, initiative_id)
    shown = {
        "room": ROOM,
        "tabs": tabs(ROOM, slug, ""),
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


ROOM = Room(
    "initiatives",
    "process_manager",
    (
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
        Place(
            name="commitments",
            at="commitments/",
            label=gettext_lazy("Commitments"),
            message=_commitments_message,
            lead=gettext_lazy("Who promised what, and by when. What is open comes first."),
            listing=Listing(
                table="commitments",
                columns=("name", "person", "party", "initiative", "due_on", "state"),
                chips="state",
                selects=("party", "initiative"),
                sort="due_on",
                where={"state": "open"},
                extras=(Extra("late", gettext_lazy("On time?"), _late, "chip"),),
            ),
            empty_title=gettext_lazy("Nothing promised yet"),
            empty_text=gettext_lazy(
                "Here stands who promised what, so that nobody needs to remember it or to ask twice."
            ),
        ),
        Place(
            name="decisions",
            at="decisions/",
            label=gettext_lazy("Decisions"),
            message=_decisions_message,
            lead=gettext_lazy("Which questions were put, how you decide on them, and what came of it."),
            listing=Listing(
                table="decisions",
                columns=("name", "initiative", "opened_on", "due_on", "closed_on", "outcome"),
                chips="outcome",
                selects=("method", "initiative"),
                sort="-opened_on",
                extras=(Extra("late", gettext_lazy("On time?"), _waiting, "chip"),),
            ),
            empty_title=gettext_lazy("No decisions yet"),
            empty_text=gettext_lazy("Here stand the questions you decide on together, with who takes which position."),
        ),
    ),
)
urlpatterns = [
    path("initiatives/<uuid:initiative_id>/", initiative, name="initiative"),
    *patterns(ROOM),
]
