"""Projects with one coordinator, three or more organisations and a theme, before and after a cut."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from vierspan.analysis.choices.partners import History, Query

SEATED = ("coordinator", "participant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One project of the test year: what was asked, and who truly joined."""

    query: Query
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """A folder of data cut in two."""

    history: History
    asked: tuple[Case, ...]


def cases(folder: Path, cut: date) -> Cases:
    """What stands before the cut as history, what starts in the twelve months from it as questions."""
    seats = _table(folder, "participation").filter(pl.col("role").is_in(SEATED))
    seats = seats.with_columns(pl.col("start_date").str.to_date("%Y-%m-%d", strict=False).alias("day"))
    themes = _table(folder, "themes").select(team="rcn", theme="programme_part").drop_nulls().unique()
    seats = seats.select("role", "day", team="rcn", member="pic").drop_nulls(["team", "member", "day"])
    seats = seats.join(_usable(seats).join(themes, on="team", how="semi"), on="team", how="semi")
    facts = _table(folder, "orgs").select("country", member="pic", kind="type")
    begun = seats.group_by("team").agg(pl.col("day").min().alias("begun"))
    before = seats.join(begun.filter(pl.col("begun") < cut), on="team", how="semi")
    after = begun.filter(pl.col("begun").is_between(cut, cut.replace(year=cut.year + 1), closed="left"))
    listed = facts.join(before, on="member", how="semi")
    return Cases(history=History.of(before, themes, listed), asked=_asked(seats, after, themes, facts))


def _table(folder: Path, name: str) -> pl.DataFrame:
    """The one file whose name ends so, gzipped or not; everything as text."""
    fitting = sorted(folder.glob(f"*{name}.csv*"))
    if not fitting:
        raise SystemExit(f"There is no file that ends in {name}.csv or {name}.csv.gz in {folder}")
    return pl.read_csv(fitting[0], infer_schema=False)


def _usable(seats: pl.DataFrame) -> pl.DataFrame:
    sizes = seats.group_by("team").agg(members=pl.col("member").n_unique(), led=(pl.col("role") == "coordinator").sum())
    return sizes.filter((pl.col("members") >= 3) & (pl.col("led") == 1))


def _asked(seats: pl.DataFrame, after: pl.DataFrame, themes: pl.DataFrame, facts: pl.DataFrame) -> tuple[Case, ...]:
    lead = pl.col("member").filter(pl.col("role") == "coordinator").first()
    teams = seats.group_by("team").agg(lead.alias("lead"), pl.col("member").unique().sort())
    about = themes.group_by("team").agg(pl.col("theme").sort())
    rows = after.join(teams, on="team").join(about, on="team").sort("begun", "team")
    known = {member: (country or "", kind or "") for country, member, kind in facts.iter_rows()}
    return tuple(
        Case(
            query=_query(row["lead"], tuple(row["theme"]), row["begun"], known),
            joined=tuple(member for member in row["member"] if member != row["lead"]),
        )
        for row in rows.iter_rows(named=True)
    )


def _query(lead: str, themes: tuple[str, ...], day: date, known: dict[str, tuple[str, str]]) -> Query:
    country, kind = known.get(lead, ("", ""))
    return Query(initiator=lead, themes=themes, day=day, country=country, kind=kind)
