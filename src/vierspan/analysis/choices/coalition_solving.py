"""The coalition as a model for OR-Tools CP-SAT: the best of one size, or how good one could be at most."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from vierspan.analysis.choices.coalition_question import OF_COHESION, OF_COVERAGE, OF_INTEREST, Floats, Question

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

UNIT = 10_000_000  # of a score of one
SEED = 4
WALL = 30.0  # seconds; only a guard: the effort is counted in steps, so that answers repeat
PAIRS_UP_TO = 60  # candidates of which every pair is in the model

State = Literal["optimal", "found", "none", "unknown"]


@dataclass(frozen=True, slots=True)
class Solved:
    """What was found of one size; no coalition of that size scores more than the bound."""

    state: State
    members: tuple[str, ...] = ()
    bound: float = 1.0


def relaxed(question: Question, size: int, *, effort: float) -> Solved:
    """How good a coalition of this size can be at most: each member counts the nearest that it could have around it.

    The score of what is found is no score of the whole question; the bound is one. Without must-haves that fit, "none".
    """
    return _Model(question, size).solve(_nearest_sums(question, size), effort)


def of_pairs(question: Question, size: int, *, effort: float, hint: tuple[str, ...] = ()) -> Solved:
    """The best of this size, with every pair in the model."""
    model = _Model(question, size)
    model.hint(hint)
    return model.solve_pairs(effort)


def _nearest_sums(question: Question, size: int) -> Floats:
    """Of each candidate how far the members around it stand in all, at least; fixed ones stand where they stand."""
    held = list(question.held)
    known = question.distance[:, held].sum(axis=1)
    others = question.distance.copy()
    others[:, held] = np.inf
    np.fill_diagonal(others, np.inf)
    is_held = np.isin(np.arange(len(question.candidates)), held)
    found = np.zeros(len(question.candidates))
    for part, count in ((is_held, size - len(held)), (~is_held, size - 1 - len(held))):
        nearest = np.sort(others[part], axis=1)[:, : max(0, count)]
        found[part] = known[part] + np.where(np.isfinite(nearest), nearest, question.cap).sum(axis=1)
    return found


class _Model:
    def __init__(self, question: Question, size: int) -> None:
        from ortools.sat.python import cp_model

        self.question, self.size = question, size
        self.cp: CpModel = cp_model.CpModel()
        self.members: list[IntVar] = [self.cp.new_bool_var("") for _each in question.candidates]
        self.cp.add(sum(self.members) == size)
        for at in question.held:
            self.cp.add(self.members[at] == 1)
        for pair in question.apart:
            at_both = [question.place[each] for each in pair if each in question.place]
            if len(at_both) == 2:
                self.cp.add_at_most_one(self.members[at] for at in at_both)
        self.terms: list[tuple[IntVar, int]] = []
        self._cover()
        share = OF_INTEREST / size
        self.terms += [
            (variable, round(UNIT * share * float(value)))
            for variable, value in zip(self.members, question.interest, strict=True)
        ]

    def _cover(self) -> None:
        """Of each requirement the strongest offers count, as many as are asked."""
        for asked, weight, row in zip(
            self.question.requirements, self.question.weights, self.question.offers, strict=True
        ):
            bringing = [int(at) for at in np.flatnonzero(row > 0)]
            if asked.is_must:
                self.cp.add(sum(self.members[at] for at in bringing) >= asked.parties)
            counted = {at: self.cp.new_bool_var("") for at in bringing}
            for at, variable in counted.items():
                self.cp.add_implication(variable, self.members[at])
                worth = UNIT * OF_COVERAGE * float(weight) * float(row[at]) / asked.parties
                self.terms.append((variable, round(worth)))
            self.cp.add(sum(counted.values()) <= asked.parties)

    def hint(self, members: tuple[str, ...]) -> None:
        for each, variable in zip(self.question.candidates, self.members, strict=True):
            self.cp.add_hint(variable, each.id in members)

    def solve(self, apart: Floats, effort: float) -> Solved:
        """With a distance for each member alone."""
        self.terms += [
            (variable, -round(self._far(float(sum_)) / 2)) for variable, sum_ in zip(self.members, apart, strict=True)
        ]
        return self._solved(effort)

    def solve_pairs(self, effort: float) -> Solved:
        for one in range(len(self.members)):
            self._pairs_of(one)
        return self._solved(effort)

    def _pairs_of(self, one: int) -> None:
        """Each member has all others around it: that makes the model tight."""
        if one == 0:
            self.pairs: dict[tuple[int, int], IntVar] = {}
            for first in range(len(self.members)):
                for second in range(first + 1, len(self.members)):
                    self._pair(first, second)
        around = [variable for pair, variable in self.pairs.items() if one in pair]
        self.cp.add(sum(around) == (self.size - 1) * self.members[one])

    def _pair(self, one: int, other: int) -> None:
        both = self.cp.new_bool_var("")
        self.cp.add_implication(both, self.members[one])
        self.cp.add_implication(both, self.members[other])
        self.pairs[one, other] = both
        self.terms.append((both, -round(self._far(float(self.question.distance[one, other])))))

    def _far(self, distance: float) -> float:
        pairs = self.size * (self.size - 1) / 2
        return UNIT * OF_COHESION * distance / self.question.cap / pairs if pairs else 0.0

    def _solved(self, effort: float) -> Solved:
        from ortools.sat.python import cp_model

        variables, worth = zip(*self.terms, strict=True)
        self.cp.maximize(cp_model.LinearExpr.weighted_sum(list(variables), list(worth)))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = effort
        solver.parameters.max_time_in_seconds = WALL
        state = _state(solver.status_name(solver.solve(self.cp)))
        if state in ("none", "unknown"):
            return Solved(state)
        base = OF_COHESION + (0.0 if self.question.requirements else OF_COVERAGE)
        return Solved(state, self._picked(solver), min(1.0, base + solver.best_objective_bound / UNIT))

    def _picked(self, solver: Any) -> tuple[str, ...]:
        pairs = zip(self.question.candidates, self.members, strict=True)
        return tuple(each.id for each, variable in pairs if solver.value(variable))


def _state(status: str) -> State:
    named: dict[str, State] = {"OPTIMAL": "optimal", "FEASIBLE": "found", "INFEASIBLE": "none"}
    return named.get(status, "unknown")
