"""CSV as it comes: encodings, separators, decimal signs, ways to write a day."""

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from vierspan.analysis.formats import read, read_grids, write_workbook
from vierspan.analysis.formats.dates import day_of
from vierspan.analysis.formats.numbers import number_reader
from vierspan.analysis.formats.slip import Slip
from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.records import Records

PARTIES = "Naam;Sector;Aandeel\nZorgcoöperatie;zorg;1,5\nDe Brink;welzijn;2,25\n"

ONE_PARTY = Records.of({"parties": pl.DataFrame({"id": ["p"], "name": ["De Brink"]})})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    reading = read(PARTIES.encode(encoding), name="Partijen.csv")
    assert reading.records.table("parties")["name"].to_list() == ["Zorgcoöperatie", "De Brink"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_separator_is_seen(separator: str) -> None:
    text = PARTIES.replace(",", ".").replace(";", separator)
    reading = read(text.encode(), name="partijen.csv")
    assert reading.records.table("parties")["fair_share"].to_list() == [1.5, 2.25]


def test_excels_own_separator_line_is_obeyed_and_counted() -> None:
    [grid] = read_grids(b"sep=;\r\nNaam;Sector\r\nA,B;zorg\r\n", "partijen.csv")
    assert (grid.header, grid.cells.row(0), grid.first_row) == (("Naam", "Sector"), ("A,B", "zorg"), 3)


def test_a_line_break_inside_quotes_stays_in_its_cell() -> None:
    [grid] = read_grids(b'Naam,Toelichting\nA,"een\ntwee"\nB,drie\n', "partijen.csv")
    assert grid.cells.rows() == [("A", "een\ntwee"), ("B", "drie")]


def test_a_title_above_the_table_and_empty_rows_keep_the_row_numbers_true() -> None:
    [grid] = read_grids(b"Overzicht 2025;;\n\nNaam;Sector;Regio\nA;x;y\n;;\nB;x;y\n", "partijen.csv")
    assert (grid.header, grid.rows.to_list()) == (("Naam", "Sector", "Regio"), [4, 6])


def test_a_zip_of_one_workbook_is_that_workbook_and_of_two_a_choice() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("map/netwerk.xlsx", write_workbook(ONE_PARTY, "nl"))
        archive.writestr("__MACOSX/map/._netwerk.xlsx", b"\x00")
    assert read(packed.getvalue(), name="alles.zip").records.table("parties").height == 1
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("map/nog een.xlsx", b"")
    with pytest.raises(UnreadableInput) as caught:
        read(packed.getvalue(), name="alles.zip")
    assert [problem.code for problem in caught.value.problems] == ["zip_of_workbooks"]


def test_a_workbook_in_a_zip_in_a_zip_is_opened_no_further() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("netwerk.xlsx", write_workbook(ONE_PARTY, "nl"))
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("netwerk.xlsx", inner.getvalue())
    with pytest.raises(UnreadableInput):
        read(outer.getvalue(), name="alles.zip")


def test_a_zip_and_a_gz_are_opened(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("map/Partijen.csv", PARTIES)
        archive.writestr("__MACOSX/._Partijen.csv", "x")
    assert read(packed.getvalue(), name="alles.zip").records.table("parties").height == 2
    (tmp_path / "partijen.csv.gz").write_bytes(gzip.compress(PARTIES.encode()))
    assert read(tmp_path / "partijen.csv.gz").records.table("parties").height == 2


@pytest.mark.parametrize(
    "text",
    ["2024-02-03", "03-02-2024", "3/2/2024", "3.2.24", "3 februari 2024", "3 feb. 2024", "za 3 februari 2024",
     "February 3, 2024", "3rd February 2024", "2024-02-03 14:30", "2024-02-03T14:30:00Z", "20240203", "45325"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_of(text) == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [("31-02-2024", "date_impossible"), ("2024", "date_incomplete"), ("0202-01-01", "date_far"),
     ("morgen", "not_a_date"), ("3 foo 2024", "not_a_date")],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(Slip) as caught:
        day_of(text)
    assert caught.value.code == code


def test_a_day_with_the_month_first_is_suggested_the_other_way_round() -> None:
    with pytest.raises(Slip) as caught:
        day_of("12/31/2024")
    assert caught.value.suggestions == ("2024-12-31",)


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1.234,5", "2"], [1234.5, 2]),
        (["1,234.5", "2"], [1234.5, 2]),
        (["1.234", "0,5"], [1234, 0.5]),
        (["1,234", "0.5"], [1234, 0.5]),
        (["€ 1.000.000", "€ 3,-"], [1_000_000, 3]),
        (["1 234,5", "-2,5"], [1234.5, -2.5]),
        (["1.234"], [1.234]),
        (["1e-07", "2.5"], [1e-07, 2.5]),
    ],
)
def test_a_number_is_read_as_its_column_writes_numbers(texts: list[str], values: list[float]) -> None:
    numbers = number_reader(pl.Series(texts), is_whole=False)
    assert [numbers.read(text) for text in texts] == values


def test_a_number_that_may_be_a_thousand_is_called_doubtful() -> None:
    assert number_reader(pl.Series(["1.234"]), is_whole=False).is_doubtful
    assert not number_reader(pl.Series(["1.234", "2.5"]), is_whole=False).is_doubtful


@pytest.mark.parametrize("text", ["veel", "1,2,3", "1.2.3,4", "nan", "inf", "1e999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Slip):
        number_reader(pl.Series([text]), is_whole=False).read(text)
