"""Acts that the conditions' tables show: rules, observations, exchanges, gatherings, attendance; and introductions."""

import polars as pl

from vierspan.analysis.measures.derivation import about, acts_of, each_of, stacked
from vierspan.analysis.records import Records


def from_rules(records: Records) -> pl.DataFrame:
    rules = records.table("rules")
    endorsed_on = pl.coalesce("endorsed_on", "proposed_on")
    return stacked(
        [
            acts_of(
                "rules", "rule.proposed", rules, person="author", party="party", done_on="proposed_on", **about("rules")
            ),
            acts_of(
                "rules",
                "rule.endorsed",
                each_of(rules, "endorsed_by"),
                party="endorsed_by",
                done_on=endorsed_on,
                **about("rules"),
            ),
        ]
    )


def from_observations(records: Records) -> pl.DataFrame:
    kind = pl.when(pl.col("kind") == "good").then(pl.lit("practice.praised")).otherwise(pl.lit("breach.raised"))
    return acts_of(
        "observations",
        kind,
        records.table("observations"),
        person="observer",
        done_on="observed_on",
        touched=_one("about"),
        **about("rules", "rule"),
    )


def from_exchanges(records: Records) -> pl.DataFrame:
    exchanges = records.table("exchanges")
    confirmed = exchanges.filter(pl.col("confirmed_on").is_not_null())
    kind = pl.when(pl.col("state") == "offered").then(pl.lit("offer.made")).otherwise(pl.lit("exchange.given"))
    return stacked(
        [
            acts_of(
                "exchanges",
                kind,
                exchanges,
                person="by",
                party="giver",
                done_on="given_on",
                touched=_one("receiver"),
                **about("exchanges"),
            ),
            acts_of(
                "exchanges",
                "exchange.confirmed",
                confirmed,
                party="receiver",
                done_on="confirmed_on",
                touched=_one("giver"),
                **about("exchanges"),
            ),
        ]
    )


def from_gatherings(records: Records) -> pl.DataFrame:
    """A reflection that is held counts as one, not also as a gathering."""
    is_reflection = pl.col("kind").eq_missing("reflection")
    kind = pl.when(is_reflection).then(pl.lit("reflection.opened")).otherwise(pl.lit("gathering.organised"))
    return acts_of(
        "gatherings",
        kind,
        records.table("gatherings"),
        person="organiser",
        party="party",
        done_on="held_on",
        **about("gatherings"),
    )


def from_attendance(records: Records) -> pl.DataFrame:
    held = records.table("gatherings").select(gathering="id", held_on="held_on")
    came = records.table("attendance").filter(pl.col("present").fill_null(True)).join(held, on="gathering", how="left")
    return acts_of(
        "attendance",
        "gathering.attended",
        came,
        person="person",
        party="party",
        done_on="held_on",
        **about("gatherings", "gathering"),
    )


def from_introductions(records: Records) -> pl.DataFrame:
    welcomed = pl.col("welcomed").fill_null(False)
    kind = pl.when(welcomed).then(pl.lit("newcomer.welcomed")).otherwise(pl.lit("introduction.made"))
    return acts_of(
        "introductions",
        kind,
        records.table("introductions"),
        person="introducer",
        done_on="made_on",
        touched=_one("newcomer"),
        **about("initiatives", "initiative"),
    )


def _one(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null()).then(pl.concat_list(column))


SOURCES = (
    ("rules", from_rules),
    ("observations", from_observations),
    ("exchanges", from_exchanges),
    ("gatherings", from_gatherings),
    ("attendance", from_attendance),
    ("introductions", from_introductions),
)
