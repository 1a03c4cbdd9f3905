import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.measures.intensity import Place, must_sit, reading, recommended

WEIGHT = st.integers(1, 5)
LEVEL = st.integers(0, 5)


@pytest.mark.parametrize(
    ("stake", "blocking", "resource", "level"),
    [
        (4, 4, 1, 5),
        (5, 1, 4, 5),
        (3, 1, 3, 4),
        (1, 4, 1, 4),
        (3, 1, 1, 3),
        (4, 3, 2, 3),
        (1, 1, 3, 2),
        (2, 3, 1, 2),
        (2, 2, 2, 1),
    ],
)
def test_the_level_that_fits_follows_the_rule(stake: int, blocking: int, resource: int, level: int) -> None:
    assert recommended(stake, blocking, resource) == level


@given(st.tuples(WEIGHT, WEIGHT, WEIGHT), st.integers(0, 2))
def test_what_is_not_known_is_asked_and_not_taken_as_low(weights: tuple[int, int, int], gone: int) -> None:
    given_: list[int | None] = list(weights)
    given_[gone] = None
    assert recommended(*given_) is None
    assert reading(Place(stake=given_[0], blocking=given_[1], resource=given_[2], actual=3)).fit == "ask"


@given(st.tuples(WEIGHT, WEIGHT, WEIGHT), st.integers(0, 2))
def test_more_of_anything_never_asks_less_of_somebody(weights: tuple[int, int, int], at: int) -> None:
    more = list(weights)
    more[at] = min(5, more[at] + 1)
    low, high = recommended(*weights), recommended(*more)
    assert low is not None
    assert high is not None
    assert 1 <= low <= high <= 5


@given(WEIGHT, WEIGHT, WEIGHT, LEVEL)
def test_who_can_block_and_sits_too_far_is_a_risk(stake: int, blocking: int, resource: int, actual: int) -> None:
    found = reading(Place(stake=stake, blocking=blocking, resource=resource, actual=actual))
    assert found.mismatch is not None
    assert found.recommended is not None
    assert found.mismatch == actual - found.recommended
    assert (found.fit == "risk") == (found.mismatch < 0 and blocking >= 4)
    assert (found.fit == "burden") == (found.mismatch >= 2)
    assert (found.fit == "fits") == (found.mismatch == 0)


def test_who_can_block_and_sits_nowhere_is_a_risk() -> None:
    assert reading(Place(stake=1, blocking=5, resource=1)).fit == "risk"
    assert reading(Place(stake=1, blocking=1, resource=1)).fit == "open"


@given(LEVEL, st.floats(0, 5))
def test_a_promise_is_kept_within_half_a_level(promised: int, experienced: float) -> None:
    found = reading(Place(promised=promised, experienced=experienced))
    assert found.gap == promised - experienced
    assert found.kept == ("less" if promised - experienced > 0.5 else "kept")


def test_without_a_promise_or_an_answer_nothing_is_said_of_it() -> None:
    assert reading(Place(promised=4)).kept == "open"
    assert reading(Place(experienced=4)).gap is None


def test_unknown_is_no_reason_to_miss_somebody() -> None:
    assert must_sit(None, None, None) == ()
    assert must_sit(3, 2, 5) == ("stake", "resource")
