"""What is released about one group on one question, and nothing more."""

from dataclasses import dataclass
from typing import Any, Literal

Edge = Literal["", "at_least", "at_most"]
EXACT_FROM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A released number, blunted (R7). Hidden cells are all equal, whatever the reason (R11).

    count: "5-9", from ten people on the exact number, "" when hidden. mean: rounded; with an edge it is the bound.
    thirds: percentages in the low, middle and high third of the scale, in steps of five, only from ten people on;
    0 means fewer than three people, 90 means more than 90 %.
    """

    is_shown: bool
    count: str = ""
    mean: float | None = None
    edge: Edge = ""
    thirds: tuple[int, int, int] | None = None

    def to_plain(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


HIDDEN = Cell(is_shown=False)


def cell_from_plain(plain: dict[str, Any]) -> Cell:
    thirds = plain["thirds"]
    return Cell(**{**plain, "thirds": None if thirds is None else tuple(thirds)})


def may_trend(before: Cell, now: Cell) -> bool:
    """Whether two moments of one group may be compared: both need ten people or more (R7)."""
    return all(cell.is_shown and cell.count.isdigit() and int(cell.count) >= EXACT_FROM for cell in (before, now))
