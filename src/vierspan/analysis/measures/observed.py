"""Ties that nobody needs to type: who met, who sits at one table, who gave whom, as the records show it."""

import polars as pl

from vierspan.analysis.measures.contacts import PAIRS_LIMIT, in_window, seats_taken
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records

GATHERING, TABLE, EXCHANGE = "gathering", "table", "exchange"
KINDS = (GATHERING, TABLE, EXCHANGE)
COLUMNS = {
    "source": pl.String,
    "target": pl.String,
    "kind": pl.String,
    "directed": pl.Boolean,
    "strength": pl.Float64,
    "times": pl.UInt32,
    "first_day": pl.Date,
    "last_day": pl.Date,
}


def observed_ties(records: Records, window: Window) -> pl.DataFrame:
    """Ties computed from what people and parties did together in the window.

    Definition, per kind and pair: *gathering*: the sum over gatherings at which both were present of 1 / (present - 1);
    *table*: the same over the tables of initiatives at which both sit, for people and for parties; *exchange*: how
    often one party gave to the other, directed from giver to receiver. `times` counts the occasions, `first_day` and
    `last_day` are those of the first and the last (null without dates; of a table they are when both had joined and
    when one left).
    Range: strength > 0; a talk of two counts 1, a plenary of forty 1/39. Undirected pairs stand once, smaller id first.
    Edge cases: nothing recorded -> no rows; an occasion with one person -> skipped; the largest occasions, which bind
    least, are left out where a kind would pass ten million pairs; gifts to the whole network tie nobody in particular.
    Cost: the sum of squared occasion sizes. Source: Newman 2001; methods 2.9.
    """
    found = [
        _met(_presences(records, window), GATHERING),
        _met(_seated(records, window, "person"), TABLE),
        _met(_seated(records, window, "party"), TABLE),
        _gave(records, window),
    ]
    return pl.concat(found).sort("kind", "source", "target")


def _presences(records: Records, window: Window) -> pl.DataFrame:
    held = in_window(records.table("gatherings"), "held_on", window).select("id", "held_on")
    there = records.table("attendance").filter(pl.col("present").fill_null(True))
    there = there.join(held, left_on="gathering", right_on="id")
    actor, day = pl.coalesce("person", "party"), pl.col("held_on")
    return there.select(
        actor.alias("actor"), pl.col("gathering").alias("occasion"), day.alias("since"), day.alias("until")
    )


def _seated(records: Records, window: Window, whose: str) -> pl.DataFrame:
    return seats_taken(records, window).select(
        pl.col(whose).alias("actor"), pl.col("initiative").alias("occasion"), "since", "until"
    )


def _met(presence: pl.DataFrame, kind: str) -> pl.DataFrame:
    presence = presence.drop_nulls(["actor", "occasion"]).unique(["actor", "occasion"], keep="first")
    sizes = presence.group_by("occasion").len("size").filter(pl.col("size") > 1).sort("size", "occasion")
    sizes = sizes.filter(pl.col("size").cast(pl.Int64).pow(2).cum_sum() <= PAIRS_LIMIT)
    there = presence.join(sizes, on="occasion")
    pairs = there.join(there.drop("size"), on="occasion", suffix="_other")
    pairs = pairs.filter(pl.col("actor") < pl.col("actor_other")).with_columns(
        pl.max_horizontal("since", "since_other").alias("day"), pl.min_horizontal("until", "until_other").alias("end")
    )
    return _summed(pairs, ("actor", "actor_other"), kind, 1 / (pl.col("size").cast(pl.Float64) - 1))


def _gave(records: Records, window: Window) -> pl.DataFrame:
    gifts = in_window(records.table("exchanges"), "given_on", window)
    gifts = gifts.filter(
        (pl.col("state").fill_null("given") == "given") & (pl.col("giver") != pl.col("receiver")).fill_null(False)
    )
    gifts = gifts.with_columns(pl.col("given_on").alias("day"), pl.col("given_on").alias("end"))
    return _summed(gifts, ("giver", "receiver"), EXCHANGE, pl.lit(1.0))


def _summed(pairs: pl.DataFrame, ends: tuple[str, str], kind: str, weight: pl.Expr) -> pl.DataFrame:
    rows = pairs.with_columns(weight.alias("weight")).group_by(*ends)
    summed = rows.agg(
        pl.lit(kind).alias("kind"),
        pl.lit(kind == EXCHANGE).alias("directed"),
        pl.col("weight").sum().alias("strength"),
        pl.len().alias("times"),
        pl.col("day").min().alias("first_day"),
        pl.col("end").max().alias("last_day"),
    )
    return summed.rename({ends[0]: "source", ends[1]: "target"}).select(*COLUMNS).cast(COLUMNS)  # type: ignore[arg-type]
