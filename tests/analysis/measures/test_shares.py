"""How an amount is divided: the vectors of the methods, and other people's implementations."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.measures.figure import concentration
from vierspan.analysis.measures.shares import (
    effective_number,
    effective_number_by_entropy,
    largest_without,
    starlikeness,
    top_share,
)

RATINGS = np.array(
    [[0, 0.5, 0.25, 0, 0.25], [1, 0, 0.5, 0, 0], [1, 0.5, 0, 0.25, 0], [0.75, 0.5, 0.25, 0, 0], [1, 0.25, 0, 0, 0]]
)

amounts = st.lists(st.floats(0, 1e6), min_size=2, max_size=30).map(np.array).filter(lambda found: found.sum() > 1e-3)


@pytest.mark.parametrize(
    ("given_amounts", "gini", "by_squares", "by_entropy"),
    [
        ([10, 0, 0, 0], 1, 1, 1),
        ([1, 1, 1, 1], 0, 4, 4),
        ([4, 3, 2, 1], 1 / 3, 10 / 3, 3.5961),
        ([8, 1, 1, 0], 0.8, 1.5152, 1.8946),
    ],
)
def test_shares_give_the_numbers_of_the_methods(
    given_amounts: list[float], gini: float, by_squares: float, by_entropy: float
) -> None:
    found = np.array(given_amounts, dtype=float)
    assert concentration(found) == pytest.approx(gini, abs=1e-4)
    assert effective_number(found) == pytest.approx(by_squares, abs=1e-4)
    assert effective_number_by_entropy(found) == pytest.approx(by_entropy, abs=1e-4)


def test_the_rating_matrix_of_the_methods() -> None:
    received = RATINGS.sum(axis=0)
    assert received.tolist() == [4.75 - 1, 1.75, 1, 0.25, 0.25]
    assert starlikeness(received, 1) == pytest.approx(0.734375)
    assert concentration(received) == pytest.approx(0.6071, abs=1e-4)
    assert effective_number(received) == pytest.approx(2.6849, abs=1e-4)
    assert effective_number_by_entropy(received) == pytest.approx(3.3100, abs=1e-4)


def test_a_star_is_a_star_and_a_full_network_is_none() -> None:
    assert starlikeness(np.array([4.0, 0, 0, 0, 0]), 1) == 1
    assert starlikeness(np.full(5, 4.0), 1) == 0


def test_likeness_to_a_star_is_freemans_centralisation_of_indegree() -> None:
    graph = nx.gnp_random_graph(12, 0.3, seed=2, directed=True)
    received = np.array([degree for _, degree in graph.in_degree()], dtype=float)
    centrality = np.array(list(nx.in_degree_centrality(graph).values()))
    assert starlikeness(received, 1) == pytest.approx((centrality.max() - centrality).sum() / 11)


def test_nothing_shared_has_no_numbers() -> None:
    nothing = np.zeros(4)
    assert effective_number(nothing) is None
    assert effective_number_by_entropy(nothing) is None
    assert top_share(nothing, 1) is None
    assert starlikeness(nothing, 0) is None
    assert starlikeness(np.array([1.0, 0]), 1) is None


@given(amounts)
def test_the_number_of_leaders_lies_between_one_and_all(found: np.ndarray) -> None:
    number = effective_number(found)
    assert number is not None
    assert 1 - 1e-9 <= number <= found.size + 1e-9


@given(amounts)
def test_the_order_of_members_changes_nothing(found: np.ndarray) -> None:
    turned = found[::-1]
    assert effective_number(turned) == pytest.approx(effective_number(found))
    assert concentration(turned) == pytest.approx(concentration(found), abs=1e-6)
    assert top_share(turned, 3) == pytest.approx(top_share(found, 3))


@given(amounts)
def test_the_same_network_twice_has_twice_the_leaders(found: np.ndarray) -> None:
    once, twice = effective_number(found), effective_number(np.r_[found, found])
    assert once is not None
    assert twice == pytest.approx(2 * once)


@given(amounts)
def test_concentration_is_half_the_mean_difference(found: np.ndarray) -> None:
    differences = np.abs(found[:, None] - found[None, :]).sum() / (2 * found.size * (found.size - 1) * found.mean())
    assert concentration(found) == pytest.approx(min(1.0, differences), abs=1e-6)


@given(st.integers(0, 2**32 - 1))
def test_leaving_a_group_out_is_the_same_as_never_having_had_it(seed: int) -> None:
    random = np.random.default_rng(seed)
    table = random.integers(0, 4, (random.integers(1, 6), random.integers(1, 7))).astype(float)
    table[:, 0] += table.sum(axis=1) == 0
    group, item = np.nonzero(table)
    full = table.sum(axis=0)
    expected = [(full - row).max() for row in table]
    assert largest_without(group, item, table[group, item], full).tolist() == expected
