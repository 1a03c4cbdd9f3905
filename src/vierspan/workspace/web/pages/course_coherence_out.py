"""The matrix to take along: as a sheet, with who said what, and on one A3."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common import clock
from vierspan.workspace.course import coherence
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.insight import coherence_paper, sheets, words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.coherence_matrix import Matrix, wanted_of
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.templatetags.vierspan import figure

WIDEST = 14  # themes side by side on one sheet of paper


@in_network(Do.EXPORT_NETWORK)
@require_GET
def file(request: NetworkRequest) -> HttpResponse:
    """The means of the activities that were asked for; or every judgement, with who and why."""
    matrix = _matrix(request)
    is_judgements = request.GET.get("what") == "judgements"
    lines = _judgements(matrix) if is_judgements else _means(matrix)
    name = _("judgements") if is_judgements else _("coherence")
    return download(list_file(request.actor, name, request.GET.get("as", "csv"), lines))


def _matrix(request: NetworkRequest) -> Matrix:
    return Matrix(request.actor, networks.network(request.actor).slug, wanted_of(request.GET))


def _means(matrix: Matrix) -> Iterator[Sequence[str]]:
    language = matrix.actor.language
    yield (_("Activity"), _("Parties"), _("Hours a year"), _("How it stands"), *(each.name for each in matrix.themes))
    for line in matrix.lines_of(matrix.activities, matrix.themes):
        row = line.activity
        state = words.choice_label("activity_states", row.state, language)
        means = (figure(mark.mean, 1) if mark.mean is not None else "" for mark in line.marks)
        yield (line.name, line.parties, figure(row.hours), state, *means)


def _judgements(matrix: Matrix) -> Iterator[Sequence[str]]:
    language = matrix.actor.language
    said = coherence.all_judgements(matrix.actor)
    names = sheets.names_of(matrix.actor, {str(each.judge) for _square, each in said if each.judge})
    activities = {each.pk: each.name for each in matrix.activities}
    themes = {each.pk: each.name for each in matrix.themes}
    yield (_("Activity"), _("Theme"), _("Score"), _("Judged by"), _("Date"), _("Why"))
    for (activity, theme), each in said:
        if activity in activities and theme in themes:
            judge = names.get(str(each.judge))
            day = words.written(each.on, "date", language) if each.on else ""
            who = judge.name if judge else ""
            yield (activities[activity], themes[theme], str(each.score), who, day, each.reason)


@in_network(Do.EXPORT_NETWORK)
@require_GET
def paper(request: NetworkRequest) -> HttpResponse:
    """Lying A3; more than fits on one sheet goes on upon the next."""
    matrix = _matrix(request)
    themes, activities = matrix.themes, matrix.activities
    groups = [themes[at : at + WIDEST] for at in range(0, len(themes), WIDEST)]
    shown = {
        "network": networks.network(request.actor),
        "matrix": matrix,
        "parts": [
            (
                [(each, matrix.gaps.get(each.pk, "")) for each in group],
                matrix.lines_of(activities, group),
            )
            for group in groups
        ],
        "today": clock.today(),
        "density": coherence_paper.density(len(activities)),
    }
    body = render_to_string("pages/course/coherence_paper.html", shown)
    reply = HttpResponse(coherence_paper.printed(body, get_language() or "nl"), content_type=coherence_paper.MEDIA_TYPE)
    reply.headers["Content-Disposition"] = f'inline; filename="{_("coherence")}-a3.pdf"'
    return reply


urlpatterns = [
    path("course/coherence/file/", file, name="coherence_file"),
    path("course/coherence/paper/", paper, name="coherence_paper"),
]
