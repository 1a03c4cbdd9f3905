"""From a list of proposals with their outcome to decisions, and to initiatives where one was adopted."""

import polars as pl

from vierspan.analysis.formats.mapping.sheets import Sheets, days, unmarked
from vierspan.analysis.formats.mapping.words import matching
from vierspan.analysis.schema import tables


def proposals(sheets: Sheets) -> dict[str, pl.DataFrame]:
    """Each proposal is a question put by who proposed it, with its outcome; each adopted one an initiative as well.

    Proposers are people unless their type says organisation; a proposal that a meeting made has no proposer. The
    date of the outcome is rarely in such lists, so `closed_on` stays empty. Votes and remarks stay extra columns.
    """
    rows = sheets.of("proposals", "proposal")
    if rows.is_empty():
        return {}
    rows = _proposed(sheets, rows.with_row_index("row").with_columns(id=_ids(rows)))
    made = {
        "people": _proposers(rows, "opener"),
        "parties": _proposers(rows, "party"),
        "themes": _themes(rows),
        "initiatives": _initiatives(rows),
        "decisions": _decisions(rows),
    }
    return {key: frame for key, frame in made.items() if frame.height}


def _ids(rows: pl.DataFrame) -> pl.Series:
    if "number" in rows.columns and rows["number"].null_count() == 0 and rows["number"].is_unique().all():
        return rows["number"]
    return pl.Series([f"proposal-{at + 1}" for at in range(rows.height)])


def _proposed(sheets: Sheets, rows: pl.DataFrame) -> pl.DataFrame:
    mapping = sheets.mapping
    words = {value: key for key in ("adopted", "rejected", "postponed") for value in getattr(mapping, key)}
    told = rows["outcome"] if "outcome" in rows.columns else pl.Series([None] * rows.height, dtype=pl.String)
    opened = days(rows["proposed_on"]) if "proposed_on" in rows.columns else pl.lit(None, pl.Date)
    rows = rows.with_columns(
        outcome=told.replace_strict(words, default=None, return_dtype=pl.String) if words else pl.lit(None, pl.String),
        opened_on=opened,
    )
    return rows.with_columns(*_owners(sheets, rows))


def _owners(sheets: Sheets, rows: pl.DataFrame) -> list[pl.Expr]:
    """Who proposed: the person as opener, or the organisation as party."""
    if "proposer" not in rows.columns:
        return [pl.lit(None, pl.String).alias("opener"), pl.lit(None, pl.String).alias("party")]
    types = [name for name in ("proposer_type", "+source", "+author_org") if name in rows.columns]
    organised: pl.Expr = pl.lit(False)
    unowned: pl.Expr = pl.lit(False)
    for name in types:
        values = rows[name].drop_nulls().unique()
        organised = organised | pl.col(name).is_in(matching(values, "organised")).fill_null(False)
        unowned = unowned | pl.col(name).is_in(matching(values, "unowned")).fill_null(False)
    if not types and sheets.mapping.actors == "parties":
        organised = pl.lit(True)
    # A proposer that is an organisation in one row is one in all.
    organised = organised.max().over("proposer") if types else organised
    owned = pl.when(~unowned).then(pl.col("proposer"))
    return [pl.when(~organised).then(owned).alias("opener"), pl.when(organised).then(owned).alias("party")]


def _proposers(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    found = rows[column].drop_nulls().unique(maintain_order=True)
    return pl.DataFrame({"id": found, "name": found})


def _themes(rows: pl.DataFrame) -> pl.DataFrame:
    if "theme" not in rows.columns:
        return pl.DataFrame()
    found = rows["theme"].drop_nulls().unique(maintain_order=True)
    return pl.DataFrame({"id": found, "name": found})


def _initiatives(rows: pl.DataFrame) -> pl.DataFrame:
    adopted = rows.filter(pl.col("outcome") == "adopted")
    themes = [pl.concat_list("theme").list.drop_nulls().alias("themes")] if "theme" in rows.columns else []
    return adopted.select(
        pl.format("initiative:{}", "id").alias("id"),
        pl.col("proposal").alias("name"),
        pl.col("opener").alias("initiator"),
        "party",
        pl.col("opened_on").alias("started_on"),
        *themes,
    )


def _decisions(rows: pl.DataFrame) -> pl.DataFrame:
    initiative = pl.when(pl.col("outcome") == "adopted").then(pl.format("initiative:{}", "id"))
    apart = ("row", "proposal", "proposer", "proposed_on", "number")
    columns = [name for name in rows.columns if name not in apart and name not in tables()["decisions"].dtypes]
    chosen = rows.select(
        "id",
        pl.col("proposal").alias("name"),
        "opener",
        "party",
        "opened_on",
        "outcome",
        initiative.alias("initiative"),
        *columns,
    )
    return unmarked(chosen, [*tables()["decisions"].dtypes])
