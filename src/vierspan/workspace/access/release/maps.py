"""Relation answers (R12): personal data about two people, shown to others only between groups, or with both willing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vierspan.workspace.access.release.algebra import Effort, TooMuchWork, reduce, rests_on_few
from vierspan.workspace.access.release.blunt import blunt_count, blunt_mean, exact_mean
from vierspan.workspace.access.release.cells import EXACT_FROM, HIDDEN, Cell

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTie:
    """What one person answered about another, both of whom let it be seen."""

    giver: str
    receiver: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTies:
    """What may be drawn. In `between`, (from, to) has a cell: its count is of givers, its mean of their answers."""

    named: tuple[NamedTie, ...]
    between: Mapping[Pair, Cell]

    def cell(self, giving: str, receiving: str) -> Cell:
        return self.between.get((giving, receiving), HIDDEN)


def group_ties(
    given: Iterable[tuple[str, str, float]],
    groups: Mapping[str, frozenset[str]],
    opted_in: frozenset[str],
    k: int,
    *,
    scale: tuple[float, float] = (1, 5),
) -> GroupTies:
    """The ties one closed wave may show: (giver, receiver, value) by name when both opted in, and group to group.

    Two groups show the ties between them, both ways, or not at all. Each way needs k people who give and k who are
    answered about, and so does what remains of it when the ties shown by name are known. Groups may overlap (give all
    groupings at once): what can be computed from all ways shown together must rest on k givers and k receivers too.
    """
    values = {(giver, receiver): value for giver, receiver, value in given if giver != receiver}
    named = {pair for pair in values if opted_in.issuperset(pair)}
    ways = _ways(set(values), groups)
    open_ways = _showable({way: pairs - named for way, pairs in ways.items()}, k)
    between = {
        way: _cell({pair: values[pair] for pair in pairs}, scale, k) if way in open_ways else HIDDEN
        for way, pairs in ways.items()
    }
    ties = (NamedTie(giver=giver, receiver=to, value=values[giver, to]) for giver, to in sorted(named))
    return GroupTies(named=tuple(ties), between=between)


def _ways(pairs: set[Pair], groups: Mapping[str, frozenset[str]]) -> dict[Pair, frozenset[Pair]]:
    homes: dict[str, list[str]] = {}
    for name, members in groups.items():
        for person in members:
            homes.setdefault(person, []).append(name)
    ways: dict[Pair, set[Pair]] = {(one, other): set() for one in groups for other in groups}
    for giver, receiver in pairs:
        for giving in homes.get(giver, ()):
            for receiving in homes.get(receiver, ()):
                ways[giving, receiving].add((giver, receiver))
    return {way: frozenset(members) for way, members in ways.items()}


def _cell(answers: Mapping[Pair, float], scale: tuple[float, float], k: int) -> Cell:
    """Blunted by the number of givers: two answers of one person are not two voices. No thirds, for the same reason."""
    givers = {giver for giver, _ in answers}
    mean, edge = blunt_mean(exact_mean([*answers.values()]), scale, is_large=len(givers) >= EXACT_FROM)
    return Cell(is_shown=True, count=blunt_count(len(givers), k), mean=mean, edge=edge)


def _showable(ways: Mapping[Pair, frozenset[Pair]], k: int) -> frozenset[Pair]:
    """Units of two ways (or one, within a group), those with most givers first, each kept when all stays safe."""
    units = {tuple(sorted({(one, other), (other, one)})) for one, other in ways}
    wide = [unit for unit in units if all(_is_wide(ways[way], k) for way in unit)]
    wide.sort(key=lambda unit: (-min(len({giver for giver, _ in ways[way]}) for way in unit), unit))
    kept: list[Pair] = []
    if _is_safe([ways[way] for unit in wide for way in unit], k):
        return frozenset(way for unit in wide for way in unit)
    for unit in wide:
        if _is_safe([ways[way] for way in (*kept, *unit)], k):
            kept += unit
    return frozenset(kept)


def _is_wide(pairs: frozenset[Pair], k: int) -> bool:
    return all(len({pair[side] for pair in pairs}) >= k for side in (0, 1))


def _is_safe(sets: Sequence[frozenset[Pair]], k: int) -> bool:
    """Whether all that follows from the sums over these sets rests on k givers and on k receivers."""
    homes: dict[Pair, list[int]] = {}
    for at, pairs in enumerate(sets):
        for pair in pairs:
            homes.setdefault(pair, []).append(at)
    classes: dict[tuple[int, ...], list[Pair]] = {}
    for pair, home in homes.items():
        classes.setdefault(tuple(home), []).append(pair)
    rows = [[1 if at in home else 0 for home in classes] for at in range(len(sets))]
    return all(_rests_on_many(rows, _people(classes.values(), side), k) for side in (0, 1))


def _people(classes: Iterable[Sequence[Pair]], side: int) -> list[int]:
    place: dict[str, int] = {}
    masks = []
    for pairs in classes:
        mask = 0
        for pair in pairs:
            mask |= 1 << place.setdefault(pair[side], len(place))
        masks.append(mask)
    return masks


def _rests_on_many(rows: Sequence[list[int]], people: Sequence[int], k: int) -> bool:
    """One person may stand in several columns here, so that the plain search is used, heavy columns out first."""
    order = sorted(range(len(people)), key=lambda column: -people[column].bit_count())
    reduced = reduce(rows, order)
    light = [row for row, pivot in zip(reduced.rows, reduced.pivots, strict=True) if people[pivot].bit_count() < k]
    effort = Effort()
    try:
        return not any(rests_on_few(row, light[at + 1 :], (people, 0, k - 1), effort) for at, row in enumerate(light))
    except TooMuchWork:
        return False
