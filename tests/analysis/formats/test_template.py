"""The empty workbook: complete, helpful, and holding no rows of its own."""

import io

import openpyxl
import pytest

from vierspan.analysis.formats import check, read, read_grids, sentence, write_template
from vierspan.analysis.formats.example import example
from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.schema import Language, tables

LANGUAGES: tuple[Language, ...] = ("nl", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture(scope="module")
def template(language: Language) -> bytes:
    return write_template(language)


def test_every_table_has_its_sheet_and_every_column_is_known_again(template: bytes) -> None:
    reading = check(read_grids(template, "sjabloon.xlsx"))
    known = {sheet.table: set(sheet.columns.values()) for sheet in reading.sheets if sheet.table}
    assert known == {key: {column.key for column in table.columns} for key, table in tables().items()}


def test_an_untouched_template_holds_no_rows(template: bytes) -> None:
    reading = read(template, name="sjabloon.xlsx")
    assert reading.tables == {}
    assert [problem.code for problem in reading.problems] == ["example_rows", "no_actors"]
    with pytest.raises(UnreadableInput):
        reading.rest()


def test_a_row_written_below_the_example_is_read(template: bytes, language: Language) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(template))
    workbook[tables()["parties"].label(language)]["B3"] = "Eigen partij"
    content = io.BytesIO()
    workbook.save(content)
    records = read(content.getvalue(), name="sjabloon.xlsx").records
    assert records.table("parties")["name"].to_list() == ["Eigen partij"]


def test_the_example_rows_are_told_once_and_a_single_one_with_its_place(template: bytes, language: Language) -> None:
    grids = read_grids(template, "sjabloon.xlsx")
    reading = check(grids)
    assert len(reading.examples) == len(tables())
    assert f"{len(tables())}" in sentence(reading.notices[0], language)
    (party,) = (grid for grid in grids if grid.sheet == tables()["parties"].label(language))
    (notice,) = check([party]).notices
    assert (notice.code, notice.sheet, notice.row) == ("example_row", party.sheet, 2)


def test_every_header_has_a_help_text_and_choices_have_a_drop_down(template: bytes, language: Language) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(template))
    for table in tables().values():
        sheet = workbook[table.label(language)]
        assert all(cell.comment is not None for cell in sheet[1])
        wanted = sum(bool(column.choices) or column.type == "flag" or column.is_reference for column in table.columns)
        assert len(sheet.data_validations.dataValidation) == wanted


@pytest.mark.parametrize("key", list(tables()))
def test_each_example_row_fills_what_must_be_filled(key: str) -> None:
    needed = {column.key for column in tables()[key].columns if column.required}
    assert needed - set(example(key, "nl")) <= {"rule"}
