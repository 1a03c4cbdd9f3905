"""One network as columnar tables, each optional but parties or people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

import polars as pl

from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.schema import REFERENCES, Column, Table, tables


@dataclass(frozen=True, slots=True)
class Records:
    """The checked tables of one network.

    Every table has the columns of `schema.tables()` with their types, then any extra columns as they came.
    Every row has a unique `id`; references hold the id of the row they point at. Parties and people share one
    id space, so that an actor is either without doubt.
    """

    _tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Mapping[str, pl.DataFrame]) -> Self:
        """Conform and check tables that are already in the schema's words (column keys, ids in references).

        Missing columns are added empty, missing ids are made. Raises UnreadableInput with every problem found:
        unknown table, wrong type, required value missing, id used twice, reference to nothing, choice or range.
        """
        problems = [Problem(code="unknown_table", found=key) for key in given if key not in tables()]
        shaped = {}
        for key, frame in given.items():
            if key in tables() and frame.height:
                shaped[key] = _shaped(tables()[key], frame, problems)
        problems += _cross_problems(shaped)
        if not shaped.keys() & {"parties", "people"}:
            problems.append(Problem(code="no_actors"))
        if problems:
            raise UnreadableInput(problems)
        return cls(shaped)

    def table(self, key: str) -> pl.DataFrame:
        """The table's rows; an empty frame of the right shape where the network records none."""
        if key in self._tables:
            return self._tables[key]
        return pl.DataFrame(schema=tables()[key].dtypes)

    def has(self, *keys: str) -> bool:
        """Whether each of these tables has rows."""
        return all(key in self._tables for key in keys)

    @property
    def present(self) -> tuple[str, ...]:
        """The keys of the tables that have rows, in schema order."""
        return tuple(key for key in tables() if key in self._tables)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Records)
            and self.present == other.present
            and all(self.table(key).equals(other.table(key)) for key in self.present)
        )

    __hash__ = None  # type: ignore[assignment]


def _shaped(table: Table, frame: pl.DataFrame, problems: list[Problem]) -> pl.DataFrame:
    for column in table.columns:
        if column.key not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=column.dtype).alias(column.key))
        try:
            frame = frame.with_columns(pl.col(column.key).cast(column.dtype))
        except pl.exceptions.PolarsError:
            problems.append(Problem(code="wrong_type", table=table.key, column=column.key, expected=column.type))
            frame = frame.with_columns(pl.lit(None, dtype=column.dtype).alias(column.key))
    frame = _with_ids(table, frame)
    extras = [name for name in frame.columns if name not in table.dtypes]
    frame = frame.select(*table.dtypes, *extras)
    problems += _own_problems(table, frame)
    return frame


def _with_ids(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Give each row an id: its own, else its name, else table and row number."""
    numbered = pl.format(f"{table.key}-{{}}", pl.int_range(1, pl.len() + 1))
    if table.is_named and table.key != "network":
        name = pl.col("name")
        numbered = pl.when(name.is_not_null() & name.is_first_distinct()).then(name).otherwise(numbered)
    return frame.with_columns(pl.coalesce("id", numbered).alias("id"))


def _own_problems(table: Table, frame: pl.DataFrame) -> Iterable[Problem]:
    for row in frame.filter(pl.col("id").is_duplicated())["id"].unique(maintain_order=True):
        yield Problem(code="id_twice", table=table.key, column="id", found=row)
    for column in table.columns:
        if column.required:
            for row in frame.filter(pl.col(column.key).is_null())["id"]:
                yield Problem(code="required", table=table.key, column=column.key, found=row)
        yield from _value_problems(table, column, frame[column.key])


def _value_problems(table: Table, column: Column, value: pl.Series) -> Iterable[Problem]:
    value = (value.explode() if column.list else value).drop_nulls()
    if column.choices:
        keys = [choice.key for choice in column.allowed]
        for wrong in value.filter(~value.is_in(keys)).unique(maintain_order=True):
            yield Problem(code="not_a_choice", table=table.key, column=column.key, found=wrong, suggestions=tuple(keys))
    if column.low is not None or column.high is not None:
        low, high = column.low if column.low is not None else -1e300, column.high if column.high is not None else 1e300
        for wrong in value.filter(~value.is_between(low, high)).unique(maintain_order=True):
            yield Problem(code="out_of_range", table=table.key, column=column.key, found=str(wrong))


def _cross_problems(shaped: Mapping[str, pl.DataFrame]) -> Iterable[Problem]:
    ids = {key: frame["id"] for key, frame in shaped.items()}
    if "parties" in ids and "people" in ids:
        for both in ids["parties"].filter(ids["parties"].is_in(ids["people"].implode())):
            yield Problem(code="id_of_both", table="people", column="id", found=both)
    for key, frame in shaped.items():
        for column in tables()[key].columns:
            if column.is_reference:
                yield from _dangling(key, column, frame, ids)


def _dangling(key: str, column: Column, frame: pl.DataFrame, ids: Mapping[str, pl.Series]) -> Iterable[Problem]:
    values = frame[column.key].explode() if column.list else frame[column.key]
    values = values.drop_nulls().unique(maintain_order=True)
    known = [ids[target] for target in REFERENCES[column.type] if target in ids]
    found = values.is_in(pl.concat(known).implode()) if known else pl.repeat(False, values.len(), eager=True)
    for missing in values.filter(~found):
        yield Problem(code="reference_to_nothing", table=key, column=column.key, found=missing)
