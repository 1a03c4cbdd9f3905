"""How intensely somebody sits at the table: what fits them, what was promised, what it was like."""

from dataclasses import dataclass
from typing import Literal

NONE, KNOW, ADVISE, THINK_ALONG, CO_MAKE, DECIDE = range(6)
HIGH, MIDDLE = 4, 3  # on the scale of 1 to 5 of stake, blocking power and needed resource
BURDEN = 2  # so many levels above what fits is a burden

Fit = Literal["ask", "risk", "short", "fits", "above", "burden", "open"]
Kept = Literal["open", "kept", "less"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is known of one seat. Levels 0-5; stake, blocking power and needed resource 1-5; None is not known."""

    stake: float | None = None
    blocking: float | None = None
    resource: float | None = None
    actual: int | None = None
    promised: int | None = None
    experienced: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What follows for one seat. `recommended` is None where it must be asked first."""

    recommended: int | None
    mismatch: int | None
    fit: Fit
    gap: float | None
    kept: Kept

    @property
    def is_alarm(self) -> bool:
        return self.fit in ("risk", "burden") or self.kept == "less"


def recommended(stake: float | None, blocking: float | None, resource: float | None) -> int | None:
    """The level at the table that fits a party.

    Definition: decide (5) if stake >= 4 and (blocking >= 4 or resource >= 4); co-make (4) if stake >= 3 and
    resource >= 3, or blocking >= 4; think along (3) if stake >= 3; advise (2) if resource >= 3 or blocking >= 3; else
    know (1). Range: 1 to 5. Edge cases: one of the three missing -> None, to be asked: missing is not low.
    It never falls when one of the three rises. Cost: constant. Source: methods 6.3 [O].
    """
    if stake is None or blocking is None or resource is None:
        return None
    rules = (
        (DECIDE, stake >= HIGH and (blocking >= HIGH or resource >= HIGH)),
        (CO_MAKE, (stake >= MIDDLE and resource >= MIDDLE) or blocking >= HIGH),
        (THINK_ALONG, stake >= MIDDLE),
        (ADVISE, resource >= MIDDLE or blocking >= MIDDLE),
    )
    return next((level for level, holds in rules if holds), KNOW)


def reading(place: Place) -> Reading:
    """Where a seat is off.

    Definition: mismatch m = actual - recommended. m < 0 is a `risk` for who can block (blocking >= 4), else `short`;
    m >= 2 is a `burden`, m = 1 `above`. Promise kept: gap = promised - experienced; above half a level is `less`.
    Edge cases: nothing recommended -> `ask`; no actual level -> `open`, but a `risk` for who can block, since who can
    block and sits nowhere is the first to be missed; nothing promised or nothing experienced -> gap None, `open`.
    Cost: constant. Source: methods 6.3 [O].
    """
    fitting = recommended(place.stake, place.blocking, place.resource)
    mismatch = None if fitting is None or place.actual is None else place.actual - fitting
    gap = None if place.promised is None or place.experienced is None else place.promised - place.experienced
    return Reading(
        recommended=fitting,
        mismatch=mismatch,
        fit=_fit(fitting, mismatch, place.blocking),
        gap=gap,
        kept="open" if gap is None else "less" if gap > 1 / 2 else "kept",
    )


def _fit(fitting: int | None, mismatch: int | None, blocking: float | None) -> Fit:
    can_block = blocking is not None and blocking >= HIGH
    if fitting is None:
        return "ask"
    if mismatch is None:
        return "risk" if can_block else "open"
    if mismatch < 0:
        return "risk" if can_block else "short"
    return "burden" if mismatch >= BURDEN else "above" if mismatch else "fits"


def must_sit(stake: float | None, blocking: float | None, resource: float | None) -> tuple[str, ...]:
    """Why a party may not be missed: "stake", "blocking", "resource", each from 3 up. Unknown is no reason.

    Source: methods 6.3 (missing-party check) [O]. Cost: constant.
    """
    given = {"stake": stake, "blocking": blocking, "resource": resource}
    return tuple(key for key, value in given.items() if value is not None and value >= MIDDLE)
