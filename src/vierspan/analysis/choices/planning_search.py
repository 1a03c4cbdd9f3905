"""Better days step by step: a few paths of steps are taken out and put back where they cost least, again and again."""

from collections.abc import Callable, Mapping, Sequence
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vierspan.analysis.choices.planning_question import (
    LATE,
    MOVED,
    OVERLOADED,
    PEAK,
    TENTHS,
    WAITED,
    Question,
    Task,
    Weighed,
    share,
    weigh,
)

SEED = 16
LONGEST = 10  # steps of a path that are taken out at once
WARM, COLD = 0.2, 0.004  # worse that is taken for a while: a share of what a step costs in the mean, falling
TELLS = 50
Days = NDArray[np.float64]
Tell = Callable[[float], None]


def searched(question: Question, start: Weighed, *, tries: int, tell: Tell | None = None) -> Weighed:
    """The best days found from days that break nothing; never worse than those.

    Definition: large neighbourhood search: one or two paths of steps that follow each other, the second one sharing
    somebody with the first, are taken out and each put back at the days at which it costs least while the rest stands
    (exact over all days but for what steps of one path ask of the same person); taken when it is not worse, or a
    little worse, ever less as it goes on (simulated annealing). Edge cases: nothing that may move, or no tries -> the
    start. A fixed seed: the same question gives the same days. Cost: tries x steps of a path x (who x weeks + days).
    Source: ruin and recreate (Schrimpf e.a. 2000) [P]; the dynamic programme over a path is our own [O].
    """
    free = [key for key, task in question.by_id.items() if task.fixed is None]
    if not free or not tries:
        return start
    table = _Table(question, start.starts)
    chance = np.random.default_rng(SEED)
    best, lowest, cost = dict(table.starts), 0.0, 0.0
    mean = max(start.cost * TENTHS / len(question.tasks), 1.0)
    for n in range(tries):
        heat = mean * WARM * (COLD / WARM) ** (n / tries)
        by = table.tried(table.paths(free, chance), heat, chance)
        cost += by
        if cost < lowest - 1e-6:
            best, lowest = dict(table.starts), cost
        if tell and n % max(1, tries // TELLS) == 0:
            tell(n / tries)
    if tell:
        tell(1.0)
    found = weigh(question, best)
    return found if not found.broken and found.cost < start.cost else start


class _Table:
    """Who is asked how much in each week, in tenths of an hour, while steps are taken out and put back."""

    def __init__(self, question: Question, starts: Mapping[str, int]) -> None:
        self.question, self.starts = question, dict(starts)
        self.tasks = question.by_id
        self.week_of = np.asarray(question.week_of)
        self.befores = {key: question.befores(task) for key, task in self.tasks.items()}
        self.thens: dict[str, list[str]] = {key: [] for key in self.tasks}
        for key, firsts in self.befores.items():
            for each in firsts:
                self.thens[each].append(key)
        self.asks = {
            key: [(who, share(hours, task)) for who, hours in task.asks.items() if hours and who in question.asked]
            for key, task in self.tasks.items()
        }
        self.of: dict[str, list[str]] = {}
        for key, asked in self.asks.items():
            for who, _hours in asked if self.tasks[key].fixed is None else ():
                self.of.setdefault(who, []).append(key)
        self.alone = {key: _alone(question, task) for key, task in self.tasks.items() if task.fixed is None}
        self.limits = {who: np.round(np.asarray(question.capacity[who]) * TENTHS) for who in question.asked}
        self.loads = {who: np.zeros(question.weeks) for who in question.asked}
        for key in self.tasks:
            self._count(key, 1)

    def _count(self, key: str, sign: int) -> None:
        task, start = self.tasks[key], self.starts[key]
        first = self.week_of[min(max(start, 0), self.question.horizon - 1)]
        for who, hours in self.asks[key]:
            self.loads[who][first : first + task.weeks] += sign * hours

    def paths(self, free: Sequence[str], chance: np.random.Generator) -> list[list[str]]:
        """Steps that come after each other, and often those of another path of somebody who takes part in them."""
        first = self._path(free[int(chance.integers(len(free)))], set(), chance)
        asked = [who for key in first for who, _hours in self.asks[key]]
        if not asked or chance.random() < 0.3:
            return [first]
        others = [each for each in self.of[asked[chance.integers(len(asked))]] if each not in first]
        if not others:
            return [first]
        return [first, self._path(others[chance.integers(len(others))], set(first), chance)]

    def _path(self, key: str, taken: set[str], chance: np.random.Generator) -> list[str]:
        found, most = [key], int(chance.integers(1, LONGEST + 1))
        for ways, at in ((self.thens, -1), (self.befores, 0)):
            while len(found) < most:
                near = [each for each in ways[found[at]] if each in self.alone and each not in taken]
                if not near:
                    break
                found.insert(len(found) if at else 0, near[chance.integers(len(near))])
        return found

    def tried(self, paths: list[list[str]], heat: float, chance: np.random.Generator) -> float:
        """Take the paths out and put them back; what that changes, nothing where it is not taken."""
        keys = [key for path in paths for key in path]
        touched = {who for key in keys for who, _hours in self.asks[key]}
        was, before = {key: self.starts[key] for key in keys}, self._cost(keys, touched)
        for key in keys:
            self._count(key, -1)
            del self.starts[key]
        if all(self._put_back(path) for path in paths):
            by = self._cost(keys, touched) - before
            if by <= 0 or chance.random() < exp(-by / heat):
                return by
        self._restore(was)
        return 0.0

    def _restore(self, was: Mapping[str, int]) -> None:
        for key, start in was.items():
            if key in self.starts:
                self._count(key, -1)
            self.starts[key] = start
            self._count(key, 1)

    def _cost(self, keys: Sequence[str], touched: set[str]) -> float:
        hours = sum(
            OVERLOADED * np.maximum(self.loads[who] - self.limits[who], 0).sum() + PEAK * self.loads[who].max()
            for who in sorted(touched)
        )
        return float(hours + sum(self.alone[key][self.starts[key]] for key in keys))

    def _put_back(self, path: Sequence[str]) -> bool:
        """At the days at which the path as a whole costs least; False where there are none."""
        costs: list[Days] = []
        for key in path:
            days = self._by_day(key)
            if costs:
                days += _ahead(np.minimum.accumulate(costs[-1]), self.tasks[path[len(costs) - 1]].days)
            costs.append(days)
        then = self.question.horizon  # the first day of what comes next
        for key, days in zip(reversed(path), reversed(costs), strict=True):
            open_days = days[: max(then - self.tasks[key].days + 1, 0)]
            if not open_days.size or not np.isfinite(open_days.min()):
                return False
            self.starts[key] = then = int(open_days.argmin())
        for key in path:
            self._count(key, 1)
        return True

    def _by_day(self, key: str) -> Days:
        """What the step costs on each first day, while all else stands."""
        weeks, task = np.zeros(self.question.weeks), self.tasks[key]
        for who, hours in self.asks[key]:
            weeks += self._by_week(who, hours, task.weeks)
        days: Days = self.alone[key] + weeks[self.week_of]
        low = max((self.starts[b] + self.tasks[b].days for b in self.befores[key] if b in self.starts), default=0)
        high = min((self.starts[t] - task.days for t in self.thens[key] if t in self.starts), default=len(days))
        days[: max(low, 0)] = np.inf
        days[max(high + 1, 0) :] = np.inf
        return days

    def _by_week(self, who: str, hours: int, weeks: int) -> Days:
        load, limit = self.loads[who], self.limits[who]
        over = np.maximum(load + hours - limit, 0) - np.maximum(load - limit, 0)
        most = load.copy()
        total = over.copy()
        for n in range(1, min(weeks, len(load))):
            most[:-n] = np.maximum(most[:-n], load[n:])
            total[:-n] += over[n:]
        found: Days = OVERLOADED * total + PEAK * np.maximum(most + hours - load.max(), 0)
        return found


def _ahead(costs: Days, by: int) -> Days:
    """Moved so many days on; before those nothing can begin."""
    if not by:
        return costs
    found = np.full_like(costs, np.inf)
    found[by:] = costs[:-by]
    return found


def _alone(question: Question, task: Task) -> Days:
    """What the day itself costs: too late, waited, moved; where it can not begin without end."""
    starts = np.arange(question.horizon, dtype=np.float64)
    costs: Any = WAITED * (starts - task.not_before)
    if task.due is not None:
        costs = costs + LATE * np.maximum(starts + task.days - task.due - 1, 0)
    if task.agreed is not None:
        costs = costs + MOVED * np.abs(starts - task.agreed)
    costs[: max(task.not_before, 0)] = np.inf
    costs[max(question.horizon - task.days + 1, 0) :] = np.inf
    barred = frozenset[int]().union(*(question.barred(task, who) for who in task.needs))
    costs[[each for each in barred if 0 <= each < question.horizon]] = np.inf
    return np.asarray(costs * TENTHS)
