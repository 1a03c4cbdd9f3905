"""Who meets whom: ties where a sheet of ties is missing, from gatherings attended or tables shared."""

import numpy as np
import polars as pl
from scipy import sparse

from vierspan.analysis.measures.graph import Graph, tie_graph
from vierspan.analysis.mirror.picture import Basis, Window
from vierspan.analysis.records import Records

PAIRS_LIMIT = 10_000_000  # of one projection; the largest occasions, which bind least, are left out beyond it


def contacts(records: Records, window: Window) -> Graph | None:
    """The network's contacts from the best source there is: ties, else gatherings attended, else tables shared.

    Cost: as of `tie_graph` and `newman`. Source: methods 2.9; the order of sources is ours [O].
    """
    graph = tie_graph(records, window)
    if graph is not None:
        return graph
    graph = newman(presences(records, window), Basis.ATTENDANCE)
    return graph if graph is not None else newman(_shared_tables(records, window), Basis.SEATS)


def newman(presence: pl.DataFrame, basis: Basis) -> Graph | None:
    """Co-presence: w_ab = sum over occasions at which both were of 1 / (number present - 1).

    Takes columns actor and occasion. So a plenary does not make everybody close, and a talk of two counts fully.
    Edge cases: an occasion with one person is skipped; nobody met anybody -> None; where the pairs would pass
    10 million the largest occasions, which weigh least, are left out. Cost: the sum of squared occasion sizes.
    Source: Newman 2001; methods 2.9.
    """
    presence = presence.drop_nulls().unique(maintain_order=True)
    sizes = presence.group_by("occasion").len("present").filter(pl.col("present") > 1).sort("present", "occasion")
    sizes = sizes.filter(pl.col("present").cast(pl.Int64).pow(2).cum_sum() <= PAIRS_LIMIT)
    presence = presence.join(sizes, on="occasion", maintain_order="left")
    if presence.is_empty():
        return None
    actors = tuple(presence["actor"].unique().sort())
    rows = presence["actor"].cast(pl.Enum(actors)).to_physical().cast(pl.Int32).to_numpy()
    columns = presence["occasion"].rank("dense").cast(pl.Int32).to_numpy() - 1
    there = sparse.csr_array(sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(actors), sizes.height)))
    shares = sparse.coo_array((1.0 / (presence["present"].to_numpy() - 1), (columns, rows)), shape=there.shape[::-1])
    met = sparse.csr_array(there @ sparse.csr_array(shares))
    met.setdiag(0.0)
    met.eliminate_zeros()
    return Graph(actors, met, is_directed=False, basis=basis)


def presences(records: Records, window: Window) -> pl.DataFrame:
    """Who was at which gathering in the window: actor (the person, else the party) and occasion."""
    held = in_window(records.table("gatherings"), "held_on", window).select("id")
    rows = records.table("attendance").filter(pl.col("present").fill_null(True))
    rows = rows.join(held, left_on="gathering", right_on="id", how="semi", maintain_order="left")
    return rows.select(pl.coalesce("person", "party").alias("actor"), pl.col("gathering").alias("occasion"))


def in_window(rows: pl.DataFrame, column: str, window: Window) -> pl.DataFrame:
    """The rows dated in the window; all rows where none has a date, as such a list would otherwise say nothing."""
    undated = pl.col(column).is_null().all()
    return rows.filter(pl.col(column).is_between(window.start, window.end).fill_null(False) | undated)


def during_window(rows: pl.DataFrame, window: Window) -> pl.DataFrame:
    """The rows whose `since` and `until` touch the window; an open end touches it."""
    began = pl.col("since").is_null() | (pl.col("since") <= window.end)
    return rows.filter(began & (pl.col("until").is_null() | (pl.col("until") >= window.start)))


def seats_taken(records: Records, window: Window) -> pl.DataFrame:
    """The seats held in the window, with the initiative's own dates where a seat has none."""
    dates = records.table("initiatives").select(pl.col("id").alias("initiative"), "started_on", "ended_on")
    seats = records.table("seats").filter(pl.col("state").fill_null("joined") == "joined")
    seats = seats.join(dates, on="initiative", how="left", maintain_order="left")
    seats = seats.with_columns(
        pl.coalesce("since", "started_on").alias("since"), pl.coalesce("until", "ended_on").alias("until")
    )
    return during_window(seats, window).drop("started_on", "ended_on")


def _shared_tables(records: Records, window: Window) -> pl.DataFrame:
    """Who sits at which table: the parties, or the people where seats name no parties."""
    seats = seats_taken(records, window)
    by_party = seats["party"].is_not_null().sum() >= seats["person"].is_not_null().sum()
    return seats.select(
        pl.col("party" if by_party else "person").alias("actor"), pl.col("initiative").alias("occasion")
    )
