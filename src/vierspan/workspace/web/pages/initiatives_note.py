"""The start note of an initiative on one page: to read, to print and as PDF."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.text import slug as slugged
from vierspan.workspace.course import queries as course
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.mandate import queries as mandate
from vierspan.workspace.initiatives.planning import queries as planning
from vierspan.workspace.initiatives.starting import gate, queries
from vierspan.workspace.insight import paper, words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.initiative_words import leaders, phases

FIRST_STEPS = 6
MOST_PROMISES = 6


@in_network(Do.READ_ROOMS)
@require_GET
def note(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    shown = frame(request, initiative_id, "initiative")
    shown |= _told(request, shown)
    shown["message"] = _("Start note of %(name)s") % {"name": shown["initiative"].name}
    return render(request, "pages/initiatives/note.html", shown)


@in_network(Do.READ_ROOMS)
@require_GET
def pdf(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    shown = frame(request, initiative_id, "initiative")
    told = {**shown, **_told(request, shown), "network": networks.network(request.actor)}
    body = render_to_string("pages/initiatives/note_paper.html", told)
    reply = HttpResponse(paper.printed(body, get_language() or "nl", "start_note"), content_type=paper.MEDIA_TYPE)
    name = slugged(shown["initiative"].name) or "start"
    reply.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return reply


def _told(request: NetworkRequest, shown: dict[str, Any]) -> dict[str, Any]:
    actor, row = request.actor, shown["initiative"]
    found = queries.glance(actor, row)
    names = {str(each.pk): each.name for each in course.themes(actor)} if row.themes else {}
    reads_people = may(actor, Do.READ_DIRECTORY)
    parties = {each.party.name for each in queries.at_table(actor, row) if each.party} if reads_people else set()
    steps = [each.step for each in planning.plan_rows(actor, row.pk)]
    ahead = [each for each in steps if each.done_on is None]
    return {
        "charter": queries.charter(actor, row),
        "glance": found,
        "leaders": leaders(found, names=reads_people),
        "themes": [names[key] for key in row.themes if key in names],
        "parties": sorted(parties),
        "phases": phases(row.phase, actor.language),
        "gate": gate.gate(actor, row, found),
        "steps": ahead[:FIRST_STEPS],
        "has_begun": len(ahead) < len(steps),
        "promises": initiatives.commitments(actor, initiative=row.pk, state="open").rows[:MOST_PROMISES],
        "conditions": mandate.behalf(actor, row),
        "kind_words": words.choice_label("initiative_kinds", row.kind, actor.language) if row.kind else "",
        "today": clock.today(),
        "reads_people": reads_people,
    }


AT = "initiatives/<uuid:initiative_id>/start-note/"
urlpatterns = [path(AT, note, name="start_note"), path(f"{AT}pdf/", pdf, name="start_note_pdf")]
