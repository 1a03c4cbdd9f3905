"""Reading XLSX: the zip and its XML are looked at first, then python-calamine reads what was looked at."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from vierspan.analysis.formats.archive import refused, repacked, unpacked
from vierspan.analysis.formats.folding import is_ignored
from vierspan.analysis.formats.grid import Grid, grid_of
from vierspan.analysis.problems import Problem

MOST_CELLS = 12_000_000
MOST_TEXT = 1024**3
MOST_MERGES = 20_000

_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_ODD_CELLS = (b"<c>", b"<c\t", b"<c\n", b"<c\r", b":c ", b":c>", b":c\t", b":c\n", b":c\r")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*?)?\sr\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,9})[\"'][^>]*(?<!/)>")
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d{1,9})")
_ROW_START = re.compile(rb"<(?:\w+:)?row[\s>]")
_ERROR_CELL = re.compile(rb"(<(?:\w+:)?c\b[^>]*?\st\s*=\s*)([\"'])e\2")
_EMPTY_FORMULA = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)")
_SHARED_END = re.compile(rb"</(?:\w+:)?si>")
_SHARED_USE = re.compile(rb"\st\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*<")


def workbook_grids(content: bytes, file: str) -> tuple[list[Grid], list[Problem]]:
    """The visible sheets of an XLSX file, and notices on what was passed over.

    Raises UnreadableInput for a broken, locked, harmful or too large file.
    """
    parts = unpacked(content, file, (".xml", ".rels"))
    notices = _looked_at(parts, file)
    try:
        return _grids(CalamineWorkbook.from_filelike(repacked(parts)), file, notices), notices
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic in the reader's Rust code is no Exception
        if type(error).__name__ == "UnreadableInput":
            raise
        raise refused("broken_workbook", file) from error


def _looked_at(parts: dict[str, bytes], file: str) -> list[Problem]:
    """Refuse what would harm, and turn error cells into text: the reader would leave them out unseen."""
    notices = []
    for name, part in parts.items():
        if _is_harmful(part):
            raise refused("doctype", file, part=name)
        if "worksheets/" in name.lower() and name.lower().endswith(".xml"):
            _refuse_far_cells(part, file)
            if b'"e"' in part or b"'e'" in part:
                parts[name] = _ERROR_CELL.sub(rb"\1\2str\2", part)
            if b"f>" in part and _EMPTY_FORMULA.search(part):
                notices.append(Problem(code="formula_without_value", file=file))
    _refuse_much_text(parts, file)
    return notices[:1]


def _is_harmful(part: bytes) -> bool:
    start = part[:200].lower()
    is_wide = part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start or b"utf-16" in start or b"utf-32" in start
    return is_wide or b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"<!doctype" in part


def _refuse_far_cells(part: bytes, file: str) -> None:
    """The reader lays sheets out in full: one cell at XFD1048576 would ask for seventeen thousand million."""
    usual = _USUAL_CELL.findall(part)
    is_usual = part.count(b"<c ") == len(usual) and not any(sign in part for sign in _ODD_CELLS)
    if is_usual and _area(usual) <= MOST_CELLS:
        return
    found = _FILLED_CELL.findall(part)
    if _area(found) > MOST_CELLS or (not is_usual and _area_in_order(part) > MOST_CELLS):
        raise refused("too_many_cells", file, cells=MOST_CELLS)


def _area(found: list[tuple[bytes, bytes]]) -> int:
    columns, rows = {column for column, _ in found}, {row for _, row in found}
    return max(map(_column_number, columns), default=0) * max(map(int, rows), default=0)


def _area_in_order(part: bytes) -> int:
    """The area where cells carry no place of their own and stand one after the other in their row."""
    rows = _ROW_START.split(part)
    widest = max(row.count(b"<c>") + row.count(b"<c ") + row.count(b":c") for row in rows)
    return widest * max(map(int, _ROW_NUMBER.findall(part)), default=len(rows))


def _column_number(name: bytes) -> int:
    number = 0
    for letter in name.upper():
        number = 26 * number + letter - 64
    return number


def _refuse_much_text(parts: dict[str, bytes], file: str) -> None:
    """One long text used by a million cells is small in the file and immense in memory."""
    shared = next((part for name, part in parts.items() if name.lower().endswith("sharedstrings.xml")), b"")
    lengths = np.array([len(text) for text in _SHARED_END.split(shared)])
    sheets = [part for name, part in parts.items() if "worksheets/" in name.lower()]
    if int(lengths.max()) * sum(sheet.count(b"<v>") for sheet in sheets) < MOST_TEXT:
        return
    total = 0
    for sheet in sheets:
        used = np.array([int(number) for number in _SHARED_USE.findall(sheet)], dtype=np.int64)
        total += int(lengths[used[used < lengths.size]].sum())
    if total > MOST_TEXT:
        raise refused("too_large", file, megabytes=MOST_TEXT // 1024**2)


def _grids(workbook: CalamineWorkbook, file: str, notices: list[Problem]) -> list[Grid]:
    grids = []
    for number, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            if not is_ignored(sheet.name):
                notices.append(Problem(code="hidden_sheet", file=file, sheet=sheet.name))
            continue
        grids.append(grid_of(_rows(workbook.get_sheet_by_index(number)), file=file, sheet=sheet.name))
    return grids


def _rows(sheet: CalamineSheet) -> Sequence[Sequence[Any]]:
    """The sheet's rows from A1 on; what stands in a cell merged over rows counts for each of them."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[:MOST_MERGES]:
        if bottom > top and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return rows
