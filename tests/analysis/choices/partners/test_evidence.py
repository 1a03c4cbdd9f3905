"""Evidence, counted anew team by team."""

from datetime import date
from itertools import permutations
from math import log

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings

from made_teams import FIRST, Team, history_of, many_teams
from vierspan.analysis.choices.partners.backgrounds import DOUBT
from vierspan.analysis.choices.partners.evidence import COLUMNS, RELATIVE, Question, evidence
from vierspan.analysis.choices.partners.standing import HALF_LIFE_DAYS, Standing

Counts = dict[str, float]


def weight_of(team: Team, teams: list[Team]) -> float:
    days = [each.day for each in teams if each.day]
    day = team.day or min(days, default=None)
    fresh = 2 ** (-(max(days) - day).days / HALF_LIFE_DAYS) if day else 1.0
    return fresh / max(len(team.members) - 1, 1)


def steps(teams: list[Team], theme: str | None = None) -> dict[tuple[str, str], float]:
    """How strongly each pair is tied through teams, all or those on a theme."""
    found: dict[tuple[str, str], float] = {}
    for team in teams:
        if theme is None or theme in team.themes:
            for pair in permutations(team.members, 2):
                found[pair] = found.get(pair, 0.0) + weight_of(team, teams)
    return found


def counted(teams: list[Team], lead: str, member: str, theme: str) -> Counts:
    shared = [team for team in teams if lead in team.members and member in team.members]
    theirs = [team for team in teams if member in team.members and theme in team.themes]
    tied = steps(teams)
    ties = {one: {other for first, other in tied if first == one} for one, _ in tied}
    common = ties.get(lead, set()) & ties.get(member, set()) - {lead, member}
    return {
        "past": len(shared),
        "past_on_theme": sum(weight_of(team, teams) for team in shared if theme in team.themes),
        "led_them": sum(team.members[0] == lead for team in shared),
        "led_by_them": sum(team.members[0] == member for team in shared),
        "circle": sum(1 / log(1 + max(len(ties[each]), 2)) for each in common),
        "walk": walked(teams, lead, member, None, 1.0),
        "walk_on_theme": walked(teams, lead, member, theme, 0.5),
        "theme": len(theirs),
        "theme_small_teams": sum(weight_of(team, teams) for team in theirs),
        "theme_leads": sum(team.members[0] == member for team in theirs),
        "taking_part": sum(member in team.members for team in teams),
    }


def walked(teams: list[Team], lead: str, member: str, through: str | None, power: float) -> float:
    first, care, second = steps(teams), steps(teams, "care"), steps(teams, through)
    strength: Counts = {}
    for (one, _), value in first.items():
        strength[one] = strength.get(one, 0.0) + value
    return float(
        sum(
            (value + 2 * care.get((lead, other), 0.0)) / strength[other] ** power * second.get((other, member), 0.0)
            for (one, other), value in first.items()
            if one == lead and other not in (lead, member)
        )
    )


@settings(max_examples=25, deadline=None)
@given(many_teams())
def test_each_column_is_what_one_counts_by_hand(teams: list[Team]) -> None:
    told = [*teams, Team(name="00", members=("a", "b", "c"), themes=("care",))]
    history = history_of(told)
    standing = Standing.at(history, len(told))
    lead = history.members.index("a")
    candidates = np.arange(len(history.members)) != lead
    question = Question(initiator=lead, themes=(history.themes.index("care"),))
    found = evidence(standing, question, candidates)
    by_hand = [counted(told, "a", member, "care") for member in history.members]
    for name in by_hand[0]:
        most = max((each[name] for each, is_in in zip(by_hand, candidates, strict=True) if is_in), default=0.0)
        expected = [(each[name] / most) ** 0.5 if most > 1e-9 else 0.0 for each in by_hand]
        column = found[:, COLUMNS.index(name)]
        assert column[candidates] == pytest.approx(np.array(expected)[candidates], abs=1e-6), name


def test_relative_evidence_lies_between_nothing_and_one() -> None:
    history = history_of([Team(name="1", members=("a", "b", "c")), Team(name="2", members=("b", "d"))])
    standing = Standing.at(history, 2)
    found = evidence(standing, Question(initiator=0, themes=()), np.array([False, True, True, True]))
    assert found[:, : len(RELATIVE)].min() == 0
    assert found[:, : len(RELATIVE)].max() == 1


def test_values_that_sit_together_more_than_chance_are_drawn_to_each_other() -> None:
    members = pl.DataFrame({"member": list("abcdu"), "country": ["N", "N", "B", "B", None]})
    teams = [Team(name=str(n), members=("a", "b")) for n in range(30)]
    teams += [Team(name=f"b{n}", members=("c", "d")) for n in range(30)]
    history = history_of([*teams, Team(name="u", members=("a", "u"))], members)
    countries = Standing.at(history, len(history.teams)).countries
    drawn = dict(zip(history.members, countries.drawn_to("N").tolist(), strict=True))
    assert drawn["b"] > 0 > drawn["c"]
    assert drawn["u"] == 0
    pairs, others, total = 60.0, 60.0, 122.0
    own, away = (pairs + 1) / total, others / total
    assert drawn["c"] == pytest.approx(log(DOUBT * away / (pairs + 1 + DOUBT) / away), rel=1e-6)
    assert drawn["b"] == pytest.approx(log((pairs + DOUBT * own) / (pairs + 1 + DOUBT) / own), rel=1e-6)
    assert countries.drawn_to("").tolist() == countries.drawn_to("elsewhere").tolist() == [0.0] * 5
    assert countries.alike("").tolist() == [0.0] * 5


def test_a_team_without_a_day_is_as_old_as_the_oldest() -> None:
    teams = [Team(name="1", members=("a", "b"), day=None), Team(name="2", members=("a", "b"), day=date(2021, 5, 15))]
    standing = Standing.at(history_of([*teams, Team(name="3", members=("a", "b"), day=FIRST)]), 3)
    assert standing.weight.tolist() == pytest.approx([2 ** (-500 / HALF_LIFE_DAYS)] * 2 + [1.0])
