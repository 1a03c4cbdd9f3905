"""Records as a workbook, one sheet a table, that our reader reads back to the same records."""

import io
import re
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from vierspan.analysis.formats.look import DATE_FORMATS, HEADER_HEIGHT, MIDDLE, header_fill, header_font, width_of
from vierspan.analysis.formats.write_cells import written
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Column, Language, Table, tables

LONGEST_CELL = 32_767

# Control characters that XML cannot hold, and text that programs would take for such an escape.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = re.compile(r"[ \u00a0]*[=+\-@\t\r]")


def write_workbook(records: Records, language: Language) -> bytes:
    """The tables that have rows, headers in this language, extra columns kept. Text is never a formula."""
    workbook = Workbook(write_only=True)
    for key in records.present:
        _add_sheet(workbook, tables()[key], written(records, key, language), language)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _add_sheet(workbook: Workbook, table: Table, frame: pl.DataFrame, language: Language) -> None:
    sheet: Any = workbook.create_sheet(
        table.label(language)
    )  # a WriteOnlyWorksheet, of which the stubs know too little
    columns: list[Column | None] = [*table.columns, *[None] * (frame.width - len(table.columns))]
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width_of(column) if column else 20
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = HEADER_HEIGHT
    header = zip(columns, frame.columns, strict=True)
    sheet.append([_header_cell(sheet, table, column, name) for column, name in header])
    dates = {number for number, dtype in enumerate(frame.dtypes) if dtype == pl.Date}
    texts = {number for number, dtype in enumerate(frame.dtypes) if dtype == pl.String}
    for row in frame.iter_rows():
        sheet.append([_cell(sheet, value, number in dates, language) if number in dates | texts else value
                      for number, value in enumerate(row)])  # fmt: skip


def _header_cell(sheet: Any, table: Table, column: Column | None, name: str) -> Any:
    cell = _text_cell(sheet, name)
    cell.font, cell.fill, cell.alignment = header_font(column), header_fill(table.room, column), MIDDLE
    return cell


def _cell(sheet: Any, value: Any, is_date: bool, language: Language) -> Any:
    if value is None:
        return None
    if not is_date:
        return _safe(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = DATE_FORMATS[language]
    return cell


def _safe(sheet: Any, text: str) -> Any:
    """The text as it is where no program takes it for something else, else a cell that says that it is text."""
    if text.isascii() and text[:1].isalnum() and "_x" not in text and text.isprintable():
        return text
    return _text_cell(sheet, text)


def _text_cell(sheet: Any, text: str) -> Any:
    plain = _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", text))
    cell = WriteOnlyCell(sheet, plain[:LONGEST_CELL])
    cell.data_type = "s"
    if _FORMULA.match(plain) or plain[:1] == "#":
        cell.quotePrefix = True
    return cell
