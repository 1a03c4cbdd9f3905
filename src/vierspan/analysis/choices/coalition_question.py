"""What is asked of a coalition: what it takes, who could bring it, and how near they stand to each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

MUST, NICE = 1.0, 0.5  # how much a requirement counts in the coverage
OF_COVERAGE, OF_COHESION, OF_INTEREST = 0.5, 0.3, 0.2
USUAL_MOST = 8  # parties, where nobody said how many there may be

Floats = NDArray[np.float64]
Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something that it takes, from so many parties; without it there is no coalition, or it is only nice to have."""

    id: str
    parties: int = 1
    is_must: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A party that may join: how strongly it can bring what is required (0 to 1), and its interest (0 to 1)."""

    id: str
    offers: Mapping[str, float] = field(default_factory=dict)
    interest: float = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """Which parties together? `distance` (from 0 to `cap`) and `worked` stand in the order of the candidates."""

    candidates: tuple[Candidate, ...]
    requirements: tuple[Requirement, ...] = ()
    distance: Floats
    worked: NDArray[np.bool_]
    cap: float = 1.0
    least: int = 1
    most: int = USUAL_MOST
    fixed: frozenset[str] = frozenset()
    apart: frozenset[Pair] = frozenset()

    @cached_property
    def place(self) -> dict[str, int]:
        return {each.id: at for at, each in enumerate(self.candidates)}

    @cached_property
    def offers(self) -> Floats:
        """Requirements x candidates."""
        rows = [[each.offers.get(asked.id, 0.0) for each in self.candidates] for asked in self.requirements]
        return np.array(rows, dtype=float).reshape(len(self.requirements), len(self.candidates))

    @cached_property
    def interest(self) -> Floats:
        return np.array([each.interest for each in self.candidates], dtype=float)

    @cached_property
    def weights(self) -> Floats:
        """Of the requirements, as shares of one."""
        told = np.array([MUST if each.is_must else NICE for each in self.requirements], dtype=float)
        return told / told.sum() if told.size else told

    @cached_property
    def held(self) -> tuple[int, ...]:
        """Where those stand that are in it in any case."""
        return tuple(sorted(self.place[each] for each in self.fixed if each in self.place))

    def sizes(self) -> range:
        most = min(self.most, len(self.candidates))
        return range(max(1, self.least, len(self.held)), most + 1)

    def only(self, ids: Iterable[str]) -> "Question":
        """The same question with fewer candidates; those that are fixed stay."""
        wanted = {*ids, *self.fixed}
        kept = [at for at, each in enumerate(self.candidates) if each.id in wanted]
        return replace(
            self,
            candidates=tuple(self.candidates[at] for at in kept),
            distance=self.distance[np.ix_(kept, kept)],
            worked=self.worked[np.ix_(kept, kept)],
        )

    def without(self, ids: Iterable[str]) -> "Question":
        """The same question where these may not join, not even when they were fixed."""
        gone = frozenset(ids)
        free = replace(self, fixed=self.fixed - gone)
        return free.only(each.id for each in self.candidates if each.id not in gone)

    def with_also(self, ids: Iterable[str]) -> "Question":
        """The same question where these are in it in any case."""
        return replace(self, fixed=self.fixed | (frozenset(ids) & self.place.keys()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition:
    """Some of the candidates, and what is to be said of them together.

    `coverage`: how strongly what it takes is brought, 0 to 1. `cohesion`: one minus the mean distance of the pairs over
    the cap, 1 for a single party. `interest`: the mean, `least_interest` the lowest. `new_blood`: the share of pairs
    that never worked together, 0 for a single party. `uncovered`: the must-haves that too few of them bring.
    """

    members: tuple[str, ...]
    coverage: float
    cohesion: float
    interest: float
    least_interest: float
    new_blood: float
    uncovered: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def score(self) -> float:
        return OF_COVERAGE * self.coverage + OF_COHESION * self.cohesion + OF_INTEREST * self.interest

    @property
    def order(self) -> tuple[float, int, float, tuple[str, ...]]:
        """What comes first of several: the higher score, then fewer parties, then the higher lowest interest."""
        return (-round(self.score, 9), self.size, -self.least_interest, self.members)


def weigh(question: Question, members: Iterable[str]) -> Coalition:
    """What is to be said of these parties together, whatever the limits on size and pairs.

    Definition: see `Coalition`; coverage = sum over requirements of weight (must 1, nice a half, as shares) times the
    strongest offers of as many members as are asked, over how many are asked. Edge cases: nothing required -> coverage
    1; ids that are no candidates are left out; nobody -> zeros. Cost: the pairs. Source: methods 5, coalition.
    """
    at = sorted({question.place[each] for each in members if each in question.place})
    if not at:
        must = tuple(each.id for each in question.requirements if each.is_must)
        return Coalition(
            members=(), coverage=0.0, cohesion=0.0, interest=0.0, least_interest=0.0, new_blood=0.0, uncovered=must
        )
    pairs = len(at) * (len(at) - 1) / 2
    here = np.ix_(at, at)
    apart, new = question.distance[here].sum() / 2, (~question.worked[here]).sum() - len(at)
    return Coalition(
        members=tuple(sorted(question.candidates[each].id for each in at)),
        coverage=_coverage(question, at),
        cohesion=1 - float(apart / pairs / question.cap) if pairs else 1.0,
        interest=float(question.interest[at].mean()),
        least_interest=float(question.interest[at].min()),
        new_blood=float(new / 2 / pairs) if pairs else 0.0,
        uncovered=tuple(
            asked.id
            for asked, row in zip(question.requirements, question.offers[:, at], strict=True)
            if asked.is_must and (row > 0).sum() < asked.parties
        ),
    )


def _coverage(question: Question, at: list[int]) -> float:
    if not question.requirements:
        return 1.0
    strongest = -np.sort(-question.offers[:, at], axis=1)
    asked = zip(question.requirements, strongest, strict=True)
    return float(question.weights @ np.array([row[: each.parties].sum() / each.parties for each, row in asked]))


def is_allowed(question: Question, members: Iterable[str]) -> bool:
    """Whether size, fixed members and pairs that do not go together allow it."""
    inside = frozenset(members)
    sized = question.least <= len(inside) <= question.most
    return sized and question.fixed <= inside and not any(pair <= inside for pair in question.apart)
