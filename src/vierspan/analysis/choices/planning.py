"""Proposing days for the steps of all initiatives at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Literal

from vierspan.analysis.choices.planning_model import Timetable
from vierspan.analysis.choices.planning_path import Stretch, course
from vierspan.analysis.choices.planning_question import LATE, TENTHS, WAITED, Limit, Question, Weighed, weigh
from vierspan.analysis.choices.planning_simple import as_soon_as_possible, by_deadline
from vierspan.analysis.choices.smallest import smallest

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver, CpSolverSolutionCallback

EFFORT = 4.0  # of the solver, in its own seconds, that do not depend on the machine
WALL = 120.0
SEED = 16
SETTLING = 2.0  # for whether limits go together
LARGE = 60  # beyond so many steps parts are improved one after the other

PART = 30
PART_EFFORT = 0.1  # of the effort of the whole
ROUNDS = 2  # by what hangs together, then by when it is

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
    order, fixed days, who must be there and the end of the plan can not give way. Edge cases: no steps -> nothing,
    optimal; steps in a circle or limits that clash -> `impossible` with the circle or a smallest clash. One worker and
    a fixed seed: the same question gives the same days. Cost: exponential at worst; see bench/. Source: methods 6.2;
    resource-constrained project scheduling [O].
    """
    round_ = course(Stretch(id=each.id, days=each.days, after=each.after) for each in question.tasks)
    if round_.cycle:
        return Proposal(proof="impossible", cycle=round_.cycle)
    start = _simplest(question)
    if start is None and not _holds(question, question.limits):
        return Proposal(proof="impossible", clash=clash(question))
    if len(question.tasks) > LARGE and start is not None:
        return _in_parts(question, start, effort, tell)
    found = _whole(question, start, effort, tell)
    if found.proof == "optimal" or found.weighed is None:
        return found
    better = _in_parts(question, found.weighed, effort, None)
    return replace(found, weighed=better.weighed, bound=max(found.bound, better.bound))


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
    found = [weigh(question, way(question)) for way in (by_deadline, as_soon_as_possible)]
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


def _in_parts(question: Question, start: Weighed, effort: float, tell: Tell | None) -> Proposal:
    """Many steps: all but a part stand still while that part is improved, part after part; proved is nothing then."""
    best, done = start, 0
    total = ROUNDS * ceil(len(question.tasks) / PART)
    for by_day in (False, True):
        for part in _parts(question, best.starts if by_day else None):
            best = _improved(question, best, part, effort * PART_EFFORT)
            done += 1
            if tell:
                tell(done / total)
    return Proposal(proof="gap", weighed=best, bound=floor(question))


def floor(question: Question) -> float:
    """What any set of days costs at least: each step as soon as its order allows, and nobody's week too full.

    As soon as possible is soonest for every step at once, so lateness and waiting can not be less. Cost: V + E.
    """
    alone = weigh(question, as_soon_as_possible(question))
    return float(LATE * sum(alone.late.values()) + WAITED * alone.waited)


def _improved(question: Question, best: Weighed, part: frozenset[str], effort: float) -> Weighed:
    held = {key: each for key, each in best.starts.items() if key not in part}
    found = _whole(_holding(question, held), best, effort, None)
    tried = weigh(question, found.starts) if found.weighed is not None else best
    return tried if not tried.broken and tried.cost < best.cost else best


def _holding(question: Question, held: Mapping[str, int]) -> Question:
    tasks = tuple(replace(each, fixed=held[each.id]) if each.id in held else each for each in question.tasks)
    return Question(tasks=tasks, week_of=question.week_of, capacity=question.capacity, away=question.away)


def _parts(question: Question, starts: Mapping[str, int] | None) -> list[frozenset[str]]:
    """Steps that hang together stay together, so that a part can move as a whole; or those of about the same days."""
    order = sorted(starts, key=lambda each: (starts[each], each)) if starts else _chained(question)
    return [frozenset(order[at : at + PART]) for at in range(0, len(order), PART)]


def _chained(question: Question) -> list[str]:
    levels = course(Stretch(id=each.id, days=each.days, after=each.after) for each in question.tasks).levels
    heads: dict[str, str] = {}
    for key in sorted(levels, key=lambda each: (levels[each], each)):
        firsts = question.befores(question.by_id[key])
        heads[key] = heads[min(firsts)] if firsts else key
    return sorted(heads, key=lambda each: (heads[each], levels[each], each))


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
