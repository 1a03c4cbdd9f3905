"""Conditions: how the parties deal with each other."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.conditions import queries
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Choice, Ref, SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Extra, Linked, Listing
from vierspan.workspace.web.rooms import Place, Room, headline, patterns

LIGHTS = {
    "fine": gettext_lazy("gives and gets about as much"),
    "talk": gettext_lazy("worth a talk"),
    "agenda": gettext_lazy("out of balance"),
    "inactive": gettext_lazy("nothing given or got"),
}


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


def _exchanges_message(actor: Actor) -> str:
    out = [each for each in _balances(actor) if each.light == "agenda"]
    if out:
        n = len(out)
        first = out[0].name
        told = ngettext(
            "At %(first)s give and get are out of balance", "At %(n)s parties give and get are out of balance", n
        )
        return told % {"first": first, "n": n}
    n = sheets.counts(actor)["exchanges"]
    if not n:
        return _("Nothing given or got yet")
    return ngettext("%(n)s time something was offered or given", "%(n)s times something was offered or given", n) % {
        "n": n
    }


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


def _pulse_message(actor: Actor) -> str:
    lines = _trends(actor)
    if not lines:
        return _("The pulse was not taken yet")
    falling = min(lines, key=lambda line: line["change"] or 0)
    if (falling["change"] or 0) < 0:
        return _("%(item)s went down most") % {"item": falling["label"].capitalize()}
    return _("Nothing went down since the pulse before")


def _endorsed(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return {row.id: str(len(cell.refs)) for row in rows for cell in row.cells if cell.column == "endorsed_by"}


def _kept(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return _seen(actor, "good", rows)


def _strained(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return _seen(actor, "breach", rows)


def _seen(actor: Actor, kind: str, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    counted = sheets.tally(actor, "observations", "rule", Choice(where={"kind": kind}))
    return {row.id: str(counted.get(row.id, 0)) for row in rows}


def _turnout(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    invited = sheets.tally(actor, "attendance", "gathering")
    away = sheets.tally(actor, "attendance", "gathering", Choice(where={"present": "false"}))
    both = {row.id: (invited.get(row.id, 0), away.get(row.id, 0)) for row in rows}
    return {
        key: _("%(came)s of %(invited)s") % {"came": asked - absent, "invited": asked}
        for key, (asked, absent) in both.items()
        if asked
    }


def _due(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    due = {str(rule.pk) for rule in queries.due_for_review(actor)}
    return {row.id: _("due for review") for row in rows if row.id in due}


def _balances(actor: Actor) -> Sequence[Any]:
    if not may(actor, Do.READ_MIRROR):
        return ()
    try:
        exchange = insight.mirror(actor, insight.current_run(actor)).exchange
    except DomainError:
        return ()
    return exchange.balances if exchange else ()


def balances(request: NetworkRequest) -> Mapping[str, Any]:
    """Of each party what it gave and got, those most out of balance first."""
    actor = request.actor
    slug = networks.network(actor).slug
    found = [
        {
            "party": Linked(each.name, address_of(actor, slug, Ref("parties", each.party, each.name))),
            "gives": each.gives,
            "gets": each.gets,
            "light": each.light,
            "words": LIGHTS.get(each.light, ""),
        }
        for each in _balances(actor)
        if each.light != "inactive"
    ]
    return {"balances": found}


def pulse(request: NetworkRequest) -> Mapping[str, Any]:
    return {"trends": _trends(request.actor)}


def _trends(actor: Actor) -> list[dict[str, Any]]:
    """Each question with its mean over the whole network, wave by wave, last first."""
    waves: dict[str, list[Any]] = {}
    for row in queries.pulse(actor):
        if row.party_id is None:
            waves.setdefault(row.item, []).append(row)
    labels = words.choice_labels("pulse_items", actor.language)
    return [_trend(labels[item], waves[item]) for item in labels if item in waves]


def _trend(label: str, rows: Sequence[Any]) -> dict[str, Any]:
    last = rows[0]
    waves = [(row.score, _month(row.asked_on)) for row in reversed(rows)]
    change = round(last.score - rows[1].score, 1) if len(rows) > 1 else None
    return {"label": label, "score": last.score, "change": change, "last": last, "waves": waves}


def _month(day: date) -> str:
    written = date_format(day, "M Y")
    return written.lower() if get_language() == "nl" else written


ROOM = Room(
    "conditions",
    "developer",
    (
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
            empty_text=gettext_lazy(
                "Here stands what you agreed on how to work together, and when you look at it again."
            ),
        ),
        Place(
            name="exchanges",
            at="exchanges/",
            label=gettext_lazy("Give and get"),
            message=_exchanges_message,
            lead=gettext_lazy("What parties offer and give each other, and whether it evens out."),
            listing=Listing(
                table="exchanges",
                columns=("what", "giver", "receiver", "value", "unit", "state", "given_on"),
                chips="state",
                selects=("giver", "receiver"),
                numbers=("value",),
                sort="-given_on",
            ),
            template="pages/conditions/exchanges.html",
            more=balances,
            empty_title=gettext_lazy("Nothing given or got yet"),
            empty_text=gettext_lazy(
                "Time, knowledge, room, money: write down what goes from whom to whom, and see whether it evens out."
            ),
        ),
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
        Place(
            name="pulse",
            at="pulse/",
            label=gettext_lazy("Pulse"),
            message=_pulse_message,
            lead=gettext_lazy(
                "How people find it goes, from 1 to 5. You see means only, never what one person answered."
            ),
            template="pages/conditions/pulse.html",
            more=pulse,
            empty_title=gettext_lazy("No pulse yet"),
            empty_text=gettext_lazy(
                "Ask everybody twelve short questions now and then, and you see here how working together goes."
            ),
        ),
    ),
)
urlpatterns = patterns(ROOM)
