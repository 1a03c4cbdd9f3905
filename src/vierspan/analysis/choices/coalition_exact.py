"""Every coalition of a few candidates, weighed at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vierspan.analysis.choices.coalition_question import Coalition, Floats, Question, weigh

FINE = 3  # decimals: a smaller difference does not make one coalition better than another

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """All coalitions that are allowed: which cover, which are not beaten by another, and which can spare nobody."""

    front: tuple[Coalition, ...]
    covers: tuple[Coalition, ...]
    nearest: Coalition | None  # where none covers: what comes nearest
    count: int  # that cover


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """A row per subset: who is in it, and what it is worth."""

    inside: Bools
    is_allowed: Bools  # by the pairs and the most that there may be
    is_large: Bools  # enough
    met: NDArray[np.int64]  # how many of the must-haves
    values: Floats  # coverage, cohesion, interest, new blood

    @property
    def sizes(self) -> NDArray[np.int64]:
        return np.asarray(self.inside.sum(axis=1))


def every(question: Question) -> Every:
    """All coalitions of the candidates by enumeration.

    Definition: of the subsets within the size, with the fixed members and without two that stay apart, those that bring
    every must-have. `front`: not beaten on coverage, cohesion, interest, new blood and fewest parties together, equal
    ones kept; values count in thousandths. `covers`: those of which nobody but a fixed member can be spared (the least
    size aside). Best first. Edge cases: nobody -> nothing; nothing required -> no covers. Cost: 2^n rows, meant for up
    to 18 candidates. Source: methods 5, coalition as team formation [R 63-67].
    """
    if not question.candidates:
        return Every(front=(), covers=(), nearest=None, count=0)
    table = _table(question)
    musts = sum(each.is_must for each in question.requirements)
    is_cover = table.is_allowed & (table.met == musts)
    is_whole = is_cover & table.is_large
    rows = np.flatnonzero(is_whole)
    front = rows[_unbeaten(table.values[rows], table.sizes[rows])]
    return Every(
        front=_told(question, table, front),
        covers=_told(question, table, np.flatnonzero(_spares_nobody(question, table, is_cover))) if musts else (),
        nearest=None if rows.size else _nearest(question, table),
        count=int(rows.size),
    )


def _table(question: Question) -> _Table:
    held = list(question.held)
    free = [at for at in range(len(question.candidates)) if at not in set(held)]
    numbers = np.arange(2 ** len(free), dtype=np.int64)
    inside = np.zeros((len(numbers), len(question.candidates)), dtype=bool)
    inside[:, held] = True
    for bit, at in enumerate(free):
        inside[:, at] = (numbers >> bit) & 1
    sizes = inside.sum(axis=1)
    kept = (sizes > 0) & (sizes <= question.most)
    inside = inside[kept]
    sizes = sizes[kept]
    met, coverage = _covering(question, inside)
    return _Table(
        inside,
        _together(question, inside),
        sizes >= question.least,
        met,
        np.column_stack([coverage, *_bonds(question, inside, sizes)]),
    )


def _together(question: Question, inside: Bools) -> Bools:
    allowed = np.ones(len(inside), dtype=bool)
    for pair in question.apart:
        at = [question.place[each] for each in pair if each in question.place]
        if len(at) == 2:
            allowed &= ~inside[:, at].all(axis=1)
    return allowed


def _covering(question: Question, inside: Bools) -> tuple[NDArray[np.int64], Floats]:
    """How many must-haves each brings, and how strongly everything."""
    met, coverage = np.zeros(len(inside), dtype=np.int64), np.zeros(len(inside))
    for asked, weight, row in zip(question.requirements, question.weights, question.offers, strict=True):
        taken, strength = np.zeros(len(inside), dtype=np.int64), np.zeros(len(inside))
        for at in np.argsort(-row, kind="stable"):
            if row[at] > 0:
                counts = inside[:, at] & (taken < asked.parties)
                taken += counts
                strength += row[at] * counts
        met += asked.is_must & (taken >= asked.parties)
        coverage += weight * strength / asked.parties
    return met, coverage if question.requirements else np.ones(len(inside))


def _bonds(question: Question, inside: Bools, sizes: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Cohesion, interest and new blood."""
    several, pairs = sizes > 1, np.maximum(sizes * (sizes - 1) / 2, 1)
    member = inside.astype(np.float64)
    apart = ((member @ question.distance) * member).sum(axis=1) / 2
    known = ((member @ question.worked.astype(np.float64)) * member).sum(axis=1) / 2
    cohesion = np.where(several, 1 - apart / pairs / question.cap, 1.0)
    return cohesion, member @ question.interest / sizes, np.where(several, 1 - known / pairs, 0.0)


def _unbeaten(values: Floats, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of these rows those that no other beats. What could beat a row stands before it, so that one look is enough."""
    points = np.column_stack([np.round(values, FINE), -sizes])
    left = np.argsort(-points[:, :4].sum(axis=1) + sizes / (sizes.max(initial=1) + 1), kind="stable")
    found: list[int] = []
    while left.size:
        first = points[left[0]]
        found.extend(left[(points[left] == first).all(axis=1)].tolist())
        left = left[~(points[left] <= first).all(axis=1)]
    return np.array(sorted(found), dtype=np.int64)


def _spares_nobody(question: Question, table: _Table, is_cover: Bools) -> Bools:
    musts = [n for n, each in enumerate(question.requirements) if each.is_must]
    count = {n: table.inside @ (question.offers[n] > 0).astype(np.int64) for n in musts}
    found = is_cover.copy()
    for at in range(len(question.candidates)):
        if at not in question.held:
            needed = np.zeros(len(found), dtype=bool)
            for n in musts:
                if question.offers[n, at] > 0:
                    needed |= count[n] <= question.requirements[n].parties
            found &= ~table.inside[:, at] | needed
    return found


def _nearest(question: Question, table: _Table) -> Coalition | None:
    rows = np.flatnonzero(table.is_allowed & table.is_large)
    if not rows.size:
        return None
    best = rows[table.met[rows] == table.met[rows].max()]
    scores = table.values[best][:, :3] @ np.array([0.5, 0.3, 0.2])
    return _told(question, table, best[np.argsort(-scores, kind="stable")[:1]])[0]


def _told(question: Question, table: _Table, rows: NDArray[np.int64]) -> tuple[Coalition, ...]:
    ids = [each.id for each in question.candidates]
    found = (weigh(question, [ids[at] for at in np.flatnonzero(table.inside[row])]) for row in rows)
    return tuple(sorted(found, key=lambda each: each.order))
