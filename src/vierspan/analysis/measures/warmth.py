"""How warm a contact is: every touch adds something, and what it added halves as time goes by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import exp, inf
from types import MappingProxyType

import polars as pl

HALF_LIFE_DAYS = 90.0
BOARD_HALF_LIFE_DAYS = 180.0  # boards meet less often, and forget more slowly
AMOUNTS: Mapping[str, float] = MappingProxyType({"mail": 1.0, "call": 2.0, "joint_work": 5.0})
MEETING = 3.0  # a meeting, and whatever else somebody did in person
FULL = 5.0  # so much warmth is felt as most of what there can be
WARM, COOL = 40.0, 15.0  # of 100: from here on warm, from here on cool, below it cold
SOON_DAYS = 7  # whoever is due within so many days is rung this week


class State(StrEnum):
    """How warm it feels, in three steps."""

    WARM = "warm"
    COOL = "cool"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact: when, and how much it adds."""

    on: date
    amount: float = MEETING


@dataclass(frozen=True, slots=True, kw_only=True)
class Warmth:
    """How warm one contact is on one day, and whether it is time to do something about it."""

    amount: float  # b(t), what is left of every touch together
    score: float  # 0-100
    state: State
    contacts: int
    last_on: date | None
    due: float | None  # days since the last touch / agreed rhythm; none without a rhythm, infinite without a touch
    is_due: bool  # within a week from now the agreed rhythm is over
    is_cooling: bool  # it was not cold a half-life ago, and half or more of it is gone


def amount_of(kind: str) -> float:
    """What a contact of a kind adds: mail 1, call 2, joint work 5, all others 3. Source: methods 5 [O]."""
    return AMOUNTS.get(kind, MEETING)


def warmed(warmth: float, days: float, amount: float, half_life: float = HALF_LIFE_DAYS) -> float:
    """The warmth after so many days and one more touch: b' = b * 2^(-days / H) + amount.

    The same as counting all touches anew. Range 0 and up. Cost: constant. Source: methods 5 (tie decay).

    >>> warmed(1.0, 90, 1.0)
    1.5
    """
    return float(warmth * 2.0 ** (-days / half_life) + amount)


def warmth_on(touches: Iterable[Touch], day: date, half_life: float = HALF_LIFE_DAYS) -> float:
    """What is left on a day of all touches: b(t) = sum of m * 2^(-(t - t_k) / H).

    Range 0 and up; touches after that day are ignored; no touch gives 0. Cost: linear.
    Source: tie decay (Ahmad, Porter & Beguerisse-Díaz 2018); methods 5.

    >>> warmth_on([Touch(date(2026, 7, 1) - timedelta(days=ago), 1.0) for ago in (0, 90, 180)], date(2026, 7, 1))
    1.75
    """
    return float(sum(each.amount * 2.0 ** (-(day - each.on).days / half_life) for each in touches if each.on <= day))


def score(warmth: float) -> float:
    """Warmth on a scale from 0 to 100: 100 * (1 - exp(-b / 5)). One meeting today is 45. Source: methods 5."""
    return 100.0 * (1.0 - exp(-max(0.0, warmth) / FULL))


def state_of(scored: float) -> State:
    """Warm from 40, cool from 15, cold below; house steps [O]."""
    return State.WARM if scored >= WARM else State.COOL if scored >= COOL else State.COLD


def looked_at(
    touches: Iterable[Touch], day: date, *, half_life: float = HALF_LIFE_DAYS, rhythm_days: int | None = None
) -> Warmth:
    """All that one contact says on a day.

    No touch at all is cold, not missing; with an agreed rhythm it is due at once. Cooling means: it was at least cool
    a half-life ago and no more than half of it is left. Cost: linear. Source: methods 5; cooling is ours [O].
    """
    past = [each for each in touches if each.on <= day]
    amount, last = warmth_on(past, day, half_life), max((each.on for each in past), default=None)
    before = warmth_on(past, day - timedelta(days=round(half_life)), half_life)
    days = inf if last is None else (day - last).days
    return Warmth(
        amount=amount,
        score=score(amount),
        state=state_of(score(amount)),
        contacts=len(past),
        last_on=last,
        due=days / rhythm_days if rhythm_days else None,
        is_due=bool(rhythm_days) and days + SOON_DAYS >= (rhythm_days or 0),
        is_cooling=score(before) >= COOL and amount <= before / 2,
    )


def course(
    touches: Iterable[Touch], end: date, *, half_life: float = HALF_LIFE_DAYS, weeks: int = 52
) -> tuple[tuple[date, float], ...]:
    """The score at the end of each week up to a day, oldest first. Cost: weeks times touches."""
    given = tuple(touches)
    days = [end - timedelta(days=7 * ago) for ago in range(weeks, -1, -1)]
    return tuple((day, score(warmth_on(given, day, half_life))) for day in days)


def warmth(rows: pl.DataFrame, end: date) -> pl.DataFrame:
    """What is left of many contacts (columns actor, on, amount) on a day: actor, warmth.

    The same sum as `warmth_on` with a half-life of 90 days; no contact -> no row. Cost: linear. Source: methods 5.
    """
    dated = rows.drop_nulls().filter(pl.col("on") <= end)
    age = (pl.lit(end) - pl.col("on")).dt.total_days() / HALF_LIFE_DAYS
    return dated.group_by("actor").agg((pl.col("amount") * 2.0 ** (-age)).sum().alias("warmth")).sort("actor")
