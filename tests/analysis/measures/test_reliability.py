"""The kept rate against a count by hand, and where there is too little to go by."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from vierspan.analysis.measures.reliability import Due, reliability

TODAY = date(2026, 6, 1)
days = some.none() | some.integers(-60, 60).map(lambda n: TODAY + timedelta(days=n))
past = some.none() | some.integers(-60, 0).map(lambda n: TODAY + timedelta(days=n))
states = some.sampled_from(["open", "delivered", "renegotiated", "withdrawn", ""])


def due(days_ago: int, done_ago: int | None = None) -> Due:
    done = None if done_ago is None else TODAY - timedelta(days=done_ago)
    return Due(TODAY - timedelta(days=days_ago), done, "open" if done is None else "delivered")


def test_on_time_late_and_overdue_are_counted_apart() -> None:
    found = reliability([due(10, 12), due(10, 10), due(10, 9), due(3), due(20, 30), due(-5)], TODAY)
    assert (found.due, found.on_time, found.late, found.overdue, found.to_come) == (5, 3, 1, 1, 1)
    assert found.kept == 3 / 5


def test_four_due_are_too_few_for_a_share() -> None:
    assert reliability([due(10, 12)] * 4, TODAY).kept is None
    assert reliability([], TODAY).due == 0


def test_the_day_itself_is_still_in_time() -> None:
    assert reliability([Due(TODAY, None, "open")], TODAY).overdue == 0
    assert reliability([Due(TODAY, TODAY, "delivered")], TODAY).on_time == 1


def test_called_off_counts_for_nothing_and_agreed_anew_is_counted_apart() -> None:
    found = reliability([Due(TODAY - timedelta(days=9), None, state) for state in ("withdrawn", "renegotiated")], TODAY)
    assert (found.due, found.overdue, found.moved_in_time) == (0, 0, 1)


@given(some.lists(some.builds(Due, days, past, states, some.booleans()), max_size=30))
def test_what_is_due_is_on_time_late_or_overdue(promises: list[Due]) -> None:
    found = reliability(promises, TODAY)
    assert found.due == found.on_time + found.late + found.overdue
    assert found.on_time == sum(
        each.due_on is not None and each.delivered_on is not None and each.delivered_on <= each.due_on
        for each in promises
        if each.state != "withdrawn"
    )
    assert found.kept is None if found.due < 5 else found.kept == float(Fraction(found.on_time, found.due))
