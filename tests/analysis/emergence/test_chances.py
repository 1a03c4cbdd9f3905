"""Chances against scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vierspan.analysis.measures.emergence.chances import corrected, poisson_tail, share_tail, shrunken_ratio


@given(st.integers(0, 400), st.floats(0.001, 300))
def test_the_tail_is_that_of_a_poisson(count: int, mean: float) -> None:
    assert poisson_tail(count, mean) == pytest.approx(stats.poisson.sf(count - 1, mean), rel=1e-8, abs=1e-12)


def test_the_ends_of_the_tail() -> None:
    assert poisson_tail(0, 3) == 1
    assert poisson_tail(0, 0) == 1
    assert poisson_tail(1, 0) == 0


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_the_exact_test_is_the_tail_of_a_binomial(count: int, others: int, share: float) -> None:
    of = count + others
    assert share_tail(count, of, share) == pytest.approx(stats.binom.sf(count - 1, of, share), rel=1e-8, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_the_line_is_that_of_benjamini_and_hochberg(chances: list[float]) -> None:
    adjusted = stats.false_discovery_control(chances, method="bh")
    kept = {each for each, level in zip(chances, adjusted, strict=True) if level <= 0.1 * (1 - 1e-12)}
    line = corrected(chances)
    assert all(each <= line for each in kept)
    assert all(level <= 0.1 * (1 + 1e-9) for each, level in zip(chances, adjusted, strict=True) if 0 < each <= line)


def test_a_ratio_of_little_is_drawn_towards_one() -> None:
    assert shrunken_ratio(1, 0.1) < 1 / 0.1
    assert shrunken_ratio(100, 10) == pytest.approx(8.5)
    assert shrunken_ratio(0, 0) == 1


def test_of_many_that_are_all_chance_hardly_any_is_called() -> None:
    rng = np.random.default_rng(1902)
    called = [corrected(rng.uniform(size=500)) > 0 for _turn in range(200)]
    assert sum(called) / len(called) < 0.16
