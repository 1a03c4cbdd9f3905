"""The same four picks where there are too many packages to write down: exact, by OR-Tools."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vierspan.analysis.choices.winwin.question import Package, Question, Stake, part

SCALE = 1_000  # values are compared to three decimals
SHARES = 1_000_000
LOGS = 1_000_000
WEIGHTS = 100
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Found:
    """One pick; `is_proven` where the time was enough to show that no other is better."""

    package: Package | None
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Large:
    nash: Found
    egalitarian: Found
    kalai_smorodinsky: Found
    utilitarian: Found


@dataclass
class _Model:
    """One solver's model: a choice per issue, and the gain of each party in thousandths."""

    model: Any
    chosen: list[list[Any]]
    gains: list[Any]
    highest: list[int]
    seconds: float

    def best(self) -> tuple[Package | None, bool, float]:
        """Solve: the package, whether it is proven, and the value of the objective."""
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = self.seconds
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        state = solver.solve(self.model)
        if state == cp_model.INFEASIBLE:
            return None, True, 0.0
        if state not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, False, 0.0
        package = tuple(next(n for n, each in enumerate(row) if solver.value(each)) for row in self.chosen)
        return package, state == cp_model.OPTIMAL, solver.objective_value


def large(question: Question, *, seconds: float = SECONDS) -> Large:
    """Nash, egalitarian, Kalai-Smorodinsky and utilitarian picks without writing the packages down.

    Definition: as `picks`, over all packages good enough for all, with values rounded to a thousandth of a point; one
    optimum each (others may be equally good). Nash maximises the sum of logarithms, to a millionth, weights to a
    hundredth, over packages on which all gain; where there is none it is not given. Egalitarian raises the smallest
    gain, then the sum. Each solve stops after a quarter of `seconds`; what is not proven says so.
    Cost: grows with the options; proved in seconds for 30 issues of 4 options and 8 parties. Source: methods 6.5;
    OR-Tools CP-SAT; outer approximation by tangents.
    """
    share = seconds / 4
    return Large(
        nash=_by_product(question, share),
        egalitarian=_solved(question, share, _by_smallest),
        kalai_smorodinsky=_by_share(question, share),
        utilitarian=_solved(question, share, lambda made: made.model.maximize(sum(made.gains))),
    )


def _solved(question: Question, seconds: float, aim: Callable[[_Model], None]) -> Found:
    made = _model(question, seconds)
    aim(made)
    package, is_proven, _value = made.best()
    return Found(package, is_proven)


def _model(question: Question, seconds: float) -> _Model:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen = [
        [model.new_bool_var(f"{place}.{n}") for n in range(len(issue.options))]
        for place, issue in enumerate(question.issues)
    ]
    for row in chosen:
        model.add_exactly_one(row)
    gains, highest = [], []
    for number, stake in enumerate(question.stakes):
        _keep_to_limits(question, stake, model, chosen)
        total, top = _gain(question, stake, chosen)
        gain = model.new_int_var(0, max(0, top), f"gain {number}")  # from 0: good enough for all
        model.add(total == gain)
        gains.append(gain)
        highest.append(max(0, top))
    return _Model(model, chosen, gains, highest, seconds)


def _keep_to_limits(question: Question, stake: Stake, model: Any, chosen: list[list[Any]]) -> None:
    for issue, row in zip(question.issues, chosen, strict=True):
        must = stake.must.get(issue.key)
        for option, variable in enumerate(row):
            if option in stake.never.get(issue.key, ()) or (must and option not in must):
                model.add(variable == 0)


def _gain(question: Question, stake: Stake, chosen: list[list[Any]]) -> tuple[Any, int]:
    """The gain as a sum over the options, in thousandths, and the most it can be."""
    total = sum(stake.importance.get(issue.key, 0.0) for issue in question.issues) or 1.0
    terms: Any = -round(stake.walk_away * SCALE)
    top = -round(stake.walk_away * SCALE)
    for place, row in enumerate(chosen):
        values = [round(part(question, stake, place, n) / total * SCALE) for n in range(len(row))]
        terms += sum(value * variable for value, variable in zip(values, row, strict=True))
        top += max(values)
    return terms, top


def _by_product(question: Question, seconds: float) -> Found:
    """Raise the sum of logarithms by tangents: each solve gives a bound and a package, whose own tangents come next.

    A logarithm lies under each of its tangents, so that the optimum of the tangents is a bound; once a package reaches
    it, no other is better. Every party must gain something: the logarithm of nothing is not there.
    """
    made = _model(question, seconds)
    logs = [made.model.new_int_var(0, _log(max(1, top)), f"log {n}") for n, top in enumerate(made.highest)]
    for gain, log, top in zip(made.gains, logs, made.highest, strict=True):
        made.model.add(gain >= 1)
        for point in {1, *(2**n for n in range(1, max(1, top).bit_length())), max(1, top)}:
            _stay_under(made.model, gain, log, point)
    weights = [round(stake.weight * WEIGHTS) for stake in question.stakes]
    made.model.maximize(sum(weight * log for weight, log in zip(weights, logs, strict=True)))
    return _climb(made, question, logs, weights)


def _climb(made: _Model, question: Question, logs: list[Any], weights: list[int]) -> Found:
    best: tuple[int, Package | None] = (-1, None)
    ends = time.monotonic() + made.seconds
    while (left := ends - time.monotonic()) > 0:
        made.seconds = left
        package, is_proven, value = made.best()
        if package is None:
            return Found(best[1], is_proven)
        gains = [_thousandths(question, stake, package) for stake in question.stakes]
        reached = sum(weight * _log(gain) for weight, gain in zip(weights, gains, strict=True))
        best = max(best, (reached, package))
        if is_proven and value <= best[0] + len(logs) * WEIGHTS:
            return Found(best[1], True)
        for gain, log, point in zip(made.gains, logs, gains, strict=True):
            _stay_under(made.model, gain, log, point)
    return Found(best[1], False)


def _stay_under(model: Any, gain: Any, log: Any, point: int) -> None:
    """The tangent of the logarithm at a point, rounded up."""
    model.add(log * point <= point * (_log(point) + 1) + LOGS * (gain - point))


def _log(thousandths: int) -> int:
    return math.floor(LOGS * math.log(thousandths))


def _thousandths(question: Question, stake: Stake, package: Package) -> int:
    """The gain as the model counts it."""
    total = sum(stake.importance.get(issue.key, 0.0) for issue in question.issues) or 1.0
    parts = (round(part(question, stake, place, n) / total * SCALE) for place, n in enumerate(package))
    return sum(parts) - round(stake.walk_away * SCALE)


def _by_smallest(made: _Model) -> None:
    least = made.model.new_int_var(0, max(made.highest, default=0), "least")
    for gain in made.gains:
        made.model.add(least <= gain)
    made.model.maximize(least * (sum(made.highest) + 1) + sum(made.gains))


def _by_share(question: Question, seconds: float) -> Found:
    """First what each party could gain at most, then the largest smallest share of that."""
    ends = time.monotonic() + seconds
    ideals: list[int] = []
    for number in range(len(question.stakes)):
        made = _model(question, max(0.1, ends - time.monotonic()))
        made.model.maximize(made.gains[number])
        package, is_proven, value = made.best()
        if package is None or not is_proven:
            return Found(None, package is None and is_proven)
        ideals.append(round(value))
    made = _model(question, max(0.1, ends - time.monotonic()))
    least = made.model.new_int_var(0, SHARES, "least share")
    for gain, ideal in zip(made.gains, ideals, strict=True):
        if ideal > 0:
            made.model.add(least * ideal <= gain * SHARES)
    made.model.maximize(least)
    package, is_proven, _value = made.best()
    return Found(package, is_proven)
