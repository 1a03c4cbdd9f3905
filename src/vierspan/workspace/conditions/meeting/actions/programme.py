"""What is on the programme, in which order."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.meeting.models import WAYS, Plan, ProgrammeItem
from vierspan.workspace.conditions.meeting.running import held_plan
from vierspan.workspace.directory.versions import unchanged_since

LONGEST_DAY = 24 * 60
MOST_ITEMS = 40


@transaction.atomic
def add(actor: Actor, gathering_id: UUID, given: Mapping[str, Any]) -> ProgrammeItem:
    """At the end of the programme."""
    plan = _kept(held_plan(actor, gathering_id))
    items = _items(plan)
    if len(items) >= MOST_ITEMS:
        raise Invalid("what", "too_many")
    item = ProgrammeItem(network_id=actor.network_id, gathering=plan.gathering, place=len(items), **checked(given))
    item.save()
    return item


@transaction.atomic
def change(actor: Actor, gathering_id: UUID, item_id: UUID, given: Mapping[str, Any], *, seen: str) -> ProgrammeItem:
    item = _item(held_plan(actor, gathering_id), item_id)
    values = checked(given)
    unchanged_since(item, seen, values)
    for column, value in values.items():
        setattr(item, column, value)
    item.save()
    return item


@transaction.atomic
def move(actor: Actor, gathering_id: UUID, item_id: UUID, by: int) -> None:
    """One place up (-1) or down (1)."""
    plan = held_plan(actor, gathering_id)
    items = _items(plan)
    at = items.index(_item(plan, item_id))
    to = min(max(at + by, 0), len(items) - 1)
    items.insert(to, items.pop(at))
    _number(items)


@transaction.atomic
def remove(actor: Actor, gathering_id: UUID, item_id: UUID) -> ProgrammeItem:
    """Off the programme; returns what it was, so that it can be put back."""
    plan = held_plan(actor, gathering_id)
    item = _item(plan, item_id)
    ProgrammeItem.objects.of(plan.network_id).filter(pk=item.pk).delete()
    _number(_items(plan))
    return item


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    what, minutes = tidy(str(given.get("what", ""))), given.get("minutes")
    if not what:
        raise Invalid("what", "needs_a_name")
    if minutes is not None and not 0 < minutes <= LONGEST_DAY:
        raise Invalid("minutes", "number_out_of_range")
    way = str(given.get("way", ""))
    if way not in ("", *WAYS):
        raise Invalid("way", "unknown_choice")
    return {"what": what[:200], "who": tidy(str(given.get("who", "")))[:120], "minutes": minutes, "way": way}


def _kept(plan: Plan) -> Plan:
    if plan._state.adding:
        plan.save()
    return plan


def _items(plan: Plan) -> list[ProgrammeItem]:
    return list(ProgrammeItem.objects.of(plan.network_id).filter(gathering=plan.gathering))


def _item(plan: Plan, item_id: UUID) -> ProgrammeItem:
    found = next((each for each in _items(plan) if each.pk == item_id), None)
    if found is None:
        raise NotFound
    return found


def _number(items: list[ProgrammeItem]) -> None:
    for place, item in enumerate(items):
        if item.place != place:
            ProgrammeItem.objects.of(item.network_id).filter(pk=item.pk).update(place=place)
