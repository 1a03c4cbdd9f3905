"""How much a signal weighs, by what several people find of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.measures.weighing import opinion, potential, pull, suggested_stage, urgency

SCORE = st.integers(1, 5)


@given(SCORE, SCORE, SCORE)
def test_potential_runs_from_a_fifth_to_one(significance: int, plausibility: int, novelty: int) -> None:
    found = potential(significance, plausibility, novelty)
    assert found is not None
    assert 0.2 - 1e-9 <= found <= 1


@given(SCORE, SCORE, SCORE)
def test_more_of_one_criterion_never_lowers_the_potential(significance: int, plausibility: int, novelty: int) -> None:
    here, more = potential(significance, plausibility, novelty), potential(5, plausibility, novelty)
    assert here is not None and more is not None
    assert more >= here


def test_a_missing_criterion_leaves_a_signal_out_of_the_ranking() -> None:
    assert potential(4, None, 3) is None
    assert urgency(None) is None
    assert pull(None, 0.5) is None
    assert pull(0.5, None) is None


@pytest.mark.parametrize("scores", [(0, 3, 3), (3, 6, 3)])
def test_scores_outside_one_to_five_are_refused(scores: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        potential(*scores)


def test_months_cannot_lie_behind() -> None:
    with pytest.raises(ValueError, match="-1"):
        urgency(-1)


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_the_nearer_the_more_urgent(one: float, other: float) -> None:
    near, far = sorted((one, other))
    sooner, later = urgency(near), urgency(far)
    assert sooner is not None and later is not None
    assert sooner >= later > 0


@given(st.lists(SCORE, min_size=1, max_size=12))
def test_the_middle_lies_between_the_extremes(scores: list[int]) -> None:
    found = opinion(scores)
    assert found is not None
    assert found.lowest <= found.middle <= found.highest
    assert found.is_disputed == (max(scores) - min(scores) >= 2)
    assert found.raters == len(scores)


@pytest.mark.parametrize(
    ("stage", "sources", "parties", "expected"),
    [
        ("weak", 3, 2, "emerging"),
        ("", 3, 2, "emerging"),
        ("weak", 2, 2, None),
        ("weak", 3, 1, None),
        ("emerging", 9, 9, None),
        ("retired", 9, 9, None),
    ],
)
def test_three_sources_and_two_parties_make_a_weak_signal_emerging(
    stage: str, sources: int, parties: int, expected: str | None
) -> None:
    assert suggested_stage(stage, sources, parties) == expected
