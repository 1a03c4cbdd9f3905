"""Histories: what counts, and in which order."""

from datetime import date

import polars as pl

from made_teams import FIRST, Team, history_of
from vierspan.analysis.choices.partners import History


def test_teams_stand_in_order_of_their_day_and_the_undated_first() -> None:
    later, undated = Team(name="a", members=("x",), day=date(2021, 1, 1)), Team(name="z", members=("y",), day=None)
    history = history_of([later, Team(name="b", members=("x", "y")), undated])
    assert history.teams == ("z", "b", "a")
    assert [history.day_of(team) for team in range(3)] == [None, FIRST, date(2021, 1, 1)]


def test_only_what_stands_before_a_day_is_before_it() -> None:
    history = history_of([Team(name="a", members=("x", "y")), Team(name="b", members=("x", "z"), day=date(2021, 1, 1))])
    assert history.count_before(FIRST) == 0
    assert history.count_before(date(2021, 1, 1)) == 1
    assert history.count_before(date(2021, 1, 2)) == 2


def test_a_member_given_twice_for_one_team_counts_once() -> None:
    rows = {"team": ["a", "a", "a"], "member": ["x", "x", "y"], "role": ["coordinator", "participant", None]}
    teams = pl.DataFrame(rows).with_columns(pl.lit(FIRST).alias("day"))
    history = History.of(teams, pl.DataFrame({"team": ["a", "a"], "theme": ["care", "care"]}))
    assert history.seats.toarray().tolist() == [[1.0, 1.0]]
    assert history.topics.toarray().tolist() == [[1.0]]
    assert history.leads.tolist() == [0]


def test_two_who_led_are_nobody_in_particular() -> None:
    teams = pl.DataFrame({"team": ["a", "a"], "member": ["x", "y"], "role": ["coordinator"] * 2, "day": [FIRST] * 2})
    assert History.of(teams, pl.DataFrame({"team": [], "theme": []}, {"team": str, "theme": str})).leads.tolist() == [
        -1
    ]


def test_who_was_in_no_team_is_known_from_the_list_of_members() -> None:
    members = pl.DataFrame({"member": ["q", "x"], "country": ["NL", None]})
    history = history_of([Team(name="a", members=("x", "y"))], members)
    assert history.members == ("q", "x", "y")
    assert history.countries == ("NL", "", "")
    assert history.kinds == ("", "", "")
    assert history.is_listed.tolist() == [True, True, False]


def test_themes_of_teams_that_are_not_there_are_left_out() -> None:
    themes = pl.DataFrame({"team": ["a", "gone"], "theme": ["care", "water"]})
    teams = pl.DataFrame({"team": ["a"], "member": ["x"], "role": ["coordinator"], "day": [FIRST]})
    assert History.of(teams, themes).themes == ("care",)
