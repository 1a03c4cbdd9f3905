"""Ties as matrices."""

import networkx as nx
import numpy as np
import pytest

from analysis.measures.tie_networks import WINDOW, parties, people, recorded, tied
from vierspan.analysis.measures.graph import Graph, split_by_kind, tie_graph
from vierspan.analysis.records import Records


def graph_of(records: Records) -> Graph:
    graph = tie_graph(records, WINDOW)
    assert graph is not None
    return graph


def test_actors_stand_in_sorted_order() -> None:
    graph = graph_of(tied(nx.DiGraph([("c", "a"), ("b", "a")])))
    assert graph.actors == ("a", "b", "c")
    assert graph.directed.toarray().nonzero()[0].tolist() == [1, 2]


def test_a_mutual_tie_runs_both_ways_and_a_directed_one_does_not() -> None:
    assert graph_of(tied(nx.Graph([("a", "b")]))).directed.nnz == 2
    assert graph_of(tied(nx.DiGraph([("a", "b")]))).directed.nnz == 1


def test_a_tie_with_oneself_is_no_tie() -> None:
    assert tie_graph(tied(nx.DiGraph([("a", "a")])), WINDOW) is None


def test_rows_between_the_same_two_are_added_up() -> None:
    rows = [{"source": "a", "target": "b", "directed": True}] * 3 + [{"source": "a", "target": "c", "directed": True}]
    dense = graph_of(recorded(people=people("a", "b", "c"), ties=rows)).directed.toarray()
    assert dense[0, 1] > dense[0, 2] > 0


def test_the_mean_tie_of_each_kind_weighs_the_same() -> None:
    kinds = [("mail", 10.0, "b"), ("mail", 500.0, "c"), ("call", 1.0, "b"), ("call", 5.0, "c")]
    rows = [{"source": "a", "target": to, "kind": kind, "strength": by, "directed": True} for kind, by, to in kinds]
    mails = graph_of(recorded(people=people("a", "b", "c"), ties=rows[:2])).directed
    calls = graph_of(recorded(people=people("a", "b", "c"), ties=rows[2:])).directed
    assert mails.sum() == pytest.approx(calls.sum())


def test_direction_is_taken_from_the_rows_where_the_sheet_does_not_say() -> None:
    one_way = [{"source": "a", "target": "b"}, {"source": "b", "target": "a"}, {"source": "c", "target": "a"}]
    assert graph_of(recorded(people=people("a", "b", "c"), ties=one_way)).is_directed
    assert not graph_of(recorded(people=people("a", "b", "c"), ties=one_way[1:])).is_directed


def test_the_name_of_a_kind_may_say_the_direction() -> None:
    rows = [{"source": "a", "target": "b", "kind": "vraagt advies aan"}]
    assert graph_of(recorded(people=people("a", "b"), ties=rows)).is_directed


def test_people_and_parties_are_split() -> None:
    rows = [{"source": one, "target": other} for one, other in (("a", "b"), ("P", "Q"), ("Q", "R"))]
    records = recorded(people=people("a", "b"), parties=parties("P", "Q", "R"), ties=rows)
    assert [half.actors for half in split_by_kind(graph_of(records), records)] == [("P", "Q", "R"), ("a", "b")]


def test_together_is_symmetric() -> None:
    together = graph_of(tied(nx.gnp_random_graph(12, 0.3, seed=1, directed=True))).together.toarray()
    assert np.array_equal(together, together.T)
