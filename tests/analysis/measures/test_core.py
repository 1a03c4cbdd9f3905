"""Who stands at the core."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.tie_networks import NO_ACTS, WINDOW, parties, people, recorded, tied
from vierspan.analysis.measures.core import core, discrete_core
from vierspan.analysis.measures.coreness import continuous_coreness, fit, largest_gap
from vierspan.analysis.mirror.picture import Basis, Reason

PENDANTS = nx.Graph([(0, 1), (1, 2), (0, 2), (0, 3), (1, 4), (2, 5)])


def test_a_triangle_with_pendants_has_the_triangle_as_its_core() -> None:
    found, frame = core(tied(PENDANTS), NO_ACTS, WINDOW)
    assert found is not None
    assert found.members == ("0", "1", "2")
    assert found.clarity.value == pytest.approx(1.0)
    assert found.method == "enumeration"
    assert frame.filter("in_core")["id"].to_list() == ["0", "1", "2"]


def test_a_star_has_one_core_player() -> None:
    found, _ = core(tied(nx.star_graph(4)), NO_ACTS, WINDOW)
    assert found is not None
    assert (found.members, found.method) == (("0",), "off_block")
    assert found.clarity.value == pytest.approx(1.0)


def test_where_all_are_tied_alike_there_is_no_core() -> None:
    found, frame = core(tied(nx.complete_graph(5)), NO_ACTS, WINDOW)
    assert found is not None
    assert (found.members, found.is_clear, found.clarity.reason) == ((), False, Reason.NO_VARIANCE)
    assert not frame["in_core"].any()


def test_without_ties_there_is_no_core() -> None:
    found, frame = core(recorded(people=people("An", "Bo")), NO_ACTS, WINDOW)
    assert found is None
    assert frame.is_empty()


def test_two_people_are_too_few_for_a_core() -> None:
    found, _ = core(tied(nx.path_graph(2)), NO_ACTS, WINDOW)
    assert found is not None
    assert found.clarity.reason is Reason.TOO_FEW


def test_the_declared_core_stands_beside_the_computed_one() -> None:
    rings = {"ring": ["core", "partner", "partner", "core", None, None]}
    found, _ = core(tied(PENDANTS, rings), NO_ACTS, WINDOW)
    assert found is not None
    assert (found.declared, found.both) == (("0", "3"), ("0",))


def test_a_larger_network_is_cut_at_the_largest_gap() -> None:
    graph = nx.complete_graph(6)
    graph.add_edges_from((node % 6, node) for node in range(6, 24))
    found, frame = core(tied(graph), NO_ACTS, WINDOW)
    assert found is not None
    assert (set(found.members), found.method) == ({"0", "1", "2", "3", "4", "5"}, "coreness")
    assert frame["coreness"].max() == pytest.approx(1.0)


def test_a_pair_apart_does_not_outrank_the_middle_of_a_large_component() -> None:
    graph = nx.complete_graph(8)
    graph.add_edges_from((node % 8, node) for node in range(8, 18))
    graph.add_edge(20, 21)
    _, frame = core(tied(graph), NO_ACTS, WINDOW)
    coreness = dict(frame.select("id", "coreness").iter_rows())
    assert coreness["20"] < coreness["0"]


def test_without_ties_meeting_each_other_makes_the_core() -> None:
    met = {"g1": "ABC", "g2": "ABC", "g3": "AD", "g4": "BE", "g5": "CF"}
    records = recorded(
        people=people(*"ABCDEF"),
        gatherings=[{"id": key, "name": key} for key in met],
        attendance=[{"gathering": key, "person": person} for key, who in met.items() for person in who],
    )
    found, _ = core(records, NO_ACTS, WINDOW)
    assert found is not None
    assert found.basis is Basis.ATTENDANCE


def test_without_ties_or_gatherings_shared_tables_make_the_core() -> None:
    records = recorded(
        parties=parties(*"PQRS"),
        initiatives=[{"id": "i", "name": "i"}, {"id": "j", "name": "j"}],
        seats=[{"initiative": "i", "party": party} for party in "PQR"] + [{"initiative": "j", "party": "S"}],
    )
    found, frame = core(records, NO_ACTS, WINDOW)
    assert found is not None
    assert found.basis is Basis.SEATS
    assert frame["id"].to_list() == ["P", "Q", "R"]


def test_people_and_parties_are_looked_at_apart() -> None:
    ties = [("a", "b"), ("b", "c"), ("P", "Q")]
    records = recorded(
        people=people("a", "b", "c"),
        parties=parties("P", "Q"),
        ties=[{"source": one, "target": other, "directed": False} for one, other in ties],
    )
    _, frame = core(records, NO_ACTS, WINDOW)
    assert sorted(frame["id"]) == ["P", "Q", "a", "b", "c"]


def brute_force(dense: np.ndarray, off_block: bool, smallest: int) -> float | None:
    """The best correlation over all sets that qualify, by looking at every pair."""
    size, best = len(dense), None
    pairs = list(combinations(range(size), 2))
    for count in range(smallest, size // 2 + 1):
        for members in map(set, combinations(range(size), count)):
            strength = dense.sum(axis=1)
            others = [strength[place] for place in range(size) if place not in members]
            if min(strength[place] for place in members) <= np.median(others):
                continue
            kept = [pair for pair in pairs if off_block or len(members & set(pair)) != 1]
            values = np.array([dense[pair] for pair in kept])
            ideal = np.array([1.0 if members & set(pair) else 0.0 for pair in kept])
            if len(kept) < 2 or np.ptp(values) == 0 or np.ptp(ideal) == 0:
                continue
            clarity = float(np.corrcoef(values, ideal)[0, 1])
            best = clarity if best is None else max(best, clarity)
    return best


@given(st.integers(3, 7), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_enumeration_finds_what_looking_at_every_set_finds(size: int, seed: int) -> None:
    upper = np.triu(np.random.default_rng(seed).integers(0, 3, (size, size)).astype(float), 1)
    dense = upper + upper.T
    if np.ptp(dense[np.triu_indices(size, 1)]) == 0:
        return
    expected = brute_force(dense, off_block=False, smallest=2)
    if expected is None:
        expected = brute_force(dense, off_block=True, smallest=1)
    found = discrete_core(sparse.csr_array(dense))
    assert found.clarity == (pytest.approx(expected) if expected is not None else None)


@given(st.integers(4, 12), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_the_fit_in_closed_form_is_the_correlation_over_all_pairs(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    upper = np.triu(rng.random((size, size)) * (rng.random((size, size)) < 0.5), 1)
    coreness = rng.random(size)
    pairs = np.triu_indices(size, 1)
    expected = np.corrcoef(upper[pairs], np.outer(coreness, coreness)[pairs])[0, 1] if np.ptp(upper[pairs]) else None
    assert fit(sparse.csr_array(upper + upper.T), coreness) == (None if expected is None else pytest.approx(expected))


def test_coreness_is_the_leading_eigenvector() -> None:
    graph = nx.karate_club_graph()
    together = sparse.csr_array(nx.to_scipy_sparse_array(graph, weight=None, dtype=float))
    found = continuous_coreness(together).coreness
    expected = np.array(list(nx.eigenvector_centrality_numpy(graph, weight=None).values()))
    assert found == pytest.approx(np.abs(expected) / np.abs(expected).max(), abs=1e-3)


def test_an_even_network_has_no_gap_to_cut_at() -> None:
    assert not largest_gap(np.ones(20), np.ones(20, dtype=bool)).any()
