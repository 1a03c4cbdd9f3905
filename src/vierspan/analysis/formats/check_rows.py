"""The typed rows of one sheet, with a note of every cell that could not be read."""

from dataclasses import replace

import polars as pl

from vierspan.analysis.formats.cells import Read, read_cells
from vierspan.analysis.formats.check_sheets import Layout
from vierspan.analysis.formats.example import is_example
from vierspan.analysis.formats.findings import LISTED, Findings
from vierspan.analysis.formats.folding import nearest
from vierspan.analysis.formats.slip import Slip
from vierspan.analysis.schema import Column, tables

SHEET, ROW = "\x00sheet", "\x00row"


def typed(layout: Layout, findings: Findings) -> pl.DataFrame:
    """The sheet's rows in the schema's types, references still as written, with the place each row came from."""
    layout = _without_example(layout, findings)
    grid = layout.grid
    frame = grid.cells.select(pl.lit(layout.number).alias(SHEET), grid.rows.alias(ROW))
    for column in tables()[layout.table].columns:
        frame = frame.with_columns(_column(layout, column, findings).alias(column.key))
    return frame.with_columns(grid.cells[f"c{place}"].alias(name) for name, place in layout.extras.items())


def _column(layout: Layout, column: Column, findings: Findings) -> pl.Series:
    if column.key not in layout.columns:
        return pl.Series([None] * layout.grid.cells.height, dtype=column.dtype)
    cells = layout.grid.cells[f"c{layout.columns[column.key]}"]
    read = read_cells(column, cells, layout.language)
    _note_wrong(layout, column, cells, read, findings)
    if read.is_doubtful:
        findings.add(layout.problem("doubtful_numbers", column.key, is_fatal=False))
    if column.required and cells.null_count():
        rows = layout.grid.rows.filter(cells.is_null())
        findings.add_rows(layout.problem("required", column.key, expected=column.type), layout.number, rows)
    return read.values


def _note_wrong(layout: Layout, column: Column, cells: pl.Series, read: Read, findings: Findings) -> None:
    if not read.wrong:
        return
    hit = cells.is_in(list(read.wrong))
    for row, text in zip(layout.grid.rows.filter(hit), cells.filter(hit), strict=True):
        _note(layout, column, (row, text), read.wrong[text], findings)


def _note(layout: Layout, column: Column, at: tuple[int, str], slip: Slip, findings: Findings) -> None:
    kind = (layout.grid.sheet, layout.header(column.key), slip.code)
    if findings.counts[kind] > LISTED:
        findings.counts[kind] += 1
        if (layout.number, at[0]) not in findings.bad:
            findings.bad[layout.number, at[0]] = layout.problem(slip.code, column.key, found=at[1])
        return
    problem = layout.problem(slip.code, column.key, found=at[1], expected=column.type)
    near = slip.suggestions or nearest(at[1], slip.among)
    findings.add(replace(problem, row=at[0], suggestions=near, facts=slip.facts), layout.number)


def _without_example(layout: Layout, findings: Findings) -> Layout:
    """The sheet without the template's example row, where nobody touched it."""
    grid = layout.grid
    if not grid.cells.height or not is_example(layout.table, _first_row(layout)):
        return layout
    findings.examples.append(replace(layout.problem("example_row", is_fatal=False), row=grid.rows[0]))
    return replace(layout, grid=replace(grid, cells=grid.cells[1:], rows=grid.rows[1:]))


def _first_row(layout: Layout) -> dict[str, str]:
    """The first row's filled cells by column key; extra columns by their header."""
    row = layout.grid.cells.row(0)
    places = {**layout.columns, **layout.extras}
    return {key: row[place] for key, place in places.items() if row[place] is not None}
