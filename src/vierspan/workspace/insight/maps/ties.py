"""What ties people and parties, as the map draws it: one row per tie, with the days between which it held."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from vierspan.analysis.measures.observed import EXCHANGE, GATHERING, observed_ties
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records

COLUMNS = {
    "source": pl.String,
    "target": pl.String,
    "kind": pl.String,
    "basis": pl.String,
    "strength": pl.Float64,
    "is_directed": pl.Boolean,
    "is_lifted": pl.Boolean,
    "is_confirmed": pl.Boolean,  # by the other side; empty while nobody asked
    "first_day": pl.Date,
    "last_day": pl.Date,
}
BELONGS, TIE = "belongs", "tie"
OBSERVED = "observed"
OBSERVED_FROM = ("initiatives", "seats", "gatherings", "attendance", "exchanges")
BINDS = timedelta(days=365)  # so long after they last met, or gave, two are still tied by it
LEAST_MET = 0.25  # once in a company of more than five makes no tie


def ties_of(tables: Mapping[str, pl.DataFrame], until: date) -> pl.DataFrame:
    """Given ties, who belongs to which party, what was observed, and parties tied by the ties of their people.

    Of each pair of ends of which both are people or parties of the network; a tie of one with itself is none.
    """
    given, people = _given(tables["ties"]), tables["people"]
    ties = pl.concat([given, _belonging(people), _lifted(given, people), _observed(tables, until)])
    known = pl.concat([people["id"], tables["parties"]["id"]]).implode()
    return ties.filter(
        pl.col("source").is_in(known) & pl.col("target").is_in(known) & (pl.col("source") != pl.col("target"))
    )


def living(ties: pl.DataFrame, day: date) -> pl.DataFrame:
    """Those that held on that day."""
    has_begun = pl.col("first_day").is_null() | (pl.col("first_day") <= day)
    return ties.filter(has_begun & (pl.col("last_day").is_null() | (pl.col("last_day") >= day)))


def _shaped(frame: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    empty = {"is_directed": pl.lit(False), "is_lifted": pl.lit(False), "is_confirmed": pl.lit(None)}
    given = empty | columns
    return frame.select(given[name].cast(kind).alias(name) for name, kind in COLUMNS.items())


def _given(ties: pl.DataFrame) -> pl.DataFrame:
    return _shaped(
        ties,
        source=pl.col("source"),
        target=pl.col("target"),
        kind=pl.col("kind").fill_null(TIE),
        basis=pl.col("basis").fill_null(""),
        strength=pl.col("strength").cast(pl.Float64).fill_null(1.0),
        is_directed=pl.col("directed").fill_null(False),
        is_confirmed=pl.col("confirmed"),
        first_day=pl.col("since"),
        last_day=pl.col("until"),
    )


def _belonging(people: pl.DataFrame) -> pl.DataFrame:
    return _shaped(
        people.filter(pl.col("party").is_not_null()),
        source=pl.col("id"),
        target=pl.col("party"),
        kind=pl.lit(BELONGS),
        basis=pl.lit(""),
        strength=pl.lit(1.0),
        first_day=pl.col("joined_on"),
        last_day=pl.col("left_on"),
    )


def _lifted(given: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Where people of two parties are tied, so are their parties; in both directions it is one tie."""
    home = people.filter(pl.col("party").is_not_null()).select("id", "party")
    between = given.join(home.rename({"id": "source", "party": "one"}), on="source")
    between = between.join(home.rename({"id": "target", "party": "other"}), on="target")
    between = between.filter(pl.col("one") != pl.col("other")).with_columns(
        pl.min_horizontal("one", "other").alias("source"), pl.max_horizontal("one", "other").alias("target")
    )
    key = ("source", "target", "kind", "basis", "first_day", "last_day")
    summed = between.group_by(*key, maintain_order=True).agg(pl.col("strength").sum())
    columns = {name: pl.col(name) for name in (*key, "strength")}
    return _shaped(summed, is_lifted=pl.lit(True), **columns)


def _observed(tables: Mapping[str, pl.DataFrame], until: date) -> pl.DataFrame:
    """What nobody typed: who met, who sits at one table, who gave whom; through all the years up to this day."""
    given = {key: tables[key] for key in OBSERVED_FROM if key in tables and tables[key].height}
    if not given.keys() & {"seats", "attendance", "exchanges"}:
        return pl.DataFrame(schema=COLUMNS)
    seen = observed_ties(Records(given), Window(start=date.min, end=until))
    seen = seen.filter((pl.col("kind") != GATHERING) | (pl.col("strength") >= LEAST_MET))
    passing = pl.col("kind").is_in([GATHERING, EXCHANGE])
    ends = pl.when(passing).then(pl.col("last_day") + BINDS).otherwise(pl.col("last_day"))
    return _shaped(
        seen,
        source=pl.col("source"),
        target=pl.col("target"),
        kind=pl.col("kind"),
        basis=pl.lit(OBSERVED),
        strength=pl.col("strength"),
        is_directed=pl.col("directed"),
        first_day=pl.col("first_day"),
        last_day=pl.when(ends <= until).then(ends),
    )
