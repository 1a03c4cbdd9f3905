"""Everything of one's own over all networks: what asks for one, promises, dates, what one practises, tables."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.promises import queries as promises
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership.growth import queries as growth
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web import asks
from vierspan.workspace.web.access import PageRequest, signed_in
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.forms.commitments import DoneForm
from vierspan.workspace.web.forms.handles import offered_days
from vierspan.workspace.web.pages.handle_cards import number_word
from vierspan.workspace.web.pages.week import Due, dates_of

RUNNING = ("", "active", "paused")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the reader's, and of which network it is."""

    day: date | None
    name: str
    address: str
    about: str
    network: Any
    days_late: int = 0
    promise: Any = None  # the commitment that may be called done from here


@dataclass(frozen=True, slots=True)
class Table:
    initiative: Any
    address: str
    network: Any
    carries: bool


@signed_in
@require_GET
def mine(request: PageRequest) -> HttpResponse:
    here = [(each.network, networks.actor_for(request.user, each.network.slug)) for each in _memberships(request)]
    readable = [(network, actor) for network, actor in here if may(actor, Do.READ_ROOMS)]
    lines = [line for network, actor in readable for line in _promises(network, actor)]
    asked = [line for network, actor in readable for line in asks.lines(network, actor)]
    shown = {
        "asks": asks.grouped(asked),
        "asks_later": [line for network, actor in readable for line in asks.put_off(network, actor)],
        "days": offered_days(clock.today()),
        "practises_in": [network for network, actor in readable if actor.person_id and may(actor, Do.PRACTISE)],
        "promises": sorted(lines, key=_soonest),
        "asked": sorted([line for network, actor in readable for line in _asked(network, actor)], key=_soonest),
        "dates": sorted([line for network, actor in readable for line in _dates(network, actor)], key=_soonest),
        "practised": sorted([line for network, actor in here for line in _practised(network, actor)], key=_soonest),
        "tables": [table for network, actor in readable for table in _tables(network, actor)],
        "networks": [network for network, _actor in here],
        "several": len(here) > 1,
        "unnamed": [network for network, actor in readable if actor.person_id is None],
        "done": DoneForm(initial={"on": clock.today()}),
    }
    return render(
        request, "pages/mine.html", shown | {"message": _message(lines, len(asked)), "lead": _lead(lines, len(asked))}
    )


def _memberships(request: PageRequest) -> list[Any]:
    return list(networks.memberships_of(request.user))


def _message(lines: list[Line], asked: int) -> str:
    """What is late first, then what asks for one, then what was promised."""
    late = sum(line.days_late > 0 for line in lines)
    if late:
        return ngettext("One promise of yours is past its day", "%(n)s promises of yours are past their day", late) % {
            "n": late
        }
    if asked:
        return asks.count_of(asked)
    return _promised(lines)


def _lead(lines: list[Line], asked: int) -> str:
    """What the message leaves out."""
    if not asked:
        return ""
    if any(line.days_late > 0 for line in lines):
        words = ngettext("And %(n)s thing asks for you.", "And %(n)s things ask for you.", asked)
        return words % {"n": number_word(asked)}
    return f"{_promised(lines)}."


def _promised(lines: list[Line]) -> str:
    if not lines:
        return _("You have no promises open")
    return ngettext("One promise of yours is open", "%(n)s promises of yours are open", len(lines)) % {"n": len(lines)}


def _soonest(line: Line) -> tuple[date, str]:
    return line.day or date.max, line.name


def _promises(network: Any, actor: Actor) -> list[Line]:
    return [_promise(network, actor, row, may_say=True) for row in promises.mine(actor)]


def _asked(network: Any, actor: Actor) -> list[Line]:
    return [_promise(network, actor, row, may_say=False) for row in promises.asked_by(actor)]


def _promise(network: Any, actor: Actor, row: Any, *, may_say: bool) -> Line:
    who = "" if may_say else getattr(row.person or row.party, "name", "")
    about = " · ".join(filter(None, [who, row.initiative.name if row.initiative else ""]))
    address = address_of(actor, network.slug, Ref("commitments", str(row.pk), row.name))
    promise = row if may_say and may(actor, Do.EDIT_ROOMS) else None
    return Line(row.due_on, row.name, address, about, network, promises.days_late(row), promise)


def _dates(network: Any, actor: Actor) -> list[Line]:
    return [_date(network, actor, due) for due in dates_of(actor)]


def _date(network: Any, actor: Actor, due: Due) -> Line:
    address = address_of(actor, network.slug, Ref(due.table, str(due.id), due.name))
    return Line(due.day, due.name, address, due.about, network)


def _practised(network: Any, actor: Actor) -> list[Line]:
    """What the reader wants to try, for themselves alone; of what is over it is asked how it went."""
    if actor.person_id is None or not may(actor, Do.PRACTISE):
        return []
    coming = [each for each in growth.planned(actor) if each.due_on is None or each.due_on >= clock.today()]
    return [_tried(network, each) for each in coming]


def _tried(network: Any, each: Any) -> Line:
    where = each.gathering.name if each.gathering else each.initiative.name if each.initiative else ""
    return Line(each.due_on, each.name, reverse("web:growth_try", args=[network.slug, each.pk]), where, network)


def _tables(network: Any, actor: Actor) -> list[Table]:
    if actor.person_id is None:
        return []
    found: dict[Any, Table] = {}
    for seat in initiatives.seats_of(actor, actor.person_id):
        if seat.initiative.state in RUNNING:
            at = address_of(actor, network.slug, Ref("initiatives", str(seat.initiative_id), seat.initiative.name))
            carries = bool(seat.carries) or (seat.initiative_id in found and found[seat.initiative_id].carries)
            found[seat.initiative_id] = Table(seat.initiative, at, network, carries)
    return list(found.values())


urlpatterns = [path("mine/", mine, name="mine")]
