"""The columns that the map needs of what a network stores, read as fast as the database gives them."""

import uuid
from collections.abc import Sequence

import polars as pl
from django.db import models
from django.db.models.functions import Cast

from vierspan.analysis.schema import Column
from vierspan.workspace.insight.tables import stored

HEX = 32  # letters of an id where the database keeps it without dashes
DASHES = ((0, 8), (8, 4), (12, 4), (16, 4), (20, 12))


def columns_of(network_id: uuid.UUID, table: str, columns: Sequence[str]) -> pl.DataFrame:
    """These columns of a table as records write them, in the order of the ids; other columns are not read at all."""
    kept = stored()[table]
    known = {column.key: column for column in (kept.table.column("id"), *kept.columns)}
    attributes = {"id": "id", **kept.attributes}
    asked = [_expression(known[key], attributes[key]) for key in columns]
    rows = kept.model.objects.of(network_id).order_by().values_list(*asked)
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    series = [_series(known[key], list(values)) for key, values in zip(columns, by_column, strict=True)]
    return pl.DataFrame(series).sort("id")


def _expression(column: Column, attribute: str) -> str | Cast:
    if _is_id(column):
        return Cast(attribute, models.TextField())
    return attribute


def _is_id(column: Column) -> bool:
    return not column.list and (column.key == "id" or column.is_reference)


def _series(column: Column, values: list[object]) -> pl.Series:
    if column.list:
        return pl.Series(column.key, [value or None for value in values], dtype=column.dtype)
    found = pl.Series(column.key, values, dtype=column.dtype)
    if _is_id(column):
        return _dashed(found)
    return found.replace("", None) if column.dtype == pl.String else found


def _dashed(ids: pl.Series) -> pl.Series:
    if ids.drop_nulls().head(1).str.len_chars().to_list() != [HEX]:
        return ids
    parts = [pl.col(ids.name).str.slice(start, length) for start, length in DASHES]
    return ids.to_frame().select(pl.concat_str(parts, separator="-").alias(ids.name)).to_series()
