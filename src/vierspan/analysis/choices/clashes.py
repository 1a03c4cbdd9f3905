"""Why nothing fits: a smallest set of limits that do not go together."""

from vierspan.analysis.choices.limits import Limit
from vierspan.analysis.choices.question import Question
from vierspan.analysis.choices.solving import Model, limits_of, solver_for

EFFORT = 2.0


def clash(question: Question) -> tuple[Limit, ...]:
    """Limits that can not all hold, while without any one of them the others can; empty where all can hold.

    There may be several such sets; the same question always gives the same one. Limits are left out in halves and
    then one by one, hours first, so that a clash between wishes is named rather than a lack of hours where either
    would do. Edge cases: what can not be settled within the effort counts as needed, so the set may then be larger
    than the smallest. Cost: a quick solve for about each limit of the set, times the logarithm of all limits.
    Source: deletion filter (Chinneck 2008).
    """
    if _holds(question, limits_of(question)) is not False:
        return ()
    kept = _suspects(question)
    for limit in sorted(kept, key=lambda each: (each.kind != "hours", each)):
        fewer = tuple(each for each in kept if each != limit)
        if _holds(question, fewer) is False:
            kept = fewer
    return tuple(sorted(kept))


def _holds(question: Question, limits: tuple[Limit, ...]) -> bool | None:
    """Whether these limits go together; None where that is not settled in time."""
    kept = set(limits)
    model = Model(question, leave_out=[each for each in limits_of(question) if each not in kept])
    solver = solver_for(len(question.candidates), EFFORT)
    return {"OPTIMAL": True, "FEASIBLE": True, "INFEASIBLE": False}.get(solver.status_name(solver.solve(model.cp)))


def _suspects(question: Question) -> tuple[Limit, ...]:
    """A first set that clashes: halves are thrown out while what is left still does."""
    kept, size = limits_of(question), len(limits_of(question)) // 2
    while size >= 1:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if _holds(question, fewer) is False:
                kept = fewer
            else:
                start += size
        size //= 2
    return kept
