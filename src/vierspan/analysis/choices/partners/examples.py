"""A history asks itself: who joined each of its last teams, judged on what stood before them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vierspan.analysis.choices.partners.evidence import COLUMNS, PLAIN, Question, evidence
from vierspan.analysis.choices.partners.history import UNDATED, Bools, Floats, History, Ints
from vierspan.analysis.choices.partners.standing import Standing, row

LESSON_DAYS = 365  # the last year is asked about, on what stood before it
MOST_LESSONS = 1500
POOL = 250  # so many of the best by each sort of evidence stand beside the true partners
RANDOM_OTHERS = 100
BROAD = tuple(COLUMNS.index(name) for name in COLUMNS if name not in PLAIN)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """One past question with its answer."""

    evidence: Floats
    joined: Bools
    reach: float  # the part of the true partners who could have been proposed
    met: bool  # whether the initiator had a history


def lessons(history: History, *, seed: int) -> list[Lesson]:
    """The questions of the last year, at most the latest 1,500.

    Definition: a team with one who led it asks for its other members; all that counts is what stood at the beginning
    of that year, as a history is also used for months before it is learnt from anew. Beside the true partners stand the
    best 250 by every relative sort of evidence and 100 drawn at random. Edge cases: no days, or nobody led -> none; a
    team none of whose members could be known teaches nothing. Cost: one `evidence` per question.
    """
    dated = history.days[history.days != UNDATED]
    if not dated.size:
        return []
    begin = int(np.searchsorted(history.days, dated.max() - LESSON_DAYS + 1))
    led = [team for team in range(begin, len(history.teams)) if history.leads[team] >= 0][-MOST_LESSONS:]
    if not led or not begin:
        return []
    draw = np.random.default_rng(seed)
    standing = Standing.at(history, begin)
    return list(_taught(standing, led, draw))


def _taught(standing: Standing, teams: list[int], draw: np.random.Generator) -> Iterator[Lesson]:
    history = standing.history
    for team in teams:
        lead = int(history.leads[team])
        others = row(history.seats, team)[0]
        others = others[others != lead]
        joined = np.zeros(len(history.members), dtype=bool)
        joined[others] = standing.times[others] > 0
        if not joined.any():
            continue
        met = bool(standing.times[lead] > 0)
        question = Question(
            initiator=lead if met else None,
            themes=tuple(row(history.topics, team)[0].tolist()),
            country=history.countries[lead],
            kind=history.kinds[lead],
        )
        candidates = standing.times > 0
        candidates[lead] = False
        found = evidence(standing, question, candidates)
        pool = _pool(found, candidates, draw) | joined
        yield Lesson(evidence=found[pool], joined=joined[pool], reach=joined.sum() / others.size, met=met)


def _pool(found: Floats, candidates: Bools, draw: np.random.Generator) -> Bools:
    allowed: Ints = np.flatnonzero(candidates)
    kept = np.zeros(len(candidates), dtype=bool)
    kept[draw.choice(allowed, size=min(RANDOM_OTHERS, allowed.size), replace=False)] = True
    for column in BROAD:
        values = found[allowed, column]
        best = np.argsort(-values, kind="stable")[:POOL]
        kept[allowed[best[values[best] > 0]]] = True
    return kept
