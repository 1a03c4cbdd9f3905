"""What reading a file gave: the tables, the problems, and what would be left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """How one sheet was understood. `columns` maps header to column key; `table` is None for a sheet not read."""

    grid: Grid
    table: str | None
    columns: Mapping[str, str] = field(default_factory=dict)
    extras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row that is left out when the rest is imported, and the problem that is the reason."""

    sheet: str
    row: int
    table: str
    why: Problem


@dataclass(slots=True, kw_only=True)
class Reading:
    """One file, read. `tables` holds the good rows only, in the schema's words; `problems` everything that was found.

    `form` is workbook, kumu, graphml, gexf, json, vcard, partner, matrix, edges or mapped; `guess` is what was guessed
    of a table that is not ours; `counts` how often each problem was found, also where not each is listed; `examples`
    holds the sheet and row of every untouched example row of the template.
    """

    name: str
    form: str
    grids: list[Grid]
    sheets: tuple[SheetReading, ...] = ()
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    counts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    examples: frozenset[tuple[str, int]] = frozenset()
    guess: Any = None
    mapping: Any = None

    @property
    def fatal(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_fatal]

    @property
    def notices(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.is_fatal]

    @property
    def records(self) -> Records:
        """The records of every row. Raises UnreadableInput with all fatal problems where there are any."""
        if self.fatal:
            raise UnreadableInput(self.fatal)
        return Records.of(self.tables)

    def rest(self) -> Records:
        """The records of the good rows; `left_out` lists the others. Raises UnreadableInput where none is good."""
        if not self.tables.keys() & {"parties", "people"}:
            raise UnreadableInput(self.fatal or [Problem(code="no_actors", file=self.name, is_fatal=True)])
        return Records.of(self.tables)
