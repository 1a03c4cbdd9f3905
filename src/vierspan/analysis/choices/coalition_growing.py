"""Coalitions grown from one party, and bettered by exchanging members: quick, and good, but nothing is proved."""

from collections.abc import Iterable, Sequence

import numpy as np

from vierspan.analysis.choices.coalition_question import OF_COHESION, OF_COVERAGE, OF_INTEREST, Floats, Question

SHORT = 10.0  # what a must-have that nobody brings costs: more than all else together is worth
LEADERS = 60  # from how many it is grown
BETTERED = 6  # the best of which are bettered further
ROUNDS = 30


def grown(question: Question) -> list[tuple[str, ...]]:
    """The best coalitions found from each likely leader, best first.

    Definition: from each leader (the strongest and most interested, and those who are fixed) the member that adds most
    to the score joins, must-haves first, as long as it adds something or is needed; then each member of the best is
    exchanged for whoever does more, until nobody does. Edge cases: nobody allowed -> nothing. Cost: leaders x size x
    candidates x requirements. Source: methods 5, leader distance [R 64].
    """
    found: dict[tuple[int, ...], float] = {}
    for leader in leaders(question):
        members = filled(question, list(dict.fromkeys([*question.held, leader])))
        if members is not None:
            found[tuple(sorted(members))] = _worth(question, members)
    best = sorted(found, key=lambda each: (-found[each], len(each), each))[:BETTERED]
    bettered = {tuple(sorted(_exchanged(question, list(each)))) for each in best}
    order = sorted({*bettered, *best}, key=lambda each: (-_worth(question, list(each)), len(each), each))
    return [tuple(question.candidates[at].id for at in each) for each in order]


def leaders(question: Question) -> list[int]:
    promise = question.weights @ question.offers + OF_INTEREST * question.interest
    near = 1 - np.sort(question.distance, axis=1)[:, : question.most].mean(axis=1) / question.cap
    return [int(at) for at in np.argsort(-(promise + OF_COHESION * near), kind="stable")[:LEADERS]]


def filled(question: Question, members: list[int]) -> list[int] | None:
    if len(members) > question.most or _clash(question, members):
        return None
    worth = _worth(question, members)
    while len(members) < question.most:
        gains = _worth_with(question, members)
        best = int(np.argmax(gains))
        if gains[best] == -np.inf or (gains[best] <= worth and len(members) >= question.least):
            break
        members, worth = [*members, best], float(gains[best])
    return members if len(members) >= question.least else None


def _exchanged(question: Question, members: list[int]) -> list[int]:
    worth = _worth(question, members)
    for _round in range(ROUNDS):
        better = _one_exchange(question, members, worth)
        if better is None:
            return members
        members, worth = better
    return members


def _one_exchange(question: Question, members: list[int], worth: float) -> tuple[list[int], float] | None:
    """The best that one member less, or another in its place, can do; None where that is nothing."""
    best: tuple[list[int], float] | None = None
    for gone in members:
        rest = [each for each in members if each != gone]
        if gone in question.held or not rest:
            continue
        gains = _worth_with(question, rest)
        at = int(np.argmax(gains))
        options = [([*rest, at], float(gains[at]))]
        if len(rest) >= question.least:
            options.append((rest, _worth(question, rest)))
        for option in options:
            if option[1] > max(worth, best[1] if best else worth) + 1e-12:
                best = option
    return best


def _worth(question: Question, members: Sequence[int]) -> float:
    """The score, less a great deal for each must-have that is short."""
    rest, last = list(members[:-1]), members[-1]
    return float(_worth_with(question, rest, [last])[0])


def _worth_with(question: Question, members: list[int], joining: Sequence[int] | None = None) -> Floats:
    """What it is worth when one joins: for everybody, or for those named; never for who is in it or may not be."""
    who = np.arange(len(question.candidates)) if joining is None else np.array(joining)
    inside = np.array(members, dtype=np.int64)
    size = len(members) + 1
    pairs = size * (size - 1) / 2
    apart = question.distance[np.ix_(inside, inside)].sum() / 2 + question.distance[np.ix_(inside, who)].sum(axis=0)
    cohesion = 1 - apart / pairs / question.cap if pairs else np.ones(len(who))
    interest = (question.interest[members].sum() + question.interest[who]) / size
    coverage, short = _coverage_with(question, members, who)
    found = OF_COVERAGE * coverage + OF_COHESION * cohesion + OF_INTEREST * interest - SHORT * short
    if joining is None:
        found[list({*members, *_enemies(question, members)})] = -np.inf
    return np.asarray(found, dtype=float)


def _coverage_with(question: Question, members: list[int], who: "np.typing.NDArray[np.int64]") -> tuple[Floats, Floats]:
    coverage, short = np.zeros(len(who)), np.zeros(len(who))
    for asked, weight, row in zip(question.requirements, question.weights, question.offers, strict=True):
        strongest = np.sort(row[members])[::-1][: asked.parties]
        weakest = strongest[-1] if len(strongest) == asked.parties else 0.0
        coverage += weight * (strongest.sum() + np.maximum(0.0, row[who] - weakest)) / asked.parties
        if asked.is_must:
            bring = int((row[members] > 0).sum()) + (row[who] > 0)
            short += np.maximum(0, asked.parties - bring)
    return (coverage, short) if question.requirements else (np.ones(len(who)), short)


def _enemies(question: Question, members: Iterable[int]) -> set[int]:
    inside = {question.candidates[at].id for at in members}
    others = {other for pair in question.apart if pair & inside for other in pair - inside}
    return {question.place[each] for each in others if each in question.place}


def _clash(question: Question, members: Iterable[int]) -> bool:
    inside = frozenset(question.candidates[at].id for at in members)
    return any(pair <= inside for pair in question.apart)
