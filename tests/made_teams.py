"""Made-up histories of teams, small enough to count by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
from hypothesis import strategies as st

from vierspan.analysis.choices.partners import History

FIRST = date(2020, 1, 1)
LATER = date(2024, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """One team; the first member led it."""

    name: str
    members: tuple[str, ...]
    themes: tuple[str, ...] = ()
    day: date | None = FIRST


def history_of(teams: list[Team], members: pl.DataFrame | None = None) -> History:
    seats = [
        (team.name, member, "coordinator" if member == team.members[0] else "participant", team.day)
        for team in teams
        for member in team.members
    ]
    about = [(team.name, theme) for team in teams for theme in team.themes]
    columns = {"team": pl.String, "member": pl.String, "role": pl.String, "day": pl.Date}
    return History.of(
        pl.DataFrame(seats, columns, orient="row"),
        pl.DataFrame(about, {"team": pl.String, "theme": pl.String}, orient="row"),
        members,
    )


@st.composite
def many_teams(draw: st.DrawFn) -> list[Team]:
    """Up to 14 teams of up to 5 out of 8 members on up to 2 out of 3 themes, within three years."""
    members = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)
    themes = st.lists(st.sampled_from(["care", "energy", "water"]), max_size=2, unique=True)
    days = st.none() | st.integers(0, 1000).map(lambda count: FIRST + timedelta(days=count))
    return [
        Team(name=f"t{number:02}", members=tuple(draw(members)), themes=tuple(draw(themes)), day=draw(days))
        for number in range(draw(st.integers(0, 14)))
    ]
