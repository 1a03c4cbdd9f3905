"""Influence from ties alone: who is granted it, by whom, and how one-sidedly."""

import numpy as np
import polars as pl
from scipy import sparse

from vierspan.analysis.measures.graph import Graph, Vector, tie_graph
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records

PASSED_ON = 0.85  # how much of one's standing passes on to those one names; the usual damping
RETURNED_COUNTS = 0.5  # what is returned is half a grant and half an exchange between equals
ROUNDS = 100
PRECISE = 1e-10


def influence_from_ties(records: Records, window: Window) -> pl.DataFrame:
    """Each actor's share of the influence that ties grant, within their own kind (people, parties).

    Definition: a tie i -> j grants j influence. Of what is returned (j -> i) only half counts, as friends and
    colleagues of equal standing name each other while one-sided ties point upwards; each giver's ties share that
    giver's own standing, so that the word of somebody who counts weighs more and the word of one who names everybody
    weighs little: x = (1 - d)/n + d * W'x, with W the rows of max(A - A'/2, 0) made to sum 1. Influence is what is
    received, d * W'x, without the part everybody gets. How kinds, directions and strengths become A: see `tie_graph`.
    Parties without ties of their own get the influence of their people.
    Range: 0-1, sum 1 over the people and sum 1 over the parties. With only mutual ties it orders as PageRank does.
    Edge cases: no ties -> no rows; nobody names you -> 0; separate islands keep the standing of their size.
    Cost: linear in ties per round, at most 100 rounds. Source: PageRank (Brin & Page 1998); unreturned ties point up
    in status (Ball & Newman 2013); asked-for advice as received status (methods 2.11). The combination is ours [O].
    """
    graph = tie_graph(records, window)
    if graph is None:
        return pl.DataFrame(schema={"id": pl.String, "influence": pl.Float64})
    received = pl.DataFrame({"id": graph.actors, "received": granted_influence(graph)})
    people = _members(records, "people", received)
    parties = _members(records, "parties", received)
    if people["received"].sum() > 0 and not parties["received"].sum() > 0:
        parties = _through_people(records, people)
    return pl.concat([_shares(people), _shares(parties)])


def granted_influence(graph: Graph) -> Vector:
    """What each actor of the graph receives, see `influence_from_ties`; in the order of the graph, not made a share."""
    back = sparse.csr_array(graph.directed.T)
    granted = sparse.csr_array(graph.directed - back.multiply(RETURNED_COUNTS))
    granted.data = np.maximum(granted.data, 0.0)
    given = np.asarray(granted.sum(axis=1)).ravel()
    rows = sparse.diags_array(np.divide(1.0, given, out=np.zeros_like(given), where=given > 0))
    flow = sparse.csr_array(PASSED_ON * (rows @ granted).T)
    standing = np.full(graph.size, 1 / graph.size)
    for _ in range(ROUNDS):
        received: Vector = flow @ standing
        renewed = received + (1 - received.sum()) / graph.size
        if np.abs(renewed - standing).sum() < PRECISE:
            break
        standing = renewed
    return received


def _members(records: Records, table: str, received: pl.DataFrame) -> pl.DataFrame:
    """Everybody in the table with what they receive; nobody where none of them has a tie."""
    members = records.table(table).select("id").join(received, on="id", how="left", maintain_order="left")
    return members.with_columns(pl.col("received").fill_null(0.0))


def _through_people(records: Records, people: pl.DataFrame) -> pl.DataFrame:
    party = records.table("people").select("id", "party")
    by_party = people.join(party, on="id").group_by("party").agg(pl.col("received").sum())
    members = records.table("parties").select("id")
    joined = members.join(by_party, left_on="id", right_on="party", how="left", maintain_order="left")
    return joined.with_columns(pl.col("received").fill_null(0.0))


def _shares(members: pl.DataFrame) -> pl.DataFrame:
    """Shares of the whole; no rows where nobody receives anything, as undefined is not zero."""
    if not members["received"].sum() > 0:
        members = members.clear()
    return members.select("id", (pl.col("received") / pl.col("received").sum()).alias("influence"))
