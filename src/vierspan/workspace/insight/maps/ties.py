"""What ties people and parties, as the map draws it: one row per tie, with the days between which it held."""

import uuid
from itertools import combinations

import polars as pl

from vierspan.workspace.insight.records import frame_of
from vierspan.workspace.insight.tables import stored

COLUMNS = {
    "source": pl.String,
    "target": pl.String,
    "kind": pl.String,
    "strength": pl.Float64,
    "is_directed": pl.Boolean,
    "is_lifted": pl.Boolean,
    "first_day": pl.Date,
    "last_day": pl.Date,
}
TABLE, BELONGS, TIE = "table", "belongs", "tie"
LARGEST_TABLE = 60  # in a hall of more than this nobody is tied to everybody


def rows_of(network_id: uuid.UUID, *tables: str) -> dict[str, pl.DataFrame]:
    """Only the tables that the map needs."""
    return {key: frame_of(network_id, stored()[key]) for key in tables}


def ties_of(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Given ties, who belongs to which party, shared tables, and parties tied by the ties of their people."""
    given, people = _given(tables["ties"]), tables["people"]
    return pl.concat([given, _belonging(people), _lifted(given, people), _tables(tables["seats"])])


def _given(ties: pl.DataFrame) -> pl.DataFrame:
    return ties.select(
        "source",
        "target",
        pl.col("kind").fill_null(TIE),
        pl.col("strength").cast(pl.Float64).fill_null(1.0),
        pl.col("directed").fill_null(False).alias("is_directed"),
        pl.lit(False).alias("is_lifted"),
        pl.col("since").alias("first_day"),
        pl.col("until").alias("last_day"),
    ).cast(COLUMNS)  # type: ignore[arg-type]


def _belonging(people: pl.DataFrame) -> pl.DataFrame:
    at_home = people.filter(pl.col("party").is_not_null())
    return at_home.select(
        pl.col("id").alias("source"),
        pl.col("party").alias("target"),
        pl.lit(BELONGS).alias("kind"),
        pl.lit(1.0).alias("strength"),
        pl.lit(False).alias("is_directed"),
        pl.lit(False).alias("is_lifted"),
        pl.col("joined_on").alias("first_day"),
        pl.col("left_on").alias("last_day"),
    ).cast(COLUMNS)  # type: ignore[arg-type]


def _lifted(given: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Where people of two parties are tied, so are their parties; in both directions it is one tie."""
    home = people.filter(pl.col("party").is_not_null()).select("id", "party")
    between = given.join(home.rename({"id": "source", "party": "one"}), on="source")
    between = between.join(home.rename({"id": "target", "party": "other"}), on="target")
    between = between.filter(pl.col("one") != pl.col("other")).with_columns(
        pl.min_horizontal("one", "other").alias("source"), pl.max_horizontal("one", "other").alias("target")
    )
    summed = between.group_by("source", "target", "kind", "first_day", "last_day", maintain_order=True).agg(
        pl.col("strength").sum()
    )
    return summed.select(
        "source",
        "target",
        "kind",
        "strength",
        pl.lit(False).alias("is_directed"),
        pl.lit(True).alias("is_lifted"),
        "first_day",
        "last_day",
    ).cast(COLUMNS)  # type: ignore[arg-type]


def _tables(seats: pl.DataFrame) -> pl.DataFrame:
    """Two parties that sit at one table are tied by it, the more the smaller the table."""
    sitting = seats.filter(
        pl.col("party").is_not_null() & ~pl.col("state").is_in(["declined", "invited"]).fill_null(False)
    )
    sitting = sitting.unique(["initiative", "party"], keep="first", maintain_order=True)
    rows = []
    for _, table in sitting.group_by("initiative", maintain_order=True):
        if table.height > LARGEST_TABLE:
            continue
        for one, other in combinations(table.sort("party").to_dicts(), 2):
            first = max(filter(None, (one["since"], other["since"])), default=None)
            last = min(filter(None, (one["until"], other["until"])), default=None)
            rows.append((one["party"], other["party"], TABLE, 1 / (table.height - 1), False, False, first, last))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")
