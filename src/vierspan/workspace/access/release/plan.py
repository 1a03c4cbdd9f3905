"""What was agreed before the first answer: how many hide one, on which scale, and which groups are told apart."""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_K = 5
SMALLEST_K_ABOUT_ONE_PERSON = 4
LARGEST_K = 20
MOST_BREAKDOWNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """One way to tell respondents apart (sector, region), fixed before the first answer. Groups may overlap."""

    key: str
    groups: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        if not self.key or "" in self.groups:
            raise ValueError("A breakdown and its groups need a key; the empty key is that of the whole.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The settings of one round of questions, frozen at the first invitation (R2, R4)."""

    k: int = SMALLEST_K
    lowest: float = 1
    highest: float = 5
    breakdowns: tuple[Breakdown, ...] = ()
    is_about_one_person: bool = False

    def __post_init__(self) -> None:
        floor = SMALLEST_K_ABOUT_ONE_PERSON if self.is_about_one_person else SMALLEST_K
        if not floor <= self.k <= LARGEST_K:
            raise ValueError(f"k must lie between {floor} and {LARGEST_K}, and is {self.k}.")
        if not self.lowest < self.highest:
            raise ValueError("The lowest answer must lie below the highest.")
        if len(self.breakdowns) > MOST_BREAKDOWNS:
            raise ValueError(f"At most {MOST_BREAKDOWNS} breakdowns, and there are {len(self.breakdowns)}.")
        if len({breakdown.key for breakdown in self.breakdowns}) < len(self.breakdowns):
            raise ValueError("Two breakdowns have the same key.")

    def may_start(self, invited: int) -> bool:
        """Whether so few people are invited that confidence cannot be promised: then the round must not start."""
        return invited >= self.k
