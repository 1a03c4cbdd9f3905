"""Saying what one thinks of the course: standing behind a text, and adopting, declining or taking back a proposal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import texts
from vierspan.workspace.course.actions import texts as actions
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.drafting.standing import Outdated
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.course_texts import AnswerForm, EndorseForm
from vierspan.workspace.web.pages.course_text import Slips, party_choices, text_page


@in_network(Do.EDIT_ROOMS)
@require_POST
def endorse(request: NetworkRequest, part: str) -> HttpResponse:
    form = EndorseForm(request.POST, parties=party_choices(request.actor))
    if not form.is_valid():
        return text_page(request, part, Slips(endorse=form, status=422))
    given = form.cleaned_data
    told = {"stance": given["stance"], "remark": given["remark"]}
    try:
        actions.endorse(request.actor, part, party=UUID(given["party"]), seen=given["seen"] or 0, **told)
    except Outdated as outdated:
        form.data = {**form.data.dict(), "seen": str(outdated.standing.number)}  # type: ignore[attr-defined]
        why = _("Meanwhile the text was changed. Read it as it stands now, and say so again.")
        return text_page(request, part, Slips(endorse=form, why=why, status=409))
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        return text_page(request, part, Slips(endorse=form, status=422))
    messages.success(request, _("That is on record. You can think again at any time."))
    return _to(request, part)


@in_network(Do.EDIT_ROOMS)
@require_POST
def adopt(request: NetworkRequest, proposal_id: UUID) -> HttpResponse:
    def keep(given: dict[str, Any]) -> None:
        reason, seen, knowing = given["reason"], given["seen"], given["knowing"]
        actions.adopt(request.actor, proposal_id, reason=reason, seen=seen, knowing=knowing)
        messages.success(
            request, _("Adopted: these words are the text now. Ask the parties whether they stand behind it.")
        )

    return _answer(request, proposal_id, keep)


@in_network(Do.EDIT_ROOMS)
@require_POST
def decline(request: NetworkRequest, proposal_id: UUID) -> HttpResponse:
    def keep(given: dict[str, Any]) -> None:
        actions.decline(request.actor, proposal_id, reason=given["reason"])
        messages.success(request, _("Declined. The words and your reason stay in the history."))

    return _answer(request, proposal_id, keep)


def _answer(request: NetworkRequest, proposal_id: UUID, keep: Callable[[dict[str, Any]], None]) -> HttpResponse:
    row = drafting.proposal(request.actor, proposal_id)
    part = texts.part_of(request.actor, row.row).key
    form = AnswerForm(request.POST, auto_id=f"id_{row.pk.hex[:8]}_%s")
    why = ""
    if form.is_valid():
        try:
            keep(form.cleaned_data)
            return _to(request, part)
        except (Changed, Outdated):
            why = _("Meanwhile the text or the proposal was changed. Read both as they stand now, and answer again.")
            number = texts.text(request.actor, part).number
            again = {"seen": version(drafting.proposal(request.actor, proposal_id)), "knowing": str(number)}
            form.data = {**form.data.dict(), **again}  # type: ignore[attr-defined]
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
    return text_page(request, part, Slips(answers={proposal_id: form}, why=why, status=409 if why else 422))


@in_network(Do.EDIT_ROOMS)
@require_POST
def withdraw(request: NetworkRequest, proposal_id: UUID) -> HttpResponse:
    row = actions.withdraw(request.actor, proposal_id)
    messages.success(request, _("Taken back. Below you can put it forward again."))
    return _to(request, texts.part_of(request.actor, row.row).key)


@in_network(Do.EDIT_ROOMS)
@require_POST
def reopen(request: NetworkRequest, proposal_id: UUID) -> HttpResponse:
    row = actions.reopen(request.actor, proposal_id)
    messages.success(request, _("The proposal is open again"))
    return _to(request, texts.part_of(request.actor, row.row).key)


def _to(request: NetworkRequest, part: str) -> HttpResponse:
    return redirect("web:course_text", networks.network(request.actor).slug, part)


urlpatterns = [
    path("course/texts/<slug:part>/endorse/", endorse, name="course_text_endorse"),
    path("course/proposals/<uuid:proposal_id>/adopt/", adopt, name="course_proposal_adopt"),
    path("course/proposals/<uuid:proposal_id>/decline/", decline, name="course_proposal_decline"),
    path("course/proposals/<uuid:proposal_id>/withdraw/", withdraw, name="course_proposal_withdraw"),
    path("course/proposals/<uuid:proposal_id>/reopen/", reopen, name="course_proposal_reopen"),
]
