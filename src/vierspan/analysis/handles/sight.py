"""What a finder gets to see, and what it says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from vierspan.analysis.mirror.picture import Facts, Picture
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

if TYPE_CHECKING:
    from vierspan.analysis.mirror import Mirror

MANY_ROWS = 10  # of which not one is over, so nobody notes it
ROWS_NAMED = 300  # rows of evidence that are named one by one; the count always says how many there are
Numbers = Mapping[str, str | int | float | date]


@dataclass(frozen=True)
class Sight:
    """The records and their mirror, seen from the last day of its window."""

    records: Records
    mirror: "Mirror"

    @property
    def picture(self) -> Picture:
        return self.mirror.picture

    @property
    def today(self) -> date:
        return self.picture.window.end

    def days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What people, parties, initiatives, themes and so on are called, by id."""
        found: dict[str, str] = {}
        for key in ("parties", "people", "themes", "activities", "initiatives", "decisions", "gatherings", "rules"):
            table = self.records.table(key)
            found |= dict(zip(table["id"], table["name"], strict=True))
        return found

    def name(self, key: str | None) -> str:
        return self.names.get(key, key) if key else "–"

    def listed(self, keys: Iterable[str], most: int = 3) -> str:
        """The names, comma between; after the first few only how many more."""
        named = [self.name(key) for key in keys]
        return ", ".join(named[:most]) + (f" +{len(named) - most}" if len(named) > most else "")

    def recent(self, table: str, column: str) -> pl.DataFrame:
        """Rows of a table that are dated within the mirror's window."""
        window = self.picture.window
        return self.records.table(table).filter(pl.col(column).is_between(window.start, window.end))

    @cached_property
    def acts(self) -> pl.DataFrame:
        """The acts within the window."""
        window = self.picture.window
        return self.mirror.acts.filter(pl.col("done_on").is_between(window.start, window.end))

    @cached_property
    def parties(self) -> pl.DataFrame:
        """The parties that still take part."""
        return self.records.table("parties").filter(pl.col("left_on").is_null() | (pl.col("left_on") > self.today))

    @cached_property
    def active(self) -> pl.DataFrame:
        """The initiatives under way."""
        begun = pl.col("started_on").is_null() | (pl.col("started_on") <= self.today)
        going = pl.col("ended_on").is_null() | (pl.col("ended_on") > self.today)
        state = pl.col("state").fill_null("active")
        return self.records.table("initiatives").filter((state == "active") & begun & going)

    @cached_property
    def at_table(self) -> pl.DataFrame:
        """Seats of initiatives under way that somebody takes now."""
        still = pl.col("until").is_null() | (pl.col("until") >= self.today)
        seats = self.records.table("seats").filter((pl.col("state").fill_null("joined") == "joined") & still)
        return seats.filter(pl.col("initiative").is_in(self.active["id"].implode()))

    def notes(self, table: str, *columns: str) -> bool:
        """Whether a list says when something is over: ten rows without one word of it is a list that does not."""
        rows = self.records.table(table)
        return rows.height < MANY_ROWS or any(rows[column].is_not_null().any() for column in columns)

    @cached_property
    def drifting(self) -> frozenset[str]:
        """Explorers who are coming loose; what they leave lying belongs to that story."""
        return frozenset(one.person for one in self.picture.attachments if one.is_drifting)

    def carriers(self, initiative: str) -> tuple[str, ...]:
        """Who carries an initiative, by the seats."""
        seats = self.at_table.filter((pl.col("initiative") == initiative) & pl.col("carries").fill_null(False))
        return tuple(seats["person"].drop_nulls().unique(maintain_order=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one finder saw. `owners` are people it is for before anybody else; `private_to` whom it is about."""

    subjects: tuple[str, ...]
    numbers: Numbers
    evidence: tuple[Facts, ...]
    urgency: float
    due_on: date | None = None
    owners: tuple[str, ...] = ()
    private_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finder:
    """One thing to look out for: pure, silent where there is too little to go by."""

    key: str
    orientation: Orientation
    look: Callable[[Sight], Iterator[Finding]]


def facts(table: str, rows: pl.DataFrame) -> Facts:
    """The rows under a finding, by id."""
    return Facts(table=table, ids=tuple(rows["id"].head(ROWS_NAMED)), count=rows.height)


def between(value: float, low: float, high: float) -> float:
    """Where a value stands between two marks, 0 at or below the first and 1 at or above the second."""
    return min(1.0, max(0.0, (value - low) / (high - low)))
