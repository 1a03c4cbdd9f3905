import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from vierspan.analysis.choices.agreement import agreement

THINGS = ("a", "b", "c", "d")


@given(st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=3, max_size=8))
def test_agreement_is_friedmans_test_in_other_units(given_dots: list[list[int]]) -> None:
    """W = chi2 / (m (n - 1)), which scipy computes in its own way, ties and all."""
    spoken = [row for row in given_dots if any(row)]
    votes = {f"p{n}": dict(zip(THINGS, row, strict=True)) for n, row in enumerate(given_dots)}
    found = agreement(votes, THINGS)
    assert found.judges == len(spoken)
    if len(spoken) < 3 or all(len(set(row)) == 1 for row in spoken):
        assert found.w is None
        return
    statistic = friedmanchisquare(*np.array(spoken, dtype=float).T).statistic
    assert found.w == pytest.approx(statistic / (len(spoken) * 3), abs=1e-9)


def test_three_who_want_the_same_agree_fully() -> None:
    votes = {voice: {"a": 3, "b": 2, "c": 1} for voice in "xyz"}
    found = agreement(votes, THINGS)
    assert found.w == pytest.approx(1.0)
    assert [each.thing for each in found.stands] == list(THINGS)
    assert [each.total for each in found.stands] == [9, 6, 3, 0]
    assert found.is_agreed


def test_two_voices_are_too_few() -> None:
    found = agreement({"x": {"a": 1}, "y": {"b": 1}}, THINGS)
    assert (found.w, found.is_agreed) == (None, None)


def test_a_voice_that_names_nothing_has_not_spoken() -> None:
    votes = {**{voice: {"a": 2, "b": 1} for voice in "xyz"}, "silent": {}}
    assert agreement(votes, THINGS).judges == 3


def test_what_they_differ_on_most_comes_first() -> None:
    votes = {"x": {"a": 3, "b": 2, "c": 1}, "y": {"c": 3, "b": 2, "a": 1}, "z": {"a": 3, "b": 2, "c": 1}}
    found = agreement(votes, ("a", "b", "c"))
    assert {each.thing for each in found.apart[:2]} == {"a", "c"}
    assert found.apart[-1].spread == 0


def test_without_any_voice_there_is_nothing_to_say() -> None:
    found = agreement({}, THINGS)
    assert (found.w, found.judges) == (None, 0)
    assert [each.total for each in found.stands] == [0, 0, 0, 0]
