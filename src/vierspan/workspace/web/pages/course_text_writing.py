"""Writing words for a part of the course: the first ones, others than those that stand, or a proposal again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import texts
from vierspan.workspace.course.actions import texts as actions
from vierspan.workspace.course.texts import CourseText
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.drafting.standing import Outdated
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_parts import compared
from vierspan.workspace.web.forms.course_texts import WriteForm
from vierspan.workspace.web.pages.course_text import frame, party_choices


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def write(request: NetworkRequest, part: str) -> HttpResponse:
    """The first words where nothing stands, else a proposal."""
    found = texts.text(request.actor, part)
    first = {"text": found.standing.text, "seen": found.number, "party": own_party(request.actor)}
    form = WriteForm(request.POST or None, initial=first, parties=party_choices(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            return _written(request, found, form)
        except Outdated as outdated:
            return _outdated(request, form, outdated, {})
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
    return _page(request, found, form, {}, 422 if form.errors else 200)


def _written(request: NetworkRequest, found: CourseText, form: WriteForm) -> HttpResponse:
    given = form.cleaned_data
    party = UUID(given["party"]) if given["party"] else None
    told: dict[str, Any] = {"text": given["text"], "reason": given["reason"], "party": party}
    if not found.number:
        actions.begin(request.actor, found.part.key, **told)
        messages.success(request, _("Your words stand. Now the others can say whether they stand behind them."))
    else:
        actions.propose(request.actor, found.part.key, **told, seen=given["seen"] or 0)
        messages.success(request, _("Your proposal stands beside the text. The others can read it now."))
    return redirect("web:course_text", networks.network(request.actor).slug, found.part.key)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def revise(request: NetworkRequest, proposal_id: UUID) -> HttpResponse:
    row = drafting.proposal(request.actor, proposal_id)
    found = texts.text(request.actor, texts.part_of(request.actor, row.row).key)
    if not drafting.is_own(request.actor, row):
        raise NotAllowed("not_your_proposal")
    if row.state != "open":
        raise Conflict
    first = {"text": row.text, "reason": row.reason, "seen": row.on_version, "version": version(row)}
    form = WriteForm(request.POST or None, initial=first)
    shown: dict[str, Any] = {"proposal": row}
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, shown, 422 if form.errors else 200)
    given = form.cleaned_data
    try:
        actions.revise(
            request.actor,
            proposal_id,
            text=given["text"],
            reason=given["reason"],
            seen=given["version"],
            on=given["seen"] or 0,
        )
    except Outdated as outdated:
        return _outdated(request, form, outdated, shown)
    except Changed as changed:
        theirs = str(getattr(changed.row, "text", ""))
        shown["both"] = compared(theirs, given["text"], _("As it was kept meanwhile"), _("As you typed it"))
        form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
        return _page(request, found, form, shown, 409)
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        return _page(request, found, form, shown, 422)
    messages.success(request, _("Your proposal is kept as you put it"))
    return redirect("web:course_text", networks.network(request.actor).slug, found.part.key)


def _outdated(request: NetworkRequest, form: WriteForm, outdated: Outdated, shown: dict[str, Any]) -> HttpResponse:
    """Both texts; what was typed stays, and stands on the latest version when it is sent again."""
    found = texts.text(request.actor, texts.part_of(request.actor, outdated.standing.row).key)
    form.data = {**form.data.dict(), "seen": str(found.number)}  # type: ignore[attr-defined]
    both = compared(found.standing.text, outdated.yours, _("As it stands now"), _("As you typed it"))
    return _page(request, found, form, {**shown, "both": both, "is_outdated": True}, 409)


def _page(
    request: NetworkRequest, found: CourseText, form: WriteForm, shown: dict[str, Any], status: int
) -> HttpResponse:
    title = _("Change your proposal") if "proposal" in shown else ""
    title = title or (_("Propose other words") if found.number else _("Write the first words"))
    more = {**frame(request, found), "form": form, "message": title, **shown}
    return render(request, "pages/course/write.html", more, status=status)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def binds(request: NetworkRequest) -> HttpResponse:
    """Which of the four it is that binds the parties, or a mix."""
    found = texts.text(request.actor, "identity")
    if found.now is None:
        return redirect("web:course_text_write", networks.network(request.actor).slug, "identity")
    shown: dict[str, Any] = {"chosen": list(found.now.binds), "version": version(found.now), "status": 200}
    if request.method == "POST":
        chosen = request.POST.getlist("binds")
        try:
            actions.say_what_binds(request.actor, chosen, seen=request.POST.get("version", ""))
        except Changed as changed:
            stands = ", ".join(_bonds(request, list(getattr(changed.row, "binds", [])))) or _("(empty)")
            shown = {"chosen": chosen, "version": changed.version, "stands": stands, "status": 409}
        except Invalid as slip:
            shown |= {"why": worded(slip.reason), "status": 422}
        else:
            messages.success(request, _("What binds you is kept"))
            return redirect("web:course", networks.network(request.actor).slug)
    labels = words.choice_labels("course_bonds", request.actor.language)
    more = {**frame(request, found), "bonds": labels, "message": _("What binds you?"), **shown}
    return render(request, "pages/course/binds.html", more, status=shown["status"])


def _bonds(request: NetworkRequest, chosen: list[str]) -> list[str]:
    return [words.choice_label("course_bonds", bond, request.actor.language) for bond in chosen]


urlpatterns = [
    path("course/texts/identity/binds/", binds, name="course_binds"),
    path("course/texts/<slug:part>/write/", write, name="course_text_write"),
    path("course/proposals/<uuid:proposal_id>/", revise, name="course_proposal"),
]
