"""What is known of a question: the four picks side by side, the robust one, and how sure that is."""

from dataclasses import dataclass

import numpy as np

from vierspan.analysis.choices.winwin.large import Found, large
from vierspan.analysis.choices.winwin.picks import Picks, picks
from vierspan.analysis.choices.winwin.question import Package, Question
from vierspan.analysis.choices.winwin.robust import robust
from vierspan.analysis.choices.winwin.table import MOST_AT_ONCE, Table, rows, table

NAMES = ("nash", "egalitarian", "kalai_smorodinsky", "utilitarian")


@dataclass(frozen=True, slots=True)
class Pick:
    """Packages that one way of picking gives: several where they are equally good."""

    name: str
    packages: tuple[Package, ...]
    is_proven: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    count: int  # of packages there are
    is_whole: bool  # all of them were looked at one by one
    rational: int | None  # good enough for all; None where they were not counted
    pareto: tuple[Package, ...]  # among those looked at
    picks: tuple[Pick, ...]
    robust: tuple[Package, ...]
    robust_share: float  # of the draws in which it is the best
    nearest: tuple[Package, ...]  # where none is good enough for all: those that need the least to be


def answer(question: Question) -> Answer:
    """All of it: one by one up to 5,000 packages, by OR-Tools beyond. Nothing without two parties and an issue.

    Beyond 5,000 the Pareto set and the robust pick are those among the four picks. Source: methods 6.5.
    """
    if question.packages > MOST_AT_ONCE:
        return _of_many(question)
    made = table(question)
    found = picks(made.gains, made.rational, _weights(question))
    named = tuple(Pick(name, _packages(made, getattr(found, name))) for name in NAMES)
    return _answer(question, made, found, named, is_whole=True)


def _of_many(question: Question) -> Answer:
    found = large(question)
    each: dict[str, Found] = {name: getattr(found, name) for name in NAMES}
    named = tuple(Pick(name, (one.package,) if one.package else (), one.is_proven) for name, one in each.items())
    several = tuple(dict.fromkeys(one.package for one in each.values() if one.package))
    made = rows(question, several)
    return _answer(question, made, picks(made.gains, made.rational, _weights(question)), named, is_whole=False)


def _answer(question: Question, made: Table, found: Picks, named: tuple[Pick, ...], *, is_whole: bool) -> Answer:
    steady = robust(made.gains, made.allows, _weights(question))
    return Answer(
        count=question.packages,
        is_whole=is_whole,
        rational=len(found.rational) if is_whole else None,
        pareto=_packages(made, found.pareto),
        picks=named,
        robust=_packages(made, steady.rows),
        robust_share=steady.share,
        nearest=() if found.rational or not is_whole else _packages(made, _nearest(made)),
    )


def _nearest(made: Table) -> tuple[int, ...]:
    """Fewest limits broken, then the least that would have to be made up for."""
    if not len(made.packages):
        return ()
    broken = (~made.allows).sum(axis=1)
    short = np.round(np.maximum(0.0, -made.gains).sum(axis=1), 9)
    order = np.lexsort((short, broken))
    first = order[0]
    return tuple(int(row) for row in np.sort(order) if (broken[row], short[row]) == (broken[first], short[first]))


def _weights(question: Question) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([stake.weight for stake in question.stakes], dtype=np.float64)


def _packages(made: Table, places: tuple[int, ...]) -> tuple[Package, ...]:
    return tuple(made.packages[place] for place in places)
