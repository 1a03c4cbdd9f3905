"""Who sits down before whom: the same order as that of steps, and how far it went otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vierspan.analysis.choices.planning_path import Stretch, course


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """In which turn each comes in, and where it went otherwise: pairs (first, then) of whom the second was there first.

    `turned` of `pairs` comparable pairs is the Kendall distance between plan and actual order.
    """

    turns: tuple[tuple[str, ...], ...] = ()
    cycle: tuple[str, ...] = ()
    inversions: tuple[tuple[str, str], ...] = ()
    pairs: int = 0

    @property
    def turned(self) -> int:
        return len(self.inversions)

    @property
    def share(self) -> float | None:
        """Of the comparable pairs; None where there are none."""
        return self.turned / self.pairs if self.pairs else None


def entry(edges: Iterable[tuple[str, str]], actual: Mapping[str, int] | None = None) -> Entry:
    """The order of entry that the edges (first, then) ask, and how far `actual` (a day by party) turned it round.

    Definition: turns are the topological levels. Kendall distance: the number of pairs of which the plan says, directly
    or by way of others, that X comes before Y, while Y came on an earlier day than X. For a plan that is a full order
    this is Kendall's tau distance. Edge cases: the same day is no inversion; who is not there (yet) is not compared; a
    circle -> `cycle` and nothing else. Cost: V x E. Source: methods 6.2 [O].
    """
    asked = tuple(dict.fromkeys(edges))
    names = sorted({name for edge in asked for name in edge})
    before = {name: tuple(one for one, other in asked if other == name) for name in names}
    found = course(Stretch(id=name, days=1, after=before[name]) for name in names)
    if found.cycle:
        return Entry(cycle=found.cycle)
    depth = max(found.levels.values(), default=-1) + 1
    turns = tuple(tuple(name for name in names if found.levels[name] == level) for level in range(depth))
    came = actual or {}
    compared = [(one, other) for one, other in _closure(before, turns) if one in came and other in came]
    inversions = tuple((one, other) for one, other in compared if came[other] < came[one])
    return Entry(turns=turns, inversions=inversions, pairs=len(compared))


def kendall(plan: Sequence[str], actual: Sequence[str]) -> int:
    """How many pairs stand the other way round in two orders of the same names; 0 to n (n - 1) / 2."""
    return entry(pairwise(plan), {name: n for n, name in enumerate(actual)}).turned


def _closure(before: Mapping[str, tuple[str, ...]], turns: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
    """Every pair of which one comes before the other, also by way of others."""
    known: dict[str, set[str]] = {}
    for name in (each for turn in turns for each in turn):
        known[name] = set(before[name]).union(*(known[each] for each in before[name]))
    return sorted((one, name) for name, firsts in known.items() for one in firsts)
