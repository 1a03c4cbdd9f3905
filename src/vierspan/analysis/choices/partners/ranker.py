"""Members ordered by how likely they are the next partners."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from vierspan.analysis.choices.partners.history import Floats, History
from vierspan.analysis.choices.partners.question import Query, Suggestion
from vierspan.analysis.choices.partners.reasons import reasons
from vierspan.analysis.choices.partners.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranker:
    """A history that was learnt from, ready for questions."""

    history: History
    standings: dict[int, Standing] = field(default_factory=dict)  # the latest only: questions come day by day

    def rank(self, query: Query, most: int = 50, among: Collection[str] | None = None) -> list[Suggestion]:
        """The members most worth asking, best first, each with its true reasons.

        Only teams before the day of the question count, and the initiator is never proposed. `among` narrows the
        candidates; who is unknown there is left out. Ties go by name. Edge cases: nobody to propose -> empty; an
        initiator or a theme nobody knows says nothing. Cost: about one pass over the members, plus the reasons.
        """
        standing = self._standing(self.history.count_before(query.day))
        initiator = _place(self.history.members, query.initiator)
        known = (_place(self.history.themes, theme) for theme in dict.fromkeys(query.themes))
        themes = tuple(theme for theme in known if theme is not None)
        scores = _scores(standing, initiator, themes)
        return [
            Suggestion(
                member=self.history.members[place],
                score=float(scores[place]),
                reasons=reasons(standing, initiator, themes, int(place)),
            )
            for place in self._best(scores, initiator, most, among)
        ]

    def _standing(self, count: int) -> Standing:
        if count not in self.standings:
            found = Standing.at(self.history, count)
            self.standings.clear()
            self.standings[count] = found
        return self.standings[count]

    def _best(self, scores: Floats, initiator: int | None, most: int, among: Collection[str] | None) -> list[int]:
        allowed = np.ones(len(scores), dtype=bool)
        if among is not None:
            wanted = frozenset(among)
            allowed = np.array([member in wanted for member in self.history.members], dtype=bool)
        if initiator is not None:
            allowed[initiator] = False
        places = np.flatnonzero(allowed)
        return [int(place) for place in places[np.argsort(-scores[places], kind="stable")][:most]]


def learn(history: History, *, seed: int = 0) -> Ranker:
    """A ranker from a history."""
    return Ranker(history=history)


def _place(names: tuple[str, ...], name: str) -> int | None:
    at = int(np.searchsorted(np.array(names, dtype=object), name)) if names else 0
    return at if at < len(names) and names[at] == name else None


def _scores(standing: Standing, initiator: int | None, themes: tuple[int, ...]) -> Floats:
    scores = 0.01 * _share(standing.times) + _share(standing.by_theme[list(themes)].sum(axis=0))
    if initiator is None:
        return np.asarray(scores)
    past = standing.together[[initiator]].toarray().ravel()
    ties = np.diff(standing.together.indptr)
    through = np.where(past > 0, 1 / np.log(np.maximum(ties, 2)), 0.0)
    near = (standing.together != 0).astype(float) @ through
    return np.asarray(scores + _share(past) + 0.5 * _share(near))


def _share(counts: Floats) -> Floats:
    most = counts.max(initial=0.0)
    return counts / most if most else np.zeros_like(counts)
