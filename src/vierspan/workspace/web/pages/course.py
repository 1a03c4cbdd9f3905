"""Course: what the network goes for, and whether what it does serves that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course import queries
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Ref, SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Extra, Linked, Listing
from vierspan.workspace.web.rooms import Place, Room, headline, patterns

MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """How strongly one activity serves one theme."""

    level: int
    score: float | None
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    address: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    address: str
    parties: str
    marks: tuple[Mark, ...]
    total: int
    is_loose: bool


@dataclass(frozen=True, slots=True)
class Served:
    """One theme with what serves it: the matrix as a list."""

    name: str
    address: str
    by: tuple[tuple[str, str, Mark], ...]


def _course_message(actor: Actor) -> str:
    n = sheets.counts(actor)["courses"]
    return (
        ngettext("%(n)s text says where you go", "%(n)s texts say where you go", n) % {"n": n}
        if n
        else _("Nothing is written down yet of where you go")
    )


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


def _coherence_message(actor: Actor) -> str:
    coherence = queries.coherence(actor)
    if not coherence.scores:
        return _("What serves what is not judged yet")
    if coherence.unserved:
        return _("You find %(theme)s important, but nobody works on it") % {"theme": coherence.unserved[0].name}
    if coherence.loose:
        n = len(coherence.loose)
        return ngettext("%(n)s activity serves no theme", "%(n)s activities serve no theme", n) % {"n": n}
    return _("Every theme is worked on, and every activity serves one")


def _capacity_message(actor: Actor) -> str:
    n = len({row.party_id for row in queries.capacity(actor)})
    if not n:
        return _("Nobody said yet what they can put in")
    return ngettext("%(n)s party said what it can put in", "%(n)s parties said what they can put in", n) % {"n": n}


def _endorsed(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return {row.id: str(_refs(row, "endorsed_by")) for row in rows}


def _refs(row: SheetRow, column: str) -> int:
    return next((len(cell.refs) for cell in row.cells if cell.column == column), 0)


def _served(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    """How many activities clearly serve each theme."""
    scores = queries.coherence(actor).scores
    serving = [str(theme) for (_activity, theme), score in scores.items() if score >= 2]
    return {row.id: str(serving.count(row.id)) for row in rows}


def _gap(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    coherence = queries.coherence(actor)
    gaps = {str(theme.pk) for theme in coherence.unserved} if coherence.scores else set()
    return {row.id: _("nobody") for row in rows if row.id in gaps}


def matrix(request: NetworkRequest) -> Mapping[str, Any]:
    """The heaviest themes against all activities, those that serve most first."""
    actor = request.actor
    slug = networks.network(actor).slug
    coherence = queries.coherence(actor)
    themes = coherence.themes[:MOST_COLUMNS]
    gaps, loose = {each.pk for each in coherence.unserved}, {each.pk for each in coherence.loose}

    def at(table: str, row: Any) -> str:
        return address_of(actor, slug, Ref(table, str(row.pk), row.name))

    names = sheets.named(actor, "parties", {party for each in coherence.activities for party in each.parties})
    lines = []
    for each in coherence.activities:
        marks = tuple(_mark(coherence, each.pk, theme.pk) for theme in themes)
        parties = ", ".join(names[party].name for party in each.parties if party in names)
        total = sum(mark.level for mark in marks)
        lines.append(Line(each.name, at("activities", each), parties, marks, total, each.pk in loose))
    lines.sort(key=lambda line: (line.is_loose, -line.total, line.name))
    return {
        "columns": [Column(each.name, at("themes", each), each.pk in gaps) for each in themes],
        "lines": lines if coherence.scores else [],
        "served": _by_theme(lines, [Column(each.name, at("themes", each), each.pk in gaps) for each in themes]),
        "loose": [Linked(line.name, line.address) for line in lines if line.is_loose],
        "disputed": sum(mark.is_disputed for line in lines for mark in line.marks),
        "left_out": len(coherence.themes) - len(themes),
    }


def _mark(coherence: queries.Coherence, activity: UUID, theme: UUID) -> Mark:
    score = coherence.scores.get((activity, theme))
    return Mark(round(score or 0), score, (activity, theme) in coherence.disputed)


def _by_theme(lines: Sequence[Line], columns: Sequence[Column]) -> list[Served]:
    found = []
    for place, column in enumerate(columns):
        by = [(line.name, line.address, line.marks[place]) for line in lines if line.marks[place].level]
        found.append(Served(column.name, column.address, tuple(sorted(by, key=lambda item: -item[2].level))))
    return found


ROOM = Room(
    "course",
    "strategist",
    (
        Place(
            name="course",
            at="",
            label=gettext_lazy("Texts"),
            message=headline("strategist", _course_message),
            lead=gettext_lazy(
                "What you are, what you go for and what you leave, in every version, with who stands behind it."
            ),
            listing=Listing(
                table="courses",
                columns=("name", "kind", "version", "author", "proposed_on"),
                chips="kind",
                numbers=("version",),
                sort="-proposed_on",
                extras=(Extra("endorsed", gettext_lazy("Endorsed by"), _endorsed),),
            ),
            empty_title=gettext_lazy("Nothing written down yet"),
            empty_text=gettext_lazy("Here stands who you are, your ambition, your strategy, and what you do not do."),
        ),
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
            empty_text=gettext_lazy(
                "Themes say what you find important. With them you see what your activities serve."
            ),
        ),
        Place(
            name="activities",
            at="activities/",
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
            empty_text=gettext_lazy(
                "Here stands what is done in the network. A list with parties and an owner is enough."
            ),
        ),
        Place(
            name="coherence",
            at="coherence/",
            label=gettext_lazy("Coherence"),
            message=_coherence_message,
            template="pages/course/coherence.html",
            more=matrix,
            empty_title=gettext_lazy("Not judged yet"),
            empty_text=gettext_lazy(
                "Judge from 0 to 3 which activity serves which theme, and see what nobody works on."
            ),
        ),
        Place(
            name="capacity",
            at="capacity/",
            label=gettext_lazy("Capacity"),
            message=_capacity_message,
            lead=gettext_lazy("How many hours each party can put in, quarter by quarter."),
            listing=Listing(
                table="capacity",
                columns=("party", "since", "hours", "energy"),
                selects=("party",),
                numbers=("hours", "energy"),
                sort="-since",
                has_pages=False,
            ),
            empty_title=gettext_lazy("Nobody said yet what they can put in"),
            empty_text=gettext_lazy("With the hours of each party you see what fits in your time, and what does not."),
        ),
    ),
)
urlpatterns = patterns(ROOM)
