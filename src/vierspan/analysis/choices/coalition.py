"""Which parties together would form a strong coalition, and whom one misses where none would."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from vierspan.analysis.choices.coalition_exact import Every, every
from vierspan.analysis.choices.coalition_growing import grown
from vierspan.analysis.choices.coalition_question import Coalition, Question, weigh
from vierspan.analysis.choices.coalition_solving import PAIRS_UP_TO, Solved, of_pairs, relaxed

EXACT_UP_TO = 18  # candidates
EFFORT = 1.0  # of the solver per size, in its own seconds
HAIR = 1e-6  # a difference in score that is none

Proof = Literal["optimal", "gap", "impossible"]
Clash = Literal["", "size", "apart", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A must-have that too few can bring, and how many parties are short."""

    requirement: str
    short: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The coalitions worth talking about, best first.

    `optimal`: the first is proved to score highest. `gap`: of so many candidates not all sets were compared; no
    coalition scores more than `bound`. `impossible`: none brings every must-have: `missing` says what nobody (or too
    few) can bring, `clash` which limit is in the way where all of it could be brought, `nearest` what comes nearest.
    `is_whole`: whether front and covers are of all candidates, not only of the most promising.
    """

    proof: Proof
    front: tuple[Coalition, ...] = ()
    covers: tuple[Coalition, ...] = ()
    bound: float = 0.0
    is_whole: bool = True
    missing: tuple[Missing, ...] = ()
    clash: Clash = ""
    nearest: Coalition | None = None

    @property
    def best(self) -> Coalition | None:
        return self.front[0] if self.front else None

    @property
    def gap(self) -> float:
        """How much more, as a share of the bound, a coalition that was not found could score."""
        best = self.best
        return max(0.0, 1 - best.score / self.bound) if best and self.bound > 0 else 0.0


def propose(question: Question, *, effort: float = EFFORT) -> Proposed:
    """The coalitions that bring what it takes.

    Definition: of the sets of candidates within the size, with the fixed members and without pairs that stay apart,
    those that bring every must-have; the front is what no other beats on coverage, cohesion, interest, new blood and
    size together; score = .5 coverage + .3 cohesion + .2 interest; ties: fewer parties, then the higher lowest
    interest. Up to 18 candidates every set is looked at. Beyond, CP-SAT says per size how good it can be at most, the
    most promising 18 are compared in full, and up to 60 candidates the best of each size is searched with every pair.
    Edge cases: no candidates or nothing that covers -> `impossible`, with whom one misses. Cost: 2^18 sets at most,
    plus some solves. Source: methods 5, coalition as team formation [R 63-67].
    """
    missing = whom_we_miss(question)
    if missing:
        return Proposed(proof="impossible", missing=missing, nearest=_nearest(question))
    if len(question.candidates) <= EXACT_UP_TO:
        return _compared(question)
    return _searched(question, effort)


def whom_we_miss(question: Question) -> tuple[Missing, ...]:
    """The must-haves that too few of the candidates can bring, whatever the limits."""
    counts = ((asked, int((row > 0).sum())) for asked, row in zip(question.requirements, question.offers, strict=True))
    return tuple(
        Missing(requirement=asked.id, short=asked.parties - count)
        for asked, count in counts
        if asked.is_must and count < asked.parties
    )


def picks(found: Proposed) -> dict[str, Coalition]:
    """Some of the front that differ most: the best, and the one that leads in each respect, where that is another."""
    if not found.front:
        return {}
    ways = {
        "best": lambda each: each.order,
        "smallest": lambda each: (each.size, each.order),
        "warmest": lambda each: (-round(each.cohesion, 3), each.order),
        "keenest": lambda each: (-round(each.interest, 3), each.order),
        "newest": lambda each: (-round(each.new_blood, 3), each.order),
    }
    chosen: dict[str, Coalition] = {}
    for name, order in ways.items():
        first = min(found.front, key=order)
        if first not in chosen.values():
            chosen[name] = first
    return chosen


def _compared(question: Question) -> Proposed:
    told = every(question)
    if not told.front:
        return _impossible(question, told)
    best = told.front[0]
    return Proposed(proof="optimal", front=told.front, covers=told.covers, bound=best.score)


def _impossible(question: Question, told: Every) -> Proposed:
    """Everything could be brought, and still the limits allow no coalition."""
    wide = replace(question, most=len(question.candidates), least=1)
    loose = replace(question, apart=frozenset())
    clash: Clash = "size" if _some(wide) else "apart" if _some(loose) else "both"
    return Proposed(proof="impossible", clash=clash, nearest=told.nearest)


def _some(question: Question) -> bool:
    """Whether any coalition is allowed that covers."""
    if len(question.candidates) <= EXACT_UP_TO:
        return every(question).count > 0
    return any(relaxed(question, size, effort=EFFORT).state in ("optimal", "found") for size in question.sizes())


def _searched(question: Question, effort: float) -> Proposed:
    bounds = {size: relaxed(question, size, effort=effort) for size in question.sizes()}
    open_sizes = {size: solved for size, solved in bounds.items() if solved.state != "none"}
    pool = question.only(_promising(question, [*grown(question), *(each.members for each in bounds.values())]))
    told = every(pool)
    if not open_sizes or not told.front:
        return _impossible(question, told)
    front = told.front
    if len(question.candidates) <= PAIRS_UP_TO:
        front, open_sizes = _bettered(question, front, open_sizes, effort)
    bound = max(front[0].score, *(each.bound for each in open_sizes.values()))
    proof: Proof = "optimal" if bound <= front[0].score + HAIR else "gap"
    bound = front[0].score if proof == "optimal" else bound
    return Proposed(proof=proof, front=front, covers=told.covers, bound=bound, is_whole=False)


def _bettered(
    question: Question, front: tuple[Coalition, ...], bounds: dict[int, Solved], effort: float
) -> tuple[tuple[Coalition, ...], dict[int, Solved]]:
    """Look per size with every pair where that could still better the best."""
    tighter = dict(bounds)
    for size, solved in sorted(bounds.items(), key=lambda each: -each[1].bound):
        if solved.bound <= front[0].score + HAIR:
            continue
        found = of_pairs(question, size, effort=effort * 4, hint=front[0].members)
        if found.state in ("optimal", "found"):
            better = weigh(question, found.members)
            front = front if better in front else tuple(sorted([*front, better], key=lambda each: each.order))
            tighter[size] = Solved(found.state, found.members, min(solved.bound, found.bound))
    return front, tighter


def _promising(question: Question, coalitions: Iterable[tuple[str, ...]]) -> list[str]:
    """The members of the best coalitions, the best first, as many as can be compared in full."""
    room = EXACT_UP_TO - len(question.held)
    named = [each for members in coalitions for each in members if each not in question.fixed]
    return list(dict.fromkeys(named))[:room]


def _nearest(question: Question) -> Coalition | None:
    if not question.candidates or not question.sizes():
        return None
    small = len(question.candidates) <= EXACT_UP_TO
    return every(question if small else question.only(_promising(question, grown(question)))).nearest
