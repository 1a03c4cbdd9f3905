"""Mending what was read, without touching the file: a cell changed, a row skipped, a name added, then read anew."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from vierspan.analysis.formats.check import check
from vierspan.analysis.formats.check_sheets import columns_of, table_of
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.read import reread
from vierspan.analysis.formats.reading import Reading
from vierspan.analysis.schema import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """Another text in one cell; `column` is the header as it stands in the sheet."""

    sheet: str
    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSkip:
    """One row not to be read."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """A row to be added to a table (its key), with only a name."""

    table: str
    name: str


Change = CellChange | RowSkip | NewName


def with_changes(reading: Reading, changes: Iterable[Change]) -> Reading:
    """The same file read again with these changes, in their order. Raises KeyError for a place that is not there."""
    grids = list(reading.grids)
    for change in changes:
        if isinstance(change, CellChange):
            grids = _with_cell(grids, change)
        elif isinstance(change, RowSkip):
            grids = [_without(grid, change.row) if grid.sheet == change.sheet else grid for grid in grids]
        else:
            grids = _with_name(grids, change)
    if reading.form == "workbook":
        notices = tuple(problem for problem in reading.notices if problem.code in _ABOUT_FILE)
        return check(grids, name=reading.name, notices=notices)
    return reread(grids, name=reading.name, mapping=reading.mapping)


def mend(reading: Reading, *, sheet: str, row: int, column: str, text: str) -> Reading:
    """The reading with another text in one cell; an empty text empties it."""
    return with_changes(reading, [CellChange(sheet=sheet, row=row, column=column, text=text)])


def skip_row(reading: Reading, *, sheet: str, row: int) -> Reading:
    """The reading without this row."""
    return with_changes(reading, [RowSkip(sheet=sheet, row=row)])


def add_name(reading: Reading, *, table: str, name: str) -> Reading:
    """The reading with one more party, person, theme, ... of this name."""
    return with_changes(reading, [NewName(table=table, name=name)])


_ABOUT_FILE = ("hidden_sheet", "formula_without_value", "empty_sheet")


def _with_cell(grids: list[Grid], change: CellChange) -> list[Grid]:
    for number, grid in enumerate(grids):
        if grid.sheet == change.sheet and change.row in grid.rows:
            return [*grids[:number], _changed(grid, change), *grids[number + 1 :]]
    raise KeyError((change.sheet, change.row))


def _changed(grid: Grid, change: CellChange) -> Grid:
    text = change.text.strip() or None
    if change.column not in grid.header:
        blank = pl.Series(f"c{len(grid.header)}", [None] * grid.cells.height, dtype=pl.String)
        grid = replace(grid, header=(*grid.header, change.column), cells=grid.cells.with_columns(blank))
    place = f"c{grid.header.index(change.column)}"
    cells = pl.when(grid.rows == change.row).then(pl.lit(text, dtype=pl.String)).otherwise(pl.col(place))
    return replace(grid, cells=grid.cells.with_columns(cells.alias(place)))


def _without(grid: Grid, row: int) -> Grid:
    kept = grid.rows != row
    return replace(grid, cells=grid.cells.filter(kept), rows=grid.rows.filter(kept))


def _with_name(grids: list[Grid], change: NewName) -> list[Grid]:
    for number, grid in enumerate(grids):
        places = columns_of(change.table, grid.header)
        if table_of(grid.sheet) == change.table and "name" in places.values():
            place = next(place for place, key in places.items() if key == "name")
            return [*grids[:number], _extended(grid, place, change.name), *grids[number + 1 :]]
    table = tables()[change.table]
    cells = pl.DataFrame({"c0": [change.name]})
    return [*grids, Grid(file="", sheet=table.nl, header=(table.column("name").nl,), cells=cells)]


def _extended(grid: Grid, place: int, name: str) -> Grid:
    last = max([*grid.rows, grid.first_row - 1])
    line = {column: [name if column == f"c{place}" else None] for column in grid.cells.columns}
    row = pl.DataFrame(line, schema=grid.cells.schema)
    return replace(grid, cells=pl.concat([grid.cells, row]), rows=pl.concat([grid.rows, pl.Series("row", [last + 1])]))
