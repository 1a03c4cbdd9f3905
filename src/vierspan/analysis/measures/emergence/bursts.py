"""When a term came in a burst: Kleinberg's two states over periods."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_PERIODS = 8
SCALE = 2.0  # s: how many times as often in a burst
GAMMA = 1.0  # what it costs to go up
MOST_CHANCE = 0.9999


@dataclass(frozen=True, slots=True)
class Burst:
    """From period `first` up to and with `last`; `weight` is how much better the burst explains them."""

    first: int
    last: int
    weight: float


def bursts(relevant: Sequence[int], texts: Sequence[int], *, scale: float = SCALE, gamma: float = GAMMA) -> list[Burst]:
    """The periods in which a term came in a burst.

    Definition: of d_t texts in period t, r_t hold the term. Usual chance p0 = R / D; in a burst p1 = min(s p0, .9999).
    A period costs -ln Binom(r_t; d_t, p); going up costs gamma ln n, with n the number of periods; going down nothing.
    The cheapest path through the two states (Viterbi) tells where the bursts are; it begins in the usual state.
    Range: periods from 0. Edge cases: R = 0 or fewer than 8 periods with texts -> []; a period without texts costs
    nothing and is passed over. Cost: linear. Source: Kleinberg 2002; methods.md 5. Errors: ValueError where the lists
    differ in length or a period holds more relevant texts than texts.
    """
    if len(relevant) != len(texts) or any(not 0 <= r <= d for r, d in zip(relevant, texts, strict=True)):
        raise ValueError("each period needs 0 <= relevant <= texts")
    places = [t for t, d in enumerate(texts) if d]
    total, of = sum(relevant), sum(texts)
    if not total or len(places) < FEWEST_PERIODS or total == of:
        return []
    chances = (total / of, min(scale * total / of, MOST_CHANCE))
    costs = [tuple(cost(relevant[t], texts[t], p) for p in chances) for t in places]
    path = _cheapest(costs, gamma * math.log(len(places)))
    return _runs(path, places, [low - high for low, high in costs])


def cost(relevant: int, texts: int, chance: float) -> float:
    """-ln of the binomial chance of so many among so many."""
    ways = math.lgamma(texts + 1) - math.lgamma(relevant + 1) - math.lgamma(texts - relevant + 1)
    return -(ways + relevant * math.log(chance) + (texts - relevant) * math.log1p(-chance))


def _cheapest(costs: Sequence[tuple[float, ...]], up: float) -> list[int]:
    """The state of each period on the cheapest path; of two that cost the same the lower state."""
    low, high = costs[0][0], up + costs[0][1]
    came: list[tuple[int, int]] = []
    for usual, burst in costs[1:]:
        from_low, from_high = int(high < low), int(high < low + up)
        came.append((from_low, from_high))
        low, high = min(low, high) + usual, min(high, low + up) + burst
    state = int(high < low)
    path = [state]
    for step in reversed(came):
        state = step[state]
        path.append(state)
    return path[::-1]


def _runs(path: Sequence[int], places: Sequence[int], gains: Sequence[float]) -> list[Burst]:
    found: list[Burst] = []
    start: int | None = None
    for n, state in enumerate([*path, 0]):
        if state and start is None:
            start = n
        elif not state and start is not None:
            found.append(Burst(places[start], places[n - 1], math.fsum(gains[start:n])))
            start = None
    return found
