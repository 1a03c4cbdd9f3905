"""The rules of the game, and how they live."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.conditions import queries, remarks
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Choice, SheetRow
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.pages import conditions_remarks, conditions_rule, conditions_rule_texts
from vierspan.workspace.web.rooms import Place, headline
from vierspan.workspace.web.rule_suggestions import SUGGESTIONS, suggestions


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


def more(request: NetworkRequest) -> Mapping[str, Any]:
    """What was told in confidence to the reader, and rules to begin with where there are few."""
    actor = request.actor
    may_write = may(actor, Do.EDIT_ROOMS)
    few = may_write and sheets.counts(actor)["rules"] < len(SUGGESTIONS)
    labels = words.choice_labels("rule_topics", actor.language)
    topics = [{"label": labels[key], "rules": list(suggestions(key))} for key in SUGGESTIONS] if few else []
    told = remarks.for_me(actor)
    return {
        "may_write": may_write,
        "in_confidence": [{"row": each, "is_mine": remarks.is_observer(actor, each)} for each in told],
        "topics": topics,
    }


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
        template="pages/conditions/rules.html",
        more=more,
        empty_title=gettext_lazy("No rules of the game yet"),
        empty_text=gettext_lazy("Here stands what you agreed on how to work together, and when you look at it again."),
    ),
)

urlpatterns: list[URLPattern] = [
    *conditions_rule.urlpatterns,
    *conditions_rule_texts.urlpatterns,
    *conditions_remarks.urlpatterns,
]
