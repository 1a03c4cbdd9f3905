"""Steps that come after each other: the earliest and latest days, the slack, and the path on which all hangs."""

import heapq
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

DRAWS = 1000
SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A step in whole workdays; `days` None is unknown, 0 a moment of decision. `due` is the last day, 0 the first."""

    id: str
    days: int | None
    after: tuple[str, ...] = ()
    not_before: int = 0
    due: int | None = None
    spread: tuple[int, int] | None = None  # shortest and longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """First and last day (exclusive ends) of a step; negative slack: its deadline can not be kept."""

    earliest_start: int
    earliest_end: int
    latest_start: int
    latest_end: int

    @property
    def slack(self) -> int:
        return self.latest_start - self.earliest_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How steps lie in time. `cycle` holds the steps that wait for each other; then nothing else is known but that."""

    times: Mapping[str, Times] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    cycle: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # without a duration, so that only levels can be told
    length: int | None = None

    @property
    def critical(self) -> frozenset[str]:
        """The steps that may not take a day longer: slack 0 or less."""
        return frozenset(key for key, each in self.times.items() if each.slack <= 0)


def course(steps: Iterable[Stretch]) -> Course:
    """Earliest and latest times of every step, exactly.

    Definition: ES = max(not before, EF of what comes first), EF = ES + d; backward LF = min(LS of what comes after,
    the common end, own deadline + 1), LS = LF - d, slack = LS - ES; critical = slack 0 or less. Several ends share one
    common end: the latest EF. Units: workdays; ends are exclusive. Edge cases: what waits for a step that is not among
    them waits for nothing; a circle -> `cycle`, in the order in which they wait; a duration that is missing -> only
    topological levels, the steps without one in `unknown`; deadlines may give negative slack. Cost: V + E, times log V
    for a fixed order. Source: methods 6.2; Kelley & Walker 1959.
    """
    known = {each.id: each for each in steps}
    befores = {key: tuple(b for b in dict.fromkeys(each.after) if b in known) for key, each in known.items()}
    order = _ordered(befores)
    if len(order) < len(known):
        return Course(cycle=_circle({key: befores[key] for key in known.keys() - set(order)}))
    levels = _levels(order, befores)
    unknown = tuple(sorted(key for key, each in known.items() if each.days is None))
    if unknown:
        return Course(levels=levels, unknown=unknown)
    days = {key: each.days or 0 for key, each in known.items()}
    times = _times(order, befores, known, days)
    return Course(times=times, levels=levels, length=max((each.earliest_end for each in times.values()), default=0))


def criticality(steps: Sequence[Stretch], *, draws: int = DRAWS) -> dict[str, float]:
    """In which share of draws each step is critical, when durations are uncertain.

    Definition: every step with a spread draws its days from the triangular distribution (shortest, usual, longest),
    rounded; share of the draws in which its slack is least. Range: 0 to 1. Edge cases: a circle or an unknown duration
    -> empty. Cost: draws x (V + E). Source: methods 6.2.
    """
    plain = course(steps)
    if plain.cycle or plain.unknown or not steps:
        return {}
    known = {each.id: each for each in steps}
    befores = {key: tuple(b for b in dict.fromkeys(each.after) if b in known) for key, each in known.items()}
    order, chance = _ordered(befores), random.Random(SEED)  # noqa: S311 - repeatable draws, no secret
    counted = dict.fromkeys(known, 0)
    for _draw in range(draws):
        times = _times(order, befores, known, {key: _drawn(known[key], chance) for key in order})
        least = min(each.slack for each in times.values())
        for key, each in times.items():
            counted[key] += each.slack == least
    return {key: count / draws for key, count in counted.items()}


def mean_days(shortest: float, usual: float, longest: float) -> float:
    """(a + 4m + b) / 6. Source: methods 6.2."""
    return (shortest + 4 * usual + longest) / 6


def _drawn(step: Stretch, chance: random.Random) -> int:
    if step.spread is None:
        return step.days or 0
    low, high = step.spread
    return round(chance.triangular(low, high, step.days or 0))


def _times(
    order: Sequence[str], befores: Mapping[str, tuple[str, ...]], known: Mapping[str, Stretch], days: Mapping[str, int]
) -> dict[str, Times]:
    start: dict[str, int] = {}
    for key in order:
        ends = (start[each] + days[each] for each in befores[key])
        start[key] = max(known[key].not_before, *ends, 0) if befores[key] else max(known[key].not_before, 0)
    end = max((start[key] + days[key] for key in order), default=0)
    latest = {key: end if known[key].due is None else min(end, (known[key].due or 0) + 1) for key in order}
    for key in reversed(order):
        for each in befores[key]:
            latest[each] = min(latest[each], latest[key] - days[key])
    return {
        key: Times(
            earliest_start=start[key],
            earliest_end=start[key] + days[key],
            latest_start=latest[key] - days[key],
            latest_end=latest[key],
        )
        for key in order
    }


def _levels(order: Sequence[str], befores: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    levels: dict[str, int] = {}
    for key in order:
        levels[key] = max((levels[each] + 1 for each in befores[key]), default=0)
    return levels


def _ordered(befores: Mapping[str, tuple[str, ...]]) -> list[str]:
    """An order in which nothing stands before what comes first; shorter than all where some go round."""
    waiting = {key: len(first) for key, first in befores.items()}
    nexts: dict[str, list[str]] = {key: [] for key in befores}
    for key, first in befores.items():
        for each in first:
            nexts[each].append(key)
    free = sorted(key for key, n in waiting.items() if not n)
    order: list[str] = []
    while free:
        order.append(heapq.heappop(free))
        for key in nexts[order[-1]]:
            waiting[key] -= 1
            if not waiting[key]:
                heapq.heappush(free, key)
    return order


def _circle(befores: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """One circle among steps that can not be ordered, each followed by what waits for it."""
    stuck = dict(befores)
    while loose := [key for key in stuck if not any(key in first for first in stuck.values())]:
        for key in loose:  # it waits for the circle, and is not in it
            del stuck[key]
    at, walked = min(stuck), list[str]()
    while at not in walked:
        walked.append(at)
        at = min(each for each in stuck[at] if each in stuck)
    return tuple(reversed(walked[walked.index(at) :]))
