"""What goes into a file comes out of it again, in both languages and both forms."""

import io
import string
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vierspan.analysis.formats import read, write_csv_folder, write_csv_zip, write_workbook
from vierspan.analysis.formats.folding import folded_name
from vierspan.analysis.records import Records
from vierspan.analysis.schema import REFERENCES, Column, Language, tables

LANGUAGES: tuple[Language, ...] = ("nl", "en")

WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"),
    min_size=1,
    max_size=12,
)
TRICKY = st.sampled_from(
    [
        "=1+1",
        "@x",
        "-5",
        "+31 6",
        "'=x",
        "''-y",
        "a\n=b",
        "a\n- b",
        "_x0041_",
        "#N/A is",
        "a|b",
        "0012",
        "1.234",
        "TRUE",
    ]
)
TEXTS = (WORDS | TRICKY).map(str.strip).filter(lambda text: text != "" and "\r" not in text)
NAMES = TEXTS.filter(lambda text: not text.startswith("#"))
CODES = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=6)


def column_values(column: Column, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """Values that this column may hold."""
    if column.is_reference:
        known = [id_ for table in REFERENCES[column.type] for id_ in ids.get(table, [])]
        value: st.SearchStrategy[Any] = st.sampled_from(known) if known else st.none()
    elif column.choices:
        value = st.sampled_from([choice.key for choice in column.allowed])
    elif column.type in ("whole", "number"):
        low, high = column.low or 0, 999_999 if column.high is None else column.high
        value = st.integers(int(low), int(high))
        if column.type == "number":  # a workbook's number has fifteen digits
            value = st.floats(low, high).map(lambda number: round(number, 6))
    else:
        value = {
            "date": st.dates(date(1901, 1, 1), date(2199, 12, 31)),
            "flag": st.booleans(),
            "email": CODES.map(lambda code: f"{code}@plek.nl"),
        }.get(column.type, NAMES if column.key == "name" else TEXTS)
    if column.list:
        if column.type == "text":  # the bar stands between two of them
            value = NAMES.filter(lambda text: "|" not in text)
        has_values = not (column.is_reference and not any(ids.get(table) for table in REFERENCES[column.type]))
        return st.none() | st.lists(value, min_size=1, max_size=3, unique=True) if has_values else st.none()
    return value if column.required else st.none() | value


@st.composite
def records(draw: st.DrawFn) -> Records:
    """The records of a small network with parties, people, themes, and some tables that refer to them."""
    ids: dict[str, list[str]] = {}
    frames = {}
    for key in (
        "parties",
        "people",
        "themes",
        "network",
        "ties",
        "courses",
        "ratings",
        "acts",
        "activities",
        "capacity",
    ):
        count = 1 if key == "network" else draw(st.integers(1 if key in ("parties", "people") else 0, 3))
        rows = [
            {column.key: draw(column_values(column, ids)) for column in tables()[key].columns if column.key != "id"}
            for _ in range(count)
        ]
        own = draw(st.lists(CODES, min_size=count, max_size=count, unique_by=folded_name))
        for number, row in enumerate(rows):
            row["id"] = f"{key}.{own[number]}" if draw(st.booleans()) or key in ("parties", "people") else None
            row["Eigen kolom"] = draw(st.none() | TEXTS)
        frames[key] = pl.DataFrame(rows, schema={**tables()[key].dtypes, "Eigen kolom": pl.String})
        if tables()[key].is_named and count:
            ids[key] = (
                Records.of({"parties": frames["parties"], key: frames[key].drop(_references(key))})
                .table(key)["id"]
                .to_list()
            )
    return Records.of(frames)


def _references(key: str) -> list[str]:
    return [column.key for column in tables()[key].columns if column.is_reference]


def without_empty_extras(given: Records) -> Records:
    """Extra columns in which nothing stands are no loss."""
    kept = {}
    for key in given.present:
        frame = given.table(key)
        kept[key] = frame.drop(name for name in ("Eigen kolom",) if frame[name].null_count() == frame.height)
    return Records.of(kept)


RELAXED = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@RELAXED
@given(records(), st.sampled_from(LANGUAGES))
def test_records_come_back_from_a_workbook_as_they_went_in(given_records: Records, language: Language) -> None:
    wanted = without_empty_extras(given_records)
    assert read(write_workbook(given_records, language), name="x.xlsx").records == wanted


@RELAXED
@given(records(), st.sampled_from(LANGUAGES))
def test_records_come_back_from_a_zip_of_csv_as_they_went_in(given_records: Records, language: Language) -> None:
    wanted = without_empty_extras(given_records)
    assert read(write_csv_zip(given_records, language), name="x.zip").records == wanted


def small() -> Records:
    return Records.of(
        {
            "parties": pl.DataFrame({"id": ["p1", "p2"], "name": ["De Brink", "=Gemeente"], "Kleur": ["rood", None]}),
            "people": pl.DataFrame({"name": ["Jan", "Jan"], "party": ["p1", "p2"]}),
            "ties": pl.DataFrame({"source": ["Jan", "people-2"], "target": ["p1", "p2"], "strength": [1.5, 2.0]}),
        }
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_of_csv_files_gives_the_records_back(tmp_path: Path, language: Language) -> None:
    write_csv_folder(small(), tmp_path / "uit", language)
    assert read(tmp_path / "uit").records == small()


def test_references_are_written_as_names_where_one_name_is_one_row() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(small(), "nl")))["Relaties"]
    assert [cell.value for cell in sheet["C"]] == ["Naar", "De Brink", "=Gemeente"]
    assert [cell.value for cell in sheet["B"]] == ["Van", "Jan", "people-2"]


def test_a_name_that_looks_like_a_formula_is_written_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(small(), "nl")))["Partijen"]
    cell = sheet["B3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=Gemeente", "s", True)


def test_a_csv_cell_that_looks_like_a_formula_gets_a_quote_before_it(tmp_path: Path) -> None:
    write_csv_folder(small(), tmp_path, "nl")
    assert "'=Gemeente" in (tmp_path / "Partijen.csv").read_text(encoding="utf-8-sig")
