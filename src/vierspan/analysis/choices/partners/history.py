"""Who was in which team on which themes, as matrices: all that a ranking stands on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

LEAD = "coordinator"
EPOCH = date(1970, 1, 1)
UNDATED = np.iinfo(np.int32).min  # before everything that has a day

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Matrix = sparse.csr_array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """Teams in order of their day, with the members, the themes and the one who led each.

    A member given twice for one team counts once. `leads` holds the place of the member with the role `coordinator`, or
    -1 where there is none or more than one. A team without a day stands before all others. `countries` and `kinds` hold
    "" where nothing is known. `is_listed` says who stands in the table of members: they may be proposed before their
    first team.
    """

    members: tuple[str, ...]  # in alphabetical order
    teams: tuple[str, ...]
    themes: tuple[str, ...]
    days: Ints
    leads: Ints
    seats: Matrix  # teams x members, 1 where somebody was in it
    topics: Matrix  # teams x themes, 1 where it was about it
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    is_listed: Bools

    @classmethod
    def of(cls, teams: pl.DataFrame, themes: pl.DataFrame, members: pl.DataFrame | None = None) -> "History":
        """From columns: teams(team, member, role, day), themes(team, theme), members(member, country?, kind?).

        Roles and days may be missing; of the days of a team the first counts. Themes of teams that are not there are
        left out. Members who were in no team are still candidates. Cost: one sort and one pass per table.
        """
        seats = teams.select("team", "member", "role", pl.col("day").cast(pl.Date)).drop_nulls(["team", "member"])
        when = seats.group_by("team").agg(pl.col("day").min()).sort("day", "team", nulls_last=False)
        about = themes.select("team", "theme").drop_nulls().join(when, on="team", how="semi")
        known = _known(members)
        names = tuple(pl.concat([seats["member"], known["member"]]).unique().sort().to_list())
        topics = tuple(about["theme"].unique().sort().to_list())
        order = tuple(when["team"].to_list())
        facts = pl.DataFrame({"member": names}, schema={"member": pl.String}).join(known, on="member", how="left")
        return cls(
            members=names,
            teams=order,
            themes=topics,
            days=when["day"].cast(pl.Int32).cast(pl.Int64).fill_null(UNDATED).to_numpy(),
            leads=_leads(seats, order, names),
            seats=_incidence(seats.select("team", "member"), order, names),
            topics=_incidence(about, order, topics),
            countries=tuple(facts.sort("member")["country"].fill_null("").to_list()),
            kinds=tuple(facts.sort("member")["kind"].fill_null("").to_list()),
            is_listed=facts.sort("member")["member"].is_in(known["member"].implode()).to_numpy(),
        )

    def count_before(self, day: date) -> int:
        """How many teams stand before a day; they are the first so many."""
        return int(np.searchsorted(self.days, (day - EPOCH).days, side="left"))

    @property
    def known(self) -> frozenset[str]:
        """Everybody who could be proposed."""
        return frozenset(self.members)

    def day_of(self, team: int) -> date | None:
        known = int(self.days[team])
        return None if known == UNDATED else EPOCH + timedelta(days=known)


def _known(members: pl.DataFrame | None) -> pl.DataFrame:
    wanted = {"member": pl.String, "country": pl.String, "kind": pl.String}
    if members is None:
        return pl.DataFrame(schema=wanted)
    absent = [pl.lit(None, pl.String).alias(name) for name in wanted if name not in members.columns]
    return members.with_columns(absent).select(list(wanted)).drop_nulls("member").unique("member", keep="first")


def _leads(seats: pl.DataFrame, teams: tuple[str, ...], members: tuple[str, ...]) -> Ints:
    led = seats.filter(pl.col("role") == LEAD).group_by("team").agg(pl.col("member").unique())
    lead = {team: found[0] for team, found in led.iter_rows() if len(found) == 1}
    place = {member: at for at, member in enumerate(members)}
    return np.array([place[lead[team]] if team in lead else -1 for team in teams], dtype=np.int64)


def _incidence(pairs: pl.DataFrame, rows: tuple[str, ...], columns: tuple[str, ...]) -> Matrix:
    once = pairs.unique()
    row = {name: at for at, name in enumerate(rows)}
    column = {name: at for at, name in enumerate(columns)}
    down = [row[name] for name in once.to_series(0)]
    across = [column[name] for name in once.to_series(1)]
    return sorted_rows(Matrix((np.ones(len(down)), (down, across)), shape=(len(rows), len(columns))))


def sorted_rows(matrix: sparse.csr_array | sparse.csc_array) -> Matrix:
    """The same as rows, each in order of its columns."""
    found: Matrix = sparse.csr_array(matrix)
    found.sort_indices()
    return found
