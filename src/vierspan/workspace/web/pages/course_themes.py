"""Themes, and the activities that serve them."""

from collections.abc import Mapping, Sequence

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course import queries
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.rooms import Place


def _themes_message(actor: Actor) -> str:
    coherence = queries.coherence(actor)
    gaps, n = coherence.unserved, len(coherence.themes)
    if gaps and coherence.scores:
        return _("You find %(theme)s important, but nobody works on it") % {"theme": gaps[0].name}
    if not n:
        return _("No themes yet")
    return ngettext("%(n)s theme gives direction", "%(n)s themes give direction", n) % {"n": n}


def _activities_message(actor: Actor) -> str:
    found = queries.activities(actor)
    alone = sum(each.owner_id is None for each in found)
    n = len(found)
    if alone:
        told = ngettext(
            "%(alone)s of the %(n)s activities has no owner", "%(alone)s of the %(n)s activities have no owner", alone
        )
        return told % {"alone": alone, "n": n}
    if not n:
        return _("No activities yet")
    return ngettext("%(n)s activity, and somebody takes care of it", "%(n)s activities, each with an owner", n) % {
        "n": n
    }


def _served(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    """How many activities clearly serve each theme."""
    scores = queries.coherence(actor).scores
    serving = [str(theme) for (_activity, theme), score in scores.items() if score >= 2]
    return {row.id: str(serving.count(row.id)) for row in rows}


def _gap(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    coherence = queries.coherence(actor)
    gaps = {str(theme.pk) for theme in coherence.unserved} if coherence.scores else set()
    return {row.id: _("nobody") for row in rows if row.id in gaps}


PLACES: tuple[Place, ...] = (
    Place(
        name="themes",
        at="themes/",
        label=gettext_lazy("Themes"),
        message=_themes_message,
        lead=gettext_lazy("What you find important, and how much of what you do works on it."),
        listing=Listing(
            table="themes",
            columns=("name", "priority", "proposed_by", "prioritised_on"),
            numbers=("priority",),
            sort="-priority",
            extras=(
                Extra("served", gettext_lazy("Activities"), _served),
                Extra("gap", gettext_lazy("Gap"), _gap, "chip"),
            ),
        ),
        empty_title=gettext_lazy("No themes yet"),
        empty_text=gettext_lazy("Themes say what you find important. With them you see what your activities serve."),
    ),
    Place(
        name="activities",
        at="activities/",
        under="themes",
        label=gettext_lazy("Activities"),
        message=_activities_message,
        lead=gettext_lazy("What the parties do in the network, with whom, and for how many hours a year."),
        listing=Listing(
            table="activities",
            columns=("name", "owner", "parties", "hours", "state"),
            chips="state",
            numbers=("hours",),
            sort="name",
        ),
        empty_title=gettext_lazy("No activities yet"),
        empty_text=gettext_lazy("Here stands what is done in the network. A list with parties and an owner is enough."),
    ),
)

urlpatterns: list[URLPattern] = []
