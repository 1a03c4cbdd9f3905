"""Whose turn it is to speak: who did so least, and never the same twice in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the roster, with how often they and their party spoke or will speak in the past year."""

    person: UUID
    name: str
    party: UUID | None
    spoken: int
    party_spoken: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Around:
    """Who speaks right before and right after a moment, and for which party right before."""

    before: UUID | None = None
    after: UUID | None = None
    party_before: UUID | None = None

    def is_next_to(self, person: UUID | None) -> bool:
        return person is not None and person in (self.before, self.after)


def fairest(candidates: Sequence[Candidate], around: Around) -> Candidate | None:
    """Least heard first, then the least heard party, another party than before, longest ago, by name."""
    free = [each for each in candidates if not around.is_next_to(each.person)]
    return min(free, key=lambda each: _order(each, around), default=None)


def _order(each: Candidate, around: Around) -> tuple[int, int, bool, date, str]:
    is_same_party = each.party is not None and each.party == around.party_before
    return each.spoken, each.party_spoken, is_same_party, each.last or date.min, each.name
