"""What is asked of a seating, and what comes out: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = frozenset[str]
Plan = tuple[tuple[tuple[str, ...], ...], ...]  # rounds of tables of guests


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody to seat; an empty party or sector is unknown. What is offered and needed is compared word for word."""

    id: str
    party: str = ""
    sector: str = ""
    offers: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part of the score of a pair counts; house values [O], shown beside the parts."""

    meeting: float = 1.0
    match: float = 1.0
    mix: float = 0.5
    wish: float = 1.5
    again: float = 1.0  # taken off for every time that two meet again in a later round


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whom to seat, and where.

    `sizes`: seats per table, together the number of guests. `ties`: how warm two stand, 0-1; a pair that is not named
    has no tie. `gathered`: how often two were at one gathering, a large one counting in part. `apart` is never broken.
    `fixed`: who stays at which table in a round, both counted from 0.
    """

    guests: tuple[Guest, ...]
    sizes: tuple[int, ...]
    rounds: int = 1
    ties: Mapping[Pair, float] = field(default_factory=dict)
    gathered: Mapping[Pair, float] = field(default_factory=dict)
    wishes: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    fixed: Mapping[tuple[int, str], int] = field(default_factory=dict)
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a seating brings, counted in pairs that sit together at least once."""

    first_meetings: float  # without a tie, never at one small gathering
    matches: float  # one offers what the other needs
    sectors_crossed: float
    wishes: float
    repeats: float  # times that two meet again in a later round


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The score of one pair, part by part, each 0-1 before it is weighed."""

    meeting: float
    match: float
    mix: float
    wish: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The same guests at the same tables by lot: the score on average and at best, and what is brought on average."""

    mean: float
    best: float
    draws: int
    brought: Brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """The plan found. `bound`: no plan scores more; `is_proven`: this one is best."""

    plan: Plan
    score: float
    bound: float
    is_proven: bool
    brought: Brought
    chance: Chance

    @property
    def gap(self) -> float:
        """At most this share of what is possible is left lying; 0 when proven."""
        return 0.0 if self.is_proven or self.bound <= 0 else max(0.0, 1 - self.score / self.bound)


class CannotSeat(ValueError):
    """No seating keeps to the rules.

    `reason`: sizes (seats are not as many as guests), nobody, unknown (a place for somebody who is not a guest, or at
    a table that is not there), full (more people fixed at a table than it seats), clash (`pairs` cannot all be kept
    apart), not_found (perhaps they can, but no seating was found; `pairs` stand in the way).
    """

    def __init__(self, reason: str, pairs: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pairs = pairs
