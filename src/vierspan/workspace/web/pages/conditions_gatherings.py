"""Gatherings: for what, with whom, and who came."""

from collections.abc import Mapping, Sequence

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Choice, SheetRow
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.rooms import Place


def _gatherings_message(actor: Actor) -> str:
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


PLACES: tuple[Place, ...] = (
    Place(
        name="gatherings",
        at="gatherings/",
        label=gettext_lazy("Gatherings"),
        message=_gatherings_message,
        lead=gettext_lazy("When you met, for what, who was asked and who came."),
        listing=Listing(
            table="gatherings",
            columns=("name", "held_on", "kind", "organiser", "initiative", "rating"),
            chips="kind",
            selects=("initiative",),
            numbers=("rating",),
            sort="-held_on",
            extras=(Extra("turnout", gettext_lazy("Came"), _turnout),),
        ),
        empty_title=gettext_lazy("No gatherings yet"),
        empty_text=gettext_lazy(
            "A list of meetings with who came is enough to see who meets whom, and who stays away."
        ),
    ),
)

urlpatterns: list[URLPattern] = []
