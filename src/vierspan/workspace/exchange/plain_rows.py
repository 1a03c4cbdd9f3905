"""Rows of a file that has no sheets of ours, in our own words: nothing to mend, all to see."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from vierspan.analysis.schema import Column, tables
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.exchange.seen import CellSeen, RowSeen, RowsSeen
from vierspan.workspace.insight.words import shown, spoken


def plain_rows(
    found: Mapping[str, pl.DataFrame], key: str, states: Mapping[str, Mapping[str, str]], *, language: str, page: int
) -> RowsSeen:  # fmt: skip
    """A page of one table as it was read. Raises NotFound for a table that the file does not give."""
    if key not in found or key not in tables():
        raise NotFound
    frame = found[key]
    numbers = page_of(range(frame.height), page)
    columns = [column for column in tables()[key].columns if _is_told(frame, column)]
    names = _names(found)
    texts = [_texts(columns, frame.row(number, named=True), names, language) for number in numbers.rows]
    labels = tuple(column.label(spoken(language)) for column in columns)
    ids, known = frame["id"], states.get(key, {})
    made = [
        RowSeen(number + 1, next(iter(cells), ""), tuple(map(CellSeen, labels, cells)), known.get(ids[number], ""))
        for number, cells in zip(numbers.rows, texts, strict=True)
    ]
    return RowsSeen(labels, Page(made, numbers.number, numbers.total, numbers.size))


def _is_told(frame: pl.DataFrame, column: Column) -> bool:
    return column.key != "id" and column.key in frame.columns and frame[column.key].null_count() < frame.height


def _texts(columns: list[Column], row: Mapping[str, Any], names: Mapping[str, str], language: str) -> list[str]:
    return [_text(column, row[column.key], names, language) for column in columns]


def _text(column: Column, value: Any, names: Mapping[str, str], language: str) -> str:
    if isinstance(value, list):
        return ", ".join(_text(column, each, names, language) for each in value)
    return names.get(value, str(value)) if column.is_reference and value else shown(column, value, language)


def _names(found: Mapping[str, pl.DataFrame]) -> Mapping[str, str]:
    """What the rows that others refer to are called."""
    named = [frame for key, frame in found.items() if key in tables() and tables()[key].is_named and key != "network"]
    return {row: name for frame in named for row, name in frame.select("id", "name").iter_rows() if name}
