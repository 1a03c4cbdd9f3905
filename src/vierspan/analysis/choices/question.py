"""What is to be chosen, and under which limits: the plain values that every way of choosing starts from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

HIGHEST = 3.0  # of a contribution of an activity to a theme
CLEAR = 2.0  # from which an activity really serves a theme
PARTS_OF_AN_HOUR = 100

_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One activity: what it asks of whom, what it serves, who has something from it."""

    id: str
    hours: Mapping[str, float] = field(default_factory=lambda: _NOTHING)  # per quarter, by party
    serves: Mapping[str, float] = field(default_factory=lambda: _NOTHING)  # 0 to 3, by theme
    parties: frozenset[str] = frozenset()

    @property
    def asks(self) -> float:
        return sum(self.hours.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Activities to choose from, what each theme weighs, and the limits.

    A party that `capacity` does not name has stated no hours: it is no limit (and zero hours is one). `must` are
    activities that are in whatever they cost, `never` those that stay out; `needs` are pairs (one, other): one only
    together with the other; `excludes` are pairs of which at most one; `cover` asks of a theme that many chosen
    activities that clearly serve it (a contribution of 2 or more); each party in `benefiting` must take part in one
    chosen activity or more.
    Source: methods 4, selection.
    """

    candidates: tuple[Candidate, ...]
    weights: Mapping[str, float] = field(default_factory=lambda: _NOTHING)  # by theme; made to sum 1
    capacity: Mapping[str, float] = field(default_factory=lambda: _NOTHING)  # hours per quarter, by party
    must: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    needs: tuple[tuple[str, str], ...] = ()
    excludes: tuple[tuple[str, str], ...] = ()
    cover: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    benefiting: frozenset[str] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        """In the order in which everything is solved, so that ties always fall the same way."""
        return tuple(sorted(each.id for each in self.candidates))

    def by_id(self) -> dict[str, Candidate]:
        return {each.id: each for each in sorted(self.candidates, key=lambda each: each.id)}

    def with_also(self, candidate: str) -> "Question":
        return replace(self, must=self.must | {candidate})

    def without(self, candidate: str) -> "Question":
        return replace(self, never=self.never | {candidate})

    def with_hours(self, party: str, hours: float) -> "Question":
        return replace(self, capacity={**self.capacity, party: hours})


def values(question: Question, weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """What each activity is worth: v = sum over themes of w * C / 3, from 0 to 1.

    C is the mean contribution 0-3 and w the weights made to sum 1; other `weights` than the question's may be given.
    Edge cases: no weights, or none above zero -> all themes that are served weigh alike; an activity that serves
    nothing is worth 0. Source: methods 4 [O].
    """
    shares = weight_shares(question, weights)
    return {
        each.id: sum(shares.get(theme, 0.0) * score / HIGHEST for theme, score in each.serves.items())
        for each in question.candidates
    }


def weight_shares(question: Question, weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weights made to sum 1; all alike where none is given, or none is above zero."""
    given = question.weights if weights is None else weights
    total = sum(given.values())
    if total > 0:
        return {theme: weight / total for theme, weight in sorted(given.items())}
    themes = sorted({theme for each in question.candidates for theme in each.serves})
    return {theme: 1 / len(themes) for theme in themes}


def loads(question: Question, chosen: Iterable[str]) -> dict[str, float]:
    """The hours that the chosen activities together ask of each party, limited or not."""
    asked: dict[str, float] = dict.fromkeys(sorted(question.capacity), 0.0)
    known = question.by_id()
    for each in chosen:
        for party, hours in known[each].hours.items():
            asked[party] = asked.get(party, 0.0) + hours
    return asked


def hundredths(hours: float) -> int:
    """Hours as whole hundredths (36 seconds): the unit in which capacity is counted exactly."""
    return round(hours * PARTS_OF_AN_HOUR)
