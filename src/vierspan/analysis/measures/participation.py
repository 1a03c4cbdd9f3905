"""Who takes part: who comes when invited, who meets whom, and who starts, carries and joins."""

import numpy as np
import polars as pl

from vierspan.analysis.measures.contacts import in_window, newman, presences, seats_taken
from vierspan.analysis.measures.figure import absent, stated
from vierspan.analysis.measures.pointing import pointing
from vierspan.analysis.mirror.picture import Basis, Carrier, Figure, Meeting, Participation, Reason, Window
from vierspan.analysis.records import Records

SHOWN = 12
DECISION_WEIGHT = 2.0  # being there when it is decided counts double
OTHER_WEIGHT = 1.0
TINY = 1e-9


def participation(records: Records, acts: pl.DataFrame, window: Window) -> Participation | None:
    """Taking part, from gatherings, initiatives and seats.

    Definition: the rate is the sum of weights of gatherings attended over those one was invited to (2 for a decision,
    1 otherwise), over all invitations; who never came was invited at least once; pairs that often meet by Newman's
    weight (`newman`); starters by initiatives begun, carriers by tables they carry, joiners by other tables joined,
    each as share of all.
    Range: 0-1. Edge cases: no attendance, initiatives or seats -> None; never invited -> not counted, as missing is
    not absent; an empty gathering -> ignored. Rows without a date count where no row of that table has one. Seats and
    initiatives count for people where most rows name one, else for parties.
    Cost: linear, but for the pairs. Source: methods 2.9.
    """
    if not (records.has("attendance") or records.has("seats") or records.has("initiatives")):
        return None
    invitations = invited(records, window)
    started = in_window(records.table("initiatives"), "started_on", window)
    started = started.select(pl.col("initiator").alias("person"), "party")
    seats = seats_taken(records, window)
    carries = pl.col("carries").fill_null(False)
    return Participation(
        rate=_rate(records, invitations, window),
        gatherings=invitations["gathering"].n_unique(),
        never_came=_never_came(invitations),
        often=_often(records, window),
        starters=_carriers(records, started),
        carriers=_carriers(records, seats.filter(carries)),
        joiners=_carriers(records, seats.filter(~carries)),
    )


def invited(records: Records, window: Window) -> pl.DataFrame:
    """Every invitation to a gathering in the window that somebody came to: gathering, actor, present, weight.

    Who stands twice at one gathering was invited once.
    """
    return (
        _invitations(records, window)
        .group_by("gathering", "actor", maintain_order=True)
        .agg(pl.col("present").any(), pl.col("weight").first())
    )


def _invitations(records: Records, window: Window) -> pl.DataFrame:
    held = in_window(records.table("gatherings"), "held_on", window)
    weight = pl.when(pl.col("kind") == "decision").then(DECISION_WEIGHT).otherwise(OTHER_WEIGHT)
    rows = records.table("attendance").with_columns(pl.col("present").fill_null(True))
    rows = rows.join(
        held.select("id", weight.alias("weight")), left_on="gathering", right_on="id", maintain_order="left"
    )
    rows = rows.filter(pl.col("present").any().over("gathering"))
    actor = pl.coalesce("person", "party").alias("actor")
    return rows.select("id", "gathering", actor, "present", "weight").filter(pl.col("actor").is_not_null())


def attendance_rates(records: Records, window: Window) -> pl.DataFrame:
    """Weighted attendance over what each actor was invited to: actor, rate, invitations. See `participation`."""
    rate = (pl.col("weight") * pl.col("present")).sum() / pl.col("weight").sum()
    rows = invited(records, window).group_by("actor").agg(rate.alias("rate"), pl.len().alias("invitations"))
    return rows.sort("actor")


def _rate(records: Records, invitations: pl.DataFrame, window: Window) -> Figure:
    if invitations.is_empty():
        return absent(Reason.EMPTY, 0, window)
    weight = invitations["weight"].to_numpy()
    rate = (weight @ invitations["present"].to_numpy()) / weight.sum()
    facts = pointing("attendance", records.table("attendance"), _invitations(records, window)["id"])
    return stated(rate, invitations.height, window, facts=facts)


def _never_came(invitations: pl.DataFrame) -> tuple[str, ...]:
    came = invitations.group_by("actor").agg(pl.col("present").any())
    return tuple(came.filter(~pl.col("present"))["actor"].sort())


def _often(records: Records, window: Window) -> tuple[Meeting, ...]:
    graph = newman(presences(records, window), Basis.ATTENDANCE)
    if graph is None:
        return ()
    weights = graph.directed.data
    low = np.partition(weights, -min(len(weights), 2 * SHOWN))[-min(len(weights), 2 * SHOWN)]  # each pair stands twice
    rows = np.repeat(np.arange(graph.size), np.diff(graph.directed.indptr))
    chosen = (weights >= low - TINY) & (rows < graph.directed.indices)
    first, second, weights = rows[chosen], graph.directed.indices[chosen], weights[chosen]
    top = np.lexsort((second, first, -np.round(weights, 9)))[:SHOWN]
    named = ((graph.actors[first[place]], graph.actors[second[place]], weights[place]) for place in top)
    return tuple(Meeting(first=one, second=other, weight=float(weight)) for one, other, weight in named)


def _carriers(records: Records, rows: pl.DataFrame) -> tuple[Carrier, ...]:
    """Whose rows these are: people where most rows name one, else parties; largest share first."""
    table, column = _level(rows)
    counted = rows.drop_nulls(column).group_by(column).len("rows").sort([-pl.col("rows").cast(pl.Int64), column])
    shares = counted.with_columns((pl.col("rows") / pl.col("rows").sum()).alias("share")).head(SHOWN)
    of_party = pl.col("party") if table == "people" else pl.lit(None, dtype=pl.String)
    who = records.table(table).select("id", "name", of_party.alias("of_party"))
    named = shares.join(who, left_on=column, right_on="id", maintain_order="left")
    return tuple(
        Carrier(actor=actor, name=name, party=party, share=share)
        for actor, share, name, party in named.select(column, "share", "name", "of_party").iter_rows()
    )


def _level(rows: pl.DataFrame) -> tuple[str, str]:
    by_person = rows["person"].is_not_null().sum() * 2 >= rows.height
    return ("people", "person") if by_person and rows.height else ("parties", "party")
