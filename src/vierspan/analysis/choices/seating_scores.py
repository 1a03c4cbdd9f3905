"""What it is worth that two sit together."""

from typing import Any

import numpy as np
import numpy.typing as npt

from vierspan.analysis.choices.seating_terms import Brought, Pair, Parts, Plan, Question

Matrix = npt.NDArray[np.float64]
Seats = npt.NDArray[np.int64]  # rounds x guests: the table of each

HARDLY = 0.5  # of a gathering together is no meeting: being in a large room
MET_AT_A_GATHERING = 0.8  # what is left of a first meeting after each gathering that both were at
SHARED_FRIENDS = 0.5  # how much of it those lose whose ties are all the same


class Scores:
    """The score of every pair of a question, part by part; symmetric, 0 on the diagonal.

    Definition: score = a meeting + b match + c mix + d wish, weights of the question. Meeting: (1 - warmth of the tie)
    x .8^(gatherings that both were at) x (1 - .5 x shared ties), shared ties being those of both over those of either
    (Jaccard). Match: 1 when each offers what the other needs, .7 one way. Mix: .5 for another sector and .5 for another
    party, 0 where unknown. Wish: 1 when either asked for the other.
    Range: parts 0-1. Edge cases: no ties at all: everybody could meet, meeting is 1. Cost: n squared, and n cubed
    over machine words for shared ties. Source: house measure [O].
    """

    def __init__(self, question: Question) -> None:
        self.index = {guest.id: at for at, guest in enumerate(question.guests)}
        self.ids = [guest.id for guest in question.guests]
        self.weights = question.weights
        ties, gathered = self._square(question.ties), self._square(question.gathered)
        self.meeting = _hollow(
            (1 - ties.clip(0, 1)) * MET_AT_A_GATHERING**gathered * (1 - SHARED_FRIENDS * _shared(ties))
        )
        self.is_first = _hollow(((ties <= 0) & (gathered < HARDLY)).astype(float))
        self.match = _matches(question)
        self.crossed = _differ([guest.sector for guest in question.guests])
        self.mix = 0.5 * self.crossed + 0.5 * _differ([guest.party for guest in question.guests])
        self.wish = self._square(dict.fromkeys(question.wishes, 1.0))
        self.apart = self._square(dict.fromkeys(question.apart, 1.0)) > 0
        self.total = self._weighed()

    def _weighed(self) -> Matrix:
        given = self.weights
        parts = (
            (given.meeting, self.meeting),
            (given.match, self.match),
            (given.mix, self.mix),
            (given.wish, self.wish),
        )
        total: Matrix = np.sum([weight * part for weight, part in parts], axis=0)
        return total

    def _square(self, pairs: "dict[Pair, Any] | Any") -> Matrix:
        made = np.zeros((len(self.ids), len(self.ids)))
        for pair, value in pairs.items():
            if len(pair) == 2 and pair <= self.index.keys():
                one, other = (self.index[each] for each in pair)
                made[one, other] = made[other, one] = value
        return made

    def parts(self, one: str, other: str) -> Parts:
        at = self.index[one], self.index[other]
        found = {key: float(getattr(self, key)[at]) for key in ("meeting", "match", "mix", "wish")}
        return Parts(**found, score=float(self.total[at]))

    def value(self, seats: Seats) -> float:
        """The score of a whole seating: each pair once, less what meeting again costs."""
        times = together(seats)
        again = float(np.maximum(times - 1, 0).sum())
        return float((self.total * (times > 0)).sum() - self.weights.again * again) / 2

    def brought(self, seats: Seats) -> Brought:
        times = together(seats)
        once = times > 0

        def pairs(part: Matrix) -> float:
            return float(((part > 0) & once).sum()) / 2

        return Brought(
            first_meetings=pairs(self.is_first),
            matches=pairs(self.match),
            sectors_crossed=pairs(self.crossed),
            wishes=pairs(self.wish),
            repeats=float(np.maximum(times - 1, 0).sum()) / 2,
        )

    def seats(self, plan: Plan) -> Seats:
        made = np.tile(-1 - np.arange(len(self.ids)), (len(plan), 1))  # who sits nowhere sits with nobody
        for at, tables in enumerate(plan):
            for number, table in enumerate(tables):
                made[at, [self.index[each] for each in table]] = number
        return made

    def plan(self, seats: Seats, tables: int) -> Plan:
        return tuple(
            tuple(tuple(self.ids[each] for each in np.flatnonzero(row == number)) for number in range(tables))
            for row in seats
        )


def together(seats: Seats) -> Matrix:
    """How many rounds each pair shares a table; 0 with oneself."""
    return _hollow(
        sum(((row[:, None] == row[None, :]).astype(float) for row in seats), np.zeros((seats.shape[1],) * 2))
    )


def _hollow(square: Matrix) -> Matrix:
    np.fill_diagonal(square, 0)
    return square


def _shared(ties: Matrix) -> Matrix:
    near = (ties > 0).astype(float)
    both = near @ near.T
    either = near.sum(axis=1)[:, None] + near.sum(axis=1)[None, :] - both
    shared: Matrix = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return shared


def _matches(question: Question) -> Matrix:
    words = sorted({word for guest in question.guests for word in guest.offers | guest.needs})
    offers = np.array([[word in guest.offers for word in words] for guest in question.guests], dtype=float)
    needs = np.array([[word in guest.needs for word in words] for guest in question.guests], dtype=float)
    size = len(question.guests)
    helps = (offers.reshape(size, len(words)) @ needs.reshape(size, len(words)).T) > 0
    return _hollow(np.where(helps & helps.T, 1.0, np.where(helps | helps.T, 0.7, 0.0)))


def _differ(values: list[str]) -> Matrix:
    column = np.array(values, dtype=object)
    known = np.array([bool(value) for value in values], dtype=bool)
    differs: Matrix = ((column[:, None] != column[None, :]) & known[:, None] & known[None, :]).astype(float)
    return differs
