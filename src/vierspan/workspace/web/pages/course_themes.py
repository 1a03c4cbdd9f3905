"""Themes, and the activities that serve them."""

from collections.abc import Mapping, Sequence

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course import coherence as squares
from vierspan.workspace.course import queries
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.pages import course_activity_pages, course_theme_pages
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
    gone = {str(theme.pk) for theme in squares.themes_let_go(actor)}
    told = {row.id: _("nobody") for row in rows if row.id in gaps}
    return told | {row.id: _("let go") for row in rows if row.id in gone}


def _serves(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    """The themes that each activity clearly serves."""
    themes = {theme.pk: theme.name for theme in queries.themes(actor)}
    judged = squares.judged_squares(actor)
    served: dict[str, list[str]] = {}
    for (activity, theme), cell in sorted(judged.items(), key=lambda pair: -pair[1].mean):
        if cell.mean >= squares.CLEAR and theme in themes:
            served.setdefault(str(activity), []).append(themes[theme])
    return {row.id: ", ".join(served.get(row.id, ())) for row in rows}


PLACES: tuple[Place, ...] = (
    Place(
        name="themes",
        at="themes/",
        label=gettext_lazy("Themes"),
        message=_themes_message,
        lead=gettext_lazy("What you find important, and how much of what you do works on it."),
        template="pages/course/themes.html",
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
        empty_text=gettext_lazy("Start with one: what do you want to work on together? The rest follows from there."),
    ),
    Place(
        name="activities",
        at="activities/",
        under="themes",
        label=gettext_lazy("Activities"),
        message=_activities_message,
        lead=gettext_lazy("What the parties do in the network, with whom, and for how many hours a year."),
        template="pages/course/activities.html",
        listing=Listing(
            table="activities",
            columns=("name", "owner", "parties", "hours", "state"),
            chips="state",
            numbers=("hours",),
            sort="name",
            extras=(Extra("serves", gettext_lazy("Serves"), _serves, "text"),),
        ),
        empty_title=gettext_lazy("No activities yet"),
        empty_text=gettext_lazy("Put down what you do. A name and who does it are enough: that takes a minute."),
    ),
)

urlpatterns: list[URLPattern] = [*course_theme_pages.urlpatterns, *course_activity_pages.urlpatterns]
