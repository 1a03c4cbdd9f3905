"""What every part of the demo draws on: the day it is told from, its language, its chances, and the rows so far."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from vierspan.analysis.schema import Language

SATURDAY = 5
YEAR = 365
QUIET = (((7, 15), (8, 20)), ((12, 20), (12, 31)), ((1, 1), (1, 4)))  # summer and the turn of the year
QUIET_CHANCE = 0.25  # how much of the ordinary life goes on then

Row = dict[str, Any]
Entry = Mapping[str, Any]


@dataclass
class Stage:
    """The network as it is being told, row by row."""

    language: Language
    today: date
    seed: int
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def chances(self, room: str) -> Random:
        """A stream of its own for each room, so that a change in one leaves the others as they were."""
        return Random(f"{self.seed}-{room}")  # noqa: S311 - a story, no secret

    def add(self, table: str, **row: Any) -> str:
        """Write a row, numbered within its table unless it has an id."""
        rows = self.rows.setdefault(table, [])
        row.setdefault("id", f"{table}-{len(rows) + 1}")
        rows.append(row)
        return str(row["id"])

    def say(self, entry: Mapping[str, str], **names: str) -> str:
        return entry[self.language].format(**names) if names else entry[self.language]

    def day(self, ago: float) -> date:
        """So many days ago, or the Friday before where that is a weekend."""
        day = self.today - timedelta(days=round(ago))
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))

    def busy_day(self, chance: Random, longest_ago: float, shortest_ago: float = 0) -> date:
        """A day between, mostly outside the holidays."""
        for _ in range(12):
            day = self.day(chance.uniform(shortest_ago, longest_ago))
            if not is_quiet(day) or chance.random() < QUIET_CHANCE:
                return day
        return day

    def people_of(self, party: str) -> list[str]:
        return [row["id"] for row in self.rows["people"] if row["party"] == party]

    def party_of(self, person: str) -> str:
        return next(str(row["party"]) for row in self.rows["people"] if row["id"] == person)


def is_quiet(day: date) -> bool:
    return any(low <= (day.month, day.day) <= high for low, high in QUIET)


@cache
def texts(name: str) -> Mapping[str, Any]:
    """The words and cast of one part, as they stand in the file beside this module."""
    return tomllib.loads(files(__package__).joinpath("texts", f"{name}.toml").read_text(encoding="utf-8"))


def weighted(chance: Random, weights: Mapping[str, float]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def some(chance: Random, options: Sequence[str], count: int) -> list[str]:
    """So many different ones, in the order in which they stood."""
    chosen = set(chance.sample(options, min(count, len(options))))
    return [option for option in options if option in chosen]
