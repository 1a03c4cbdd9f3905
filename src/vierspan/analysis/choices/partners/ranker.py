"""Members ordered by how likely they are the next partners."""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from vierspan.analysis.choices.partners.evidence import Question, evidence
from vierspan.analysis.choices.partners.examples import lessons
from vierspan.analysis.choices.partners.history import Bools, Floats, History
from vierspan.analysis.choices.partners.learning import weights_from
from vierspan.analysis.choices.partners.question import Query, Suggestion
from vierspan.analysis.choices.partners.reasons import reasons
from vierspan.analysis.choices.partners.standing import Standing, row
from vierspan.analysis.choices.partners.weights import Weights, shipped


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranker:
    """A history that was learnt from, ready for questions."""

    history: History
    weights: Weights
    standings: dict[int, Standing] = field(default_factory=dict)  # the latest only: questions come day by day

    def rank(self, query: Query, most: int = 50, among: Collection[str] | None = None) -> list[Suggestion]:
        """The members most worth asking, best first, each with its true reasons.

        Definition: score = sum over the sorts of evidence of weight times evidence, see `evidence`, by which those who
        never worked with the initiator share out their places among themselves by weights of their own
        (`Weights.scores`); no weight is below 0, so more of anything never puts somebody lower. Only teams before
        the day of the question count; proposed is who stands in the list of members or was in a team by then, never
        the initiator. `among` narrows the candidates; who is unknown there is left out. Ties go by name. Edge
        cases: nobody to propose -> empty; an initiator or a theme nobody knows says nothing. Cost: a few passes
        over the teams, one over the members, and the reasons.
        """
        standing = self._standing(self.history.count_before(query.day))
        question = self._question(standing, query)
        places, scores = self._ordered(standing, question, query.initiator, among)
        return [
            Suggestion(
                member=self.history.members[place],
                score=float(score),
                reasons=reasons(standing, question, int(place)),
            )
            for place, score in zip(places[:most], scores[:most], strict=True)
        ]

    def order(self, query: Query, most: int, among: Collection[str] | None = None) -> list[str]:
        """The members `rank` would give, without looking for reasons."""
        standing = self._standing(self.history.count_before(query.day))
        places, _ = self._ordered(standing, self._question(standing, query), query.initiator, among)
        return [self.history.members[place] for place in places[:most]]

    def _standing(self, count: int) -> Standing:
        if count not in self.standings:
            found = Standing.at(self.history, count)
            self.standings.clear()
            self.standings[count] = found
        return self.standings[count]

    def _question(self, standing: Standing, query: Query) -> Question:
        history = self.history
        place = _place(history.members, query.initiator)
        themes = (_place(history.themes, theme) for theme in dict.fromkeys(query.themes))
        return Question(
            initiator=place if place is not None and standing.times[place] else None,
            themes=tuple(theme for theme in themes if theme is not None),
            country=query.country or (history.countries[place] if place is not None else ""),
            kind=query.kind or (history.kinds[place] if place is not None else ""),
        )

    def _ordered(
        self, standing: Standing, question: Question, initiator: str, among: Collection[str] | None
    ) -> tuple[list[int], Floats]:
        candidates = self._candidates(standing, initiator, among)
        if not candidates.any():
            return [], np.zeros(0)
        # What is known is weighed beside everybody, so that narrowing the candidates never changes their order.
        everybody = self._candidates(standing, initiator, None)
        scores = self.weights.scores(evidence(standing, question, everybody), _past(standing, question))
        places = np.flatnonzero(candidates)
        places = places[np.argsort(-scores[places], kind="stable")]
        return places.tolist(), scores[places]

    def _candidates(self, standing: Standing, initiator: str, among: Collection[str] | None) -> Bools:
        allowed = standing.present.copy()
        if among is not None:
            wanted = frozenset(among)
            allowed &= np.array([member in wanted for member in self.history.members], dtype=bool)
        place = _place(self.history.members, initiator)
        if place is not None:
            allowed[place] = False
        return allowed


def learn(history: History) -> Ranker:
    """A ranker that learnt from a history, by itself and always the same.

    Definition: each team of the last year that somebody led is a question with a known answer, judged on what stood
    before that year (`lessons`); the weights are those under which the true partners stand highest (`weights_from`),
    near the shipped weights as far as the lessons are few. Edge cases: an empty or tiny history -> the shipped weights.
    Cost: about 10 ms per lesson with 20,000 members, at most 1,500 lessons.
    """
    return Ranker(history=history, weights=weights_from(lessons(history), shipped()))


def _past(standing: Standing, question: Question) -> Bools | None:
    """Who worked with the initiator; None where nobody did."""
    if question.initiator is None:
        return None
    past = np.zeros(len(standing.times), dtype=bool)
    past[row(standing.pattern, question.initiator)[0]] = True
    return past


def _place(names: tuple[str, ...], name: str) -> int | None:
    at = bisect_left(names, name)
    return at if at < len(names) and names[at] == name else None
