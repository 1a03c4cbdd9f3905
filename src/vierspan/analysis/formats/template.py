"""The empty workbook to begin with: a sheet a table, with help, drop-downs and one example row."""

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from vierspan.analysis.formats.dates import day_of
from vierspan.analysis.formats.example import FLAGS, example
from vierspan.analysis.formats.look import (
    DATE_FORMATS,
    HEADER_HEIGHT,
    INK,
    MIDDLE,
    ROOM_COLOURS,
    SOFT_INK,
    TOP,
    UNDERLINE,
    header_fill,
    header_font,
    width_of,
)
from vierspan.analysis.phrases import phrase
from vierspan.analysis.schema import REFERENCES, ROOMS, Column, Language, Table, closed_lists, tables

ROWS = 2000


def write_template(language: Language) -> bytes:
    """A workbook with every table's sheet, in this language. Read as it stands, it holds no rows at all."""
    workbook = Workbook()
    for sheet in workbook.worksheets:
        workbook.remove(sheet)
    _write_guide(workbook.create_sheet(phrase("template.guide", language)), language)
    places = _write_lists(workbook, language)
    for table in tables().values():
        _write_table(workbook.create_sheet(table.label(language)), table, language, places)
    workbook.move_sheet(phrase("template.lists", language), len(tables()))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write_table(sheet: Worksheet, table: Table, language: Language, places: dict[str, str]) -> None:
    sheet.sheet_properties.tabColor = ROOM_COLOURS[table.room]
    sheet.freeze_panes = "B2" if table.columns[0].key != "id" else "C2"
    sheet.row_dimensions[1].height = HEADER_HEIGHT
    sheet.sheet_view.zoomScale = 110
    for number, column in enumerate(table.columns, 1):
        _write_header(sheet, number, table, language)
        sheet.column_dimensions[get_column_letter(number)].width = width_of(column)
        _write_example(sheet, number, table, language)
        _add_drop_down(sheet, number, column, language, places)
        if column.type == "date":
            for row in range(2, 202):
                sheet.cell(row, number).number_format = DATE_FORMATS[language]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}1"


def _write_header(sheet: Worksheet, number: int, table: Table, language: Language) -> None:
    column = table.columns[number - 1]
    cell = sheet.cell(1, number, column.label(language))
    cell.font, cell.fill, cell.alignment = header_font(column), header_fill(table.room, column), MIDDLE
    comment = Comment("\n".join(_help(column, language)), "Vierspan")
    comment.width, comment.height = 320, 120 + 16 * (len(column.allowed) // 3)
    cell.comment = comment


def _help(column: Column, language: Language) -> Iterator[str]:
    """What the column means, what may stand in it, and whether it must be filled."""
    yield column.about(language)
    if column.allowed:
        labels = (choice.nl if language == "nl" else choice.en for choice in column.allowed)
        yield phrase("template.choose", language, choices=", ".join(labels))
    elif column.is_reference:
        targets = " / ".join(tables()[key].label(language) for key in REFERENCES[column.type])
        yield phrase("template.refers", language, sheet=targets)
    else:
        yield phrase(f"expected.{column.type}", language)
    if column.list:
        yield phrase("template.several", language)
    yield phrase("template.required" if column.required else "template.optional", language)


def _write_example(sheet: Worksheet, number: int, table: Table, language: Language) -> None:
    column = table.columns[number - 1]
    text = example(table.key, language).get(column.key)
    cell = sheet.cell(2, number)
    cell.font = Font(name="Calibri", size=11, italic=True, color=SOFT_INK)
    cell.alignment, cell.border = TOP, UNDERLINE
    if text is None:
        return
    if column.type == "date":
        cell.value = day_of(text)
    elif column.type in ("whole", "number"):
        cell.value = float(text)
    else:
        cell.value = text
        cell.data_type = "s"


def _add_drop_down(
    sheet: Worksheet, number: int, column: Column, language: Language, places: dict[str, str]
) -> None:  # fmt: skip
    """A list to choose from; for references only as help, since codes and new names are welcome too."""
    if column.is_reference:
        source = _name_range(REFERENCES[column.type][-1], language)
    elif column.type == "flag" or column.choices:
        source = places[column.choices or "flag"]
    else:
        return
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    is_strict = not column.is_reference and not column.list
    rule.showErrorMessage, rule.errorStyle = is_strict, "warning"
    rule.errorTitle = column.label(language)
    rule.error = phrase("template.not_in_list", language)
    letter = get_column_letter(number)
    rule.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(rule)


def _name_range(key: str, language: Language) -> str:
    """Where the names of a table stand."""
    table = tables()[key]
    place = next(number for number, column in enumerate(table.columns, 1) if column.key == "name")
    letter = get_column_letter(place)
    return f"{quote_sheetname(table.label(language))}!${letter}$2:${letter}${ROWS}"


def _write_lists(workbook: Workbook, language: Language) -> dict[str, str]:
    """A hidden sheet with what the drop-downs offer; returns where each list stands."""
    sheet = workbook.create_sheet(phrase("template.lists", language))
    sheet.sheet_state = "hidden"
    offered = {
        name: [choice.nl if language == "nl" else choice.en for choice in choices]
        for name, choices in closed_lists().items()
    }
    offered["flag"] = list(FLAGS[language].values())
    places = {}
    for number, (name, labels) in enumerate(offered.items(), 1):
        letter = get_column_letter(number)
        for row, text in enumerate([name, *labels], 1):
            sheet.cell(row, number, text)
        places[name] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(labels) + 1}"
    return places


def _write_guide(sheet: Worksheet, language: Language) -> None:
    """The first sheet: what this is, how to fill it, and what each sheet is for."""
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 4, 26
    sheet.column_dimensions["C"].width = 92
    sheet.cell(2, 2, "Vierspan").font = Font(name="Calibri", size=22, bold=True, color=INK)
    sheet.cell(3, 2, phrase("template.what", language)).font = Font(name="Calibri", size=12, color=SOFT_INK)
    row = 5
    for number in range(1, 7):
        sheet.cell(row, 2, phrase(f"template.step{number}_head", language)).font = Font(bold=True, color=INK)
        cell = sheet.cell(row, 3, phrase(f"template.step{number}", language))
        cell.alignment, sheet.cell(row, 2).alignment = TOP, TOP
        row += 1
    _write_contents(sheet, row + 1, language)


def _write_contents(sheet: Worksheet, row: int, language: Language) -> None:
    for room in ROOMS:
        row = _write_room(sheet, row, room, language) + 1


def _write_room(sheet: Worksheet, row: int, room: str, language: Language) -> int:
    for place, text in ((2, phrase(f"template.room_{room}", language)), (3, "")):
        cell = sheet.cell(row, place, text)
        cell.font = Font(name="Calibri", size=12, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=ROOM_COLOURS[room], end_color=ROOM_COLOURS[room])
        cell.alignment = Alignment(vertical="center", indent=1)
    for table in (table for table in tables().values() if table.room == room):
        row += 1
        link = sheet.cell(row, 2, table.label(language))
        link.hyperlink = f"#{quote_sheetname(table.label(language))}!A1"
        link.font = Font(name="Calibri", size=11, underline="single", color=INK)
        sheet.cell(row, 3, table.about(language)).font = Font(name="Calibri", size=11, color=SOFT_INK)
        for place in (2, 3):
            sheet.cell(row, place).border, sheet.cell(row, place).alignment = UNDERLINE, Alignment(indent=1)
    return row + 1
