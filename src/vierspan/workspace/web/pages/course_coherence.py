"""Which activity serves which theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course import queries
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Linked
from vierspan.workspace.web.rooms import Place

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


PLACES: tuple[Place, ...] = (
    Place(
        name="coherence",
        at="coherence/",
        label=gettext_lazy("Coherence"),
        message=_coherence_message,
        template="pages/course/coherence.html",
        more=matrix,
        empty_title=gettext_lazy("Not judged yet"),
        empty_text=gettext_lazy("Judge from 0 to 3 which activity serves which theme, and see what nobody works on."),
    ),
)

urlpatterns: list[URLPattern] = []
