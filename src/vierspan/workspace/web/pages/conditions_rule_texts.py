"""Writing together on a rule: other words, adopted or declined, and what each party says of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import queries, rule_texts
from vierspan.workspace.conditions.actions import rules as actions
from vierspan.workspace.directory.drafting import actions as drafts
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.drafting.standing import Outdated
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_parts import compared
from vierspan.workspace.web.forms.course_texts import AnswerForm, EndorseForm, WriteForm
from vierspan.workspace.web.pages.conditions_giving import party_choices
from vierspan.workspace.web.pages.conditions_rule import Slips, frame, rule_page, to_rule


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def write(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    """Other words for the rule; where it changed meanwhile, both stand side by side and nothing is lost."""
    actor, row = request.actor, queries.rule(request.actor, rule_id)
    standing = rule_texts.standing(actor, row)
    parties = party_choices(actor)
    first = {"text": row.name, "seen": standing.number, "party": parties[0][0] if parties else ""}
    form = WriteForm(request.POST or None, initial=first, parties=parties)
    shown = {**frame(request), "form": form, "rule": row, "message": _("Other words for this rule")}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = {"text": given["text"], "reason": given["reason"], "seen": given["seen"] or 0}
        party = UUID(given["party"]) if given["party"] else None
        try:
            actions.write_on(actor, rule_id, party=party, **told)
            messages.success(request, _("Put forward. Who may adopt it sees it on the page of the rule."))
            return to_rule(request, rule_id)
        except Outdated as outdated:
            shown["both"] = compared(outdated.standing.text, outdated.yours, _("As it stands"), _("As you typed it"))
            form.data = {**form.data.dict(), "seen": str(outdated.standing.number)}  # type: ignore[attr-defined]
            return render(request, "pages/conditions/rule_write.html", shown, status=409)
        except Invalid as slip:
            form.add_error("text" if slip.field == "name" else slip.field, worded(slip.reason))
    return render(request, "pages/conditions/rule_write.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def endorse(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    form = EndorseForm(request.POST, parties=party_choices(request.actor))
    if not form.is_valid():
        return rule_page(request, rule_id, Slips(endorse=form, status=422))
    given = form.cleaned_data
    told = {"stance": given["stance"], "remark": given["remark"]}
    try:
        actions.endorse(request.actor, rule_id, party=UUID(given["party"]), seen=given["seen"] or 0, **told)
    except Outdated as outdated:
        form.data = {**form.data.dict(), "seen": str(outdated.standing.number)}  # type: ignore[attr-defined]
        why = _("Meanwhile the text was changed. Read it as it stands now, and say so again.")
        return rule_page(request, rule_id, Slips(endorse=form, why=why, status=409))
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        return rule_page(request, rule_id, Slips(endorse=form, status=422))
    messages.success(request, _("That is on record. You can think again at any time."))
    return to_rule(request, rule_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def adopt(request: NetworkRequest, rule_proposal_id: UUID) -> HttpResponse:
    def keep(given: dict[str, Any]) -> None:
        reason, seen, knowing = given["reason"], given["seen"], given["knowing"]
        actions.adopt(request.actor, rule_proposal_id, reason=reason, seen=seen, knowing=knowing)
        messages.success(
            request, _("Adopted: these words are the rule now. Ask the parties whether they stand behind it.")
        )

    return _answer(request, rule_proposal_id, keep)


@in_network(Do.EDIT_ROOMS)
@require_POST
def decline(request: NetworkRequest, rule_proposal_id: UUID) -> HttpResponse:
    def keep(given: dict[str, Any]) -> None:
        rule = queries.rule(request.actor, _rule_id(request, rule_proposal_id))
        drafts.decline(
            request.actor, rule_proposal_id, rule_texts.standing(request.actor, rule), reason=given["reason"]
        )
        messages.success(request, _("Declined. The words and your reason stay in the history."))

    return _answer(request, rule_proposal_id, keep)


def _answer(request: NetworkRequest, rule_proposal_id: UUID, keep: Callable[[dict[str, Any]], None]) -> HttpResponse:
    rule_id = _rule_id(request, rule_proposal_id)
    form, why = AnswerForm(request.POST, auto_id=f"id_{rule_proposal_id.hex[:8]}_%s"), ""
    if form.is_valid():
        try:
            keep(form.cleaned_data)
            return to_rule(request, rule_id)
        except (Changed, Outdated):
            why = _("Meanwhile the text or the proposal was changed. Read both as they stand now, and answer again.")
            number = rule_texts.standing(request.actor, queries.rule(request.actor, rule_id)).number
            again = {"seen": version(drafting.proposal(request.actor, rule_proposal_id)), "knowing": str(number)}
            form.data = {**form.data.dict(), **again}  # type: ignore[attr-defined]
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
    return rule_page(request, rule_id, Slips(answers={rule_proposal_id: form}, why=why, status=409 if why else 422))


@in_network(Do.EDIT_ROOMS)
@require_POST
def withdraw(request: NetworkRequest, rule_proposal_id: UUID) -> HttpResponse:
    rule_id = _rule_id(request, rule_proposal_id)
    drafts.withdraw(request.actor, rule_proposal_id)
    messages.success(request, _("Taken back"))
    return to_rule(request, rule_id)


def _rule_id(request: NetworkRequest, rule_proposal_id: UUID) -> UUID:
    row = drafting.proposal(request.actor, rule_proposal_id)
    if row.table != rule_texts.TABLE:
        raise NotFound
    return row.row


urlpatterns = [
    path("conditions/rules/<uuid:rule_id>/words/", write, name="rule_write"),
    path("conditions/rules/<uuid:rule_id>/endorse/", endorse, name="endorse_rule"),
    path("conditions/proposals/<uuid:rule_proposal_id>/adopt/", adopt, name="rule_proposal_adopt"),
    path("conditions/proposals/<uuid:rule_proposal_id>/decline/", decline, name="rule_proposal_decline"),
    path("conditions/proposals/<uuid:rule_proposal_id>/withdraw/", withdraw, name="rule_proposal_withdraw"),
]
