"""Relation answers (R12): personal data about two people, shown to others only between groups, or with both willing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vierspan.workspace.access.release.algebra import Effort, TooMuchWork, reduce, rests_on_few
from vierspan.workspace.access.release.blunt import blunt_count, blunt_mean, exact_mean
from vierspan.workspace.access.release.cells import EXACT_FROM, HIDDEN, Cell

Pair = tuple[str, str]
Rules = tuple[Mapping[str, Pair], int]
"""Who gave each answer about whom, and k."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTie:
    """What one person answered about another, both of whom let it be seen."""

    giver: str
    receiver: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTies:
    """What may be drawn of one wave, and what audits of later waves need.

    In `between`, (from, to) has a cell: its count is of givers, its mean of their answers. `sums` has the answers (by
    id) behind each cell shown, `ends` who gave each of them about whom, `told` the answers shown by name. Keep these
    three where the answers are kept: they say who answered about whom, not what.
    """

    named: tuple[NamedTie, ...]
    between: Mapping[Pair, Cell]
    sums: tuple[frozenset[str], ...] = ()
    ends: Mapping[str, Pair] = field(default_factory=dict)
    told: frozenset[str] = frozenset()

    def cell(self, giving: str, receiving: str) -> Cell:
        return self.between.get((giving, receiving), HIDDEN)

    def kept(self) -> dict[str, Any]:
        """What later waves need, for JSON."""
        sums = [sorted(members) for members in self.sums]
        return {"sums": sums, "ends": {key: list(pair) for key, pair in self.ends.items()}, "told": sorted(self.told)}

    @classmethod
    def from_kept(cls, plain: Mapping[str, Any]) -> "GroupTies":
        """An earlier wave as later waves need it, without what it showed."""
        ends = {key: (giver, receiver) for key, (giver, receiver) in plain["ends"].items()}
        sums = tuple(frozenset(members) for members in plain["sums"])
        return cls(named=(), between={}, sums=sums, ends=ends, told=frozenset(plain["told"]))


def group_ties(
    given: Iterable[tuple[str, str, float]],
    groups: Mapping[str, frozenset[str]],
    opted_in: frozenset[str],
    k: int,
    *,
    scale: tuple[float, float] = (1, 5),
    ids: Mapping[Pair, str] | None = None,
    before: Sequence[GroupTies] = (),
) -> GroupTies:
    """The ties one closed wave may show: (giver, receiver, value) by name when both opted in, and group to group.

    Two groups show the ties between them, both ways, or not at all. Each way needs k people who give and k who are
    answered about, and so does what remains of it when the ties shown by name are known. Groups may overlap (give all
    groupings at once): what can be computed from all ways shown together must rest on k givers and k receivers too.

    Where answers are taken over from wave to wave: `ids` has the id of each answer (giver, receiver), the same only
    while the answer is, and `before` the earlier waves. What they showed counts as known. An answer taken over is not
    shown by name when that would give away others that it was shown together with.
    """
    values = {(giver, receiver): value for giver, receiver, value in given if giver != receiver}
    names = {pair: (ids or {}).get(pair, f"{pair[0]} {pair[1]}") for pair in values}
    ways = _ways(set(values), groups)
    ends = {name: pair for wave in before for name, pair in wave.ends.items()} | {names[pair]: pair for pair in values}
    earlier = [members for wave in before for members in wave.sums]
    known = frozenset[str]().union(*(wave.told for wave in before))
    willing = {pair for pair in values if opted_in.issuperset(pair)}
    named = _nameable({names[pair] for pair in willing}, earlier, known, (ends, k))
    behind = {way: frozenset(names[pair] for pair in pairs) - named - known for way, pairs in ways.items()}
    open_ways = _showable(behind, [members - named - known for members in earlier], (ends, k))
    shown = {way: {pair: values[pair] for pair in ways[way]} for way in open_ways}
    return GroupTies(
        named=tuple(
            NamedTie(giver=pair[0], receiver=pair[1], value=values[pair])
            for pair in sorted(willing)
            if names[pair] in named
        ),
        between={way: _cell(shown[way], scale, k) if way in shown else HIDDEN for way in ways},
        sums=tuple(frozenset(names[pair] for pair in shown[way]) for way in sorted(shown)),
        ends={names[pair]: pair for answers in shown.values() for pair in answers},
        told=frozenset(named),
    )


def _nameable(willing: set[str], earlier: Sequence[frozenset[str]], known: frozenset[str], rules: Rules) -> set[str]:
    """The answers that may be shown by name: those in earlier sums only if nobody else loses their cover."""
    taken_over = {name for name in willing if any(name in members for members in earlier)} - known
    if not taken_over or _is_safe([members - known - taken_over for members in earlier], rules):
        return willing
    return willing - taken_over


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


def _showable(ways: Mapping[Pair, frozenset[str]], earlier: Sequence[frozenset[str]], rules: Rules) -> frozenset[Pair]:
    """Units of two ways (or one, within a group), those with most givers first, each kept when all stays safe."""
    ends, _ = rules
    units = {tuple(sorted({(one, other), (other, one)})) for one, other in ways}
    wide = [unit for unit in units if all(_is_wide(ways[way], rules) for way in unit)]
    wide.sort(key=lambda unit: (-min(len({ends[name][0] for name in ways[way]}) for way in unit), unit))
    if _is_safe([*earlier, *(ways[way] for unit in wide for way in unit)], rules):
        return frozenset(way for unit in wide for way in unit)
    kept: list[Pair] = []
    for unit in wide:
        if _is_safe([*earlier, *(ways[way] for way in (*kept, *unit))], rules):
            kept += unit
    return frozenset(kept)


def _is_wide(answers: frozenset[str], rules: Rules) -> bool:
    ends, k = rules
    return all(len({ends[name][side] for name in answers}) >= k for side in (0, 1))


def _is_safe(sets: Sequence[frozenset[str]], rules: Rules) -> bool:
    """Whether all that follows from the sums over these sets rests on k givers and on k receivers."""
    ends, k = rules
    homes: dict[str, list[int]] = {}
    for at, members in enumerate(sets):
        for name in members:
            homes.setdefault(name, []).append(at)
    classes: dict[tuple[int, ...], list[Pair]] = {}
    for name, home in homes.items():
        classes.setdefault(tuple(home), []).append(ends[name])
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
