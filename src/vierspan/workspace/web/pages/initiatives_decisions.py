"""Decisions: which questions were put, and what came of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives import queries
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.rooms import Place


def _decisions_message(actor: Actor) -> str:
    n = sheets.counts(actor)["decisions"]
    late = [each for each in queries.decisions(actor).rows if _is_late(each)]
    if late:
        told = ngettext("One decision waits past its day: %(name)s", "%(n)s decisions wait past their day", len(late))
        return told % {"name": late[0].name, "n": len(late)}
    return ngettext("%(n)s decision was put", "%(n)s decisions were put", n) % {"n": n}


def _is_late(decision: Any) -> bool:
    return decision.closed_on is None and decision.due_on is not None and decision.due_on < clock.today()


def _waiting(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    late = {str(each.pk) for each in queries.decisions(actor).rows if _is_late(each)}
    return {row.id: _("past its day") for row in rows if row.id in late}


PLACES = (
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
)
urlpatterns: list[URLPattern] = []
