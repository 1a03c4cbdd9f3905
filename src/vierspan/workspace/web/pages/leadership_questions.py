"""The page of questions: what is asked of whoever reads, and the rounds that are theirs to see."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.questions import own_file, queries
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.pages.leadership_questions_choosing import urlpatterns as choosing
from vierspan.workspace.web.pages.leadership_questions_round import urlpatterns as one_round
from vierspan.workspace.web.question_words import Listed, listed


@in_network(Do.READ_DIRECTORY)
@require_GET
def questions(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    rows = [listed(actor, each) for each in queries.rounds(actor)]
    waiting = queries.waiting(actor)
    shown = {
        "waiting": waiting,
        "mine": [row for row in rows if row.round.kind == ABOUT],
        "ours": [row for row in rows if row.round.kind != ABOUT],
        "may_run": may(actor, Do.RUN_QUESTIONS),
        "may_ask": may(actor, Do.ASK_ABOUT_SELF),
        "is_person": actor.person_id is not None,
        "answered_myself": queries.self_answers(actor)[-1:],
    }
    return render(
        request, "pages/leadership/questions.html", frame(request, "questions", _message(waiting, rows)) | shown
    )


def _message(waiting: list[queries.Waiting], rows: list[Listed]) -> str:
    open_ones = [each for each in waiting if not each.is_answered]
    if open_ones:
        return (
            _("Somebody waits for your answers")
            if len(open_ones) == 1
            else _("%(n)s rounds wait for your answers") % {"n": len(open_ones)}
        )
    if any(row.round.state == "open" for row in rows):
        return _("Questions are out; answers can still come")
    if any(row.round.state == "closed" for row in rows):
        return _("What was asked about leading, and what came of it")
    return _("Ask others what they see, and what the network needs")


@in_network(Do.ASK_ABOUT_SELF)
@require_GET
def own(request: NetworkRequest) -> HttpResponse:
    """All of one's own as a file."""
    reply = HttpResponse(
        json.dumps(own_file.all_of_mine(request.actor), ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
    )
    reply.headers["Content-Disposition"] = f'attachment; filename="{_("questions")}-{clock.today():%Y-%m-%d}.json"'
    return reply


AT = "leadership/questions/"
urlpatterns = [
    path(AT, questions, name="questions"),
    path(f"{AT}mine.json", own, name="questions_own"),
    *choosing,
    *one_round,
]
