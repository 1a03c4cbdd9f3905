"""Which table each sheet is, and which column each header is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vierspan.analysis.formats.findings import Findings
from vierspan.analysis.formats.folding import column_names, fold, is_ignored, nearest, sheet_names, slip_of
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import Column, Language, tables

_NUMBERING = re.compile(r"[\W_]*(\d{4}([-/]\d{2,4})?|v?\d{1,2}|\(\d+\)|kopie|copy)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One sheet's place in the records: its table, the place of each column in the grid, and the columns left over."""

    number: int
    grid: Grid
    table: str
    columns: Mapping[str, int]
    extras: Mapping[str, int]

    @property
    def language(self) -> Language:
        """The language most of the sheet's headers are in; it decides in which words we suggest."""
        schema = tables()[self.table]
        headers = {fold(header) for header in self.grid.header}
        dutch = sum(fold(column.nl) in headers for column in schema.columns)
        english = sum(fold(column.en) in headers for column in schema.columns)
        return "en" if english > dutch else "nl"

    def header(self, key: str) -> str:
        """The column's name as the user sees it; its label where the sheet lacks it."""
        if key in self.columns:
            return self.grid.header[self.columns[key]]
        return tables()[self.table].column(key).label(self.language)

    def problem(self, code: str, key: str = "", *, is_fatal: bool = True, **more: object) -> Problem:
        """A problem of this code in this sheet, at this column."""
        return Problem(
            code=code, file=self.grid.file, sheet=self.grid.sheet, table=self.table, is_fatal=is_fatal,
            column=self.header(key) if key else "", **more,  # type: ignore[arg-type]
        )  # fmt: skip


def table_of(sheet: str) -> str | None:
    """The table this sheet name means, forgiving case, accents, years and numbers behind it, and small slips."""
    for name in (sheet, _NUMBERING.sub("", sheet)):
        folded = fold(name)
        if folded in sheet_names():
            return sheet_names()[folded]
    slip = slip_of(fold(_NUMBERING.sub("", sheet)), sheet_names())
    return sheet_names()[slip] if slip else None


def columns_of(table: str, header: Iterable[str]) -> dict[int, str]:
    """Place in the header -> column key. Exact names go first, so that a slip never takes a name that stands there."""
    names, folded = column_names(table), [fold(name) for name in header]
    found = {place: names[name] for place, name in enumerate(folded) if name in names}
    for place, name in enumerate(folded):
        free = {known: key for known, key in names.items() if key not in found.values()}
        slip = slip_of(name, free) if place not in found and name else None
        if slip:
            found[place] = free[slip]
    return found


def is_ours(grid: Grid) -> bool:
    """Whether the sheet is one of our tables with every column that must be there."""
    table = None if is_ignored(grid.sheet) else table_of(grid.sheet)
    if table is None:
        return False
    present = set(columns_of(table, grid.header).values())
    return all(column.key in present for column in tables()[table].columns if column.required)


def layouts(grids: list[Grid], findings: Findings) -> list[Layout]:
    """The sheets that are tables of ours; the others, and what their headers lack, are noted."""
    found = []
    for number, grid in enumerate(grids):
        table = table_of(grid.sheet)
        if is_ignored(grid.sheet) or (not grid.header and not grid.cells.height):
            continue
        if table is None:
            findings.add(_unknown(grid))
            continue
        found.append(_layout(number, grid, table, findings))
    return found


def _layout(number: int, grid: Grid, table: str, findings: Findings) -> Layout:
    columns: dict[str, int] = {}
    extras: dict[str, int] = {}
    known = columns_of(table, grid.header)
    for place, key in sorted(known.items()):
        first = columns.setdefault(key, place)
        if _is_empty(grid, first):
            columns[key] = place
        elif first != place and not _agree(grid, first, place):
            findings.add(_twice(grid, table, first, place))
    for place, name in enumerate(grid.header):
        if place not in known and not _is_empty(grid, place):
            extras[_free(name or "A", {*extras, *tables()[table].dtypes})] = place
    layout = Layout(number=number, grid=grid, table=table, columns=columns, extras=extras)
    for column in tables()[table].columns:
        if column.required and column.key not in columns and grid.cells.height:
            _note_missing(layout, column, findings)
    return layout


def _is_empty(grid: Grid, place: int) -> bool:
    return grid.cells[f"c{place}"].null_count() == grid.cells.height


def _agree(grid: Grid, first: int, second: int) -> bool:
    """Two headers for one column do no harm where one is empty or both say the same."""
    return _is_empty(grid, second) or grid.cells[f"c{first}"].equals(grid.cells[f"c{second}"])


def _twice(grid: Grid, table: str, first: int, second: int) -> Problem:
    return Problem(
        code="column_twice",
        file=grid.file,
        sheet=grid.sheet,
        table=table,
        column=grid.header[second],
        found=grid.header[second],
        is_fatal=True,
        facts={"first": grid.header[first]},
    )


def _note_missing(layout: Layout, column: Column, findings: Findings) -> None:
    near = nearest(column.label(layout.language), layout.extras, least=65)
    findings.add(layout.problem("missing_column", column.key, suggestions=near, expected=column.type))
    lost = layout.problem("missing_column", column.key)
    for row in layout.grid.rows:
        findings.bad.setdefault((layout.number, row), lost)


def _unknown(grid: Grid) -> Problem:
    labels = [name for table in tables().values() for name in (table.nl, table.en)]
    near = nearest(grid.sheet, labels, limit=1, least=60)
    return Problem(code="unknown_sheet", file=grid.file, sheet=grid.sheet, found=grid.sheet, suggestions=near)


def _free(name: str, taken: set[str]) -> str:
    numbered, number = name, 2
    while numbered in taken:
        numbered, number = f"{name} ({number})", number + 1
    return numbered
