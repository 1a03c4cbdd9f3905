"""A smallest set of limits that do not go together."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

L = TypeVar("L")
Holds = Callable[[tuple[L, ...]], bool | None]


def smallest(limits: Sequence[L], holds: "Holds[L]", last: Callable[[L], Any]) -> tuple[L, ...]:
    """Limits that can not all hold, while without any one of them the others can; empty where all can hold.

    `holds` says whether limits go together, or None where that was not settled in time: then the limit counts as
    needed. What comes first by `last` is left out first. There may be several such sets; the same question always
    gives the same one. Cost: a solve for about each limit of the set, times the logarithm of all limits.
    Source: deletion filter (Chinneck 2008).
    """
    if holds(tuple(limits)) is not False:
        return ()
    kept = _suspects(tuple(limits), holds)
    for limit in sorted(kept, key=last):
        fewer = tuple(each for each in kept if each != limit)
        if holds(fewer) is False:
            kept = fewer
    return kept


def _suspects(kept: tuple[L, ...], holds: "Holds[L]") -> tuple[L, ...]:
    """A first set that clashes: halves are thrown out while what is left still does."""
    size = len(kept) // 2
    while size >= 1:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if holds(fewer) is False:
                kept = fewer
            else:
                start += size
        size //= 2
    return kept
