"""What a little more would buy, and what a wish costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from vierspan.analysis.choices.limits import Limit
from vierspan.analysis.choices.portfolio import Portfolio, best
from vierspan.analysis.choices.question import PARTS_OF_AN_HOUR, Question, hundredths, values
from vierspan.analysis.choices.solving import Model, solver_for, whole

EFFORT = 2.0
ASSUMED_EQUAL = 1e-6  # of the highest value: less is rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """The fewest extra hours of one party that make a better choice possible, and what that choice is."""

    party: str
    hours: float
    gain: float  # value
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]
    is_proved: bool  # that fewer hours would not do


def one_more(question: Question, now: Portfolio) -> tuple[More, ...]:
    """Per party the fewest extra hours that make the best choice better; most gain an hour first.

    Definition: the least e for which the best value with H_p + e exceeds the best value with H_p, exact to a hundredth
    of an hour, and the best choice at that e. Parties are looked at one at a time. Edge cases: a party whose hours are
    not what holds the network back is left out, and so is one that stated none (it is no limit); where `now` is not
    proved optimal there is nothing to compare with -> empty; limits that clash -> empty. Cost: two solves a party.
    Source: methods 4, 'what one more hour would buy' [O].
    """
    if now.proof != "optimal":
        return ()
    found = [_more(question, now, party) for party in sorted(question.capacity)]
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.gain / each.hours, each.party)))


def _more(question: Question, now: Portfolio, party: str) -> More | None:
    units = whole(values(question))
    model = Model(question, leave_out=[Limit("hours", (party,))])
    value = sum(units[each] for each in now.chosen)
    extra = model.cp.new_int_var(1, 10**9, "")
    model.cp.add(model.total(units) >= value + 1 + len(units))  # rounding of the units can not make that much
    model.cp.add(model.hours(party) <= hundredths(question.capacity[party]) + extra)
    model.cp.minimize(extra)
    solver = solver_for(len(question.candidates), EFFORT)
    status = solver.status_name(solver.solve(model.cp))
    if status not in ("OPTIMAL", "FEASIBLE"):
        return None
    hours = solver.value(extra) / PARTS_OF_AN_HOUR
    then = best(question.with_hours(party, question.capacity[party] + hours), effort=EFFORT)
    before, after = set(now.chosen), set(then.chosen)
    return More(
        party=party,
        hours=hours,
        gain=then.value - now.value,
        comes_in=tuple(sorted(after - before)),
        goes_out=tuple(sorted(before - after)),
        is_proved=status == "OPTIMAL",
    )


def swaps(question: Question, now: Portfolio) -> Mapping[str, float | None]:
    """What it costs to have an activity otherwise than in the best choice: in where it is out, out where it is in.

    Definition: the best value, less the best value with that one wish; never below 0. None where the wish can not be
    had at all. Edge cases: for `now` without a choice -> empty. Cost: a solve an activity. Source: methods 4 [O].
    """
    if now.proof == "impossible":
        return {}
    return {each: swap(question, now, each) for each in question.ids}


def swap(question: Question, now: Portfolio, candidate: str) -> float | None:
    """What it costs to have this one otherwise; see `swaps`."""
    inside = candidate in now.chosen
    then = best(question.without(candidate) if inside else question.with_also(candidate), effort=EFFORT)
    return None if then.proof in ("impossible", "approximate") else max(0.0, now.value - then.value)
