"""Pointing at rows: from the rows that were counted to facts, and from facts back to the rows."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from vierspan.analysis.mirror.picture import FILLED, Facts
from vierspan.analysis.schema import tables

ROWS_NAMED = 1_000  # rows that are named one by one; beyond it facts say what the rows have in common


def pointing(table: str, frame: pl.DataFrame, counted: pl.Series, where: Mapping[str, str] | None = None) -> Facts:
    """Facts that lead to just these rows of the table, by their ids.

    First by what they have in common and the days they span, as that stays short; where this would show other rows too,
    by naming each, up to a thousand; beyond that the broader rows, with their own number. Cost: linear.
    """
    given = dict(where or {})
    whole = Facts(table=table, where=given, count=counted.len())
    if rows_of(whole, frame).height == counted.len():
        return whole
    first, last = _span(table, frame.filter(pl.col("id").is_in(counted.implode())))
    dated = Facts(table=table, where=given, since=first, until=last, count=counted.len())
    found = rows_of(dated, frame).height
    if found == counted.len():
        return dated
    if counted.len() > ROWS_NAMED:
        return dated.model_copy(update={"count": found})
    return Facts(table=table, ids=tuple(counted.sort()), count=counted.len())


def rows_of(facts: Facts, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows at which these facts point, of their table or of the ledger inside the window."""
    if facts.ids:
        frame = frame.filter(pl.col("id").is_in(list(facts.ids)))
    for column, value in facts.where.items():
        if column in frame.columns:
            frame = frame.filter(_holds(column, frame.schema[column], value))
    day = day_of(facts.table)
    if day and facts.since:
        frame = frame.filter(pl.col(day) >= facts.since)
    return frame.filter(pl.col(day) <= facts.until) if day and facts.until else frame


def day_of(table: str) -> str | None:
    """The column by which rows of a table fall inside or outside a span of days: the first that holds dates."""
    if table == "ledger":
        return "done_on"
    return next((column.key for column in tables()[table].columns if column.type == "date"), None)


def _holds(column: str, dtype: pl.DataType, value: str) -> pl.Expr:
    if value == FILLED:
        return pl.col(column) != 0 if dtype.is_numeric() else pl.col(column).is_not_null()
    if isinstance(dtype, pl.List):
        return pl.col(column).list.contains(value)
    text = value.lower() if dtype == pl.Boolean else value
    return pl.col(column).cast(pl.String) == text


def _span(table: str, rows: pl.DataFrame) -> tuple[date | None, date | None]:
    """First and last day; nothing where a row has none, since a span would leave it out."""
    day = day_of(table)
    if day is None or rows[day].null_count():
        return None, None
    return rows.select(first=pl.col(day).min(), last=pl.col(day).max()).row(0)
