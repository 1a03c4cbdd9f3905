"""Who stands between groups."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.tie_networks import NO_ACTS, WINDOW, parties, recorded, tied
from vierspan.analysis.measures import betweenness as sampling
from vierspan.analysis.measures.betweenness import betweenness
from vierspan.analysis.measures.bridging import bridged_pairs
from vierspan.analysis.measures.brokerage import brokerage, constraint
from vierspan.analysis.measures.brokerage_roles import (
    closed_paths,
    dropped_paths,
    once_per_pair,
    two_step_paths,
)
from vierspan.analysis.measures.graph import tie_graph
from vierspan.analysis.mirror.picture import Broker
from vierspan.analysis.records import Records


def roles_by_hand(tied: np.ndarray, group: list[int]) -> tuple[np.ndarray, int]:
    """Gould and Fernandez by looking at every three actors; and the open paths with an unknown group."""
    counts, dropped = np.zeros((len(tied), 5), dtype=int), 0
    for first, middle, last in permutations(range(len(tied)), 3):
        if not (tied[first, middle] and tied[middle, last]) or tied[first, last]:
            continue
        one, two, three = group[first], group[middle], group[last]
        if min(one, two, three) < 0:
            dropped += 1
            continue
        same = (one == two, two == three, one == three)
        role = {(True, True, True): 0, (False, False, True): 1, (False, True, False): 2, (True, False, False): 3}
        counts[middle, role.get(same, 4)] += 1
    return counts, dropped


@given(st.integers(3, 9), st.integers(1, 3), st.booleans(), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_roles_are_those_of_looking_at_every_three(size: int, count: int, mutual: bool, seed: int) -> None:
    rng = np.random.default_rng(seed)
    dense = (rng.random((size, size)) < 0.4).astype(np.int64)
    dense = dense | dense.T if mutual else dense
    np.fill_diagonal(dense, 0)
    group = rng.integers(-1, count, size).astype(np.int32)
    tied_to = sparse.csr_array(dense)
    expected, dropped = roles_by_hand(dense, group.tolist())
    closed = [closed_paths(tied_to, group, place, sparse.csr_array(tied_to.T)) for place in range(size)]
    assert (two_step_paths(tied_to, group) - np.array(closed)).tolist() == expected.tolist()
    assert dropped_paths(tied_to, group) == dropped


def test_in_a_mutual_network_a_pair_counts_once() -> None:
    assert once_per_pair(np.array([4, 2, 3, 3, 6])).tolist() == [2, 1, 3, 3, 3]


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (nx.star_graph(4), [0.25, 1, 1, 1, 1]),
        (nx.path_graph(2), [1, 1]),
        (nx.complete_graph(3), [1.125] * 3),
        (nx.complete_graph(4), [0.9259] * 4),
        (nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3)]), [1.0069, 1.0069, 0.6111, 1]),
    ],
)
def test_constraint_has_the_known_values(graph: nx.Graph, expected: list[float]) -> None:
    ties = tie_graph(tied(graph), WINDOW)
    assert ties is not None
    assert [constraint(ties, place) for place in range(ties.size)] == pytest.approx(expected, abs=1e-4)


@given(st.integers(4, 12), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_constraint_agrees_with_networkx(size: int, seed: int) -> None:
    graph = nx.gnp_random_graph(size, 0.4, seed=seed)
    ties = tie_graph(tied(graph), WINDOW)
    if ties is None:
        return
    expected = nx.constraint(graph)
    found = {int(actor): constraint(ties, place) for place, actor in enumerate(ties.actors)}
    assert found == pytest.approx({node: expected[node] for node in found})


@given(st.integers(3, 15), st.booleans(), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_exact_betweenness_agrees_with_networkx(size: int, directed: bool, seed: int) -> None:
    graph = nx.gnp_random_graph(size, 0.3, seed=seed, directed=directed)
    found = betweenness(sparse.csr_array(nx.to_scipy_sparse_array(graph)), is_directed=directed)
    assert found.error is None
    assert found.value.tolist() == pytest.approx(list(nx.betweenness_centrality(graph).values()))


def test_betweenness_from_every_starting_point_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.gnp_random_graph(40, 0.1, seed=3, directed=True)
    monkeypatch.setattr(sampling, "EXACT_UP_TO", 0)
    found = betweenness(sparse.csr_array(nx.to_scipy_sparse_array(graph)), is_directed=True)
    assert found.value.tolist() == pytest.approx(list(nx.betweenness_centrality(graph).values()))


def test_sampled_betweenness_states_an_error_that_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.barabasi_albert_graph(400, 3, seed=5)
    monkeypatch.setattr(sampling, "EXACT_UP_TO", 0)
    monkeypatch.setattr(sampling, "MOST", 64)
    found = betweenness(sparse.csr_array(nx.to_scipy_sparse_array(graph)), is_directed=False)
    assert found.error is not None
    exact = np.array(list(nx.betweenness_centrality(graph).values()))
    largest = np.argsort(-exact)[:40]
    within = np.abs(found.value - exact)[largest] <= 2 * found.error[largest]
    assert within.mean() > 0.85


def sectors(graph: nx.Graph, of: str) -> Records:
    return Records.of(
        {
            "parties": recorded(parties=[{"id": str(n), "name": str(n), "sector": s} for n, s in enumerate(of)]).table(
                "parties"
            ),
            "ties": tied(graph).table("ties"),
        }
    )


def top(records: Records) -> Broker:
    found = brokerage(records, NO_ACTS, WINDOW)
    assert found is not None
    return found.brokers[0]


def test_the_only_link_between_two_sectors_is_the_broker() -> None:
    graph = nx.Graph([(0, 1), (1, 2), (0, 2), (2, 6), (6, 3), (3, 4), (4, 5), (3, 5)])
    found = top(sectors(graph, "AAABBBC"))
    assert (found.actor, found.bridged_pairs, found.group) == ("6", 3, "C")
    assert found.groups == ("A", "B")
    assert found.roles == {"coordinator": 0, "consultant": 0, "gatekeeper": 0, "representative": 0, "liaison": 1}


def test_two_who_link_the_same_pair_bridge_it_neither() -> None:
    graph = nx.Graph([(0, 2), (0, 3), (1, 2), (1, 3)])
    codes = np.array([0, 1, 2, 2], dtype=np.int32)
    bridged = bridged_pairs(sparse.csr_array(nx.to_scipy_sparse_array(graph, nodelist=range(4), dtype=float)), codes)
    assert bridged.tolist()[2:] == [0, 0]


def bridged_by_hand(dense: np.ndarray, group: list[int]) -> list[int]:
    size, found = len(dense), [0] * len(dense)
    names = sorted({code for code in group if code >= 0})
    for one in names:
        for other in (name for name in names if name > one):
            links = [
                {a, b} for a in range(size) for b in range(a) if dense[a, b] and {group[a], group[b]} == {one, other}
            ]
            for third in (place for place in range(size) if group[place] >= 0 and group[place] not in (one, other)):
                reached = {group[place] for place in np.flatnonzero(dense[third])}
                links += [{third}] if {one, other} <= reached else []
            for place in set.intersection(*links) if links else ():
                found[place] += 1
    return found


@given(st.integers(3, 10), st.integers(2, 5), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_bridged_pairs_are_those_where_every_link_runs_through_one(size: int, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    upper = np.triu(rng.random((size, size)) < 0.25, 1).astype(float)
    group = rng.integers(-1, count, size).astype(np.int32)
    dense = upper + upper.T
    assert bridged_pairs(sparse.csr_array(dense), group).tolist() == bridged_by_hand(dense, group.tolist())


def test_counting_only_the_likely_brokers_gives_what_counting_all_gives() -> None:
    rng = np.random.default_rng(1)
    graph = nx.barabasi_albert_graph(60, 3, seed=2).to_directed()
    graph.remove_edges_from([edge for edge in graph.edges if rng.random() < 0.4])
    of = rng.choice(list("ABC"), 60)
    found = brokerage(sectors(graph, "".join(of)), NO_ACTS, WINDOW)
    assert found is not None
    codes = ["ABC".index(sector) for sector in of]
    counts, _ = roles_by_hand(nx.to_numpy_array(graph, nodelist=range(60)), codes)
    expected = {str(place): int(counts[place, 1:].sum()) for place in range(60)}
    for broker in found.brokers:
        assert sum(broker.roles.values()) - broker.roles["coordinator"] == expected[broker.actor]
    shown = [expected[broker.actor] for broker in found.brokers if broker.bridged_pairs == 0]
    assert shown == sorted(expected.values(), reverse=True)[: len(shown)]


def test_without_groups_communities_are_found() -> None:
    found = brokerage(tied(nx.barbell_graph(5, 1)), NO_ACTS, WINDOW)
    assert found is not None
    assert found.grouping == "community"
    expected = nx.betweenness_centrality(nx.barbell_graph(5, 1))
    for broker in found.brokers:
        assert broker.betweenness == pytest.approx(expected[int(broker.actor)])


def test_without_ties_there_are_no_brokers() -> None:
    assert brokerage(recorded(parties=parties("P", "Q")), NO_ACTS, WINDOW) is None


def test_a_complete_network_needs_no_broker() -> None:
    found = brokerage(sectors(nx.complete_graph(4), "AABB"), NO_ACTS, WINDOW)
    assert found is not None
    assert found.brokers == ()
