"""Rows that say the same once two people or parties are one: two seats at one table, two ties between the same two."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vierspan.workspace.conditions.models import Attendance, Exchange
from vierspan.workspace.course.models import Capacity
from vierspan.workspace.course.priorities.models import Asked, Vote
from vierspan.workspace.directory.models import Affiliation, Introduction, Tie
from vierspan.workspace.exchange.doubles.journal import Journal, whole
from vierspan.workspace.horizon.opportunities.models import Apart, Bring, Door, Partner
from vierspan.workspace.horizon.outside.models import Keeper, Visit
from vierspan.workspace.horizon.weighing.models import Rating as Weighed
from vierspan.workspace.initiatives.deciding.models import Stand
from vierspan.workspace.initiatives.models import Position, Seat
from vierspan.workspace.leadership.models import Rating, RoleHeld
from vierspan.workspace.leadership.roles.models import About, Backing, Named, Turn, Words

Best = Callable[[Any, Any], Any]
OWN = frozenset({"id", "network_id", "external_id", "created_at", "changed_at", "search"})


def _most(one: Any, other: Any) -> Any:
    return max(one, other)


def _least(one: Any, other: Any) -> Any:
    return min(one, other)


def _either(one: Any, other: Any) -> Any:
    return one or other


@dataclass(frozen=True, slots=True)
class Twice:
    """When two rows of a model say the same, and how their values become one; what is not named is kept as it is in
    the first, or taken from the other where that has nothing."""

    model: Any
    same: Callable[[Any], Hashable]
    best: Mapping[str, Best]


def _tie(row: Tie) -> Hashable:
    ends = (row.source, row.target) if row.directed else tuple(sorted((row.source, row.target)))
    return (ends, row.kind, row.basis, bool(row.directed))


def _position(row: Position) -> Hashable:
    """What was said on a question that was put here has a voice, an option and a reason of its own: it stays."""
    if Stand.objects.of(row.network_id).filter(position=row).exists():
        return (row.pk,)
    return (row.decision_id, row.party_id, row.person_id, row.position)


def _role(row: RoleHeld) -> Hashable:
    """What was written down here has a task, a turn or somebody behind it: it stays."""
    if any(each.objects.of(row.network_id).filter(role=row).exists() for each in (About, Backing, Turn, Words)):
        return (row.pk,)
    return (row.person_id, row.orientation, row.initiative_id, row.since)


def _by(*columns: str) -> Callable[[Any], Hashable]:
    return lambda row: tuple(getattr(row, column) for column in columns)


TWICE = (
    Twice(Tie, _tie, {"strength": _most, "since": _least, "until": _most, "confirmed": _either}),
    Twice(Affiliation, _by("person_id", "party_id", "role"), {"since": _least}),
    Twice(Seat, _by("initiative_id", "step_id", "party_id", "person_id"), {"carries": _either, "since": _least}),
    Twice(Attendance, _by("gathering_id", "person_id", "party_id"), {"present": _either, "brought_item": _either}),
    Twice(Position, _position, {"taken_on": _least}),
    Twice(RoleHeld, _role, {}),
    Twice(Backing, _by("role_id", "person_id", "kind"), {"since": _least}),
    Twice(Named, _by("person_id", "until"), {"since": _least}),
    Twice(Rating, _by("rater_id", "rated_id", "orientation", "rated_on"), {}),
    Twice(Weighed, _by("signal_id", "person_id"), {}),
    Twice(Capacity, _by("party_id", "since"), {}),
    Twice(Asked, _by("activity_id", "party_id"), {"hours": _most}),
    Twice(Vote, _by("round_id", "party_id"), {}),
    Twice(Keeper, _by("stakeholder_id", "person_id", "until"), {"since": _least, "is_reminded": _either}),
    Twice(Visit, _by("event_id", "person_id"), {}),
    Twice(Introduction, _by("introducer_id", "newcomer", "met", "initiative_id"), {"made_on": _least}),
    Twice(Bring, _by("requirement_id", "party_id"), {"confirmed": _either}),
    Twice(Partner, _by("opportunity_id", "party_id"), {"is_fixed": _either, "is_chosen": _either}),
    Twice(Apart, _by("opportunity_id", "one_id", "other_id"), {}),
    Twice(Door, _by("opportunity_id", "party_id", "introducer_id"), {"willing": _either}),
)
# Two ends that cannot be one and the same.
ENDS: Mapping[Any, tuple[str, str]] = {
    Tie: ("source", "target"),
    Exchange: ("giver_id", "receiver_id"),
    Rating: ("rater_id", "rated_id"),
    Introduction: ("introducer_id", "newcomer"),
    Apart: ("one_id", "other_id"),
}


def drop_loops(moved: Mapping[Any, Iterable[Any]], journal: Journal) -> set[Any]:
    """What somebody would now have with themselves goes; returns the ids of what went."""
    gone = set()
    for model, (one, other) in ENDS.items():
        for row in moved.get(model, ()):
            if getattr(row, one) == getattr(row, other):
                _drop(row, journal)
                gone.add(row.pk)
    return gone


def make_one(moved: Mapping[Any, Iterable[Any]], journal: Journal) -> int:
    """Where a row that was moved says what another says, one of the two stays; returns how many went."""
    return sum(_make_one(twice, list(moved.get(twice.model, ())), journal) for twice in TWICE)


def _make_one(twice: Twice, moved: list[Any], journal: Journal) -> int:
    if not moved:
        return 0
    ids = {row.pk for row in moved}
    wanted = {twice.same(row) for row in moved}
    others = twice.model.objects.of(moved[0].network_id).order_by("created_at", "id")
    standing: dict[Hashable, Any] = {}
    for row in others:
        if row.pk not in ids and twice.same(row) in wanted:
            standing.setdefault(twice.same(row), row)
    gone = 0
    for row in sorted(moved, key=lambda each: (each.created_at, str(each.pk))):
        first = standing.setdefault(twice.same(row), row)
        if first is not row:
            _join(first, row, twice, journal)
            gone += 1
    return gone


def _join(first: Any, second: Any, twice: Twice, journal: Journal) -> None:
    before, other = whole(first), whole(second)
    after = {key: _joined(key, before[key], other[key], twice) for key in before.keys() - OWN}
    changed = {key: value for key, value in after.items() if value != before[key]}
    _drop(second, journal)
    if changed:
        for key, value in changed.items():
            setattr(first, key, value)
        journal.change(first, {key: before[key] for key in changed}, changed)
        first._meta.model.objects.of(first.network_id).filter(pk=first.pk).update(**changed)


def _joined(key: str, one: Any, other: Any, twice: Twice) -> Any:
    if key == "extra":
        return {**other, **one}
    if one in (None, "", []):
        # An end that is open stays open: nothing is not a date.
        return None if key == "until" else other
    if other in (None, "", []):
        return None if key == "until" else one
    return twice.best[key](one, other) if key in twice.best else one


def _drop(row: Any, journal: Journal) -> None:
    journal.drop(row)
    rows = row._meta.model.objects.of(row.network_id).filter(pk=row.pk)
    rows._raw_delete(rows.db)
