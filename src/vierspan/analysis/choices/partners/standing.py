"""What is known on a day: the counts that scores and reasons are made of."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from vierspan.analysis.choices.partners.history import Floats, History


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """The first `count` teams of a history, counted.

    `together`: in how many teams each pair was, nobody with themselves; `by_theme`: in how many teams on each theme
    each member was; `times`: in how many at all. Cost: the sum of squared team sizes.
    """

    history: History
    count: int
    seats: sp.csr_array
    topics: sp.csr_array
    together: sp.csr_array
    times: Floats
    teams_of: sp.csr_array  # members x teams
    themes_of: sp.csr_array  # members x themes, how often
    by_theme: sp.csr_array  # themes x members, how often

    @classmethod
    def at(cls, history: History, count: int) -> "Standing":
        seats, topics = history.seats[:count], history.topics[:count]
        by_theme = sp.csr_array(topics.T @ seats)
        return cls(
            history=history,
            count=count,
            seats=seats,
            topics=topics,
            together=_without_self(sp.csr_array(seats.T @ seats)),
            times=np.asarray(seats.sum(axis=0), dtype=float).ravel(),
            teams_of=_sorted(seats.T),
            themes_of=_sorted(by_theme.T),
            by_theme=by_theme,
        )


def _sorted(matrix: sp.sparray) -> sp.csr_array:
    found = sp.csr_array(matrix)
    found.sort_indices()
    return found


def _without_self(pairs: sp.csr_array) -> sp.csr_array:
    pairs.setdiag(0)
    pairs.eliminate_zeros()
    pairs.sort_indices()
    return pairs
