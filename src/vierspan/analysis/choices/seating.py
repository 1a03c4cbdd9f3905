"""Who sits with whom: groups that bring people together who should meet."""

import numpy as np

from vierspan.analysis.choices import seating_clash, seating_exact
from vierspan.analysis.choices.seating_scores import Scores, Seats
from vierspan.analysis.choices.seating_search import clashes, drawn, held_places, search
from vierspan.analysis.choices.seating_terms import (
    Brought,
    CannotSeat,
    Chance,
    Guest,
    Pair,
    Parts,
    Plan,
    Question,
    Seating,
    Weights,
)

__all__ = [
    "Brought",
    "CannotSeat",
    "Chance",
    "Guest",
    "Pair",
    "Parts",
    "Plan",
    "Question",
    "Scores",
    "Seating",
    "Weights",
    "by_chance",
    "even_sizes",
    "rated",
    "seat",
]

DRAWS = 1_000
COMPARED_WORK = 60_000_000  # draws x rounds x pairs: of very many guests fewer draws are made


def seat(question: Question, *, seed: int = 1) -> Seating:
    """The best seating that is found.

    Definition: the seating with the highest sum of the scores of pairs at one table (`Scores`), each pair once, less
    `again` for every time that two meet again; sizes, fixed places and `apart` are always kept. One round of few
    guests: exact, with proof (`seating_exact.best`); else exchanges of places from several starts
    (`seating_search.search`) with a bound. Deterministic by seed.
    Range: score 0 or more for one round. Edge cases: one table: everybody sits there. Cost: seconds for 500 guests.
    Errors: CannotSeat. Source: issue of the network, house measure [O].
    """
    seating_clash.check(question)
    scores = Scores(question)
    seats = search(scores, question, seed)
    if clashes(scores, seats):
        pairs = seating_clash.clashing(question)
        if pairs:
            raise CannotSeat("clash", pairs)
    found, limit, is_proven = _best(scores, question, seats)
    if clashes(scores, found):
        raise CannotSeat("not_found", _together(scores, found))
    return _told(scores, question, found, (limit, is_proven, seed))


def rated(question: Question, plan: Plan, *, seed: int = 1) -> Seating:
    """A plan that somebody made or changed, rated as ours; keeping to the rules is not asked of it.

    Errors: CannotSeat("unknown") when not every guest has one place a round.
    """
    ids = sorted(guest.id for guest in question.guests)
    if any(sorted(each for table in tables for each in table) != ids for tables in plan) or not plan:
        raise CannotSeat("unknown")
    scores = Scores(question)
    return _told(scores, question, scores.seats(plan), (seating_exact.bound(scores, question), False, seed))


def by_chance(scores: Scores, question: Question, *, seed: int = 1) -> Chance:
    """The same guests by lot, a thousand times; who is fixed stays, `apart` is not looked at.

    Cost: draws x rounds x n squared; with very many guests fewer draws, at least 100 (`Chance.draws`).
    """
    chance = np.random.default_rng(seed)
    held = held_places(scores, question)
    pairs = question.rounds * len(scores.ids) ** 2
    draws = int(np.clip(COMPARED_WORK // pairs, 100, DRAWS))
    seats = [drawn(held, question.sizes, chance) for _ in range(draws)]
    values = [scores.value(each) for each in seats]
    counted = [scores.brought(each) for each in seats[:100]]
    return Chance(mean=float(np.mean(values)), best=float(np.max(values)), draws=draws, brought=_mean_of(counted))


def even_sizes(guests: int, at_most: int) -> tuple[int, ...]:
    """Tables of at most so many seats that differ by one at most; ValueError below one."""
    if guests < 1 or at_most < 1:
        raise ValueError(guests)
    tables = -(-guests // at_most)
    return tuple(guests // tables + (each < guests % tables) for each in range(tables))


def _best(scores: Scores, question: Question, seats: Seats) -> tuple[Seats, float, bool]:
    limit = seating_exact.bound(scores, question)
    if not seating_exact.may_be_proven(question):
        return seats, limit, False
    found = seating_exact.best(scores, question, seats)
    if found is None:
        raise CannotSeat("clash", seating_clash.clashing(question))
    return found.seats, min(limit, found.bound), found.is_proven


def _told(scores: Scores, question: Question, seats: Seats, known: tuple[float, bool, int]) -> Seating:
    limit, is_proven, seed = known
    score = scores.value(seats)
    return Seating(
        plan=scores.plan(seats, len(question.sizes)),
        score=score,
        bound=max(limit, score),
        is_proven=is_proven,
        brought=scores.brought(seats),
        chance=by_chance(scores, question, seed=seed),
    )


def _together(scores: Scores, seats: Seats) -> tuple[tuple[str, str], ...]:
    """Who must be kept apart and yet sit together in this seating."""
    rows, columns = np.nonzero(np.triu(scores.apart))
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple(
        (scores.ids[one], scores.ids[other]) for one, other in pairs if (seats[:, one] == seats[:, other]).any()
    )


def _mean_of(counted: list[Brought]) -> Brought:
    fields = Brought.__slots__
    return Brought(**{key: float(np.mean([getattr(each, key) for each in counted])) for key in fields})
