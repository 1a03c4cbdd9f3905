"""How commitments are kept: counted per owner, told to the owner first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FEWEST_DUE = 5
CALLED_OFF = "withdrawn"
AGREED_ANEW = "renegotiated"  # as workbooks say it: in time, and the new day is not known


@dataclass(frozen=True, slots=True)
class Due:
    """One commitment as it stands; `moved_in_time` where a new day was agreed before the old one had passed."""

    due_on: date | None
    delivered_on: date | None
    state: str
    moved_in_time: bool = False


@dataclass(frozen=True, slots=True)
class Reliability:
    """Counts, and the share of those due that were on time: None below five."""

    due: int
    on_time: int
    late: int  # delivered after the day
    overdue: int  # the day has passed, and it is open
    moved_in_time: int
    to_come: int
    kept: float | None


def reliability(promises: Iterable[Due], today: date) -> Reliability:
    """The kept rate of one owner.

    Definition: a commitment is due when it has a day, and that day has passed or it was delivered; on time is delivered
    on or before its day, the day last agreed. Kept = on time / due, 0-1, None with fewer than five due. Called off is
    left out; delivered on a day that is unknown, or without a day agreed, says nothing of time and is left out too.
    Agreed anew before the day had passed is counted apart and judged by its new day; where a workbook says only that it
    was agreed anew, it is counted apart and not judged. Cost: linear. Source: methods 6.6.
    """
    told = [each for each in promises if each.state != CALLED_OFF]
    judged = [each for each in told if _is_due(each, today)]
    on_time = sum(_on_time(each) for each in judged)
    overdue = sum(each.delivered_on is None for each in judged)
    return Reliability(
        due=len(judged),
        on_time=on_time,
        late=len(judged) - on_time - overdue,
        overdue=overdue,
        moved_in_time=sum(each.moved_in_time or each.state == AGREED_ANEW for each in told),
        to_come=sum(_is_to_come(each, today) for each in told),
        kept=on_time / len(judged) if len(judged) >= FEWEST_DUE else None,
    )


def _is_due(each: Due, today: date) -> bool:
    if each.due_on is None or (each.state == AGREED_ANEW and each.delivered_on is None):
        return False
    if each.delivered_on is None and each.state == "delivered":
        return False
    return each.delivered_on is not None or each.due_on < today


def _on_time(each: Due) -> bool:
    return each.delivered_on is not None and each.due_on is not None and each.delivered_on <= each.due_on


def _is_to_come(each: Due, today: date) -> bool:
    return each.delivered_on is None and each.state == "open" and (each.due_on is None or each.due_on >= today)
