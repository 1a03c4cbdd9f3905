"""Who spans the map: the parties with their people around them, or everybody at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from vierspan.workspace.insight.maps.communities import ALONE, communities_of
from vierspan.workspace.insight.maps.frames import Net
from vierspan.workspace.insight.maps.pairs import Numbers, Pairs, pairs_of


@dataclass(frozen=True, slots=True)
class Span:
    ids: Sequence[str]
    names: Sequence[str]
    pairs: Pairs
    homes: Mapping[str, str | None]  # people who stand around their party
    kind: str  # "party" or "person": of whom the whole is spoken

    def spread(self, numbers: Numbers) -> dict[str, int]:
        """The communities of those who span the map are also those of the people around them."""
        found = dict(zip(self.ids, numbers.tolist(), strict=True))
        return found | {each: found.get(home or "", ALONE) for each, home in self.homes.items()}


def span_of(net: Net) -> Span:
    """The parties where they are tied, with their people around them; otherwise everybody at once.

    Equal names and ties give an equal span, whatever the order of the rows.
    """
    actors, ties = net.actors.sort("name", "id"), net.living
    parties = actors.filter(pl.col("kind") == "party")
    between = pairs_of(parties["id"].to_list(), ties)
    if parties.height > 1 and 2 * len(between.one) >= parties.height:
        people = actors.filter(pl.col("kind") != "party").select("id", "party")
        return Span(parties["id"].to_list(), parties["name"].to_list(), between, dict(people.iter_rows()), "party")
    ids = actors["id"].to_list()
    return Span(ids, actors["name"].to_list(), pairs_of(ids, ties.filter(~pl.col("is_lifted"))), {}, "person")


def groups_of(span: Span) -> Numbers:
    return communities_of(span.pairs) if span.ids else np.zeros(0, dtype=np.int64)
