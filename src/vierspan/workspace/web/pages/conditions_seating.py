"""Seating at a gathering: propose, see why, move, hold, keep, and print."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.seating import actions, queries
from vierspan.workspace.insight import seating
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.seating import DivideForm
from vierspan.workspace.web.pages.conditions_seating_words import cannot, told
from vierspan.workspace.web.rooms import tabs


@in_network(Do.READ_MEMBERS)
@require_GET
def page(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    return _page(request, gathering_id)


def _page(request: NetworkRequest, gathering_id: UUID, **more: Any) -> HttpResponse:
    found = conditions.gathering(request.actor, gathering_id)
    if not queries.may_seat(request.actor, found):
        return _kept(request, found)
    shown = _frame(request, found) | board(request, gathering_id) | _setup(request, gathering_id) | more
    return render(request, "pages/conditions/seating.html", shown, status=422 if more else 200)


def _kept(request: NetworkRequest, found: Any) -> HttpResponse:
    """For who only takes part: the plan, once it is kept, and no more than that."""
    rounds: dict[int, dict[int, list[Any]]] = {}
    for each in queries.kept_places(request.actor, found.pk):
        rounds.setdefault(each.round, {}).setdefault(each.table, []).append(each.person)
    plan = [sorted(tables.items()) for _round, tables in sorted(rounds.items())]
    return render(request, "pages/conditions/seating_kept.html", _frame(request, found) | {"plan": plan})


def _frame(request: NetworkRequest, found: Any) -> dict[str, Any]:
    from vierspan.workspace.web.pages.conditions import ROOM  # the room is made of these pages

    slug = networks.network(request.actor).slug
    back = reverse("web:gathering", args=[slug, found.pk])
    return {"gathering": found, "room": ROOM, "tabs": tabs(ROOM, slug, "gatherings"), "back": back}


def _setup(request: NetworkRequest, gathering_id: UUID) -> dict[str, Any]:
    setup = queries.seating(request.actor, gathering_id)
    first = {
        "way": setup.way,
        "seats": setup.seats,
        "sizes": ", ".join(map(str, setup.sizes)),
        "rounds": setup.rounds,
    }
    return {
        "form": DivideForm(initial=first),
        "wishes": queries.pairings(request.actor, gathering_id, "with"),
        "apart": queries.pairings(request.actor, gathering_id, "apart"),
    }


def board(request: NetworkRequest, gathering_id: UUID) -> dict[str, Any]:
    """The plan that is worked on, with the words beside it."""
    found = seating.board(request.actor, gathering_id)
    guests = queries.guests(request.actor, gathering_id)
    setup = queries.seating(request.actor, gathering_id)
    return {
        "gathering": conditions.gathering(request.actor, gathering_id),
        "board": found,
        "told": told(found),
        "guests": guests,
        "setup": setup,
        "message": _message(found, len(guests)),
    }


def _message(found: seating.Board, guests: int) -> str:
    if not found.is_laid:
        asked = ngettext("%(n)s guest to seat", "%(n)s guests to seat", guests) % {"n": guests}
        return asked if guests else _("Nobody to seat yet")
    chance = round(found.found.get("first_meetings", 0))
    if found.first_meetings > chance:
        return _("%(n)s first meetings instead of %(chance)s by lot") % {"n": found.first_meetings, "chance": chance}
    return ngettext("%(n)s first meeting", "%(n)s first meetings", found.first_meetings) % {"n": found.first_meetings}


@in_network(Do.READ_MEMBERS)
@require_POST
def propose(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    """Divide as said and seat everybody; without a word on how, as it was said before."""
    queries.run(request.actor, gathering_id)
    form = DivideForm(request.POST)
    if "way" in request.POST and not (form.is_valid() and _divided(request, gathering_id, form)):
        return _page(request, gathering_id, form=form)
    try:
        seating.propose(request.actor, gathering_id)
    except seating.CannotBeSeated as clash:
        return _page(request, gathering_id, cannot=cannot(clash))
    messages.success(request, _("Everybody has a place"))
    return _back(request, gathering_id)


def _divided(request: NetworkRequest, gathering_id: UUID, form: DivideForm) -> bool:
    try:
        actions.divide(request.actor, gathering_id, form.given())
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
        return False
    return True


@in_network(Do.READ_MEMBERS)
@require_POST
def move(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    """To another table, or in the place of somebody else (`with`)."""
    actor, given = request.actor, request.POST
    person, at = _uuid(given.get("person", "")), _whole(given.get("round", ""))
    if given.get("with"):
        return _changed(
            request, gathering_id, lambda: actions.swap(actor, gathering_id, person, _uuid(given["with"]), at=at)
        )
    to = _whole(given.get("to", ""))
    return _changed(request, gathering_id, lambda: actions.move(actor, gathering_id, person, at=at, to=to))


@in_network(Do.READ_MEMBERS)
@require_POST
def hold(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    person, at = _uuid(request.POST.get("person", "")), _whole(request.POST.get("round", ""))
    return _changed(request, gathering_id, lambda: actions.hold(request.actor, gathering_id, person, at=at))


def _changed(request: NetworkRequest, gathering_id: UUID, change: Callable[[], Any]) -> HttpResponse:
    """Do it, and show the plan as it is now rated."""
    before = seating.board(request.actor, gathering_id).score
    change()
    if not request.htmx:
        return _back(request, gathering_id)
    shown = board(request, gathering_id)
    shown["change"] = round(shown["board"].score - before, 1)
    return render(request, "parts/seating/board.html", shown)


@in_network(Do.READ_MEMBERS)
@require_POST
def pair(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    given = request.POST
    queries.run(request.actor, gathering_id)
    try:
        one, other = (_guest_named(request, gathering_id, given.get(key, "")) for key in ("one", "other"))
        actions.pair(request.actor, gathering_id, one, other, given.get("kind", ""))
    except Invalid as slip:
        slipped = {"kind": given.get("kind"), "why": worded(slip.reason)}
        typed = {key: given.get(key, "") for key in ("one", "other")}
        return _page(request, gathering_id, slipped=slipped, typed=typed)
    messages.success(request, _("Noted. It counts in the next proposal."))
    return _back(request, gathering_id)


@in_network(Do.READ_MEMBERS)
@require_POST
def unpair(request: NetworkRequest, gathering_id: UUID, pairing_id: UUID) -> HttpResponse:
    actions.unpair(request.actor, gathering_id, pairing_id)
    messages.success(request, _("Taken away"))
    return _back(request, gathering_id)


@in_network(Do.READ_MEMBERS)
@require_POST
def keep(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    try:
        actions.keep(request.actor, gathering_id)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    else:
        messages.success(request, _("Kept. Whoever takes part sees where everybody sits."))
    return _back(request, gathering_id)


def _guest_named(request: NetworkRequest, gathering_id: UUID, name: str) -> UUID:
    """The guest who was chosen, by id."""
    guests = {str(each.pk): each.pk for each in queries.guests(request.actor, gathering_id)}
    if name not in guests:
        raise Invalid("one", "nobody_by_that_name")
    return guests[name]


def _back(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    return redirect("web:seating", slug=networks.network(request.actor).slug, gathering_id=gathering_id)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as slip:
        raise NotFound from slip


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise NotFound
    return int(text)


AT = "conditions/gatherings/<uuid:gathering_id>/seating/"
urlpatterns = [
    path(AT, page, name="seating"),
    path(f"{AT}propose/", propose, name="propose_seating"),
    path(f"{AT}move/", move, name="move_guest"),
    path(f"{AT}hold/", hold, name="hold_guest"),
    path(f"{AT}pair/", pair, name="pair_guests"),
    path(f"{AT}pair/<uuid:pairing_id>/remove/", unpair, name="unpair_guests"),
    path(f"{AT}keep/", keep, name="keep_seating"),
]
