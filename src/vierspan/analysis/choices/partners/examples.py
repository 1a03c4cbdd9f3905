"""A history asks itself: who joined each of its last teams, judged on what stood before them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from vierspan.analysis.choices.partners.evidence import COLUMNS, Question, evidence
from vierspan.analysis.choices.partners.history import UNDATED, Bools, Floats, History
from vierspan.analysis.choices.partners.standing import Standing, row

LESSON_DAYS = 365  # the last year is asked about, on what stood before it
MOST_LESSONS = 1500
POOL = 120  # so many of the best by each of these sorts of evidence are told apart
BROAD = (
    "past",
    "past_on_theme",
    "circle",
    "walk",
    "walk_on_theme",
    "theme",
    "theme_small_teams",
    "taking_part",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """One past question with its answer."""

    evidence: Floats
    joined: Bools
    reach: float  # the part of the true partners who are among those told apart
    met: bool  # whether the initiator had a history
    is_new: Bools  # who never worked with the initiator
    reach_new: float  # the part of the true partners among the new who are among those told apart

    def of_new(self) -> "Lesson | None":
        """The same question among those who never worked with the initiator; None where none of them joined."""
        if not self.joined[self.is_new].any():
            return None
        return replace(
            self,
            evidence=self.evidence[self.is_new],
            joined=self.joined[self.is_new],
            reach=self.reach_new,
            is_new=self.is_new[self.is_new],
        )


def lessons(history: History) -> list[Lesson]:
    """The questions of the last year, at most the latest 1,500.

    Definition: a team with one who led it asks for its other members; all that counts is what stood at the beginning of
    that year, as a history is also used for months before it is learnt from anew. Told apart are the best 120 by
    every broad sort of evidence, of all and of those who never worked with the one who led: those who can be
    mistaken for partners teach most. Edge cases: no days, or nobody led -> none; a team of whose members none is
    among those teaches nothing. Cost: one `evidence` per question.
    """
    dated = history.days[history.days != UNDATED]
    if not dated.size:
        return []
    begin = int(np.searchsorted(history.days, dated.max() - LESSON_DAYS + 1))
    led = [team for team in range(begin, len(history.teams)) if history.leads[team] >= 0][-MOST_LESSONS:]
    if not led or not begin:
        return []
    return list(_taught(Standing.at(history, begin), led))


def _taught(standing: Standing, teams: list[int]) -> Iterator[Lesson]:
    history = standing.history
    for team in teams:
        lead = int(history.leads[team])
        others = row(history.seats, team)[0]
        others = others[others != lead]
        joined = np.zeros(len(history.members), dtype=bool)
        joined[others] = True
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
        is_new = _never_met(standing, lead)
        pool = _pool(found, candidates) | _pool(found, candidates & is_new)
        if joined[pool].any():
            yield Lesson(
                evidence=found[pool],
                joined=joined[pool],
                reach=joined[pool].sum() / others.size,
                met=met,
                is_new=is_new[pool],
                reach_new=(joined & is_new)[pool].sum() / max((joined & is_new & candidates).sum(), 1),
            )


def _never_met(standing: Standing, lead: int) -> Bools:
    found = np.ones(len(standing.times), dtype=bool)
    found[row(standing.pattern, lead)[0]] = False
    return found


def _pool(found: Floats, candidates: Bools) -> Bools:
    allowed = np.flatnonzero(candidates)
    kept = np.zeros(len(candidates), dtype=bool)
    for name in BROAD:
        values = found[allowed, COLUMNS.index(name)]
        best = np.argsort(-values, kind="stable")[:POOL]
        kept[allowed[best[values[best] > 0]]] = True
    return kept
