"""Initiatives: what parties take up together, how far it is, and who sits at the table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.initiatives.mandate import queries as mandate
from vierspan.workspace.initiatives.starting import queries as starting
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.recognised import reads_first
from vierspan.workspace.insight.sheets import Choice, SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.behalf import short_words
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.pages import (
    initiatives_begin,
    initiatives_mandate,
    initiatives_note,
    initiatives_page,
    initiatives_results,
    initiatives_views,
)
from vierspan.workspace.web.rooms import Place, headline

PARTS = (
    initiatives_begin,
    initiatives_page,
    initiatives_mandate,
    initiatives_results,
    initiatives_note,
)


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


def _behalf(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    """In the words that stand everywhere."""
    found = [each.row for each in starting.glances(actor)] if rows else []
    shown = {row.id for row in rows}
    told = mandate.behalves(actor, [each for each in found if str(each.pk) in shown])
    names = may(actor, Do.READ_DIRECTORY)
    return {str(key): short_words(each, names=names) for key, each in told.items()}


def _late(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    late = {str(each.row.pk): each.promises_late for each in starting.glances(actor) if each.promises_late}
    words = {key: ngettext("one promise late", "%(n)s promises late", n) % {"n": n} for key, n in late.items()}
    return {row.id: words[row.id] for row in rows if row.id in words}


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    return {
        "views": initiatives_views.views(networks.network(actor).slug, "initiatives"),
        "leads_to_role": may(actor, Do.READ_MIRROR) and reads_first(actor),
    }


PLACES = (
    Place(
        name="initiatives",
        at="",
        label=gettext_lazy("Initiatives at work"),
        message=headline("process_manager", _initiatives_message),
        lead=gettext_lazy("What parties take up together: how far it is, who leads, and how large the table is."),
        listing=Listing(
            table="initiatives",
            columns=("name", "phase", "state", "initiator", "started_on"),
            chips="state",
            selects=("phase", "kind"),
            sort="-started_on",
            extras=(
                Extra("late", gettext_lazy("Promises"), _late, "chip"),
                Extra("behalf", gettext_lazy("On whose behalf"), _behalf, "text"),
                Extra("table", gettext_lazy("At the table"), _tables),
            ),
        ),
        empty_title=gettext_lazy("No initiatives yet"),
        empty_text=gettext_lazy(
            "Here stands what parties take up together, with who sits at the table and who carries it."
        ),
        template="pages/initiatives/list.html",
        more=_more,
    ),
    *initiatives_views.PLACES,
)
urlpatterns = [each for part in PARTS for each in part.urlpatterns]
