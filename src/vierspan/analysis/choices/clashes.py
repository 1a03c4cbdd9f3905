"""Why nothing fits: a smallest set of limits that do not go together."""

from vierspan.analysis.choices.limits import Limit
from vierspan.analysis.choices.question import Question
from vierspan.analysis.choices.smallest import smallest
from vierspan.analysis.choices.solving import Model, limits_of, solver_for

EFFORT = 2.0


def clash(question: Question) -> tuple[Limit, ...]:
    """Limits that can not all hold, while without any one of them the others can; empty where all can hold.

    Hours are left out first, so that a clash between wishes is named rather than a lack of hours where either would
    do. Edge cases: what can not be settled within the effort counts as needed, so the set may then be larger than the
    smallest. Cost and source: as `smallest`.
    """
    every = limits_of(question)
    found = smallest(every, lambda kept: _holds(question, kept), last=lambda each: (each.kind != "hours", each))
    return tuple(sorted(found))


def _holds(question: Question, limits: tuple[Limit, ...]) -> bool | None:
    """Whether these limits go together; None where that is not settled in time."""
    kept = set(limits)
    model = Model(question, leave_out=[each for each in limits_of(question) if each not in kept])
    solver = solver_for(len(question.candidates), EFFORT)
    return {"OPTIMAL": True, "FEASIBLE": True, "INFEASIBLE": False}.get(solver.status_name(solver.solve(model.cp)))
