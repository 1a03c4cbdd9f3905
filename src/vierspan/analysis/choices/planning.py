"""Proposing days for the steps of all initiatives at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from vierspan.analysis.choices.planning_model import Timetable
from vierspan.analysis.choices.planning_path import Stretch, course
from vierspan.analysis.choices.planning_question import LATE, TENTHS, WAITED, Limit, Question, Weighed, weigh
from vierspan.analysis.choices.planning_search import searched
from vierspan.analysis.choices.planning_simple import as_soon_as_possible, by_deadline, by_slack
from vierspan.analysis.choices.smallest import smallest

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver, CpSolverSolutionCallback

EFFORT = 4.0  # of the solver, in its own seconds, that do not depend on the machine
WALL = 120.0
SEED = 16
SETTLING = 2.0  # for whether limits go together
LARGE = 60  # beyond so many steps nothing is proved
TRIES, MOST_TRIES = 60, 20_000  # of the search, by step
SEARCHED = 0.5  # of the work, as told, when the search is done and the solver begins

Proof = Literal["optimal", "gap", "approximate", "impossible"]
Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """First days for every step, and how sure it is that there are none better.

    `optimal`: proved. `gap`: the best found; the bound does not exclude that it costs up to `gap` less.
    `approximate`: nothing is known about better ones. `impossible`: limits clash, and `clash` or `cycle` says which.
    """

    proof: Proof
    weighed: Weighed | None = None
    bound: float = 0.0
    clash: tuple[Limit, ...] = ()
    cycle: tuple[str, ...] = ()

    @property
    def starts(self) -> Mapping[str, int]:
        return self.weighed.starts if self.weighed else {}

    @property
    def gap(self) -> float:
        """The share by which a better one could cost less at most."""
        cost = self.weighed.cost if self.weighed else 0.0
        return max(0.0, 1 - self.bound / cost) if cost > 0 else 0.0


def propose(question: Question, *, effort: float = EFFORT, tell: Tell | None = None) -> Proposal:
    """Days for all steps within people's time, in their order.

    Definition: minimise 20 a workday past a deadline + 8 an hour above what somebody has in a week + 2 a workday away
    from what was agreed + 2 an hour of everybody's busiest week + 1 a workday of waiting, over whole first workdays;
    order, fixed days, who must be there and the end of the plan can not give way. The best of three simple ways is
    improved by `searched`, so that it never costs more than those; up to 60 steps the solver goes on from there, proves
    that there is none better or says how far a better one could be. Edge cases: no steps -> nothing, optimal; steps in
    a circle or limits that clash -> `impossible` with the circle or a smallest clash. One worker and fixed seeds: the
    same question gives the same days. Cost: exponential at worst, bounded by the effort; see bench/. Source: methods
    6.2; resource-constrained project scheduling [O].
    """
    round_ = course(Stretch(id=each.id, days=each.days, after=each.after) for each in question.tasks)
    if round_.cycle:
        return Proposal(proof="impossible", cycle=round_.cycle)
    start = _simplest(question)
    if start is None and not _holds(question, question.limits):
        return Proposal(proof="impossible", clash=clash(question))
    is_large = len(question.tasks) > LARGE
    if start is not None:
        until = 1.0 if is_large else SEARCHED
        start = searched(question, start, tries=_tries(question, effort), tell=_part(tell, 0.0, until))
        if is_large:
            return Proposal(proof="gap", weighed=start, bound=floor(question))
    found = _whole(question, start, effort, _part(tell, SEARCHED, 1.0))
    if start is not None or found.proof == "optimal" or found.weighed is None:
        return found
    better = searched(question, found.weighed, tries=_tries(question, effort))
    return replace(found, weighed=better, bound=max(found.bound, floor(question)))


def _tries(question: Question, effort: float) -> int:
    return round(min(TRIES * len(question.tasks), MOST_TRIES) * effort / EFFORT)


def _part(tell: Tell | None, low: float, high: float) -> Tell | None:
    return None if tell is None else lambda share: tell(low + share * (high - low))


def clash(question: Question) -> tuple[Limit, ...]:
    """A smallest set of limits that do not go together; the order of steps is kept longest, fixed days go first.

    Cost and source: as `smallest`.
    """
    ranks = ("end", "away", "after", "fixed")
    found = smallest(
        question.limits, lambda kept: _holds(question, kept), last=lambda each: (ranks.index(each.kind), each)
    )
    return tuple(sorted(found))


def _holds(question: Question, limits: tuple[Limit, ...]) -> bool | None:
    kept = set(limits)
    model = Timetable(question, leave_out=[each for each in question.limits if each not in kept])
    solver = _solver(SETTLING)
    return {"OPTIMAL": True, "FEASIBLE": True, "INFEASIBLE": False}.get(solver.status_name(solver.solve(model.cp)))


def _simplest(question: Question) -> Weighed | None:
    """The better of the simple ways, where one breaks nothing."""
    found = [weigh(question, way(question)) for way in (by_deadline, by_slack, as_soon_as_possible)]
    return min((each for each in found if not each.broken), key=lambda each: each.cost, default=None)


def _whole(question: Question, start: Weighed | None, effort: float, tell: Tell | None) -> Proposal:
    model = Timetable(question)
    model.weigh()
    if start is not None:
        model.hint(start.starts)
    solver = _solver(effort)
    state = solver.status_name(solver.solve(model.cp, _Progress(effort, tell).callback() if tell else None))
    if state not in ("OPTIMAL", "FEASIBLE"):
        return Proposal(proof="approximate", weighed=start)
    found = weigh(question, model.picked(solver))
    best = start if start is not None and start.cost < found.cost else found
    bound = solver.best_objective_bound / TENTHS
    return Proposal(proof="optimal" if state == "OPTIMAL" else "gap", weighed=best, bound=bound)


def floor(question: Question) -> float:
    """What any set of days costs at least: each step as soon as its order allows, and nobody's week too full.

    As soon as possible is soonest for every step at once, so lateness and waiting can not be less. Cost: V + E.
    """
    alone = weigh(question, as_soon_as_possible(question))
    return float(LATE * sum(alone.late.values()) + WAITED * alone.waited)


class _Progress:
    """Tells how far it is: the share of the effort that is spent, as solutions come."""

    def __init__(self, effort: float, tell: Tell | None) -> None:
        self.effort, self.tell = effort, tell

    def callback(self) -> "CpSolverSolutionCallback":
        from ortools.sat.python import cp_model

        tell, effort = self.tell, self.effort

        class Told(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                if tell is not None:
                    tell(min(0.95, self.deterministic_time / effort))

        return Told()


def _solver(effort: float) -> "CpSolver":
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = effort
    solver.parameters.max_time_in_seconds = WALL
    return solver
