"""Whether a role is granted: what its holders open, and whether others go along."""

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from vierspan.analysis.measures.figure import absent, stated
from vierspan.analysis.measures.following import WITHIN_DAYS
from vierspan.analysis.measures.windows import within
from vierspan.analysis.mirror.picture import Facts, Figure, Reason, Window
from vierspan.analysis.orientations import Orientation

LEAST_OPENINGS = 5


@dataclass(frozen=True, slots=True)
class Granted:
    """`openings`: id, kind, subject, subject_table, person, party, done_on, others (parties that went along), state:
    "taken_up", "left" (90 days went by) or "early" (it may still come). `share`: taken up / (taken up + left)."""

    share: Figure
    openings: pl.DataFrame


def granted(acts: pl.DataFrame, window: Window, orientation: Orientation) -> Granted:
    """How much of what is opened in an orientation others go along with.

    `acts` is the ledger (see `ledger`). An opening (aspect D, with a subject) inside the window is taken up when at
    least one other party acted on its subject within 90 days; it is left when 90 days went by without that, and early
    until then. Share = taken up / (taken up + left), 0 to 1. Below five decided openings none is given (too_few); an
    act without a date cannot be placed and is left out. Acts without a party count for nobody else.
    Cost: linear in the pairs of opening and act on one subject. Source: the role works only if it is granted (product);
    uptake within 90 days as in methods 2.11; the share is ours [O].
    """
    opened = within(acts, window).filter(
        (pl.col("orientation") == orientation.value) & (pl.col("aspect") == "D") & _is_placed()
    )
    openings = _with_others(opened, acts.filter(_is_placed())).with_columns(_state(window).alias("state"))
    openings = openings.sort("done_on", "id", descending=[True, False])
    taken, left = (int((openings["state"] == state).sum()) for state in ("taken_up", "left"))
    if taken + left < LEAST_OPENINGS:
        return Granted(absent(Reason.TOO_FEW, taken + left, window), openings)
    facts = Facts(table="ledger", where={"orientation": orientation.value, "aspect": "D"}, count=openings.height)
    return Granted(stated(taken / (taken + left), taken + left, window, facts=facts), openings)


def _is_placed() -> pl.Expr:
    return pl.col("subject").is_not_null() & pl.col("done_on").is_not_null()


def _with_others(opened: pl.DataFrame, acts: pl.DataFrame) -> pl.DataFrame:
    columns = ("id", "kind", "subject", "subject_table", "person", "party", "done_on")
    opened = opened.select(columns)
    later = acts.select("subject", other="party", on="done_on")
    days = (pl.col("on") - pl.col("done_on")).dt.total_days()
    pairs = opened.join(later, on="subject").filter(
        days.is_between(0, WITHIN_DAYS) & (pl.col("other") != pl.col("party"))
    )
    counted = pairs.group_by("id").agg(pl.col("other").n_unique().alias("others"))
    return opened.join(counted, on="id", how="left").with_columns(pl.col("others").fill_null(0).cast(pl.Int64))


def _state(window: Window) -> pl.Expr:
    is_early = pl.col("done_on") > window.end - timedelta(days=WITHIN_DAYS)
    return (
        pl.when(pl.col("others") > 0)
        .then(pl.lit("taken_up"))
        .when(is_early)
        .then(pl.lit("early"))
        .otherwise(pl.lit("left"))
    )
