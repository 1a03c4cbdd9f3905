"""Whom to ask next and why, who could ask them, the letters that went out, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.horizon.opportunities.actions import asking, doors
from vierspan.workspace.horizon.opportunities.actions.asking import Invitation
from vierspan.workspace.insight import coalitions
from vierspan.workspace.insight.next_partners import introducers, next_partners
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.opportunities import STATES, InviteForm
from vierspan.workspace.web.gathering_frame import tried
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.opportunity_frame import found_of, frame, slug_of, to
from vierspan.workspace.web.opportunity_words import ReasonTold, member, reason_told

SHOWN, AT_ONCE = 20, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """A party to ask, with its reasons, who could open the door, and the letter to write."""

    id: str
    name: str
    address: str
    reasons: tuple[ReasonTold, ...]
    introducers: tuple[Any, ...]
    doors: tuple[Any, ...]
    form: InviteForm | None
    is_chosen: bool


@in_network(Do.READ_DIRECTORY)
@require_GET
def shown(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    return _page(request, opportunity_id)


def _page(
    request: NetworkRequest, opportunity_id: UUID, slipped: tuple[UUID, InviteForm] | None = None
) -> HttpResponse:
    actor = request.actor
    found = found_of(request, opportunity_id)
    asked = coalitions.asked_of(actor, found)
    rows = [row for row in queries.partners(actor, found.pk) if row.state]
    chosen = [row for row in queries.coalition(actor, found.pk) if not row.state]
    suggested = next_partners(actor, asked, most=SHOWN)
    ids = [str(row.party_id) for row in chosen] + [each.party for each in suggested]
    reasons = {
        each.party: tuple(reason_told(actor, slug_of(request), one) for one in each.reasons) for each in suggested
    }
    to_ask = _askable(request, asked, ids, reasons)
    if slipped is not None:
        to_ask = [_with_form(each, slipped) for each in to_ask]
    told = frame(request, found, "next_partners") | {
        "message": _message(found, len(rows), sum(row.state == "interested" for row in rows)),
        "to_ask": to_ask[: AT_ONCE + len(chosen)],
        "more_to_ask": to_ask[AT_ONCE + len(chosen) :],
        "chosen_count": len(chosen),
        "rows": [(row, STATES[row.state], queries.reads_reason(actor, row)) for row in rows],
        "is_slipped": slipped is not None,
    }
    return render(request, "pages/horizon/next_partners.html", told, status=422 if slipped else 200)


def _message(found: Any, asked: int, interested: int) -> str:
    if not asked:
        return _("Nobody is asked yet")
    told = ngettext("%(n)s party asked, %(yes)s interested", "%(n)s parties asked, %(yes)s interested", asked)
    return told % {"n": asked, "yes": interested}


def _askable(request: NetworkRequest, asked: Any, ids: Sequence[str], reasons: dict[str, Any]) -> list[Askable]:
    actor, slug = request.actor, slug_of(request)
    edits = may(actor, Do.EDIT_ROOMS)
    people = queries.people_of(actor, [UUID(each) for each in ids]) if edits else {}
    known = introducers(actor, ids)
    opened = queries.doors(actor, asked.opportunity.pk)
    found = []
    for key in dict.fromkeys(ids):
        seen = member(actor, slug, asked, key)
        row = asked.partners.get(key)
        found.append(
            Askable(
                id=key,
                name=seen.name,
                address=seen.address,
                reasons=reasons.get(key, ()),
                introducers=tuple(known.get(key, ())),
                doors=tuple((each, actor.owns(each.introducer_id)) for each in opened if str(each.party_id) == key),
                form=_invite_form(people.get(UUID(key), ()), known.get(key, ()), key) if edits else None,
                is_chosen=bool(row and row.is_chosen),
            )
        )
    return found


def _invite_form(people: Sequence[Any], known: Sequence[Any], key: str, data: Any = None) -> InviteForm:
    choices = [(str(each.pk), _who(each)) for each in people]
    through = [(str(each.person.pk), each.person.name) for each in known]
    return InviteForm(data, people=choices, through=through, auto_id=f"ask-{key}-%s")


def _who(person: Any) -> str:
    return f"{person.name} ({person.function})" if person.function else str(person.name)


def _with_form(each: Askable, slipped: tuple[UUID, InviteForm]) -> Askable:
    if each.id != str(slipped[0]):
        return each
    parts = {key: getattr(each, key) for key in Askable.__slots__}
    return Askable(**parts | {"form": slipped[1]})


@in_network(Do.EDIT_ROOMS)
@require_POST
def invite(request: NetworkRequest, opportunity_id: UUID, party_id: UUID) -> HttpResponse:
    actor, key = request.actor, str(party_id)
    people = queries.people_of(actor, [party_id]).get(party_id, [])
    form = _invite_form(people, introducers(actor, [key]).get(key, ()), key, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        through = UUID(given["through"]) if given["through"] else None
        asks = Invitation(party=party_id, person=UUID(given["person"]), through=through, word=given["word"])
        if kept(form, lambda: asking.invite(actor, opportunity_id, asks)):
            messages.success(request, _("The letter goes out. You hear what they say."))
            return to(request, "next_partners", opportunity_id, at="asked")
    return _page(request, opportunity_id, (party_id, form))


@in_network(Do.EDIT_ROOMS)
@require_POST
def turn(request: NetworkRequest, opportunity_id: UUID, partner_id: UUID) -> HttpResponse:
    """Remind, or take an invitation back."""
    queries.must_be_there(request.actor, opportunity_id, partner=partner_id)
    ways = {"remind": asking.remind, "withdraw": asking.withdraw}
    way = ways.get(request.POST.get("says", ""))
    if way is not None and tried(request, lambda: way(request.actor, partner_id)):
        words = {"remind": _("The reminder goes out"), "withdraw": _("The invitation is taken back, its link is dead")}
        messages.success(request, words[request.POST["says"]])
    return to(request, "next_partners", opportunity_id, at="asked")


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask_door(request: NetworkRequest, opportunity_id: UUID, party_id: UUID) -> HttpResponse:
    """Ask somebody who knows them to introduce."""
    queries.must_be_there(request.actor, opportunity_id)
    directory.party(request.actor, party_id)
    try:
        who = UUID(request.POST.get("introducer", ""))
    except ValueError:
        messages.error(request, _("Choose somebody."))
        return to(request, "next_partners", opportunity_id)
    if tried(request, lambda: doors.ask(request.actor, opportunity_id, party_id, who)):
        messages.success(request, _("Asked. You see here what they say."))
    return to(request, "next_partners", opportunity_id, at=f"party-{party_id}")


@in_network(Do.EDIT_ROOMS)
@require_POST
def turn_door(request: NetworkRequest, opportunity_id: UUID, door_id: UUID) -> HttpResponse:
    queries.must_be_there(request.actor, opportunity_id, door=door_id)
    ways: dict[str, Any] = {"yes": doors.say_willing, "no": doors.say_unwilling, "made": doors.introduced}
    way = ways.get(request.POST.get("says", ""))
    if way is not None and tried(request, lambda: way(request.actor, door_id)):
        messages.success(request, _("Kept"))
    return to(request, "next_partners", opportunity_id)


AT = "horizon/opportunities/<uuid:opportunity_id>/"
urlpatterns = [
    path(f"{AT}partners/", shown, name="next_partners"),
    path(f"{AT}partners/<uuid:party_id>/invite/", invite, name="invite_partner"),
    path(f"{AT}partners/<uuid:party_id>/door/", ask_door, name="ask_door"),
    path(f"{AT}asked/<uuid:partner_id>/", turn, name="turn_partner"),
    path(f"{AT}doors/<uuid:door_id>/", turn_door, name="turn_door"),
]
