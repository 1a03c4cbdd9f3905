"""The best seating with proof, where few enough tables can be laid; and a bound where not."""

import math
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from vierspan.analysis.choices.seating_scores import Matrix, Scores, Seats
from vierspan.analysis.choices.seating_search import clashes, held_places
from vierspan.analysis.choices.seating_terms import Question

MOST_TABLES = 150_000  # different tables that can be laid, beyond which no proof is tried
MOST_LEFT = 30_000  # that may be in the best seating, beyond which the proof is given up
SCALE = 10_000  # scores are compared to four decimals
SECONDS = 10.0
SLACK = 1e-6

Tables = list[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Best:
    seats: Seats
    bound: float
    is_proven: bool


@dataclass(frozen=True, slots=True)
class _Relaxed:
    """The best when tables may be laid in part, and how much each table falls short of being in it."""

    value: float
    short: Matrix


def may_be_proven(question: Question) -> bool:
    """One round, and so few guests that every table that could be laid can be written down."""
    size = len(question.guests)
    return question.rounds == 1 and sum(math.comb(size, seats) for seats in set(question.sizes)) <= MOST_TABLES


def best(scores: Scores, question: Question, known: Seats) -> Best | None:
    """The best seating of one round, a bound, and whether it is proven; None when no seating keeps all rules.

    Definition: of all tables that could be laid (nobody beside whom they must not, who is held at their own) choose
    those in which everybody sits once, with the highest sum of scores: set partitioning. The linear relaxation gives
    a bound; a table that falls further short of it than `known`, a good seating, cannot be in a better one and is
    left out; CP-SAT decides among the rest. Equally large tables are interchangeable, so that no symmetry stands in
    the way of the proof.
    Cost: grows with C(guests, seats); seconds up to 24 guests. Source: set partitioning with reduced-cost fixing;
    OR-Tools GLOP and CP-SAT.
    """
    tables = _tables(scores, question)
    worths = np.array([_worth(scores, table) for table in tables])
    relaxed = _relaxed(tables, worths, question)
    if relaxed is None:
        return None
    reached = -np.inf if clashes(scores, known) else scores.value(known)
    left = np.flatnonzero(relaxed.short <= relaxed.value - reached + SLACK)
    if len(left) > MOST_LEFT:
        return Best(known, relaxed.value, is_proven=False)
    found = _decided(scores, question, [tables[each] for each in left], known)
    return found and Best(found.seats, min(found.bound, relaxed.value), found.is_proven)


def bound(scores: Scores, question: Question) -> float:
    """A score that no seating exceeds.

    Definition: everybody gets the company that is best for them, as many as their tables seat, whoever else wants
    the same; who sits at the larger tables is chosen best (assignment). Half the sum, as every pair is counted
    twice. Cost: n squared log n, n cubed when tables differ in size. Source: relaxation, house choice [O].
    """
    worth = np.where(scores.apart, 0, scores.total)
    ordered = -np.sort(-worth, axis=1)
    gathered = np.concatenate([np.zeros((len(ordered), 1)), np.cumsum(ordered, axis=1)], axis=1)
    company = np.repeat(np.array(question.sizes) - 1, question.sizes)  # per seat how many others
    if question.rounds > 1 or len(set(question.sizes)) == 1:
        most = min(question.rounds * int(company.max()), len(ordered) - 1)
        return float(gathered[:, most].sum()) / 2
    choices = gathered[:, company]
    rows, columns = linear_sum_assignment(choices, maximize=True)
    return float(choices[rows, columns].sum()) / 2


def _tables(scores: Scores, question: Question) -> Tables:
    """All tables that could be laid, as the guests at them in order."""
    held = held_places(scores, question)[0]
    fixed = {table: frozenset(np.flatnonzero(held == table).tolist()) for table in set(held[held >= 0].tolist())}
    found: Tables = []
    for size in sorted(set(question.sizes)):
        laid = np.array(list(combinations(range(len(scores.ids)), size)))
        broken = [scores.apart[laid[:, one], laid[:, other]] for one, other in combinations(range(size), 2)]
        laid = laid[~np.any(broken, axis=0)] if broken else laid
        found += [table for table in map(tuple, laid.tolist()) if _may_be_laid(table, held, fixed, question)]
    return found


def _may_be_laid(table: tuple[int, ...], held: Seats, fixed: dict[int, frozenset[int]], question: Question) -> bool:
    at = {int(held[each]) for each in table} - {-1} if fixed else set()
    if not at:
        return True
    number = at.pop()
    return not at and question.sizes[number] == len(table) and fixed[number] <= set(table)


def _worth(scores: Scores, table: tuple[int, ...]) -> float:
    at = list(table)
    return float(scores.total[np.ix_(at, at)].sum()) / 2


def _relaxed(tables: Tables, worths: Matrix, question: Question) -> _Relaxed | None:
    """None when even in part no tables seat everybody once."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    guests = [solver.Constraint(1, 1) for _ in question.guests]
    sizes = {size: solver.Constraint(count, count) for size, count in sorted(Counter(question.sizes).items())}
    goal = solver.Objective()
    goal.SetMaximization()
    for table, worth in zip(tables, worths.tolist(), strict=True):
        laid = solver.NumVar(0, solver.infinity(), "")
        goal.SetCoefficient(laid, worth)
        sizes[len(table)].SetCoefficient(laid, 1)
        for each in table:
            guests[each].SetCoefficient(laid, 1)
    if not tables or solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    prices = np.array([each.dual_value() for each in guests])
    per_size = {size: each.dual_value() for size, each in sizes.items()}
    paid = np.array([prices[list(table)].sum() + per_size[len(table)] for table in tables])
    short = np.maximum(paid - worths, 0)
    return _Relaxed(_safe(prices, per_size, question, paid - worths), short)


def _safe(prices: Matrix, per_size: dict[int, float], question: Question, short: Matrix) -> float:
    """The bound that these prices prove, whatever the solver's rounding."""
    paid = float(prices.sum()) + sum(per_size[size] for size in question.sizes)
    return paid + len(question.sizes) * max(0.0, -float(short.min()))


def _decided(scores: Scores, question: Question, tables: Tables, known: Seats) -> Best | None:
    """The best of these tables by CP-SAT; where they hold nothing better, what was known."""
    from ortools.sat.python import cp_model

    model: Any = cp_model.CpModel()
    laid = [model.new_bool_var("") for _ in tables]
    _everybody_once(model, laid, tables, question)
    model.maximize(cp_model.LinearExpr.weighted_sum(laid, [round(SCALE * _worth(scores, each)) for each in tables]))
    for chosen, table in zip(laid, tables, strict=True):
        model.add_hint(chosen, len({int(known[0, each]) for each in table}) == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = SECONDS
    state = solver.solve(model)
    if state == cp_model.INFEASIBLE:
        return None if clashes(scores, known) else Best(known, scores.value(known), is_proven=True)
    limit = (solver.best_objective_bound + len(question.sizes)) / SCALE
    if state == cp_model.UNKNOWN:
        return Best(known, limit, is_proven=False)
    chosen_tables = [table for chosen, table in zip(laid, tables, strict=True) if solver.boolean_value(chosen)]
    return _better(scores, _placed(scores, question, chosen_tables), known, (limit, state == cp_model.OPTIMAL))


def _better(scores: Scores, found: Seats, known: Seats, proof: tuple[float, bool]) -> Best:
    is_known_better = not clashes(scores, known) and scores.value(known) >= scores.value(found)
    return Best(known if is_known_better else found, *proof)


def _everybody_once(model: Any, laid: list[Any], tables: Tables, question: Question) -> None:
    at: dict[int, list[Any]] = {each: [] for each in range(len(question.guests))}
    of_size: dict[int, list[Any]] = {}
    for chosen, table in zip(laid, tables, strict=True):
        of_size.setdefault(len(table), []).append(chosen)
        for each in table:
            at[each].append(chosen)
    for choices in at.values():
        model.add_exactly_one(choices)
    for size, count in Counter(question.sizes).items():
        model.add(sum(of_size.get(size, [])) == count)


def _placed(scores: Scores, question: Question, tables: Tables) -> Seats:
    """The tables with their numbers: who is held says which, the rest in order."""
    held = held_places(scores, question)[0]
    seats = np.full((1, len(scores.ids)), -1, dtype=np.int64)
    free = list(range(len(question.sizes)))
    for table in sorted(tables, key=lambda each: max(held[list(each)]) < 0):
        own = int(max(held[list(table)]))
        taken = set(held[held >= 0].tolist())
        number = own if own >= 0 else next(n for n in free if question.sizes[n] == len(table) and n not in taken)
        free.remove(number)
        seats[0, list(table)] = number
    return seats
