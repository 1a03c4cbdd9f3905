"""Trends by the rules of the gate, with how sure they are; and what the mirror makes of them."""

from datetime import timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as some

from reflection_circle import Circle
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import PulseResult
from vierspan.workspace.conditions.reflection.actions import boards, cards, improvements, rounds
from vierspan.workspace.conditions.reflection.queries import trends
from vierspan.workspace.conditions.reflection.uncertainty import HIGHEST, LOWEST, band, may_be_chance
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight import runs
from vierspan.workspace.insight.records import records_of
from vierspan.workspace.leadership.models import RoleHeld


def wave(circle: Circle, days_ago: int, score: float, answers: int | None) -> None:
    PulseResult.objects.create(
        network=circle.network,
        asked_on=clock.today() - timedelta(days=days_ago),
        item="trust",
        score=score,
        answers=answers,
        invited=40,
    )


@given(some.floats(1, 5), some.integers(1, 500))
def test_a_band_holds_its_mean_and_stays_on_the_scale(mean: float, answers: int) -> None:
    lies = band(mean, answers)
    assert LOWEST <= lies.low <= mean <= lies.high <= HIGHEST


@given(some.floats(1, 5), some.integers(10, 400))
def test_more_answers_make_it_surer(mean: float, answers: int) -> None:
    few, many = band(mean, answers), band(mean, answers + 50)
    assert many.high - many.low <= few.high - few.low


def test_a_small_difference_may_be_chance_and_a_large_one_not() -> None:
    assert may_be_chance((3.4, 16), (3.6, 16))
    assert not may_be_chance((2.5, 40), (3.9, 40))


def test_nine_answers_tell_no_change(circle: Circle) -> None:
    wave(circle, 90, 2.0, 9)
    wave(circle, 10, 4.5, 40)
    found = trends.series(circle.member, "trust")
    assert [each.count for each in found] == ["5-9", "40"]
    assert trends.change(found) is None


def test_ten_answers_both_times_tell_the_change(circle: Circle) -> None:
    wave(circle, 90, 2.0, 10)
    wave(circle, 10, 4.2, 40)
    found = trends.change(trends.series(circle.member, "trust"))
    assert found is not None and (found.by, found.may_be_chance) == (2.2, False)


def test_four_answers_are_not_told_at_all(circle: Circle) -> None:
    wave(circle, 10, 4.5, 4)
    assert trends.latest(circle.member, "trust") is None
    wave(circle, 20, 4.0, None)
    last = trends.latest(circle.member, "trust")
    assert last is not None and (last.count, last.band) == ("", None)


def handles_of_the_lead(circle: Circle) -> set[str]:
    run = runs.make(circle.network.pk)
    return {handle.finder for handle in insight.today(circle.lead, run).of("developer")}


def test_a_closed_round_changes_what_the_handles_say_of_the_granted_role(circle: Circle) -> None:
    role = RoleHeld(network=circle.network, person=circle.people[0], orientation="developer", since=clock.today())
    role.save()
    of = circle.opened()
    circle.answer(of, circle.people, 2)
    assert "conditions.not_granted" not in handles_of_the_lead(circle), "nothing is told before closing"
    rounds.close(circle.lead, of.pk)
    assert "conditions.not_granted" in handles_of_the_lead(circle)
    row = records_of(circle.network.pk).table("pulse").filter(pl.col("item") == "developer_granted")
    assert (row["score"].item(), row["answers"].item(), row["invited"].item()) == (2.0, 16, 16)


def test_acts_of_looking_back_count_for_the_conditions(circle: Circle) -> None:
    board = boards.open_board(circle.lead, boards.Setting(title="Look", columns=["Keep"]))
    cards.write(circle.member, board.pk, "c1", "A thought")
    improvements.take(circle.member, improvements.Wanted(name="Better", owner=circle.people[1].pk))
    run = runs.make(circle.network.pk)
    by_id = insight.actors(circle.lead, run)
    shares = dict(by_id.select("id", "developer").iter_rows())
    assert shares[str(circle.people[0].pk)] > 0 and shares[str(circle.people[1].pk)] > 0
