"""What a network's records show that changes what it needs (methods 7.2)."""

import numpy as np
import polars as pl

from vierspan.analysis.measures.scene import Numbers, Scene

LOW_TRUST = 3.0  # of 5
UNBALANCED = 0.33  # share of what was exchanged that no party returned
AGREED = 0.4  # Kendall's W below which priorities differ
OVERDUE = 1 / 3
FEWEST = 3  # steps due, judges, themes


def states(scene: Scene) -> tuple[str, ...]:
    """The keys of what holds: low_trust and unbalanced, priorities_differ, turbulent, overdue.

    Each is said only where there is enough to say it. Source: methods 7.2 (thresholds .4 and 1/3), others our own.
    """
    judged = {
        "low_trust": _is_trust_low,
        "unbalanced": _is_unbalanced,
        "priorities_differ": _do_priorities_differ,
        "turbulent": _is_turbulent,
        "overdue": _is_overdue,
    }
    if _is_trust_low(scene):
        del judged["unbalanced"]  # one shift for either
    return tuple(key for key, holds in judged.items() if holds(scene))


def _is_turbulent(scene: Scene) -> bool:
    return bool(scene.records.table("network")["turbulent"].fill_null(False).any())


def _is_trust_low(scene: Scene) -> bool:
    pulse = scene.records.table("pulse").filter((pl.col("item") == "trust") & (pl.col("asked_on") <= scene.window.end))
    latest = pulse.filter(pl.col("asked_on") == pl.col("asked_on").max())
    whole = latest.filter(pl.col("party").is_null())
    score = (whole if whole.height else latest)["score"].mean()
    return isinstance(score, float) and score < LOW_TRUST


def _is_unbalanced(scene: Scene) -> bool:
    """Sum of |given - got| over sum of given and got, in each unit apart; the unit with most rows decides."""
    rows = scene.records.table("exchanges").filter(
        pl.col("receiver").is_not_null()
        & (pl.col("value") > 0)
        & pl.col("state").ne_missing("offered")
        & pl.col("given_on").is_between(scene.window.start, scene.window.end)
    )
    if rows.height < FEWEST:
        return False
    unit = rows["unit"].mode().sort()[0]
    rows = rows.filter(pl.col("unit").eq_missing(unit))
    given = rows.select(party="giver", value="value", net="value")
    got = rows.select(party="receiver", value="value", net=-pl.col("value"))
    sums = pl.concat([given, got]).group_by("party").agg(pl.col("value").sum(), pl.col("net").sum().abs())
    return float(sums["net"].sum()) > UNBALANCED * float(sums["value"].sum())


def _is_overdue(scene: Scene) -> bool:
    due = scene.records.table("steps").filter(pl.col("due_on").is_between(scene.window.start, scene.window.end))
    late = due.filter(pl.col("done_on").is_null() | (pl.col("done_on") > pl.col("due_on")))
    return due.height >= FEWEST and late.height / due.height > OVERDUE


def _do_priorities_differ(scene: Scene) -> bool:
    """Kendall's W over judges, each ranking the themes by how strongly they judged activities to serve them."""
    judged = scene.records.table("contributions").filter(pl.col("judged_by").is_not_null())
    means = judged.group_by("judged_by", "theme").agg(pl.col("score").mean())
    table = means.sort("judged_by", "theme").pivot("theme", index="judged_by", values="score").drop("judged_by")
    complete = table.drop_nulls().to_numpy() if table.width else np.empty((0, 0))
    if complete.shape[0] < FEWEST or complete.shape[1] < FEWEST:
        return False
    agreement = kendall_w(complete)
    return agreement is not None and agreement < AGREED


def kendall_w(scores: Numbers) -> float | None:
    """Kendall's coefficient of concordance: how far judges (rows) rank things (columns) alike, 0-1, corrected for ties.

    W = 12 S / (m^2 (n^3 - n) - m T), S the squared deviations of the rank sums. None where all judges tie all things.
    Source: methods 4.
    """
    judges, things = scores.shape
    ranks = np.array([pl.Series(row).rank().to_numpy() for row in scores])
    sums = ranks.sum(axis=0)
    tied = sum(float((np.unique(row, return_counts=True)[1] ** 3.0).sum() - things) for row in ranks)
    below = judges**2 * (things**3 - things) - judges * tied
    return float(12 * ((sums - sums.mean()) ** 2).sum() / below) if below > 0 else None
