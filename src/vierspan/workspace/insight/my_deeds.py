"""What somebody did themselves in the period of the mirror: how much of each orientation, and of each pole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from vierspan.analysis.catalogue import AXES
from vierspan.analysis.measures.levels import level_of
from vierspan.analysis.measures.windows import months
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.orientations import Orientation
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.insight import facts, queries, runs, words
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership.profiles import queries as profiles


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of one's own, as evidence."""

    kind: str
    about: str  # what it was done to, where that has a name
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Done:
    """One's own acts of a period; `start` and `end` are None where there is no mirror yet."""

    acts: pl.DataFrame
    start: date | None = None
    end: date | None = None

    def count(self, orientation: Orientation) -> int:
        return self._of(orientation).height

    def level(self, orientation: Orientation) -> float | None:
        """0-1, as the mirror of the network reckons it from acts; None without acts."""
        rows = self._of(orientation)
        return self._level(float(rows["weight"].sum())) if rows.height else None

    def poles(self, axis: str) -> tuple[float, float] | None:
        """The weight of acts to the first and to the second pole (methods 8); None without acts on the scale."""
        if self.start is None:
            return None
        weighted = pl.col(axis) * pl.col("weight")
        low, high = self.acts.select(lo=(-weighted).clip(0).sum(), hi=weighted.clip(0).sum()).row(0)
        return (low, high) if low + high else None

    def levels(self, axis: str) -> tuple[float, float]:
        """How much there is of the two poles, on the same measure as `level`."""
        low, high = self.poles(axis) or (0.0, 0.0)
        return self._level(low), self._level(high)

    def last(self, what: str, most: int) -> list[dict[str, Any]]:
        """The rows of the last acts behind one orientation, or one scale of the palette."""
        if self.start is None:
            return []
        wanted = pl.col(what) != 0 if what in AXES else pl.col("orientation") == what
        return self.acts.filter(wanted).sort("done_on", descending=True, nulls_last=True).head(most).to_dicts()

    def _of(self, orientation: Orientation) -> pl.DataFrame:
        return self.acts.filter(pl.col("orientation") == orientation.value) if self.start else pl.DataFrame()

    def _level(self, weight: float) -> float:
        assert self.start is not None and self.end is not None  # noqa: S101 - there are acts
        return float(level_of(np.array([weight / months(Window(start=self.start, end=self.end))]))[0])


def done(actor: Actor) -> Done:
    """Of who asks."""
    mine = str(profiles.me(actor))
    run = _run(actor)
    if run is None:
        return Done(pl.DataFrame())
    return Done(runs.unpacked(run.acts).filter(pl.col("person") == mine), run.start, run.end)


def evidence(actor: Actor, most: int = 5) -> Mapping[str, tuple[Deed, ...]]:
    """One's own last acts per orientation and per scale, from which it was reckoned."""
    mine = done(actor)
    rows = {what: mine.last(what, most) for what in (*(each.value for each in Orientation), *AXES)}
    names = facts.names_in(actor, [row for each in rows.values() for row in each])
    return {what: tuple(_deed(row, names, actor.language) for row in each) for what, each in rows.items()}


def _deed(row: Mapping[str, Any], names: Mapping[str, Ref], language: str) -> Deed:
    about = names.get(str(row["subject"]))
    return Deed(words.kind_label(row["kind"], language), about.name if about else "", row["done_on"], row["note"] or "")


def _run(actor: Actor) -> Run | None:
    try:
        return queries.current_run(actor)
    except DomainError:
        return None
