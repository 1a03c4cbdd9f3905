"""Records as CSV files, one a table: what a spreadsheet program in that language opens without asking."""

import csv
import io
import re
import zipfile
from pathlib import Path

import polars as pl

from vierspan.analysis.formats.write_cells import written
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Language, tables

# What a spreadsheet would take for a formula, also at the start of a later line; a quote before it keeps it text.
_DANGEROUS = re.compile(r"^(?='*[ \u00a0]*[=+\-@\t\r])", re.MULTILINE)


def write_csv_folder(records: Records, folder: Path, language: Language) -> None:
    """One file a table in this folder, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _files(records, language).items():
        (folder / name).write_bytes(content)


def write_csv_zip(records: Records, language: Language) -> bytes:
    """The same files in one zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(records, language).items():
            archive.writestr(name, content)
    return packed.getvalue()


def _files(records: Records, language: Language) -> dict[str, bytes]:
    return {
        f"{tables()[key].label(language)}.csv": _content(written(records, key, language), language)
        for key in records.present
    }


def _content(frame: pl.DataFrame, language: Language) -> bytes:
    """Dutch spreadsheets expect a semicolon and a decimal comma; all need the mark to see that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "nl" else ",")
    writer.writerow(guarded(name) for name in frame.columns)
    columns = [_texts(frame[name], language) for name in frame.columns]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def _texts(cells: pl.Series, language: Language) -> list[str]:
    if cells.dtype == pl.String:
        return [guarded(text) if text else "" for text in cells]
    if cells.dtype == pl.Float64:
        point = "," if language == "nl" else "."
        return ["" if value is None else repr(value).removesuffix(".0").replace(".", point) for value in cells]
    return ["" if value is None else str(value) for value in cells]


def guarded(text: str) -> str:
    """The text with a quote before whatever a spreadsheet would calculate; the reader takes the quote off again."""
    return _DANGEROUS.sub("'", text)
