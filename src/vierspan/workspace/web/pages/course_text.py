"""One part of the course: its words, who stands behind them, what is proposed and what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.course import texts
from vierspan.workspace.course.texts import CourseText
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.speaking import own_party, spoken_for
from vierspan.workspace.directory.versions import version
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_parts import SHORT_STANCES, compared, section, versions
from vierspan.workspace.web.forms.course_texts import AnswerForm, EndorseForm
from vierspan.workspace.web.rooms import tabs


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """What could not be kept, in the form in which it was typed."""

    endorse: EndorseForm | None = None
    answers: Mapping[UUID, forms.Form] = field(default_factory=dict)  # by proposal
    why: str = ""
    status: int = 200


@in_network(Do.READ_ROOMS)
@require_GET
def shown(request: NetworkRequest, part: str) -> HttpResponse:
    return text_page(request, part, Slips())


def text_page(request: NetworkRequest, key: str, slips: Slips) -> HttpResponse:
    """The page of one part, with what went wrong in its forms."""
    found = texts.text(request.actor, key)
    shown = {
        **frame(request, found),
        "may_answer": drafting.may_answer(request.actor, found.standing),
        "endorse": slips.endorse or _endorse_form(request.actor, found),
        "why": slips.why,
        "groups": _groups(found),
        "proposals": _proposals(request.actor, found, slips),
        "answered": _answered(request.actor, found),
        **_history(request, found),
    }
    return render(request, "pages/course/text.html", shown, status=slips.status)


def frame(request: NetworkRequest, found: CourseText) -> dict[str, Any]:
    """What every page of a part says of it."""
    from vierspan.workspace.web.pages.course import ROOM  # the room is made of these pages

    slug = networks.network(request.actor).slug
    made = section(slug, found)
    now = found.now
    bonds = [words.choice_label("course_bonds", bond, request.actor.language) for bond in now.binds] if now else []
    return {
        "room": ROOM,
        "tabs": tabs(ROOM, slug, "course"),
        "part": made,
        "text": found,
        "binds": bonds,
        "message": made.stand,
        "may_write": may(request.actor, Do.EDIT_ROOMS),
        "may_read_drafts": texts.may_read_drafts(request.actor),
    }


def party_choices(actor: Actor) -> list[tuple[str, str]]:
    """The parties whose word the actor may write down, their own first."""
    own = own_party(actor)
    return [(str(each.pk), each.name) for each in sorted(spoken_for(actor), key=lambda each: each.pk != own)]


def _endorse_form(actor: Actor, found: CourseText) -> EndorseForm | None:
    if not found.versions or not may(actor, Do.EDIT_ROOMS):
        return None
    parties = party_choices(actor)
    if not parties:
        return None
    own = str(own_party(actor) or parties[0][0])
    said = next((each for each in found.said if str(each.party.pk) == own), None)
    first = {"party": own, "seen": found.number}
    if said:
        first |= {"stance": said.stance, "remark": said.remark}
    return EndorseForm(initial=first, parties=parties)


def _groups(found: CourseText) -> list[dict[str, Any]]:
    """The parties by what they say: who added words to it one by one, the others by name."""
    grouped = []
    for stance, label in SHORT_STANCES.items():
        said = [each for each in found.said if each.stance == stance]
        told = [each for each in said if each.remark]
        names = ", ".join(each.party.name for each in said if not each.remark)
        if said:
            grouped.append({"stance": stance, "label": str(label), "n": len(said), "told": told, "names": names})
    return grouped


def _proposals(actor: Actor, found: CourseText, slips: Slips) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "compared": compared(found.standing.text, row.text, _("As it stands"), _("As proposed")),
            "is_own": drafting.is_own(actor, row),
            "is_behind": row.on_version != found.number,
            "form": slips.answers.get(row.pk)
            or AnswerForm(initial={"seen": version(row), "knowing": found.number}, auto_id=f"id_{row.pk.hex[:8]}_%s"),
            "is_open": row.pk in slips.answers,
        }
        for row in found.proposals
    ]


def _answered(actor: Actor, found: CourseText) -> list[dict[str, Any]]:
    """Proposals that did not become the text, with why, so that nobody has to ask again."""
    if not texts.may_read_drafts(actor):
        return []
    rows = drafting.proposals(actor, texts.TABLE, found.row_id)
    return [
        {"row": row, "may_reopen": _may_reopen(actor, found, row)}
        for row in rows
        if row.state in ("declined", "withdrawn")
    ]


def _may_reopen(actor: Actor, found: CourseText, row: Any) -> bool:
    answers = drafting.may_answer(actor, found.standing)
    return answers or (row.state == "withdrawn" and drafting.is_own(actor, row))


def _history(request: NetworkRequest, found: CourseText) -> dict[str, Any]:
    """Every version, and two of them side by side: those asked for, else the latest two."""
    numbered = list(versions(found))
    by_id = {str(row.pk): (number, row) for number, row in numbered}
    ids = list(by_id)
    one = request.GET.get("one", "") if request.GET.get("one", "") in by_id else (ids[1] if len(ids) > 1 else "")
    other = request.GET.get("other", "") if request.GET.get("other", "") in by_id else (ids[0] if ids else "")
    shown: dict[str, Any] = {"versions": numbered, "one": one, "other": other}
    if one and other and len(ids) > 1:
        (first, before), (second, after) = by_id[one], by_id[other]
        names = [_("Version %(n)s") % {"n": number} for number in (first, second)]
        shown["between"] = compared(before.name, after.name, *names)
    return shown


urlpatterns = [path("course/texts/<slug:part>/", shown, name="course_text")]
