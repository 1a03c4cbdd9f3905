"""Every reason that is given holds, counted anew from the teams themselves."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from made_teams import FIRST, LATER, Team, history_of, many_teams
from vierspan.analysis.choices.partners import (
    InTheme,
    KnownBy,
    OftenTakesPart,
    Query,
    Reason,
    SameCountry,
    SameKind,
    SharesTheme,
    WorkedTogether,
    learn,
)

COUNTRIES = pl.DataFrame({"member": list("abcdefgh"), "country": list("NNBBNNBB"), "kind": list("PQPQPQPQ")})


def together(teams: list[Team], *members: str, theme: str | None = None) -> list[Team]:
    return [team for team in teams if set(members) <= set(team.members) and (theme is None or theme in team.themes)]


def latest(teams: list[Team]) -> date | None:
    return max((team.day for team in teams if team.day), default=None)


def holds(reason: Reason, teams: list[Team], query: Query, member: str) -> bool:
    """Whether a reason is true, by looking at each team."""
    lead = query.initiator
    match reason:
        case WorkedTogether(teams=named, times=times, last=last):
            shared = together(teams, lead, member)
            return times == len(shared) > 0 and last == latest(shared) and set(named) <= {team.name for team in shared}
        case InTheme(theme=theme, times=times):
            return theme in query.themes and times == len(together(teams, member, theme=theme)) > 0
        case SharesTheme(theme=theme, times=times, times_initiator=own):
            counted = len(together(teams, member, theme=theme)), len(together(teams, lead, theme=theme))
            return theme not in query.themes and (times, own) == counted and min(counted) > 0
        case KnownBy(introducers=named, count=count):
            others = {other for team in teams for other in team.members} - {lead, member}
            between = {each for each in others if together(teams, lead, each) and together(teams, each, member)}
            return count == len(between) >= len(named) > 0 and all(
                each.member in between
                and each.with_initiator == len(together(teams, lead, each.member))
                and each.with_candidate == len(together(teams, each.member, member))
                for each in named
            )
        case OftenTakesPart(times=times, last=last):
            return times == len(together(teams, member)) >= 3 and last == latest(together(teams, member))
    return holds_of_background(reason, lead, member)


def holds_of_background(reason: Reason, lead: str, member: str) -> bool:
    known = {name: (country, kind) for name, country, kind in COUNTRIES.iter_rows()}
    match reason:
        case SameCountry(country=country):
            return bool(known[lead][0] == known[member][0] == country)
        case SameKind(kind=kind):
            return bool(known[lead][1] == known[member][1] == kind)
    return False


def reasons_for(teams: list[Team], member: str, query: Query) -> tuple[Reason, ...]:
    return next(each.reasons for each in learn(history_of(teams)).rank(query) if each.member == member)


@settings(max_examples=25, deadline=None)
@given(many_teams(), st.sampled_from("abz"), st.lists(st.sampled_from(["care", "water", "never"]), unique=True))
def test_every_reason_is_true(teams: list[Team], initiator: str, themes: list[str]) -> None:
    query = Query(initiator=initiator, themes=tuple(themes), day=LATER)
    for each in learn(history_of(teams, COUNTRIES)).rank(query):
        assert all(holds(reason, teams, query, each.member) for reason in each.reasons)


@settings(max_examples=25, deadline=None)
@given(many_teams(), st.sampled_from("ab"))
def test_who_worked_together_or_can_be_introduced_is_always_told_so(teams: list[Team], initiator: str) -> None:
    for each in learn(history_of(teams)).rank(Query(initiator=initiator, day=LATER)):
        sorts = {type(reason) for reason in each.reasons}
        others = {other for team in teams for other in team.members} - {initiator, each.member}
        known = any(together(teams, initiator, other) and together(teams, other, each.member) for other in others)
        assert (WorkedTogether in sorts) == bool(together(teams, initiator, each.member))
        assert (KnownBy in sorts) == known


@settings(max_examples=25, deadline=None)
@given(many_teams(), st.dates(FIRST, date(2022, 12, 31)))
def test_reasons_stand_on_what_was_before_the_day(teams: list[Team], day: date) -> None:
    before = [team for team in teams if team.day is None or team.day < day]
    query = Query(initiator="a", themes=("care",), day=day)
    for each in learn(history_of(teams, COUNTRIES)).rank(query):
        assert all(holds(reason, before, query, each.member) for reason in each.reasons)


def test_the_latest_teams_are_named_first_and_five_at_most() -> None:
    teams = [Team(name=f"t{year}", members=("a", "b"), day=date(year, 1, 1)) for year in range(2010, 2018)]
    told = reasons_for(teams, "b", Query(initiator="a", day=LATER))[0]
    assert told == WorkedTogether(teams=("t2017", "t2016", "t2015", "t2014", "t2013"), times=8, last=date(2017, 1, 1))


def test_who_knows_both_best_introduces_first() -> None:
    teams = [
        Team(name="1", members=("a", "weak")),
        Team(name="2", members=("weak", "z")),
        *(Team(name=f"a{n}", members=("a", "strong")) for n in range(2)),
        *(Team(name=f"z{n}", members=("strong", "z")) for n in range(3)),
    ]
    told = next(each for each in reasons_for(teams, "z", Query(initiator="a", day=LATER)) if isinstance(each, KnownBy))
    assert [(each.member, each.with_initiator, each.with_candidate) for each in told.introducers] == [
        ("strong", 2, 3),
        ("weak", 1, 1),
    ]


def test_of_somebody_of_whom_nothing_is_known_nothing_is_said() -> None:
    history = history_of([Team(name="1", members=("a", "b"))], pl.DataFrame({"member": ["new"]}))
    told = learn(history).rank(Query(initiator="a", day=LATER))
    assert [each.reasons for each in told if each.member == "new"] == [()]


def test_a_newcomer_is_told_of_their_own_country_and_kind() -> None:
    history = history_of([Team(name="1", members=("a", "b"))], COUNTRIES)
    told = learn(history).rank(Query(initiator="new", country="N", kind="Q", day=LATER))
    assert next(each.reasons for each in told if each.member == "b") == (
        SameCountry(country="N"),
        SameKind(kind="Q"),
    )
