"""Kleinberg's two states against every path there is."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vierspan.analysis.measures.emergence.bursts import Burst, bursts, cost


def test_the_fixture_of_the_method_bursts_in_its_sixth_to_eighth_period() -> None:
    found = bursts([1, 1, 0, 1, 1, 6, 7, 5, 1, 0], [20] * 10)
    assert [(each.first, each.last) for each in found] == [(5, 7)]


def _all_paths(relevant: list[int], texts: list[int]) -> float:
    """The cheapest of all paths, priced with scipy."""
    share = sum(relevant) / sum(texts)
    chances = (share, min(2 * share, 0.9999))
    up, best = math.log(len(texts)), math.inf
    for path in itertools.product((0, 1), repeat=len(texts)):
        price = sum(
            -stats.binom.logpmf(r, d, chances[state]) for r, d, state in zip(relevant, texts, path, strict=True)
        )
        price += up * sum(now > before for before, now in itertools.pairwise((0, *path)))
        best = min(best, price)
    return best


def _price(found: list[Burst], relevant: list[int], texts: list[int]) -> float:
    share = sum(relevant) / sum(texts)
    chances = (share, min(2 * share, 0.9999))
    high = {n for each in found for n in range(each.first, each.last + 1)}
    usual = sum(cost(r, d, chances[n in high]) for n, (r, d) in enumerate(zip(relevant, texts, strict=True)))
    return usual + math.log(len(texts)) * len(found)


periods = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), min_size=8, max_size=8)


@settings(deadline=None, max_examples=25)
@given(periods)
def test_no_other_path_of_states_is_cheaper(drawn: list[tuple[int, int]]) -> None:
    texts = [max(one, other) for one, other in drawn]
    relevant = [min(one, other) for one, other in drawn]
    if not 0 < sum(relevant) < sum(texts):
        assert bursts(relevant, texts) == []
        return
    assert _price(bursts(relevant, texts), relevant, texts) == pytest.approx(_all_paths(relevant, texts), abs=1e-8)


def test_nothing_is_worked_out_where_there_is_too_little() -> None:
    assert bursts([0, 0, 0, 5, 5, 0, 0], [9] * 7) == []
    assert bursts([0] * 10, [9] * 10) == []
    assert bursts([], []) == []
    assert bursts([9] * 10, [9] * 10) == []


def test_periods_without_texts_are_passed_over() -> None:
    relevant, texts = [1, 0, 1, 1, 0, 6, 0, 7, 5, 1, 0, 0], [20, 20, 20, 20, 20, 20, 0, 20, 20, 20, 20, 0]
    assert [(each.first, each.last) for each in bursts(relevant, texts)] == [(5, 8)]


def test_more_relevant_texts_than_texts_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="relevant"):
        bursts([2], [1])
