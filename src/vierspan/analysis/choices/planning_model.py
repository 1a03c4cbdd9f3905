"""The planning question as whole numbers for the solver."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from vierspan.analysis.choices.planning_question import (
    LATE,
    MOVED,
    OVERLOADED,
    PEAK,
    TENTHS,
    WAITED,
    Limit,
    Question,
    Task,
    share,
)

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver, IntVar


class Timetable:
    """A first day for every step, under the limits that can not give way, less those that are left out."""

    def __init__(self, question: Question, leave_out: Iterable[Limit] = ()) -> None:
        from ortools.sat.python import cp_model

        self.question, self.cp = question, cp_model.CpModel()
        self.dropped = frozenset(leave_out)
        self.span = max(2 * question.horizon, 1)  # room for what runs past the end, where that is left out
        self.starts = {key: self._start(task) for key, task in question.by_id.items()}
        for limit in question.limits:
            if limit.kind == "after" and limit not in self.dropped:
                first, then = limit.about
                self.cp.add(self.starts[then] >= self.starts[first] + question.by_id[first].days)
        self.costs: list[Any] = []
        self.begun: dict[str, Mapping[int, Any]] = {}

    def _start(self, task: Task) -> "IntVar":
        from ortools.sat.python import cp_model

        if task.fixed is not None and Limit("fixed", (task.id,)) not in self.dropped:
            return self.cp.new_int_var(task.fixed, task.fixed, task.id)
        is_open = Limit("end", (task.id,)) in self.dropped
        last = self.span if is_open else self.question.horizon - task.days
        free = cp_model.Domain(0 if task.fixed is not None else max(task.not_before, 0), max(last, -1))
        for who in task.needs:
            if task.fixed is None and Limit("away", (task.id, who)) not in self.dropped:
                barred = cp_model.Domain.from_values(sorted(self.question.barred(task, who)))
                free = free.intersection_with(barred.complement())
        if free.is_empty():
            self.cp.add_bool_or([])
            return self.cp.new_int_var(0, 0, task.id)
        return self.cp.new_int_var_from_domain(free, task.id)

    def weigh(self) -> None:
        """Every term of the cost; in tenths, as hours are."""
        for key, task in self.question.by_id.items():
            self._days(key, task)
        for who in sorted(self.question.asked):
            self._hours(who)
        self.cp.minimize(sum(self.costs))

    def _days(self, key: str, task: Task) -> None:
        if task.due is not None:
            late = self.cp.new_int_var(0, self.span, f"late-{key}")
            self.cp.add(late >= self.starts[key] + task.days - task.due - 1)
            self.costs.append(LATE * TENTHS * late)
        if task.fixed is not None:
            return
        self.costs.append(WAITED * TENTHS * (self.starts[key] - task.not_before))
        if task.agreed is not None:
            moved = self.cp.new_int_var(0, self.span, f"moved-{key}")
            self.cp.add_abs_equality(moved, self.starts[key] - task.agreed)
            self.costs.append(MOVED * TENTHS * moved)

    def _hours(self, who: str) -> None:
        busy = self._busy(who)
        most = sum(share(task.asks.get(who, 0.0), task) for task in self.question.by_id.values())
        peak = self.cp.new_int_var(0, most, f"peak-{who}")
        self.costs.append(PEAK * peak)
        for week, terms in busy.items():
            hours = sum(terms)
            self.cp.add(peak >= hours)
            limit = round(self.question.capacity[who][week] * TENTHS)
            if limit < most:
                over = self.cp.new_int_var(0, most, f"over-{who}-{week}")
                self.cp.add(over >= hours - limit)
                self.costs.append(OVERLOADED * over)

    def _busy(self, who: str) -> dict[int, list[Any]]:
        """What somebody is asked in each week, as terms in the weeks in which steps begin."""
        found: dict[int, list[Any]] = {}
        for key, task in self.question.by_id.items():
            asked = share(task.asks.get(who, 0.0), task)
            for first, begins in self._weeks(key).items() if asked else ():
                for week in range(first, min(first + task.weeks, self.question.weeks)):
                    found.setdefault(week, []).append(asked * begins)
        return found

    def _weeks(self, key: str) -> Mapping[int, Any]:
        """Of every week whether the step begins in it."""
        if key not in self.begun:
            days: dict[int, list[int]] = {}
            for day, week in enumerate(self.question.week_of):
                days.setdefault(week, []).append(day)
            task = self.question.by_id[key]
            low = task.fixed if task.fixed is not None else task.not_before
            high = task.fixed if task.fixed is not None else self.question.horizon
            open_weeks = {week: span for week, span in days.items() if span[-1] >= low and span[0] <= high}
            begins = {week: self.cp.new_bool_var(f"{key}-{week}") for week in open_weeks}
            self.cp.add_exactly_one(begins.values())
            self.cp.add(self.starts[key] >= sum(span[0] * begins[week] for week, span in open_weeks.items()))
            self.cp.add(self.starts[key] <= sum(span[-1] * begins[week] for week, span in open_weeks.items()))
            self.begun[key] = begins
        return self.begun[key]

    def hint(self, starts: Mapping[str, int]) -> None:
        for key, start in starts.items():
            self.cp.add_hint(self.starts[key], start)
            for week, begins in self.begun.get(key, {}).items():
                self.cp.add_hint(begins, self.question.week_of[min(start, self.question.horizon - 1)] == week)

    def picked(self, solver: "CpSolver") -> dict[str, int]:
        return {key: solver.value(variable) for key, variable in self.starts.items()}
