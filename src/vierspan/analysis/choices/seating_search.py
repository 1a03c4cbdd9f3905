"""A good seating by changing places, from several starts."""

import numpy as np

from vierspan.analysis.choices.seating_scores import Matrix, Scores, Seats, together
from vierspan.analysis.choices.seating_terms import Question

NEVER = 1e6  # what it would cost to seat two together who must not
LEAST_GAIN = 1e-9
SWAPS_AT_ONCE = 64
WORK = 600_000  # guests x starts, so that five hundred guests take seconds
MOST_STARTS, FEWEST_STARTS = 40, 4
ROUNDS_OVER = 4  # how often every round is looked at again


def held_places(scores: Scores, question: Question) -> Seats:
    """Per round the table at which a guest stays; -1 for who may sit anywhere."""
    held = np.full((question.rounds, len(scores.ids)), -1, dtype=np.int64)
    for (at, guest), table in question.fixed.items():
        held[at, scores.index[guest]] = table
    return held


def search(scores: Scores, question: Question, seed: int) -> Seats:
    """The best seating of several starts.

    Definition: per start everybody at random (who is held stays), then the two places are exchanged that gain most,
    until nothing gains; with more rounds each in turn, given the others. Deterministic by seed. Cost: about n squared
    an exchange, n exchanges a start. Source: steepest ascent with restarts; house choice [O].
    """
    chance = np.random.default_rng(seed)
    held = held_places(scores, question)
    size = len(scores.ids)
    starts = int(np.clip(WORK // (size * size * question.rounds), FEWEST_STARTS, MOST_STARTS))
    found = [_climbed(scores, question, held, chance) for _ in range(starts)]
    return max(found, key=lambda seats: scores.value(seats) - NEVER * clashes(scores, seats))


def clashes(scores: Scores, seats: Seats) -> int:
    """How many times two who must be kept apart sit together."""
    return int((together(seats) * scores.apart).sum()) // 2


def drawn(held: Seats, sizes: tuple[int, ...], chance: np.random.Generator) -> Seats:
    """Everybody by lot, but for who is held."""
    seats = held.copy()
    for row in seats:
        taken = np.bincount(row[row >= 0], minlength=len(sizes))
        row[row < 0] = chance.permutation(np.repeat(np.arange(len(sizes)), np.array(sizes) - taken))
    return seats


def _climbed(scores: Scores, question: Question, held: Seats, chance: np.random.Generator) -> Seats:
    seats = drawn(held, question.sizes, chance)
    for _ in range(ROUNDS_OVER if question.rounds > 1 else 1):
        before = seats.copy()
        for at in range(question.rounds):
            others = together(np.delete(seats, at, axis=0))
            worth = np.where(others > 0, -scores.weights.again, scores.total) - NEVER * scores.apart
            np.fill_diagonal(worth, 0)
            _climb(worth, seats[at], held[at] >= 0, len(question.sizes))
        if (before == seats).all():
            break
    return seats


def _climb(worth: Matrix, row: Seats, is_held: np.ndarray, tables: int) -> None:
    """Exchange places in this row, in place, until no exchange gains."""
    size = len(row)
    lower = np.tril(np.ones((size, size), dtype=bool))
    blocked = lower | is_held[:, None] | is_held[None, :]
    while True:
        seated = np.zeros((size, tables))
        seated[np.arange(size), row] = 1
        gains = _gains(worth, worth @ seated, row)
        gains[blocked] = -np.inf
        if not _exchange(gains, row):
            return


def _gains(worth: Matrix, at_table: Matrix, row: Seats) -> Matrix:
    """What it gains when two change places; nothing for two at one table."""
    there = at_table[:, row]  # what i is worth at the table of j
    here = np.diagonal(there)
    gains = there + there.T - here[:, None] - here[None, :] - 2 * worth
    gains[row[:, None] == row[None, :]] = 0
    return gains


def _exchange(gains: Matrix, row: Seats) -> bool:
    """The exchanges that gain most and do not touch each other's tables; False when there is none."""
    flat = gains.ravel()
    most = np.argpartition(flat, -min(SWAPS_AT_ONCE, flat.size))[-SWAPS_AT_ONCE:]
    moved: set[int] = set()
    for each in most[np.argsort(-flat[most], kind="stable")]:
        if flat[each] <= LEAST_GAIN:
            break
        one, other = divmod(int(each), len(row))
        if {int(row[one]), int(row[other])} & moved:
            continue
        moved |= {int(row[one]), int(row[other])}
        row[one], row[other] = row[other], row[one]
    return bool(moved)
