"""Fresh inspiration: what came in from outside, month by month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from vierspan.analysis.records import Records

MONTHS = 12
ENOUGH = 4  # things in a year, below which a month more or less is chance
KINDS = ("signals", "sources", "contacts", "events")
DRY = 1 / 3  # of what a usual quarter brought


@dataclass(frozen=True, slots=True)
class Fresh:
    """One thing that came in for the first time."""

    kind: str  # one of KINDS
    on: date
    id: str  # the row it stands in
    person: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came in over the last twelve months, oldest month first."""

    months: tuple[date, ...]  # the first day of each
    items: Mapping[str, tuple[tuple[Fresh, ...], ...]]  # kind -> month -> what came in
    total: int
    is_too_few: bool
    is_dry: bool  # the last quarter brought less than a third of what a quarter before it did
    people: int  # by how many


def fresh(records: Records, visits: Iterable[Fresh] = ()) -> list[Fresh]:
    """Everything that is new: signals spotted, origins of signals and contacts outside that were not there before, and
    the visits that were given. Cost n log n. Source: product, methods 5 (intake)."""
    signals = records.table("signals").filter(pl.col("spotted_on").is_not_null())
    contacts = records.table("contacts").filter(pl.col("held_on").is_not_null())
    spotted = _rows("signals", signals, "spotted_on", "spotter")
    sources = _rows("sources", _firsts(signals, "origin", "spotted_on"), "spotted_on", "spotter")
    met = _rows("contacts", _firsts(contacts, "outside", "held_on"), "held_on", "person")
    return sorted([*spotted, *sources, *met, *visits], key=lambda each: (each.on, each.kind, each.id))


def intake(items: Iterable[Fresh], end: date, *, person: str | None = None) -> Intake:
    """What came in over the twelve months that end on a day; of one person when that is asked.

    Edge cases: fewer than four things in the year -> too few to say that it dries up. Cost: linear.
    """
    months = _months(end)
    mine = [each for each in items if each.on <= end and (person is None or each.person == person)]
    recent = [each for each in mine if each.on >= months[0]]
    table = {kind: tuple(tuple(_in(recent, kind, month)) for month in months) for kind in KINDS}
    quarter = sum(each.on >= months[-3] for each in recent)
    usual = (len(recent) - quarter) / 3
    return Intake(
        months=months,
        items=table,
        total=len(recent),
        is_too_few=len(recent) < ENOUGH,
        is_dry=len(recent) >= ENOUGH and quarter < DRY * usual,
        people=len({each.person for each in recent if each.person}),
    )


def _in(items: Iterable[Fresh], kind: str, month: date) -> list[Fresh]:
    return [each for each in items if each.kind == kind and each.on.replace(day=1) == month]


def _months(end: date) -> tuple[date, ...]:
    at = end.year * 12 + end.month - 1
    return tuple(date(month // 12, month % 12 + 1, 1) for month in range(at - MONTHS + 1, at + 1))


def _firsts(rows: pl.DataFrame, name: str, on: str) -> pl.DataFrame:
    """The first row of each name, whatever its capitals."""
    named = rows.filter(pl.col(name).is_not_null()).sort(on, "id")
    return named.with_columns(pl.col(name).str.strip_chars().str.to_lowercase().alias("_name")).unique(
        "_name", keep="first", maintain_order=True
    )


def _rows(kind: str, rows: pl.DataFrame, on: str, person: str) -> list[Fresh]:
    return [Fresh(kind, day, key, who) for day, key, who in rows.select(on, "id", person).iter_rows()]
