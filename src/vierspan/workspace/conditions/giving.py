"""Give and get: what parties offer and need, what was exchanged, by which key it is added up, and how it feels."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions import matching
from vierspan.workspace.conditions.models import AcceptedImbalance, Exchange, ExchangeKind, FeltBalance, Need, UnitKey
from vierspan.workspace.conditions.queries import visible_to
from vierspan.workspace.directory.models import Introduction
from vierspan.workspace.directory.queries import one
from vierspan.workspace.directory.speaking import own_parties

MOST = 400  # offers and needs that are laid side by side, the latest first
A_YEAR = timedelta(days=365)
FELT_MIDDLE = 4.0  # the widest that two answers from 1 to 5 can lie apart


@dataclass(frozen=True, slots=True)
class Meeting:
    """An offer that could meet a need, and why."""

    offer: Exchange
    need: Need
    shared: tuple[str, ...]
    same_kind: bool
    introduced_on: date | None


@dataclass(frozen=True, slots=True)
class Flow:
    """What one party gave another in a span of days, in points; what no key can convert is counted apart."""

    giver: uuid.UUID
    receiver: uuid.UUID | None
    points: float
    is_confirmed: bool


def exchange(actor: Actor, exchange_id: uuid.UUID) -> Exchange:
    return one(visible_to(actor, Exchange).select_related("giver", "receiver", "by"), exchange_id)


def need(actor: Actor, need_id: uuid.UUID) -> Need:
    return one(visible_to(actor, Need).select_related("party", "by"), need_id)


def accepted(actor: Actor, accepted_id: uuid.UUID) -> AcceptedImbalance:
    return one(visible_to(actor, AcceptedImbalance).select_related("party", "agreed_by"), accepted_id)


def offers(actor: Actor) -> list[Exchange]:
    rows = visible_to(actor, Exchange).filter(state="offered").select_related("giver", "receiver", "by")
    return list(rows.order_by("-created_at")[:MOST])


def open_needs(actor: Actor) -> list[Need]:
    """What is still needed today, the latest first."""
    rows = visible_to(actor, Need).filter(met_on=None).exclude(until__lt=clock.today())
    return list(rows.select_related("party", "by").order_by("-created_at")[:MOST])


def meetings(actor: Actor) -> list[Meeting]:
    """Offers and needs that seem made for each other, the likeliest first."""
    offered: dict[Any, Exchange] = {each.pk: each for each in offers(actor)}
    needed: dict[Any, Need] = {each.pk: each for each in open_needs(actor)}
    found = matching.matches(
        [matching.Said(each.pk, each.giver_id, each.what, each.kind) for each in offered.values()],
        [matching.Said(each.pk, each.party_id, each.what, each.kind) for each in needed.values()],
    )
    known = _introduced(actor)
    return [_meeting(match, offered[match.offer], needed[match.need], known) for match in found]


def _meeting(match: matching.Match, offer: Exchange, need: Need, known: Mapping[Any, date | None]) -> Meeting:
    since = known.get(frozenset((need.party_id, offer.giver_id)))
    return Meeting(offer, need, match.shared, match.same_kind, since)


def _introduced(actor: Actor) -> dict[frozenset[uuid.UUID], date | None]:
    rows = Introduction.objects.visible_to(actor).exclude(met=None).values_list("newcomer", "met", "made_on")
    return {frozenset((newcomer, met)): day for newcomer, met, day in rows if met}


def are_introduced(actor: Actor, one: uuid.UUID, other: uuid.UUID) -> bool:
    return frozenset((one, other)) in _introduced(actor)


def waiting_for(actor: Actor) -> list[Exchange]:
    """What was given to a party of the actor's and waits for its word, the oldest first."""
    mine = own_parties(actor)
    if not mine or not may(actor, Do.EDIT_ROOMS):
        return []
    rows = visible_to(actor, Exchange).filter(receiver__in=mine, state="given", confirmed_on=None, disputed_on=None)
    rows = rows.exclude(given_on__lt=clock.today() - A_YEAR).select_related("giver", "receiver", "by")
    return list(rows.order_by("given_on", "created_at"))


def may_confirm(actor: Actor, row: Exchange) -> bool:
    """Who got it, or speaks for who got it; of what was for everybody, any other party. Nobody confirms their own
    word."""
    if row.state != "given" or row.confirmed_on or not may(actor, Do.EDIT_ROOMS) or actor.owns(row.by_id):
        return False
    mine = own_parties(actor)
    if row.receiver_id is None:
        return bool(mine - {row.giver_id})
    return row.receiver_id in mine or actor.role is Role.LEAD


def may_change(actor: Actor, row: Exchange) -> bool:
    return may(actor, Do.EDIT_ROOMS) and (actor.role is Role.LEAD or row.giver_id in own_parties(actor))


def sees_dispute(actor: Actor, row: Exchange) -> bool:
    """What the receiver said who sees it otherwise is for the two parties and the leaders."""
    mine = own_parties(actor)
    return actor.role is Role.LEAD or row.giver_id in mine or row.receiver_id in mine


def kinds(actor: Actor) -> list[ExchangeKind]:
    authorise(actor, Do.READ_ROOMS)
    return list(ExchangeKind.objects.visible_to(actor))


def kind(actor: Actor, kind_id: uuid.UUID) -> ExchangeKind:
    found = next((each for each in kinds(actor) if each.pk == kind_id), None)
    if found is None:
        raise NotFound
    return found


def kind_names(actor: Actor) -> list[str]:
    """The network's own kinds in their order, then those that stand in the rows and were never made a kind."""
    own = [each.name for each in kinds(actor)]
    used = {*_used(actor, Exchange), *_used(actor, Need)}
    return [*own, *sorted(used - set(own), key=str.casefold)]


def _used(actor: Actor, model: Any) -> set[str]:
    rows = visible_to(actor, model).exclude(kind="").order_by()
    return set(rows.values_list("kind", flat=True).distinct())


def usual_unit(actor: Actor, name: str) -> str:
    return next((each.unit for each in kinds(actor) if each.name == name), "") or "points"


def unit_key(actor: Actor) -> dict[str, float]:
    """How many points one of each other unit is; a unit that is not in it is never added to another."""
    rows = visible_to(actor, UnitKey).exclude(unit="points").filter(points__gt=0).order_by("created_at")
    return dict(rows.values_list("unit", "points"))


def accepted_imbalances(actor: Actor) -> list[AcceptedImbalance]:
    """Those that hold today first, then those that are over."""
    rows = visible_to(actor, AcceptedImbalance).select_related("party", "agreed_by")
    return sorted(rows, key=lambda row: (not holds(row), row.until or date.max, str(row.party)))


def holds(row: AcceptedImbalance) -> bool:
    today = clock.today()
    return (row.since is None or row.since <= today) and (row.until is None or row.until >= today)


def felt(actor: Actor) -> dict[uuid.UUID, FeltBalance]:
    """The last answer of each party of which the actor may know: their own, and what was shared."""
    if not may(actor, Do.EDIT_ROOMS):
        return {}
    rows = FeltBalance.objects.visible_to(actor).filter(Q(is_shared=True) | Q(party__in=own_parties(actor)))
    return {row.party_id: row for row in rows.select_related("party").order_by("said_on", "id")}


def felt_share(row: FeltBalance) -> float:
    """From -1, we only get, to 1, we only give: on the same scale as the recorded balance."""
    return (row.gives - row.gets) / FELT_MIDDLE


def flows(actor: Actor, *, since: date | None = None) -> tuple[list[Flow], dict[str, int]]:
    """Who gave whom how much, and how many rows of each unit the key cannot convert."""
    rows = visible_to(actor, Exchange).filter(state__in=("", "given"), given_on__gte=since or clock.today() - A_YEAR)
    rows = rows.filter(Q(given_on__lte=clock.today()))
    return summed(rows.values_list("giver", "receiver", "value", "unit", "confirmed_on"), unit_key(actor))


def summed(rows: Iterable[Any], key: Mapping[str, float]) -> tuple[list[Flow], dict[str, int]]:
    totals: dict[tuple[uuid.UUID, uuid.UUID | None, bool], float] = {}
    left_out: dict[str, int] = {}
    for giver, receiver, value, unit, confirmed_on in rows:
        points = _points(value, unit or "points", key)
        if points is None:
            left_out[unit] = left_out.get(unit, 0) + 1
            continue
        at = (giver, receiver, confirmed_on is not None)
        totals[at] = totals.get(at, 0.0) + points
    found = [Flow(giver, receiver, points, done) for (giver, receiver, done), points in totals.items() if points]
    return found, left_out


def _points(value: float | None, unit: str, key: Mapping[str, float]) -> float | None:
    """As the mirror counts: a point that nobody gave a number is one, hours and euros without a number are nothing."""
    if unit == "points":
        return 1.0 if value is None else value
    return (value or 0.0) * key[unit] if unit in key else None
