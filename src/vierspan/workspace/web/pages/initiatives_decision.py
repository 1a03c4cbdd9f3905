"""One decision: what is asked, how it stands, who said what, and what one can do."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.text import slug as slugged
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.deciding import queries, wording
from vierspan.workspace.initiatives.deciding.queries import Entry, Standing
from vierspan.workspace.insight import paper as sheet
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.decision_said import spoken, word_forms
from vierspan.workspace.web.decision_words import (
    method_words,
    now_words,
    outcome_words,
    parts,
    rule_lines,
    state_words,
    told,
)
from vierspan.workspace.web.forms.commitments import PromiseForm
from vierspan.workspace.web.forms.decisions import (
    AmendForm,
    CloseForm,
    DayForm,
    ShowForm,
    VerdictForm,
    WhyForm,
)
from vierspan.workspace.web.rooms import tabs


def room_frame(request: NetworkRequest) -> dict[str, Any]:
    """The head of a page about decisions."""
    from vierspan.workspace.web.pages.initiatives import ROOM  # the room is made of these pages

    return {"room": ROOM, "tabs": tabs(ROOM, networks.network(request.actor).slug, "decisions")}


@in_network(Do.READ_ROOMS)
@require_GET
def decision(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    return page(request, decision_id)


def page(request: NetworkRequest, decision_id: UUID, **slipped: Any) -> HttpResponse:
    """The page, with `slipped` the form that needs another look."""
    actor = request.actor
    found = queries.question_of(actor, decision_id)
    if found is None:
        return _recorded(request, decision_id)
    if found.state == "draft":
        return redirect("web:edit_question", networks.network(actor).slug, found.pk)
    shown = {**room_frame(request), **_told(actor, queries.standing(actor, found.pk)), **slipped}
    return render(request, "pages/initiatives/decision.html", shown, status=422 if slipped else 200)


def _recorded(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    """A decision that was recorded, or brought in from a file: what is known, and what is not."""
    actor = request.actor
    row = initiatives.decision(actor, decision_id)
    entry = Entry(row, None)
    sees = may(actor, Do.READ_POSITIONS)
    shown = {
        **room_frame(request),
        "message": row.name,
        "row": row,
        "state": state_words(entry),
        "method": method_words(entry, actor),
        "positions": initiatives.positions(actor, row.pk) if sees else [],
        "words": wording.WORDS,
    }
    return render(request, "pages/initiatives/decision_recorded.html", shown)


def _told(actor: Actor, standing: Standing) -> dict[str, Any]:
    found = standing.question
    sees = standing.sees_positions
    return {
        "message": found.name,
        "standing": standing,
        "question": found,
        "row": found.decision,
        "parts": parts(standing),
        "now": now_words(standing.count),
        "outcome": outcome_words(standing),
        "why": told(standing.count.why) if standing.count.contest else [],
        "missing": told(standing.count.now.why) if not standing.count.can_close else [],
        "rule": wording.RULES[found.rule],
        "rule_about": wording.ABOUT[found.rule],
        "rule_lines": rule_lines(standing),
        "casting": _name(actor, found.casting),
        "said": [spoken(each, standing) for each in standing.spoken] if sees else [],
        "silent": [each.voice for each in standing.silent] if sees else [],
        "aside": [each.voice for each in standing.voices if not each.voice.counts] if sees else [],
        "met": [each for each in standing.before if each.word == "objection"] if sees else [],
        "later": queries.later(actor, found),
        "follow_ups": queries.follow_ups(actor, found),
        "may_write": may(actor, Do.EDIT_ROOMS),
        "may_publish": may(actor, Do.PUBLISH_OUTWARD),
        "mine": [(each, word_forms(standing, each)) for each in standing.mine],
        **_forms(standing),
    }


def _name(actor: Actor, actor_id: Any) -> str:
    if not actor_id or not may(actor, Do.READ_DIRECTORY):
        return ""
    return next((each.name for each in directory.names(actor, [actor_id]).values()), "")


def _forms(standing: Standing) -> dict[str, Any]:
    found = standing.question
    if not standing.runs and not standing.decides and found.state == "open":
        return {}
    return {
        "amend": amend_form(standing) if standing.runs and may_amend(standing) else None,
        "close": CloseForm(initial={"outcome_text": found.outcome_text, "review_on": found.review_on}),
        "verdict": verdict_form(standing),
        "call_off": WhyForm(auto_id="call_off_%s"),
        "move": DayForm(initial={"due_on": found.due_on}, auto_id="move_%s"),
        "show": ShowForm(initial={"parts": found.shows or ["outcome", "date"]}),
        "promise": PromiseForm(auto_id="promise_%s", initial={"reminds": True}),
    }


def may_amend(standing: Standing) -> bool:
    found = standing.question
    return found.rule in ("consent", "consensus", "consensus_minus") and found.round < found.rounds


def amend_form(standing: Standing, data: Any = None) -> AmendForm:
    objections = [
        (str(each.pk), f"{each.voice.name}: {each.reason}" if standing.sees_positions else each.reason)
        for each in standing.objections
    ]
    options = [(str(each.pk), each.name) for each in standing.options]
    first = {"proposal": standing.question.proposal}
    return AmendForm(data, initial=first, objections=objections, options=options, auto_id="amend_%s")


def verdict_form(standing: Standing, data: Any = None) -> VerdictForm:
    found = standing.question
    first = {
        "decided": found.decided,
        "explanation": found.explanation,
        "option": str(found.chosen_id or ""),
        "is_beyond": not found.is_within,
    }
    return VerdictForm(data, initial=first, options=[(str(each.pk), each.name) for each in standing.options])


@in_network(Do.READ_ROOMS)
@require_GET
def paper(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    """The decision on one page, to print or to send along."""
    actor = request.actor
    found = queries.question(actor, decision_id)
    standing = queries.standing(actor, found.pk)
    shown = {**_told(actor, standing), "network": networks.network(actor), "state": _state(standing)}
    body = render_to_string("pages/initiatives/decision_paper.html", shown)
    reply = HttpResponse(sheet.printed(body, get_language() or "nl", "decision"), content_type=sheet.MEDIA_TYPE)
    name = slugged(found.name)[:60] or _("decision")
    reply.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return reply


def _state(standing: Standing) -> str:
    return outcome_words(standing) if standing.question.state == "closed" else now_words(standing.count)


AT = "initiatives/decisions/<uuid:decision_id>/"
urlpatterns = [
    path(AT, decision, name="decision"),
    path(f"{AT}paper/", paper, name="decision_paper"),
]
