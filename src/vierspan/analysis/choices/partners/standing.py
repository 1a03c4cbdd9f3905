"""What is known on a day: the counts that evidence and reasons are made of."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from vierspan.analysis.choices.partners.backgrounds import Background, background
from vierspan.analysis.choices.partners.history import UNDATED, Bools, Floats, History, Ints, Matrix, sorted_rows

HALF_LIFE_DAYS = 1500.0  # chosen on the cut of 2017, see docs/partners.md


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """The first `count` teams of a history, counted; days are counted back from the last of them.

    `fresh`: of each team, 2^(-age / half-life); `weight`: that shared out among the others in it, fresh / (size - 1)
    (Newman 2001: in a small team people know each other better). `together`: in how many teams each pair was, nobody
    with themselves. Cost: the sum of squared team sizes.
    """

    history: History
    count: int
    seats: Matrix  # teams x members
    topics: Matrix  # teams x themes
    led: Matrix  # teams x members, 1 for who led it
    teams_of: Matrix  # members x teams
    together: Matrix
    pattern: Matrix  # 1 where a pair was together
    themes_of: Matrix  # members x themes, how often
    by_theme: Matrix  # themes x members, how often
    weight: Floats
    fresh: Floats
    times: Floats  # of each member, in how many teams
    countries: Background
    kinds: Background

    @classmethod
    def at(cls, history: History, count: int) -> "Standing":
        seats, topics = history.seats[:count], history.topics[:count]
        fresh = 2.0 ** (-_ages(history.days[:count]) / HALF_LIFE_DAYS)
        sizes = np.diff(seats.indptr)
        weight = fresh / np.maximum(sizes - 1, 1)
        by_theme = sorted_rows(topics.T @ seats)
        together = _without_self(sorted_rows(seats.T @ seats))
        backgrounds = partial(background, seats=seats, weight=weight, by_theme=by_theme)
        return cls(
            history=history,
            count=count,
            seats=seats,
            topics=topics,
            led=_led(history.leads[:count], seats.shape[1]),
            teams_of=sorted_rows(seats.T),
            together=together,
            pattern=sorted_rows(together > 0).astype(np.float64),
            themes_of=sorted_rows(by_theme.T),
            by_theme=by_theme,
            weight=weight,
            fresh=fresh,
            times=np.asarray(seats.sum(axis=0), dtype=float).ravel(),
            countries=backgrounds(history.countries),
            kinds=backgrounds(history.kinds),
        )

    @property
    def present(self) -> Bools:
        """Who may be proposed: in the list of members, or in a team by now."""
        return np.asarray(self.history.is_listed | (self.times > 0))


def row(matrix: Matrix, place: int) -> tuple[Ints, Floats]:
    """Where a row is not empty, in order, and what stands there."""
    begin, end = matrix.indptr[place], matrix.indptr[place + 1]
    return matrix.indices[begin:end].astype(np.int64), matrix.data[begin:end]


def _ages(days: Ints) -> Floats:
    """Days back from the last; a team without a day is as old as the oldest that has one."""
    known = days[days != UNDATED]
    if not known.size:
        return np.zeros(len(days))
    return np.asarray(known.max() - np.maximum(days, known.min()), dtype=float)


def _led(leads: Ints, members: int) -> Matrix:
    teams = np.flatnonzero(leads >= 0)
    return Matrix((np.ones(teams.size), (teams, leads[teams])), shape=(len(leads), members))


def _without_self(pairs: Matrix) -> Matrix:
    pairs.setdiag(0)
    pairs.eliminate_zeros()
    return pairs
