"""Which activity serves which theme, and what that tells."""

from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.course import coherence
from vierspan.workspace.insight import words
from vierspan.workspace.insight.coherence import sense
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.coherence_matrix import Line, Matrix, Wanted, wanted_of
from vierspan.workspace.web.coherence_sense import told
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.course_names import Mark
from vierspan.workspace.web.pages import course_coherence_out, course_squares
from vierspan.workspace.web.rooms import Place


def _coherence_message(actor: Actor) -> str:
    matrix = Matrix(actor, "", Wanted())
    if not matrix.cells or not matrix.live:
        return _("What serves what is not judged yet")
    unserved = next((each for each in matrix.every_theme if matrix.gaps.get(each.pk) == _("nobody")), None)
    if unserved:
        return _("You find %(theme)s important, but nobody works on it") % {"theme": unserved.name}
    if matrix.loose:
        n = len(matrix.loose)
        return ngettext("%(n)s activity serves no theme", "%(n)s activities serve no theme", n) % {"n": n}
    if matrix.gaps:
        theme = next(each.name for each in matrix.every_theme if each.pk in matrix.gaps)
        return _("Hardly anything works on %(theme)s") % {"theme": theme}
    return _("Every theme is worked on, and every activity serves one")


def shown(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    matrix = Matrix(actor, slug_of(request), wanted_of(request.GET))
    found = sense(actor) if matrix.cells else None
    return {
        "matrix": matrix,
        "states": words.choice_labels("activity_states", actor.language),
        "parties": sorted(matrix.party_names.items(), key=lambda pair: pair[1].casefold()),
        "served": _by_theme(matrix) if matrix.cells else [],
        "told": told(found, matrix) if found else None,
        "to_judge": _to_judge(actor) if matrix.every_theme and matrix.live else 0,
        **_ways(matrix),
        "alignment_definition": words.say("definition.portfolio_alignment.text", actor.language),
    }


def _ways(matrix: Matrix) -> dict[str, Any]:
    """To the pages beside this one, to another order, and out."""
    page, themes = matrix.page, matrix.shown_themes
    return {
        "by_name": matrix.at(sort="name", page=""),
        "by_sum": matrix.at(sort="", page=""),
        "pages": {
            "previous": matrix.at(page=str(page.number - 1)) if page.has_previous else "",
            "next": matrix.at(page=str(page.number + 1)) if page.has_next else "",
            "themes_previous": matrix.at(cols=str(themes.number - 1)) if themes.has_previous else "",
            "themes_next": matrix.at(cols=str(themes.number + 1)) if themes.has_next else "",
        },
        "paper": matrix.beside("coherence_paper"),
        "xlsx": matrix.beside("coherence_file", **{"as": "xlsx"}),
        "csv": matrix.beside("coherence_file", **{"as": "csv"}),
        "judgements": matrix.beside("coherence_file", **{"as": "xlsx", "what": "judgements"}),
    }


def _to_judge(actor: Actor) -> int:
    """The squares that wait for the reader's own party."""
    return len(coherence.not_judged(actor, coherence.judges(actor)[0].id)) if may(actor, Do.EDIT_ROOMS) else 0


def _by_theme(matrix: Matrix) -> list[tuple[Any, list[tuple[Line, Mark]]]]:
    """The same as a list, for a narrow page: per theme what serves it, the strongest first."""
    found = []
    for place, column in enumerate(matrix.columns):
        by = [(line, line.marks[place]) for line in matrix.lines if line.marks[place].level]
        found.append((column, sorted(by, key=lambda pair: -(pair[1].mean or 0))))
    return found


PLACES: tuple[Place, ...] = (
    Place(
        name="coherence",
        at="coherence/",
        label=gettext_lazy("Coherence"),
        message=_coherence_message,
        template="pages/course/coherence.html",
        more=shown,
        empty_title=gettext_lazy("Not judged yet"),
        empty_text=gettext_lazy("Judge from 0 to 3 which activity serves which theme, and see what nobody works on."),
    ),
)

urlpatterns: list[URLPattern] = [*course_squares.urlpatterns, *course_coherence_out.urlpatterns]
