"""Gathering what is wrong: each problem counted, the first ones listed, every bad row remembered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vierspan.analysis.problems import Problem

LISTED = 50


@dataclass(slots=True)
class Findings:
    """`bad` maps (number of the sheet, row) to the first fatal problem of that row.

    `examples` are the untouched example rows of the template, a notice each, told together.
    """

    problems: list[Problem] = field(default_factory=list)
    bad: dict[tuple[int, int], Problem] = field(default_factory=dict)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    examples: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem, sheet: int = -1) -> None:
        kind = (problem.sheet, problem.column, problem.code)
        self.counts[kind] += 1
        if self.counts[kind] <= LISTED:
            self.problems.append(problem)
        if problem.is_fatal and problem.row is not None:
            self.bad.setdefault((sheet, problem.row), problem)

    def add_rows(self, problem: Problem, sheet: int, rows: Iterable[int]) -> None:
        """The same problem at each of these rows; beyond those listed the rows share one."""
        kind = (problem.sheet, problem.column, problem.code)
        for row in rows:
            if self.counts[kind] < LISTED:
                self.add(replace(problem, row=row), sheet)
            else:
                self.counts[kind] += 1
                if problem.is_fatal:
                    self.bad.setdefault((sheet, row), problem)

    def listed(self) -> list[Problem]:
        """The problems in the order found, with a last one for each kind of which not all are listed."""
        more = []
        for (sheet, column, code), count in self.counts.items():
            if count > LISTED:
                like = next(p for p in self.problems if (p.sheet, p.column, p.code) == (sheet, column, code))
                facts = {"count": count - LISTED, "like": code}
                more.append(
                    Problem(code="and_more", file=like.file, sheet=sheet, table=like.table, column=column,
                            is_fatal=like.is_fatal, facts=facts)
                )  # fmt: skip
        return [*self._examples(), *self.problems, *more]

    def _examples(self) -> list[Problem]:
        if len(self.examples) < 2:
            return self.examples
        return [Problem(code="example_rows", file=self.examples[0].file, facts={"count": len(self.examples)})]
