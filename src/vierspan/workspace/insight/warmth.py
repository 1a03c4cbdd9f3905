"""How warm the network's contacts outside are, as of today: computed from the contacts, never kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf
from uuid import UUID

from vierspan.analysis.measures.warmth import (
    BOARD_HALF_LIFE_DAYS,
    HALF_LIFE_DAYS,
    State,
    Touch,
    Warmth,
    amount_of,
    course,
    looked_at,
    state_of,
)
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.queries import Keeper, Spoken, Stakeholder

__all__ = ["Keeper", "Stakeholder", "State", "Warmth"]

FOR_THE_WEEK = 3
STRONG = 4  # of 5: much influence, or clearly for
WEAK = 2  # of 5: against
HARDLY = 2  # of 5: little influence


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How warm one person keeps it."""

    keeper: Keeper
    warmth: Warmth


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Somebody outside, how warm the contact is, and who keeps it so."""

    row: Stakeholder
    warmth: Warmth
    keepers: tuple[Kept, ...]
    others: tuple[UUID, ...]  # who spoke with them in the last year, and is no keeper

    @property
    def score(self) -> float:
        """As it is said to be, else as it is counted."""
        return self.warmth.score if self.row.felt_score is None else float(self.row.felt_score)

    @property
    def state(self) -> str:
        return state_of(self.score).value

    @property
    def is_felt(self) -> bool:
        return self.row.felt_score is not None

    @property
    def is_outside(self) -> bool:
        """Not, or not any more, a party that takes part."""
        return self.row.joined_on is None

    @property
    def hangs_on_one(self) -> bool:
        """It matters, and fewer than two keep it warm."""
        return self.row.is_important and len(self.keepers) < 2

    @property
    def times_late(self) -> float | None:
        """How often the agreed rhythm went by; none without a rhythm, and none where nobody ever spoke."""
        due = self.warmth.due
        return None if due is None or isinf(due) else due

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it asks for attention, as keys, the heaviest first; nothing when it does not."""
        if not self.is_outside:
            return ()
        row, weighs = self.row, (self.row.influence or 0) >= STRONG
        found = {
            "against": weighs and row.position is not None and row.position <= WEAK,
            "undecided": weighs and row.position == 3,
            "cold": (weighs or row.is_important) and self.state == State.COLD.value,
            "cooling": self.warmth.is_cooling and not self.is_felt,
            "one_keeper": self.hangs_on_one and len(self.keepers) == 1,
            "no_keeper": not self.keepers and (weighs or row.is_important),
            "late": self.warmth.is_due and bool(self.warmth.due and self.warmth.due >= 1),
            "unknown": weighs and row.position is None,
        }
        return tuple(key for key, holds in found.items() if holds)

    @property
    def weight(self) -> float:
        """By what the ones that ask for attention are ordered."""
        return len(self.reasons) + (self.row.influence or 2) / 2 + (1 if self.row.is_important else 0)

    def is_kept_by(self, person_id: UUID | None) -> bool:
        return person_id is not None and any(each.keeper.person_id == person_id for each in self.keepers)


def outsiders(actor: Actor) -> list[Outsider]:
    """Everybody outside on the list, by name."""
    rows = queries.stakeholders(actor)
    said, held = queries.spoken(actor, rows), _by_stakeholder(queries.keepers(actor))
    return [_seen(row, said.get(row.pk, []), held.get(row.pk, [])) for row in rows]


def outsider(actor: Actor, stakeholder_id: UUID) -> Outsider:
    row = queries.stakeholder(actor, stakeholder_id)
    said = queries.spoken(actor, [row]).get(row.pk, [])
    return _seen(row, said, queries.keepers(actor, row.pk))


def lately(actor: Actor, row: Stakeholder) -> tuple[tuple[date, float], ...]:
    """How warm it was at the end of each week of the last year."""
    said = queries.spoken(actor, [row]).get(row.pk, [])
    return course(_touches(said), clock.today(), half_life=half_life(row))


def half_life(row: Stakeholder) -> float:
    return BOARD_HALF_LIFE_DAYS if row.relation == "board" else HALF_LIFE_DAYS


def to_ring(actor: Actor, found: Iterable[Outsider]) -> list[Outsider]:
    """Whose rhythm is over within a week: one's own first, then who is latest, then who weighs most."""
    authorise(actor, Do.READ_OUTSIDE)
    due = [each for each in found if each.is_outside and each.warmth.is_due]
    return sorted(
        due,
        key=lambda each: (not each.is_kept_by(actor.person_id), -(each.warmth.due or 0), -each.weight, each.row.name),
    )


def cooling(found: Iterable[Outsider]) -> list[Outsider]:
    """What was warm a while ago and is losing it, the weightiest first."""
    cool = [each for each in found if each.is_outside and each.warmth.is_cooling and not each.is_felt]
    return sorted(cool, key=lambda each: (-each.weight, each.row.name))


def asking(found: Iterable[Outsider]) -> list[Outsider]:
    """Who asks for attention, the weightiest first."""
    return sorted((each for each in found if each.reasons), key=lambda each: (-each.weight, each.row.name))


def _by_stakeholder(rows: Iterable[Keeper]) -> Mapping[UUID, list[Keeper]]:
    found: dict[UUID, list[Keeper]] = {}
    for each in rows:
        found.setdefault(each.stakeholder_id, []).append(each)
    return found


def _seen(row: Stakeholder, said: Sequence[Spoken], held: Sequence[Keeper]) -> Outsider:
    today = clock.today()
    keepers = tuple(_kept(row, said, each) for each in held)
    known = {each.person_id for each in held}
    others = {each.person for each in said if each.person and (today - each.on).days <= 365} - known
    seen = looked_at(_touches(said), today, half_life=half_life(row), rhythm_days=row.rhythm_days)
    return Outsider(row=row, warmth=seen, keepers=keepers, others=tuple(sorted(others)))


def _kept(row: Stakeholder, said: Sequence[Spoken], keeper: Keeper) -> Kept:
    own = [each for each in said if each.person == keeper.person_id]
    seen = looked_at(_touches(own), clock.today(), half_life=half_life(row), rhythm_days=row.rhythm_days)
    return Kept(keeper=keeper, warmth=seen)


def _touches(said: Iterable[Spoken]) -> list[Touch]:
    return [Touch(each.on, amount_of(each.kind)) for each in said]
