"""The 0-1 model of a question, solved by CP-SAT in whole numbers: exact, and the same answer every time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from vierspan.analysis.choices.limits import Limit
from vierspan.analysis.choices.question import CLEAR, Candidate, Question, hundredths

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

FINEST = 1_000_000  # the highest value of an activity, in whole units
SEED = 4
TIDYING = 1.0  # effort to find a leaner choice of the same worth
SMALL = 100
WALL = 60.0  # seconds; only a guard: the effort itself is counted in steps, not in time, so that answers repeat

State = Literal["optimal", "found", "none", "unknown"]


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver found, in its whole units; the bound is how much better it could still be."""

    state: State
    chosen: tuple[str, ...] = ()
    value: int = 0
    bound: int = 0


class Model:
    """The variables and limits of one question; the aim may change from one solve to the next."""

    def __init__(self, question: Question, *, leave_out: Iterable[Limit] = ()) -> None:
        from ortools.sat.python import cp_model

        self.cp: CpModel = cp_model.CpModel()
        self.candidates = question.by_id()
        self.vars: dict[str, IntVar] = {each: self.cp.new_bool_var("") for each in self.candidates}
        self.limits = limits_of(question)
        for limit in self.limits:
            if limit not in set(leave_out):
                self._add(question, limit)

    def _add(self, question: Question, limit: Limit) -> None:
        """Each limit as one linear constraint."""
        first, last = limit.about[0], limit.about[-1]
        holds = {
            "hours": lambda: self.hours(first) <= hundredths(question.capacity[first]),
            "must": lambda: self._of(first) >= 1,
            "never": lambda: self._of(first) <= 0,
            "needs": lambda: self._of(first) <= self._of(last),
            "excludes": lambda: self._of(first) + self._of(last) <= 1,
            "cover": lambda: self._sum(lambda each: each.serves.get(first, 0.0) >= CLEAR) >= question.cover[first],
            "benefits": lambda: self._sum(lambda each: first in each.parties) >= 1,
        }
        self.cp.add(holds[limit.kind]())

    def _of(self, candidate: str) -> Any:
        """The variable of a candidate; 0 where it is none, so that what needs it can not be chosen."""
        return self.vars.get(candidate, self._nothing())

    def _nothing(self) -> Any:
        return self.cp.new_constant(0)

    def _sum(self, is_meant: Callable[[Candidate], bool]) -> Any:
        meant = (self.vars[key] for key, each in self.candidates.items() if is_meant(each))
        return sum(meant, start=self._nothing())

    def hours(self, party: str) -> Any:
        asked = ((self.vars[each.id], hundredths(each.hours.get(party, 0.0))) for each in self.candidates.values())
        return sum((hours * variable for variable, hours in asked if hours), start=self._nothing())

    def total(self, worth: Mapping[str, int]) -> Any:
        from ortools.sat.python import cp_model

        return cp_model.LinearExpr.weighted_sum(list(self.vars.values()), [worth[each] for each in self.vars])

    def maximise(self, worth: Mapping[str, int], *, effort: float, hint: Iterable[str] = ()) -> Solved:
        """The choice of the highest worth; `effort` in the solver's own seconds, that do not depend on the machine."""
        self.cp.maximize(self.total(worth))
        self._hint(hint)
        solver = solver_for(len(self.vars), effort)
        state = _state(solver, solver.solve(self.cp))
        if state in ("none", "unknown"):
            return Solved(state, bound=sum(worth.values()))
        return Solved(state, self.picked(solver), round(solver.objective_value), round(solver.best_objective_bound))

    def leanest(self, worth: Mapping[str, int], found: Solved) -> Solved:
        """Of all choices worth as much, the one that asks the fewest hours, and then the fewest activities. It adds a
        limit, so it comes last."""
        asked = {key: sum(hundredths(hours) for hours in each.hours.values()) for key, each in self.candidates.items()}
        size = len(asked) + 1
        self.cp.add(self.total(worth) >= found.value)
        self.cp.minimize(self.total({each: 1 + size * hours for each, hours in asked.items()}))
        self._hint(found.chosen)
        solver = solver_for(len(self.vars), TIDYING)
        state = _state(solver, solver.solve(self.cp))
        return replace(found, chosen=self.picked(solver)) if state in ("optimal", "found") else found

    def _hint(self, chosen: Iterable[str]) -> None:
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        inside = set(chosen)
        for each, variable in self.vars.items():
            self.cp.add_hint(variable, each in inside)

    def picked(self, solver: "CpSolver") -> tuple[str, ...]:
        return tuple(each for each, variable in self.vars.items() if solver.value(variable))


def limits_of(question: Question) -> tuple[Limit, ...]:
    """Every limit of a question; hours only of parties of whom something is asked."""
    asked = {party for each in question.candidates for party, hours in each.hours.items() if hours > 0}
    return (
        *(Limit("hours", (party,)) for party in sorted(question.capacity) if party in asked),
        *(Limit("must", (each,)) for each in sorted(question.must)),
        *(Limit("never", (each,)) for each in sorted(question.never)),
        *(Limit("needs", pair) for pair in sorted(question.needs)),
        *(Limit("excludes", pair) for pair in sorted(question.excludes)),
        *(Limit("cover", (theme,)) for theme, least in sorted(question.cover.items()) if least > 0),
        *(Limit("benefits", (party,)) for party in sorted(question.benefiting)),
    )


def solver_for(variables: int, effort: float) -> "CpSolver":
    """Small models are solved as they are: simplifying them first takes longer than solving them (measured)."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = effort
    solver.parameters.max_time_in_seconds = WALL
    is_small = variables <= SMALL
    solver.parameters.cp_model_presolve = not is_small
    solver.parameters.linearization_level = 1 if is_small else 2
    return solver


def whole(worth: Mapping[str, float]) -> dict[str, int]:
    """Values in whole units, a millionth of the highest."""
    highest = max(worth.values(), default=0.0)
    return {each: round(value / highest * FINEST) if highest > 0 else 0 for each, value in worth.items()}


def _state(solver: "CpSolver", status: Any) -> State:
    named: dict[str, State] = {"OPTIMAL": "optimal", "FEASIBLE": "found", "INFEASIBLE": "none"}
    return named.get(solver.status_name(status), "unknown")
