"""The ranked list: who is on it, in which order, and what may not change it."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from made_teams import FIRST, LATER, Team, history_of, many_teams
from vierspan.analysis.choices.partners import Query, Ranker, learn
from vierspan.analysis.choices.partners.weights import shipped

TEAMS = [
    Team(name="1", members=("a", "b", "c"), themes=("care",)),
    Team(name="2", members=("c", "d"), themes=("water",)),
    Team(name="3", members=("e", "f", "g"), themes=("care",)),
    Team(name="4", members=("e", "g"), themes=("energy",)),
]


def names(ranker: Ranker, query: Query, most: int = 50) -> list[str]:
    return [each.member for each in ranker.rank(query, most)]


def simply(teams: list[Team]) -> Ranker:
    return Ranker(history=history_of(teams), weights=shipped())


@settings(max_examples=25, deadline=None)
@given(many_teams(), st.sampled_from("abcz"))
def test_everybody_but_the_initiator_is_proposed_once_best_first(teams: list[Team], initiator: str) -> None:
    told = learn(history_of(teams)).rank(Query(initiator=initiator, themes=("care",), day=LATER))
    proposed = [each.member for each in told]
    assert sorted(proposed) == sorted({member for team in teams for member in team.members} - {initiator})
    assert [each.score for each in told] == sorted((each.score for each in told), reverse=True)


@settings(max_examples=20, deadline=None)
@given(many_teams(), st.sampled_from("ab"))
def test_the_same_history_gives_the_same_list(teams: list[Team], initiator: str) -> None:
    query = Query(initiator=initiator, themes=("care", "water"), day=LATER)
    assert learn(history_of(teams)).rank(query) == learn(history_of(teams[::-1])).rank(query)


@settings(max_examples=25, deadline=None)
@example([Team(name="1", members=("a",), themes=("care",), day=FIRST), Team(name="2", members=("a", "b", "c"))], 0)
@given(many_teams(), st.integers(0, 900))
def test_what_comes_later_does_not_change_an_earlier_day(teams: list[Team], days: int) -> None:
    day = FIRST + timedelta(days=days)
    before = [team for team in teams if team.day is None or team.day < day]
    query = Query(initiator="a", themes=("care",), day=day)
    assert simply(teams).rank(query) == simply(before).rank(query)


@settings(max_examples=25, deadline=None)
@given(many_teams())
def test_a_team_of_strangers_on_another_theme_does_not_change_the_order(teams: list[Team]) -> None:
    """One old pair that nobody here ever met."""
    strangers = Team(name="zz", members=("y", "z"), themes=("else",), day=None)
    query = Query(initiator="a", themes=("care",), day=LATER)
    dated = [*teams, Team(name="00", members=("a", "b", "c"), themes=("care",), day=FIRST - timedelta(days=9))]
    order = [each for each in names(simply([*dated, strangers]), query) if each not in "yz"]
    assert order == names(simply(dated), query)


@settings(max_examples=25, deadline=None)
@given(many_teams(), st.sets(st.sampled_from("abcdexyz")))
def test_fewer_candidates_keep_their_order(teams: list[Team], among: set[str]) -> None:
    ranker, query = simply(teams), Query(initiator="a", themes=("care",), day=LATER)
    narrowed = [each.member for each in ranker.rank(query, among=among)]
    assert narrowed == [each for each in names(ranker, query) if each in among]


@settings(max_examples=25, deadline=None)
@given(many_teams(), st.integers(0, 9))
def test_a_shorter_list_is_the_beginning_of_a_longer(teams: list[Team], most: int) -> None:
    ranker, query = simply(teams), Query(initiator="a", day=LATER)
    assert ranker.rank(query, most) == ranker.rank(query)[:most]
    assert ranker.order(query, most) == names(ranker, query, most)


def test_a_past_partner_stands_before_a_stranger() -> None:
    assert names(simply(TEAMS), Query(initiator="b", themes=("care",), day=LATER))[:2] == ["c", "a"]


def test_a_pair_that_worked_together_finds_each_other_again() -> None:
    teams = [Team(name=str(n), members=tuple(pair), day=None) for n, pair in enumerate(("ab", "cd", "ef", "gh"))]
    assert names(simply([*teams]), Query(initiator="e", day=LATER))[0] == "f"


def test_a_newcomer_gets_who_is_often_in_the_theme() -> None:
    told = names(simply(TEAMS), Query(initiator="new", themes=("energy",), day=LATER))
    assert told[:2] == ["e", "g"]


def test_ties_go_by_name() -> None:
    teams = [Team(name="1", members=("q", "p", "r"))]
    assert names(simply(teams), Query(initiator="new", day=LATER)) in (["p", "q", "r"], ["q", "p", "r"])
    members = pl.DataFrame({"member": ["z", "y", "x"]})
    told = learn(history_of([], members)).rank(Query(initiator="new", day=LATER))
    assert [each.member for each in told] == ["x", "y", "z"]


def test_nobody_can_be_proposed_before_anything_was() -> None:
    assert learn(history_of([])).rank(Query(initiator="a", themes=("care",), day=LATER)) == []
    assert learn(history_of(TEAMS)).rank(Query(initiator="a", day=date(2000, 1, 1))) == []
    assert learn(history_of([Team(name="1", members=("a",))])).rank(Query(initiator="a", day=LATER)) == []


def test_a_theme_nobody_knows_says_nothing() -> None:
    ranker = simply(TEAMS)
    known = ranker.rank(Query(initiator="b", day=LATER))
    assert ranker.rank(Query(initiator="b", themes=("unheard",), day=LATER)) == known


@pytest.mark.parametrize("among", [[], ["nobody"]])
def test_who_is_unknown_is_left_out(among: list[str]) -> None:
    assert simply(TEAMS).rank(Query(initiator="a", day=LATER), among=among) == []
