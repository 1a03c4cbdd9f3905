"""What deserves attention of the roles that are held: one that ends while nobody comes next."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import polars as pl

from vierspan.analysis.handles.sight import Finder, Finding, Sight, between, facts
from vierspan.analysis.orientations import Orientation

AHEAD_DAYS = 42  # six weeks: time for a talk, and for parties to grant it
PAST_DAYS = 30  # after that the gap is a fact that everybody knows


def role_ends(sight: Sight, orientation: Orientation) -> Iterator[Finding]:
    """A role of this orientation ends, and for the same initiative, or the whole network, nobody holds it longer."""
    rows = sight.records.table("roles").filter(pl.col("orientation") == orientation.value)
    near = pl.col("until").is_between(sight.days_ago(PAST_DAYS), sight.today + timedelta(days=AHEAD_DAYS))
    for row in rows.filter(near).sort("id").iter_rows(named=True):
        same = pl.col("initiative").eq_missing(pl.lit(row["initiative"], dtype=pl.String))
        longer = pl.col("until").is_null() | (pl.col("until") > row["until"])
        if rows.filter(same & longer).height or not _goes_on(sight, row["initiative"]):
            continue
        yield Finding(
            subjects=(row["person"], *([row["initiative"]] if row["initiative"] else [])),
            numbers={"name": sight.name(row["person"]), "day": row["until"]},
            evidence=(facts("roles", rows.filter(pl.col("id") == row["id"])),),
            urgency=0.7 - 0.3 * between((row["until"] - sight.today).days, 0, AHEAD_DAYS),
            due_on=row["until"],
            owners=(row["person"],),
        )


def _goes_on(sight: Sight, initiative: str | None) -> bool:
    return initiative is None or initiative in set(sight.active["id"])


def _of(orientation: Orientation) -> Callable[[Sight], Iterator[Finding]]:
    def look(sight: Sight) -> Iterator[Finding]:
        """A role ends within six weeks, or did so in the last month, and nobody follows."""
        yield from role_ends(sight, orientation)

    return look


FINDERS = tuple(Finder(f"{each.room}.role_ends", each, _of(each)) for each in Orientation)
