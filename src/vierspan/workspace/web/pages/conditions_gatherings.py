"""Gatherings: what lies ahead first, then all of them, with for what and who came."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Choice, SheetRow
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.pages import (
    conditions_gathering,
    conditions_gathering_after,
    conditions_gathering_calendar,
    conditions_gathering_dates,
    conditions_gathering_door,
    conditions_gathering_guests,
    conditions_gathering_programme,
    conditions_gathering_takeaways,
)
from vierspan.workspace.web.rooms import Place

PARTS = (
    conditions_gathering,
    conditions_gathering_programme,
    conditions_gathering_guests,
    conditions_gathering_dates,
    conditions_gathering_door,
    conditions_gathering_after,
    conditions_gathering_takeaways,
    conditions_gathering_calendar,
)
AHEAD_SHOWN = 12


def _message(actor: Actor) -> str:
    ahead = meeting.upcoming(actor, most=1)
    if ahead and (day := ahead[0][0].gathering.held_on):
        return conditions_gathering.ahead_message(ahead[0][0].gathering.name, day)
    n = sheets.counts(actor)["gatherings"]
    asked = sum(sheets.tally(actor, "attendance", "present").values())
    stayed_away = sheets.tally(actor, "attendance", "present").get("False", 0)
    if asked:
        came = round(100 * (asked - stayed_away) / asked)
        told = ngettext("%(came)s per cent came to %(n)s gathering", "%(came)s per cent came to %(n)s gatherings", n)
        return told % {"came": came, "n": n}
    if not n:
        return _("You have not met yet")
    return ngettext("You met %(n)s time", "You met %(n)s times", n) % {"n": n}


def _turnout(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    invited = sheets.tally(actor, "attendance", "gathering")
    away = sheets.tally(actor, "attendance", "gathering", Choice(where={"present": "false"}))
    both = {row.id: (invited.get(row.id, 0), away.get(row.id, 0)) for row in rows}
    return {
        key: _("%(came)s of %(invited)s") % {"came": asked - absent, "invited": asked}
        for key, (asked, absent) in both.items()
        if asked
    }


def _state(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    words = {"cancelled": _("called off"), "poll": _("looking for a day"), "ahead": _("still to come")}
    return {key: words[state] for key, state in meeting.states(actor, [row.id for row in rows]).items()}


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    ahead = meeting.upcoming(request.actor, most=AHEAD_SHOWN)
    return {"ahead": ahead, "has_feed": meeting.has_feed(request.actor)}


PLACES: tuple[Place, ...] = (
    Place(
        name="gatherings",
        at="gatherings/",
        label=gettext_lazy("Gatherings"),
        message=_message,
        lead=gettext_lazy("When you met, for what, who was asked and who came."),
        listing=Listing(
            table="gatherings",
            columns=("name", "held_on", "kind", "organiser", "initiative", "rating"),
            chips="kind",
            selects=("initiative",),
            numbers=("rating",),
            sort="-held_on",
            extras=(
                Extra("state", gettext_lazy("State"), _state, "chip"),
                Extra("turnout", gettext_lazy("Came"), _turnout),
            ),
        ),
        empty_title=gettext_lazy("No gatherings yet"),
        empty_text=gettext_lazy(
            "A list of meetings with who came is enough to see who meets whom, and who stays away."
        ),
        template="pages/gatherings/list.html",
        more=_more,
    ),
)

urlpatterns = [each for part in PARTS for each in part.urlpatterns]
