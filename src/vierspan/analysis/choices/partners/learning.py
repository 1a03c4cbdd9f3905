"""The weights under which the true partners of the past would have stood first."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from vierspan.analysis.choices.partners.evidence import COLUMNS
from vierspan.analysis.choices.partners.examples import Lesson
from vierspan.analysis.choices.partners.history import Floats, Ints
from vierspan.analysis.choices.partners.weights import Weights

TRUST_IN_SHIPPED = 50.0  # how strongly the shipped weights hold where lessons are few
MOST_ROUNDS = 150
STEADY = 1e-9  # a column that hardly differs teaches nothing


def weights_from(lessons: list[Lesson], before: Weights) -> Weights:
    """Weights learnt from lessons, kept near the weights there were before as far as the lessons are few.

    Definition: minimises, over weights of 0 and more, the sum over questions of reach times the mean over their true
    partners of -ln(exp(score) / sum of exp(score) over all who are told apart) plus 50 times the squared distance
    from the weights before, in standard deviations of each column: a multinomial logit per question (McFadden 1974;
    ListNet with top one, Cao et al. 2007). Apart for initiators with a history, for those they never worked with (the
    same questions without past partners), and for initiators without a history. Edge cases: no lessons ->
    the weights before. Deterministic. Cost: about a hundred passes over all evidence.
    """
    met = [lesson for lesson in lessons if lesson.met]
    return Weights(
        known=_fitted(met, before.known),
        new=_fitted([new for lesson in met if (new := lesson.of_new())], before.new),
        unknown=_fitted([lesson for lesson in lessons if not lesson.met], before.unknown),
    )


def _fitted(lessons: list[Lesson], before: Floats) -> Floats:
    if not lessons:
        return before
    asked = _Asked.of(lessons)
    found = minimize(
        asked.loss,
        before * asked.spread,
        args=(before * asked.spread,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0.0, None)] * len(COLUMNS),
        options={"maxiter": MOST_ROUNDS},
    )
    return np.asarray(found.x / asked.spread)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Asked:
    """All lessons one below the other; each row is one member who stood beside."""

    evidence: Floats  # in standard deviations
    spread: Floats
    shares: Floats  # of each row, its part of the true partners of its question
    reach: Floats  # of each row, that of its question
    begins: Ints  # of each question
    lengths: Ints

    @classmethod
    def of(cls, lessons: list[Lesson]) -> "_Asked":
        evidence = np.concatenate([lesson.evidence for lesson in lessons])
        spread = evidence.std(axis=0)
        spread[spread < STEADY] = 1.0
        lengths = np.array([len(lesson.joined) for lesson in lessons])
        return cls(
            evidence=evidence / spread,
            spread=spread,
            shares=np.concatenate([lesson.joined / lesson.joined.sum() for lesson in lessons]),
            reach=np.repeat([lesson.reach for lesson in lessons], lengths),
            begins=np.concatenate([[0], np.cumsum(lengths)[:-1]]),
            lengths=lengths,
        )

    def loss(self, weights: Floats, before: Floats) -> tuple[float, Floats]:
        """What is to be made small, and its slope."""
        scores = self.evidence @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, self.begins), self.lengths)
        powers = np.exp(scores)
        totals = np.repeat(np.add.reduceat(powers, self.begins), self.lengths)
        away = weights - before
        missed = float((self.reach * self.shares) @ (np.log(totals) - scores))
        slope = self.evidence.T @ (self.reach * (powers / totals - self.shares))
        return missed + TRUST_IN_SHIPPED * float(away @ away), slope + 2 * TRUST_IN_SHIPPED * away
