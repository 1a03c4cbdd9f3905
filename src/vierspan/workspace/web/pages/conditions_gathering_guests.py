"""Whom one asks to a gathering: choosing, sending, reminding, and what is known of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.actions import inviting
from vierspan.workspace.directory import saved_lists
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.insight import words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.gatherings import ANSWERS
from vierspan.workspace.web.gathering_frame import frame, run_by, to, tried
from vierspan.workspace.web.lists import found_ids
from vierspan.workspace.web.pages.conditions_gathering import sent_words
from vierspan.workspace.web.pages.people_columns import listing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Several people with one press: of a ring, a table, a list that was kept."""

    value: str
    label: str


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def guests(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    """The list as it stands, and the people to put on it. Choosing sends nothing yet."""
    plan = run_by(request, gathering_id)
    candidates = meeting.candidates(request.actor, plan)
    chosen: set[UUID] = set()
    if request.method == "POST":
        sent = set(request.POST.getlist("person"))
        chosen = {each.pk for each in candidates if str(each.pk) in sent}
        pick = request.POST.get("pick", "")
        if not pick:
            return _put(request, gathering_id, chosen)
        chosen = set() if pick == "none" else chosen | _picked(request, pick, candidates)
    by_party: dict[str, list[Any]] = {}
    for each in candidates:
        by_party.setdefault(each.party.name if each.party else _("Without a party"), []).append(each)
    shown = frame(request, plan) | {
        "guests": meeting.guest_list(request.actor, plan),
        "turnout": meeting.turnout(request.actor, plan),
        "answers": ANSWERS,
        "picks": _picks(request, candidates),
        "parties": sorted(by_party.items()),
        "chosen": chosen,
    }
    return render(request, "pages/gatherings/guests.html", shown)


def _put(request: NetworkRequest, gathering_id: UUID, chosen: set[UUID]) -> HttpResponse:
    count = inviting.choose(request.actor, gathering_id, chosen)
    told = ngettext(
        "%(n)s person is on the list. Nobody gets a mail yet.",
        "%(n)s people are on the list. Nobody gets a mail yet.",
        count,
    )
    messages.success(request, told % {"n": count})
    return to(request, "gathering_guests", gathering_id)


def _picks(request: NetworkRequest, candidates: Sequence[Any]) -> list[Pick]:
    actor = request.actor
    rings = {each.ring or (each.party.ring if each.party else "") for each in candidates}
    labels = words.choice_labels("rings", actor.language)
    tables = initiatives.initiatives(actor, state="active").rows
    kept = saved_lists.kept_lists(actor, "people")
    return [
        Pick(value="all", label=_("Everybody")),
        *(Pick(value=f"ring:{ring}", label=label) for ring, label in labels.items() if ring in rings),
        *(Pick(value=f"table:{row.pk}", label=_("table of %(name)s") % {"name": row.name}) for row in tables),
        *(Pick(value=f"list:{row.id}", label=_("list: %(name)s") % {"name": row.name}) for row in kept),
        Pick(value="none", label=_("Nobody")),
    ]


def _picked(request: NetworkRequest, pick: str, candidates: Sequence[Any]) -> set[UUID]:
    how, _colon, which = pick.partition(":")
    if how == "all":
        return {each.pk for each in candidates}
    if how == "ring":
        return {each.pk for each in candidates if (each.ring or (each.party.ring if each.party else "")) == which}
    if how == "party":
        return {each.pk for each in candidates if str(each.party_id) == which}
    try:
        wanted = _of_table(request, UUID(which)) if how == "table" else _of_list(request, UUID(which))
    except ValueError:
        return set()
    return {each.pk for each in candidates if str(each.pk) in wanted}


def _of_table(request: NetworkRequest, initiative_id: UUID) -> set[str]:
    rows = initiatives.seats(request.actor, initiative_id)
    return {str(row.person_id) for row in rows if row.person_id and row.state != "declined"}


def _of_list(request: NetworkRequest, list_id: UUID) -> set[str]:
    kept = saved_lists.kept_list(request.actor, list_id)
    return set(found_ids(request.actor, listing_of(request.actor, "people"), QueryDict(kept.query)))


@in_network(Do.EDIT_ROOMS)
@require_POST
def invite(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    sent: list[int] = []
    if tried(request, lambda: sent.append(inviting.invite(request.actor, gathering_id))):
        messages.success(request, sent_words(sent[0]))
    return to(request, "gathering_guests", gathering_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remind(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    count = inviting.remind(request.actor, gathering_id)
    told = sent_words(count) if count else _("Everybody who has still to say something got a mail today already.")
    messages.success(request, told)
    return to(request, "gathering_guests", gathering_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def guest(request: NetworkRequest, gathering_id: UUID, guest_id: UUID) -> HttpResponse:
    """What is done with one line of the list."""
    does: Mapping[str, Any] = {
        "off": lambda: inviting.take_off(request.actor, gathering_id, guest_id),
        "key": lambda: inviting.mark_key(request.actor, gathering_id, guest_id),
    }
    how = request.POST.get("do", "")
    write = does.get(how) or (lambda: inviting.write_down(request.actor, gathering_id, guest_id, how))
    tried(request, write)
    return to(request, "gathering_guests", gathering_id, at=f"guest-{guest_id}")


_GUESTS = "conditions/gatherings/<uuid:gathering_id>/guests/"
urlpatterns = [
    path(_GUESTS, guests, name="gathering_guests"),
    path(f"{_GUESTS}invite/", invite, name="invite_guests"),
    path(f"{_GUESTS}remind/", remind, name="remind_guests"),
    path(f"{_GUESTS}<uuid:guest_id>/", guest, name="gathering_guest"),
]
