"""Seating people: how many at a table, who sits where, who likes to and who must not; for who runs the gathering."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.conditions.meeting.running import held_plan
from vierspan.workspace.conditions.seating import queries
from vierspan.workspace.conditions.seating.models import KINDS, WAYS, Pairing, Place, Seating
from vierspan.workspace.directory.versions import held

MOST_SEATS, MOST_ROUNDS, MOST_PAIRINGS = 50, 6, 200

Tables = Sequence[Sequence[UUID]]


@transaction.atomic
def divide(actor: Actor, gathering_id: UUID, given: Mapping[str, Any]) -> Seating:
    """Say how: `way` tables (of `seats` at most), pairs, or own (`sizes`), and in how many `rounds`."""
    found = _held(actor, gathering_id)
    found.way, found.rounds = given["way"], int(given["rounds"])
    if found.way not in WAYS:
        raise Invalid("way", "unknown_choice")
    if not 1 <= found.rounds <= MOST_ROUNDS:
        raise Invalid("rounds", "number_out_of_range")
    found.seats = int(given.get("seats") or found.seats)
    if not 2 <= found.seats <= MOST_SEATS:
        raise Invalid("seats", "number_out_of_range")
    found.sizes = _own_sizes(actor, gathering_id, given) if found.way == "own" else []
    found.save()
    return found


@transaction.atomic
def lay(actor: Actor, gathering_id: UUID, rounds: Sequence[Tables], found: Mapping[str, Any]) -> Seating:
    """Put everybody at their table; who was held there stays held. `found` is what is known of how good it is."""
    seating = _held(actor, gathering_id)
    guests = {each.pk for each in queries.guests(actor, gathering_id)}
    if any(each not in guests for tables in rounds for table in tables for each in table):
        raise NotFound
    rows = _working(seating)
    kept = {(each.round, each.table, each.person_id) for each in rows.filter(is_held=True)}
    rows.delete()
    Place.objects.bulk_create(
        Place(
            network_id=actor.network_id,
            seating=seating,
            person_id=each,
            round=at,
            table=number,
            is_held=(at, number, each) in kept,
        )
        for at, tables in enumerate(rounds)
        for number, table in enumerate(tables)
        for each in table
    )
    seating.found = dict(found)
    seating.save()
    return seating


@transaction.atomic
def move(actor: Actor, gathering_id: UUID, person_id: UUID, *, at: int, to: int) -> None:
    """To another table in that round, or to a first one for who came later; the sizes follow."""
    seating = _held(actor, gathering_id)
    rows = _working(seating).filter(round=at)
    last = max(rows.values_list("table", flat=True), default=-1)
    if not 0 <= to <= last:
        raise Invalid("to", "unknown_choice")
    place = rows.filter(person=person_id).first() or _newcomer(actor, seating, person_id, at)
    place.table = to
    place.save()


@transaction.atomic
def swap(actor: Actor, gathering_id: UUID, person_id: UUID, other_id: UUID, *, at: int) -> None:
    """Two change places in that round."""
    seating = _held(actor, gathering_id)
    one, other = _place(actor, seating, person_id, at), _place(actor, seating, other_id, at)
    one.table, other.table = other.table, one.table
    one.save()
    other.save()


@transaction.atomic
def hold(actor: Actor, gathering_id: UUID, person_id: UUID, *, at: int) -> Place:
    """Somebody stays where they sit when it is proposed anew; asked again: or not after all."""
    place = _place(actor, _held(actor, gathering_id), person_id, at)
    place.is_held = not place.is_held
    place.save()
    return place


@transaction.atomic
def pair(actor: Actor, gathering_id: UUID, one: UUID, other: UUID, kind: str) -> Pairing:
    """Two guests like to sit together ("with"), or must not ("apart")."""
    plan = held_plan(actor, gathering_id)
    if kind not in KINDS:
        raise Invalid("kind", "unknown_choice")
    guests = {each.pk for each in queries.guests(actor, gathering_id)}
    for field, each in (("one", one), ("other", other)):
        if each not in guests:
            raise Invalid(field, "nobody_by_that_name")
    if one == other:
        raise Invalid("other", "needs_two")
    rows = Pairing.objects.visible_to(actor).filter(gathering=gathering_id)
    if rows.count() >= MOST_PAIRINGS:
        raise Invalid("other", "too_many")
    rows.filter(one__in=(one, other), other__in=(one, other)).delete()
    made = Pairing(network_id=actor.network_id, gathering=plan.gathering, one_id=one, other_id=other, kind=kind)
    made.save()
    return made


@transaction.atomic
def unpair(actor: Actor, gathering_id: UUID, pairing_id: UUID) -> None:
    held_plan(actor, gathering_id)
    rows = Pairing.objects.visible_to(actor).filter(gathering=gathering_id)
    held(rows, pairing_id)
    rows.filter(pk=pairing_id).delete()


@transaction.atomic
def keep(actor: Actor, gathering_id: UUID) -> Seating:
    """This is the plan: whoever takes part sees where they sit."""
    seating = _held(actor, gathering_id)
    rows = Place.objects.visible_to(actor).filter(seating=seating)
    working = list(rows.filter(is_kept=False))
    if not working:
        raise Invalid("plan", "nobody_seated")
    rows.filter(is_kept=True).delete()
    Place.objects.bulk_create(
        Place(
            network_id=actor.network_id,
            seating=seating,
            person_id=each.person_id,
            round=each.round,
            table=each.table,
            is_held=each.is_held,
            is_kept=True,
        )
        for each in working
    )
    seating.kept_at = clock.now()
    seating.save()
    return seating


def _held(actor: Actor, gathering_id: UUID) -> Seating:
    """The seating, that nobody else changes now."""
    held_plan(actor, gathering_id)
    found = queries.seating(actor, gathering_id)
    if found._state.adding:
        found.save()
    return found


def _working(seating: Seating) -> Any:
    return Place.objects.of(seating.network_id).filter(seating=seating, is_kept=False)


def _place(actor: Actor, seating: Seating, person_id: UUID, at: int) -> Place:
    found = next(iter(_working(seating).filter(person=person_id, round=at)), None)
    if found is None:
        raise NotFound
    place: Place = found
    return place


def _newcomer(actor: Actor, seating: Seating, person_id: UUID, at: int) -> Place:
    if person_id not in {each.pk for each in queries.guests(actor, seating.gathering_id)}:
        raise NotFound
    return Place(network_id=actor.network_id, seating=seating, person_id=person_id, round=at)


def _own_sizes(actor: Actor, gathering_id: UUID, given: Mapping[str, Any]) -> list[int]:
    sizes = [int(each) for each in given.get("sizes") or ()]
    if not sizes or any(not 1 <= each <= MOST_SEATS for each in sizes):
        raise Invalid("sizes", "number_out_of_range")
    if sum(sizes) != len(queries.guests(actor, gathering_id)):
        raise Invalid("sizes", "seats_do_not_add_up")
    return sizes
