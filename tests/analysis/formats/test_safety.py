"""A wrong, broken or harmful file ends in words, never in a traceback, a full memory or half a result."""

import gzip
import io
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vierspan.analysis.formats import read, read_grids, sentence
from vierspan.analysis.problems import UnreadableInput


@cache
def workbook() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Partijen"
    for row in (["Naam", "Sinds"], ["A", "2024-01-01"], ["B", None]):
        sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose first sheet's XML is this."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name.endswith("sheet1.xml") else old.read(name))
    return content.getvalue()


def sheet_xml(rows: str, before: str = "") -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{before}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'


def code_of(content: bytes, name: str = "x.xlsx") -> str:
    with pytest.raises(UnreadableInput) as caught:
        read(content, name=name)
    [problem] = caught.value.problems
    assert sentence(problem, "nl")
    assert sentence(problem, "en")
    return problem.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b" \n\n ", "empty_file"),
        (b"PK\x03\x04 this is no zip", "broken_zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old_xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"{\"a\": 1}", "json"),
        (b"<?xml version='1.0'?><rss></rss>", "xml"),
        (bytes(range(256)) * 40, "not_text"),
        (b"Naam;Sector\n", "nothing_in_it"),
        (b"Naam,Sector\n" + b"," * 1_000_000 + b"x\n", "too_many_cells"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_named_for_what_it_is(content: bytes, code: str) -> None:
    assert code_of(content, "x.csv") == code


def test_a_million_empty_columns_do_no_harm() -> None:
    content = b"Naam" + b"," * 1_000_000 + b"\nA" + b"," * 1_000_000 + b"\n"
    assert read(content, name="partijen.csv").records.table("parties")["name"].to_list() == ["A"]


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path / "weg.xlsx")
    assert caught.value.problems[0].code == "file_not_found"


def test_an_empty_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path)
    assert caught.value.problems[0].code == "folder_without_csv"


def test_a_zip_bomb_is_not_unpacked() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 100 * 1024**2)
    assert code_of(content.getvalue()) == "too_packed"


def test_a_gz_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vierspan.analysis.formats.csvs.LARGEST_UNPACKED", 1024)
    assert code_of(gzip.compress(b"0" * 10_000), "x.csv.gz") == "too_large"


def test_a_doctype_in_a_sheet_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert code_of(with_sheet(sheet_xml("<row r='1'><c r='A1'><v>1</v></c></row>", bomb))) == "doctype"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="1048576">' + "<c><v>1</v></c>" * 100 + "</row>",
    ],
)
def test_a_cell_far_away_does_not_fill_the_memory(rows: str) -> None:
    assert code_of(with_sheet(sheet_xml(rows))) == "too_many_cells"


def test_a_formatted_but_empty_cell_far_away_is_no_matter() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert read(with_sheet(sheet_xml(rows)), name="x.xlsx").records.table("parties").height == 1


def test_an_error_cell_is_not_read_as_empty() -> None:
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row>'
    rows = header + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    [problem] = read(with_sheet(sheet_xml(rows)), name="x.xlsx").fatal[:1]
    assert (problem.code, problem.found) == ("error_cell", "#REF!")


def test_hidden_sheets_are_passed_over_merged_cells_filled_and_spaces_trimmed() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Mensen"
    for row in (["Naam", "Partij"], ["Jan\u00a0", "A"], ["Piet", None], ["Els", "B "]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    made.create_sheet("Oud").sheet_state = "hidden"
    content = io.BytesIO()
    made.save(content)
    reading = read(content.getvalue(), name="x.xlsx")
    assert reading.records.table("people").select("name", "party").rows() == [("Jan", "A"), ("Piet", "A"), ("Els", "B")]
    assert {problem.code for problem in reading.problems} == {"hidden_sheet", "created"}


def test_numbers_kept_as_text_and_days_of_all_kinds_in_one_column_are_read() -> None:
    content = b"Naam;Aandeel;Sinds\nA;1,5;2024-02-03\nB; 2 ;3-2-2024\nC;;3 feb 2024\n"
    frame = read(content, name="partijen.csv").records.table("parties")
    assert frame["fair_share"].to_list() == [1.5, 2.0, None]
    assert frame["joined_on"].n_unique() == 1


FUZZ = settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6)


def changed(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    mutable = bytearray(content)
    for at, piece in changes:
        start = at % len(mutable)
        mutable[start : start + len(piece)] = piece
    return bytes(mutable)


@FUZZ
@given(CHANGES, st.integers(0, 8000))
def test_a_damaged_workbook_is_read_or_refused(changes: list[tuple[int, bytes]], cut: int) -> None:
    content = changed(workbook(), changes)
    try:
        read(content[: len(content) - cut] if cut % 3 == 0 else content, name="x.xlsx")
    except UnreadableInput:
        return


@FUZZ
@given(st.text(max_size=200))
def test_any_sheet_xml_is_read_or_refused(middle: str) -> None:
    try:
        read(with_sheet(sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c>{middle}</row>')), name="x.xlsx")
    except UnreadableInput:
        return


@FUZZ
@given(CHANGES)
def test_a_damaged_csv_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    try:
        read(changed(b"Naam;Sinds;Ring\nA;2024-01-01;kern\nB;;\n", changes), name="partijen.csv").rest()
    except UnreadableInput:
        return


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(content: bytes) -> None:
    try:
        read_grids(content, "x")
    except UnreadableInput:
        return
