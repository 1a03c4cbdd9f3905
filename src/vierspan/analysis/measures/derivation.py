"""How one row of a table becomes an act: the frame that every derivation fills."""

from collections.abc import Iterable

import polars as pl

from vierspan.analysis.records import Records

COLUMNS: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "person": pl.String(),
    "party": pl.String(),
    "done_on": pl.Date(),
    "subject": pl.String(),
    "subject_table": pl.String(),
    "touched": pl.List(pl.String()),
    "weight": pl.Float64(),
    "source_table": pl.String(),
    "source_id": pl.String(),
}


def nothing() -> pl.DataFrame:
    return pl.DataFrame(schema=COLUMNS)


def stacked(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(list(frames), how="vertical")


def acts_of(table: str, kind: str | pl.Expr, frame: pl.DataFrame, **given: pl.Expr | str) -> pl.DataFrame:
    """The rows of `frame` as acts of one kind, or of the kind that an expression chooses.

    `given` says for each column of an act which column or expression of the frame fills it; the rest stays empty.
    Rows without a person and a party are left out: an act is always somebody's.
    """
    filled: dict[str, pl.Expr | str] = {
        "kind": pl.lit(kind) if isinstance(kind, str) else kind,
        "source_table": pl.lit(table),
        "source_id": "id",
    }
    filled |= given
    chosen = []
    for name, dtype in COLUMNS.items():
        value = filled.get(name, pl.lit(None))
        chosen.append((pl.col(value) if isinstance(value, str) else value).cast(dtype).alias(name))
    named = pl.col("person").is_not_null() | pl.col("party").is_not_null()
    return frame.select(chosen).filter(named)


def each_of(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """One row for each entry of a list column; rows with an empty list are left out."""
    return frame.explode(column).filter(pl.col(column).is_not_null())


def person_of(records: Records, column: str) -> pl.Expr:
    """The value where it is a person's id, else empty."""
    return pl.when(pl.col(column).is_in(records.table("people")["id"].implode())).then(pl.col(column))


def party_of(records: Records, column: str) -> pl.Expr:
    """The value where it is a party's id, else empty."""
    return pl.when(pl.col(column).is_in(records.table("parties")["id"].implode())).then(pl.col(column))


def about(table: str, column: str = "id") -> dict[str, pl.Expr]:
    """What an act is about: the row of this table to which the column points."""
    return {"subject": pl.col(column), "subject_table": pl.when(pl.col(column).is_not_null()).then(pl.lit(table))}
