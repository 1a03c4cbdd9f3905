"""Commitments: who promised what, and by when."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.initiatives import queries
from vierspan.workspace.initiatives.promises import queries as promises
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.pages import initiatives_commitment, initiatives_reliability
from vierspan.workspace.web.pages.initiatives_commitment import empty_form
from vierspan.workspace.web.rooms import Place

FIRST_FEW = 6


def _message(actor: Actor) -> str:
    late, n = len(_overdue(actor)), sheets.counts(actor)["commitments"]
    if late:
        told = ngettext("%(late)s commitment is past its day", "%(late)s commitments are past their day", late)
        return told % {"late": late}
    if not n:
        return _("Nothing was promised yet")
    return ngettext("The one commitment is on time", "None of the %(n)s commitments is past its day", n) % {"n": n}


def _late(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    late = _overdue(actor)
    return {row.id: _("past its day") for row in rows if row.id in late}


def _overdue(actor: Actor) -> set[str]:
    """Past their day and still open; what was renegotiated in time is not late."""
    return {str(each.pk) for each in queries.overdue(actor) if each.state != "renegotiated"}


def more(request: NetworkRequest) -> Mapping[str, Any]:
    """What the reader promised and asked, and a line to write another down."""
    actor = request.actor
    mine, asked = promises.mine(actor), promises.asked_by(actor)
    return {
        "may_write": may(actor, Do.EDIT_ROOMS),
        "form": empty_form(actor),
        "mine": [(row, promises.days_late(row)) for row in mine[:FIRST_FEW]],
        "mine_more": max(0, len(mine) - FIRST_FEW),
        "asked": [(row, promises.days_late(row)) for row in asked[:FIRST_FEW]],
        "asked_more": max(0, len(asked) - FIRST_FEW),
    }


PLACES = (
    Place(
        name="commitments",
        at="commitments/",
        label=gettext_lazy("Commitments"),
        message=_message,
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
        template="pages/initiatives/commitments.html",
        more=more,
        empty_title=gettext_lazy("Nothing promised yet"),
        empty_text=gettext_lazy("Here stands who promised what, so that nobody needs to remember it or to ask twice."),
    ),
)
urlpatterns: list[URLPattern] = [*initiatives_reliability.urlpatterns, *initiatives_commitment.urlpatterns]
