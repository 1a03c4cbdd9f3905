"""Our own form: sheets that are tables. Everything that is wrong is found in one go, each with its place."""

import polars as pl

from vierspan.analysis.formats.check_created import with_created
from vierspan.analysis.formats.check_ids import with_ids
from vierspan.analysis.formats.check_references import Frames, resolved
from vierspan.analysis.formats.check_rows import ROW, SHEET, typed
from vierspan.analysis.formats.check_sheets import Layout, layouts
from vierspan.analysis.formats.findings import Findings
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.reading import LeftOut, Reading, SheetReading
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import REFERENCES, tables


def check(grids: list[Grid], *, name: str = "", notices: tuple[Problem, ...] = ()) -> Reading:
    """What these sheets say as records, and every problem in them.

    Each sheet is known by its name (either language, or the table's key), each column by its header. Cells are
    read by their distinct texts: time grows with the number of cells, some seconds for 200,000 rows. Never
    raises for what stands in a sheet.
    """
    findings = Findings()
    file = name or (grids[0].file if grids else "")
    sheets = {layout.number: layout for layout in layouts(grids, findings)}
    frames = _gathered(sheets, findings)
    frames = with_created(with_ids(frames, sheets, findings), file, findings)
    _note_emptiness(frames, file, findings)
    frames = resolved(frames, sheets, findings)
    left_out = _cascaded(frames, sheets, findings)
    bad = _bad(findings)
    return Reading(
        name=file,
        form="workbook",
        grids=grids,
        sheets=tuple(_sheet(grid, sheets.get(number)) for number, grid in enumerate(grids)),
        tables={key: good for key, frame in frames.items() if (good := _good(key, frame, bad)).height},
        problems=[*notices, *findings.listed()],
        left_out=left_out,
        counts=dict(findings.counts),
        examples=frozenset((each.sheet, each.row or 0) for each in findings.examples),
    )


def _gathered(sheets: dict[int, Layout], findings: Findings) -> Frames:
    """The rows of every table, those of sheets that are the same table together."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for layout in sheets.values():
        frame = typed(layout, findings)
        if frame.height:
            parts.setdefault(layout.table, []).append(frame)
    return {key: pl.concat(parts[key], how="diagonal_relaxed") for key in tables() if key in parts}


def _note_emptiness(frames: Frames, file: str, findings: Findings) -> None:
    if not frames.keys() & {"parties", "people"}:
        findings.add(Problem(code="no_actors", file=file, is_fatal=True))
    if "network" in frames and frames["network"].height > 1:
        findings.add(Problem(code="one_network", file=file, table="network", facts={"count": frames["network"].height}))


def _cascaded(frames: Frames, sheets: dict[int, Layout], findings: Findings) -> list[LeftOut]:
    """Rows that refer to rows that are left out are left out as well, and so on until it stands."""
    seen = 0
    while len(findings.bad) > seen:
        seen = len(findings.bad)
        lost = _lost(frames, _bad(findings))
        for key, frame in frames.items():
            _follow(key, frame, lost, sheets, findings)
    return [
        LeftOut(sheet=sheets[number].grid.sheet, row=row, table=sheets[number].table, why=why)
        for (number, row), why in sorted(findings.bad.items(), key=lambda entry: entry[0])
        if number in sheets
    ]


def _lost(frames: Frames, bad: pl.DataFrame) -> dict[str, set[str]]:
    """Per table the ids that only bad rows carry."""
    named = {key: frame for key, frame in frames.items() if tables()[key].is_named}
    return {key: set(frame["id"]) - set(_kept(frame, bad)["id"]) for key, frame in named.items()}


def _follow(
    key: str, frame: pl.DataFrame, lost: dict[str, set[str]], sheets: dict[int, Layout], findings: Findings
) -> None:  # fmt: skip
    for column in tables()[key].columns:
        gone = [id_ for target in REFERENCES.get(column.type, ()) for id_ in lost.get(target, ())]
        if not gone:
            continue
        place = pl.col(column.key)
        hit = place.list.eval(pl.element().is_in(gone)).list.any() if column.list else place.is_in(gone)
        for number, row in frame.filter(hit).select(SHEET, ROW).iter_rows():
            if number in sheets:
                why = sheets[number].problem("refers_to_left_out", column.key, row=row)
                findings.bad.setdefault((number, row), why)


def _bad(findings: Findings) -> pl.DataFrame:
    """The places of the bad rows."""
    return pl.DataFrame(list(findings.bad), schema={SHEET: pl.Int32, ROW: pl.Int64}, orient="row")


def _kept(frame: pl.DataFrame, bad: pl.DataFrame) -> pl.DataFrame:
    """The rows that nothing is wrong with."""
    return frame.join(bad, on=[SHEET, ROW], how="anti", maintain_order="left") if bad.height else frame


def _good(key: str, frame: pl.DataFrame, bad: pl.DataFrame) -> pl.DataFrame:
    extras = [name for name in frame.columns if name not in tables()[key].dtypes and name[0] != "\x00"]
    return _kept(frame, bad).select(*tables()[key].dtypes, *extras)


def _sheet(grid: Grid, layout: Layout | None) -> SheetReading:
    if layout is None:
        return SheetReading(grid=grid, table=None)
    columns = {grid.header[place]: key for key, place in layout.columns.items()}
    return SheetReading(grid=grid, table=layout.table, columns=columns, extras=tuple(layout.extras))
