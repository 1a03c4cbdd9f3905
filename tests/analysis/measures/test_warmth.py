"""How warm a contact is."""

from datetime import date, timedelta
from math import inf

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.measures.warmth import (
    BOARD_HALF_LIFE_DAYS,
    State,
    Touch,
    amount_of,
    course,
    looked_at,
    score,
    warmed,
    warmth,
    warmth_on,
)

TODAY = date(2026, 11, 23)
touches = st.lists(
    st.builds(Touch, st.dates(date(2020, 1, 1), TODAY), st.sampled_from([1.0, 2.0, 3.0, 5.0])),
    max_size=12,
)
half_lives = st.sampled_from([30.0, 90.0, 180.0])


def ago(*days: int, amount: float = 1.0) -> list[Touch]:
    return [Touch(TODAY - timedelta(days=each), amount) for each in days]


def test_each_touch_halves_every_ninety_days() -> None:
    assert warmth_on(ago(0, 90, 180), TODAY) == pytest.approx(1.75)


def test_a_board_forgets_at_half_the_pace() -> None:
    assert warmth_on(ago(180), TODAY, BOARD_HALF_LIFE_DAYS) == pytest.approx(0.5)


def test_what_lies_ahead_warms_nothing_yet() -> None:
    assert warmth_on(ago(-1), TODAY) == 0.0


def test_joint_work_weighs_more_than_a_meeting_a_call_or_a_mail() -> None:
    assert [amount_of(each) for each in ("mail", "call", "meeting", "joint_work", "visit", "")] == [1, 2, 3, 5, 3, 3]


def test_one_meeting_today_gives_a_score_of_forty_five() -> None:
    assert score(3.0) == pytest.approx(45.1, abs=0.1)


def test_nobody_spoken_is_cold_and_not_missing() -> None:
    seen = looked_at([], TODAY)
    assert (seen.score, seen.state, seen.due, seen.is_due, seen.is_cooling) == (0.0, State.COLD, None, False, False)


def test_nobody_spoken_while_a_rhythm_was_agreed_is_due_at_once() -> None:
    seen = looked_at([], TODAY, rhythm_days=30)
    assert (seen.due, seen.is_due) == (inf, True)


def test_due_is_the_days_since_by_the_rhythm() -> None:
    seen = looked_at(ago(45), TODAY, rhythm_days=30)
    assert (seen.due, seen.is_due) == (1.5, True)
    assert not looked_at(ago(10), TODAY, rhythm_days=30).is_due


def test_who_is_due_within_a_week_is_rung_this_week() -> None:
    assert looked_at(ago(23), TODAY, rhythm_days=30).is_due
    assert not looked_at(ago(22), TODAY, rhythm_days=30).is_due


def test_a_contact_that_nobody_kept_up_for_a_half_life_is_cooling() -> None:
    assert looked_at(ago(100, 110, amount=5.0), TODAY).is_cooling
    assert not looked_at(ago(5, 100, amount=5.0), TODAY).is_cooling
    assert not looked_at(ago(900), TODAY).is_cooling  # that one was cold already


def test_the_course_ends_with_how_warm_it_is_now() -> None:
    found = course(ago(3, 200), TODAY, weeks=4)
    assert [day for day, _ in found] == [TODAY - timedelta(days=7 * week) for week in (4, 3, 2, 1, 0)]
    assert found[-1][1] == pytest.approx(looked_at(ago(3, 200), TODAY).score)


@given(touches, half_lives)
def test_adding_touches_one_by_one_gives_the_same_as_counting_all_anew(given: list[Touch], half_life: float) -> None:
    now, at = 0.0, date(2020, 1, 1)
    for each in sorted(given, key=lambda touch: touch.on):
        now, at = warmed(now, (each.on - at).days, each.amount, half_life), each.on
    now = warmed(now, (TODAY - at).days, 0.0, half_life)
    assert now == pytest.approx(warmth_on(given, TODAY, half_life), rel=1e-9, abs=1e-12)


@given(touches)
def test_a_score_lies_between_nothing_and_a_hundred(given: list[Touch]) -> None:
    assert 0.0 <= looked_at(given, TODAY).score <= 100.0


@given(touches, st.integers(1, 400))
def test_left_alone_it_only_cools(given: list[Touch], days: int) -> None:
    assert warmth_on(given, TODAY + timedelta(days=days)) <= warmth_on(given, TODAY) + 1e-12


@given(touches, st.sampled_from([1.0, 2.0, 3.0, 5.0]))
def test_one_more_touch_always_warms(given: list[Touch], amount: float) -> None:
    assert warmth_on([*given, Touch(TODAY, amount)], TODAY) == pytest.approx(warmth_on(given, TODAY) + amount)


@given(touches)
def test_many_at_once_say_the_same_as_each_alone(given: list[Touch]) -> None:
    rows = pl.DataFrame(
        {"actor": ["An"] * len(given), "on": [each.on for each in given], "amount": [each.amount for each in given]},
        schema={"actor": pl.String, "on": pl.Date, "amount": pl.Float64},
    )
    assert sum(warmth(rows, TODAY)["warmth"]) == pytest.approx(warmth_on(given, TODAY))
