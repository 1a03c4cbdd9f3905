"""A sheet as it stands in somebody's file: a header and cells, all text, with the row numbers the user sees."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

import polars as pl

from vierspan.analysis.formats.folding import fold, known_headers

HEADER_SEARCHED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet. `cells` has text columns c0, c1, ... (null = empty), one for each entry of `header`.

    `rows` holds the row number of each line of cells as the user's program shows it; it defaults to counting on
    from `first_row`. A CSV file is a sheet that carries the file's name.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    cells: pl.DataFrame
    first_row: int = 2
    rows: pl.Series = field(default_factory=lambda: pl.Series("row", [], dtype=pl.Int64))

    def __post_init__(self) -> None:
        if self.rows.len() != self.cells.height:
            counted = pl.int_range(self.first_row, self.first_row + self.cells.height, eager=True).alias("row")
            object.__setattr__(self, "rows", counted)

    def column(self, header: str) -> pl.Series:
        """The cells under this header. Raises ValueError where the header does not stand there."""
        return self.cells[f"c{self.header.index(header)}"]


def shown(value: Any) -> str:
    """A cell's value as text: dates ISO, numbers plain, nothing for nothing.

    Numbers keep every digit they have, so that reading back gives the same number.
    """
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "" if value is None else str(value)


def grid_of(rows: Sequence[Sequence[Any]], *, file: str, sheet: str) -> Grid:
    """The grid of rows as a program gives them: finds the header, drops empty rows, keeps the true row numbers."""
    top = [[shown(value).strip() for value in row] for row in rows[:HEADER_SEARCHED]]
    at = header_place(top)
    header = top[at] if top else []
    columns = [_texts(column) for column in zip_longest(*rows[at + 1 :], fillvalue="")]
    width = max(len(header), len(columns))
    columns += [_texts(())] * (width - len(columns)) if not columns else _empty(width - len(columns), columns[0].len())
    header += [""] * (width - len(header))
    kept = [number for number in range(width) if header[number] or columns[number].null_count() < columns[number].len()]
    cells = pl.DataFrame([columns[number].alias(f"c{place}") for place, number in enumerate(kept)])
    numbers = pl.int_range(at + 2, at + 2 + cells.height, eager=True).alias("row")
    filled = cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series() if kept else numbers.is_null()
    return Grid(
        file=file,
        sheet=sheet,
        # A matrix leaves its corner empty; other columns without a header go by their letter.
        header=tuple(header[number] or (letters(number) if number else "") for number in kept),
        cells=cells.filter(filled),
        first_row=at + 2,
        rows=numbers.filter(filled) if kept else numbers,
    )


def letters(number: int) -> str:
    """The letter(s) by which spreadsheet programs call the column with this number, counted from 0."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def header_place(top: list[list[str]]) -> int:
    """Which of the first rows is the header: the first that names our columns, or is at least half as wide as the rest.

    A title that stands above the table is so passed over.
    """
    counts = [sum(map(bool, row)) for row in top]
    known = [sum(fold(cell) in known_headers() for cell in row if cell) for row in top]
    width = max(counts, default=0)
    enough = 2 if width > 2 else 1
    named = next((place for place, count in enumerate(known) if count >= enough), None)
    wide = next((place for place, count in enumerate(counts) if count and 2 * count >= width), 0)
    return wide if named is None or (width > 2 and wide < named) else named


def _texts(values: Sequence[Any]) -> pl.Series:
    text = pl.Series([value if type(value) is str else shown(value) for value in values], dtype=pl.String)
    text = text.str.strip_chars()
    return text.set(text == "", None)


def _empty(count: int, height: int) -> list[pl.Series]:
    return [pl.Series([None] * height, dtype=pl.String) for _ in range(count)]
