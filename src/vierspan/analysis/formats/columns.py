"""The columns of a grid under their headings, as text without edges."""

from typing import TYPE_CHECKING

import polars as pl

from vierspan.analysis.formats.graph import Kind

if TYPE_CHECKING:
    from vierspan.analysis.formats.grid import Grid


def headings(grid: "Grid") -> list[str]:
    """One heading a column, none twice, none empty."""
    named: list[str] = []
    for at, told in enumerate(grid.header):
        heading = (told or "").strip() or f"column {at + 1}"
        named.append(heading if heading not in named else f"{heading} ({at + 1})")
    return named


def texts(grid: "Grid") -> pl.DataFrame:
    """The cells under their headings; blanks at the ends fall away and an empty cell is null."""
    frame = grid.cells.rename(dict(zip(grid.cells.columns, headings(grid), strict=True)))
    stripped = pl.all().cast(pl.String).str.strip_chars()
    return frame.with_columns(stripped).with_columns(pl.when(pl.all() != "").then(pl.all()))


def kind_of_texts(column: pl.Series) -> Kind:
    """The narrowest kind that all texts of a column are of: whole, number or text.

    A code with leading zeros stays text.
    """
    given = column.drop_nulls()
    if given.is_empty() or given.str.contains(r"^[+-]?0\d").any():
        return "text"
    if given.str.contains(r"^-?\d{1,18}$").all():
        return "whole"
    return "number" if given.cast(pl.Float64, strict=False).is_finite().fill_null(False).all() else "text"
