"""How face and ownership went over time: the two lines of the strategist's dilemma."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from vierspan.analysis.measures.face import OWNED, face
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records


@dataclass(frozen=True, slots=True)
class FaceMoment:
    """The largest part of one person in what was done outside, over the year up to a day."""

    day: date
    share: float | None  # 0-1; None under ten acts
    acts: int  # acts outside in that year
    person: str | None


@dataclass(frozen=True, slots=True)
class OwnershipMoment:
    """The part of the parties that felt the network to be theirs, in one wave of the pulse."""

    day: date
    breadth: float  # 0-1
    parties: int  # that answered


def face_course(records: Records, acts: pl.DataFrame, years: Iterable[Window]) -> tuple[FaceMoment, ...]:
    """The face share at the end of each window, the oldest first, from the first year with anything done outside.

    Definition: `face.face` over each window; windows are meant to be sliding years (`windows.sliding_years`), as a
    quarter seldom holds ten acts outside. Acts without a date stand in none. Range: 0-1. Edge cases: under ten acts in
    a year -> no share, with the number of acts; nothing outside at all -> no moments.
    Cost: linear in acts, times the number of windows. Source: methods 2.8 (show both lines in time) [O].
    """
    dated = acts.filter(pl.col("done_on").is_not_null())
    moments = [_moment(records, dated, year) for year in years]
    first = next((place for place, moment in enumerate(moments) if moment.acts), len(moments))
    return tuple(moments[first:])


def ownership_course(records: Records, until: date) -> tuple[OwnershipMoment, ...]:
    """Ownership breadth in each wave of the pulse up to a day, the oldest first.

    Definition: share of the parties that answered 4 or more of 5 on ownership in that wave. Range: 0-1. Edge cases: no
    wave -> nothing; answers without a party or a day count in none. Cost: linear. Source: methods 2.8 [O].
    """
    asked = records.table("pulse").filter((pl.col("item") == "ownership") & pl.col("party").is_not_null())
    asked = asked.filter(pl.col("asked_on").is_not_null() & (pl.col("asked_on") <= until))
    owned = (pl.col("score") >= OWNED).mean().alias("breadth")
    waves = asked.group_by("asked_on").agg(owned, pl.len().alias("parties")).sort("asked_on")
    rows = waves.drop_nulls("breadth").select("asked_on", "breadth", "parties").iter_rows()
    return tuple(OwnershipMoment(day, breadth, parties) for day, breadth, parties in rows)


def _moment(records: Records, acts: pl.DataFrame, year: Window) -> FaceMoment:
    seen = face(records, acts, year)
    return FaceMoment(year.end, seen.face_share.value, seen.face_share.n, seen.person)
