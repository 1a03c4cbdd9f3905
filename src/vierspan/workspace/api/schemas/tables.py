from collections.abc import Mapping

from ninja import Field, Schema


class TableOut(Schema):
    """A table that may be read, with its number of rows."""

    key: str
    label: str
    rows: int


class RefOut(Schema):
    """Something that a cell points at."""

    table: str
    id: str
    name: str


class ColumnOut(Schema):
    key: str
    label: str
    about: str
    choices: Mapping[str, str]


class CellOut(Schema):
    text: str
    refs: list[RefOut]


class RowOut(Schema):
    """One row; `cells` is by column key."""

    table: str
    id: str
    title: str
    cells: Mapping[str, CellOut]


class RowsWanted(Schema):
    """Which rows of a table to list: those with some words in them, in an order ("-" before a column: last first)."""

    page: int = Field(default=1, ge=1, le=1_000_000)
    search: str = ""
    sort: str = ""


class PageOut(Schema):
    """One page of a table."""

    table: str
    columns: list[ColumnOut]
    page: int
    pages: int
    total: int
    rows: list[RowOut]
