"""The rules of the game, and how they live."""

from collections.abc import Mapping, Sequence

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.conditions import queries
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Choice, SheetRow
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.rooms import Place, headline


def _rules_message(actor: Actor) -> str:
    n, due = sheets.counts(actor)["rules"], len(queries.due_for_review(actor))
    if due:
        told = ngettext(
            "%(due)s of the %(n)s rules of the game is due for review",
            "%(due)s of the %(n)s rules of the game are due for review",
            due,
        )
        return told % {"due": due, "n": n}
    if not n:
        return _("No rules of the game yet")
    return ngettext("You keep %(n)s rule of the game", "You keep %(n)s rules of the game", n) % {"n": n}


def _endorsed(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return {row.id: str(len(cell.refs)) for row in rows for cell in row.cells if cell.column == "endorsed_by"}


def _kept(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return _seen(actor, "good", rows)


def _strained(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return _seen(actor, "breach", rows)


def _seen(actor: Actor, kind: str, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    counted = sheets.tally(actor, "observations", "rule", Choice(where={"kind": kind}))
    return {row.id: str(counted.get(row.id, 0)) for row in rows}


def _due(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    due = {str(rule.pk) for rule in queries.due_for_review(actor)}
    return {row.id: _("due for review") for row in rows if row.id in due}


PLACES: tuple[Place, ...] = (
    Place(
        name="conditions",
        at="",
        label=gettext_lazy("Rules of the game"),
        message=headline("developer", _rules_message),
        lead=gettext_lazy("What you agreed on how to deal with each other, and how it goes."),
        listing=Listing(
            table="rules",
            columns=("name", "topic", "author", "review_on"),
            chips="topic",
            sort="name",
            extras=(
                Extra("endorsed", gettext_lazy("Endorsed by"), _endorsed),
                Extra("kept", gettext_lazy("Seen kept"), _kept),
                Extra("strained", gettext_lazy("Seen broken"), _strained),
                Extra("due", gettext_lazy("Review"), _due, "chip"),
            ),
        ),
        empty_title=gettext_lazy("No rules of the game yet"),
        empty_text=gettext_lazy("Here stands what you agreed on how to work together, and when you look at it again."),
    ),
)

urlpatterns: list[URLPattern] = []
