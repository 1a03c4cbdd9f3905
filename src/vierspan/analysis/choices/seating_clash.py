"""Whether the rules of a seating can all be kept, and who clashes when not."""

from collections import Counter

from vierspan.analysis.choices.seating_terms import CannotSeat, Question

Named = tuple[tuple[str, str], ...]

SECONDS = 3.0
MOST_TRIES = 60


def check(question: Question) -> None:
    """Go on when the question can be answered as far as can be told at once; else CannotSeat."""
    ids = {guest.id for guest in question.guests}
    if not ids or question.rounds < 1:
        raise CannotSeat("nobody")
    if sum(question.sizes) != len(ids) or len(ids) != len(question.guests) or min(question.sizes) < 1:
        raise CannotSeat("sizes")
    for (at, guest), table in question.fixed.items():
        if guest not in ids or not 0 <= at < question.rounds or not 0 <= table < len(question.sizes):
            raise CannotSeat("unknown")
    seats = Counter((at, table) for (at, _), table in question.fixed.items())
    if any(count > question.sizes[table] for (_, table), count in seats.items()):
        raise CannotSeat("full")
    fixed_together(question)


def fixed_together(question: Question) -> None:
    """CannotSeat when two who must be kept apart are fixed at one table."""
    found = [
        (one, other)
        for one, other in named(question)
        for at in range(question.rounds)
        if question.fixed.get((at, one), -1) == question.fixed.get((at, other), -2)
    ]
    if found:
        raise CannotSeat("clash", tuple(dict.fromkeys(found)))


def named(question: Question) -> Named:
    """The pairs to keep apart that are both guests, in order."""
    ids = {guest.id for guest in question.guests}
    pairs = sorted((min(pair), max(pair)) for pair in question.apart if len(pair) == 2 and pair <= ids)
    return tuple(pairs)


def clashing(question: Question) -> Named:
    """The pairs that cannot all be kept apart, no more than needed; nothing when they can.

    Definition: feasible places by CP-SAT per round; when there are none, pairs are left out one by one as long as
    there are still none (deletion filter). Cost: at most sixty small models. Source: irreducible infeasible subset by
    deletion (Chinneck); OR-Tools CP-SAT.
    """
    for at in range(question.rounds):
        pairs = list(named(question))
        if _can_be(question, at, pairs):
            continue
        for pair in list(pairs)[:MOST_TRIES]:
            without = [each for each in pairs if each != pair]
            if not _can_be(question, at, without):
                pairs = without
        return tuple(pairs)
    return ()


def _can_be(question: Question, at: int, pairs: list[tuple[str, str]]) -> bool:
    """Whether a round can be seated so; what is not decided in time counts as yes."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    tables = range(len(question.sizes))
    held = {guest: table for (number, guest), table in question.fixed.items() if number == at}
    concerned = sorted({*held, *(each for pair in pairs for each in pair)})
    sits = {(each, table): model.new_bool_var("") for each in concerned for table in tables}
    for each in concerned:
        model.add_exactly_one(sits[each, table] for table in tables)
    for table in tables:
        model.add(sum(sits[each, table] for each in concerned) <= question.sizes[table])
        for one, other in pairs:
            model.add_at_most_one(sits[one, table], sits[other, table])
    for guest, table in held.items():
        model.add(sits[guest, table] == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = SECONDS
    return bool(solver.solve(model) != cp_model.INFEASIBLE)
