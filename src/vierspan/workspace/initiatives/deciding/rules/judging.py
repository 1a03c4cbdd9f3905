"""What the rule says of what was said until now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from vierspan.workspace.initiatives.deciding.rules.ballot import Ballot, Tally
from vierspan.workspace.initiatives.deciding.rules.terms import BY_ONE, WITH_ROUNDS, Terms

STATES = ("adopted", "rejected", "postponed", "blocked", "waiting", "returned")


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say, by a key, with the figures that go in it."""

    key: str
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruling:
    """adopted or rejected; postponed (too few took part); blocked (another round is due); waiting (for a word that
    the rule cannot do without); returned (outside the mandate: back to the group)."""

    state: str
    why: tuple[Line, ...]
    tally: Tally

    @property
    def can_close(self) -> bool:
        return self.state in ("adopted", "rejected", "postponed", "returned")


@dataclass(frozen=True, slots=True)
class _Count:
    """Whether a way of counting is satisfied, and in which words."""

    is_met: bool
    why: Line


def judged(terms: Terms, ballot: Ballot) -> Ruling:
    """What it would be, closed at this moment."""
    tally = ballot.tally
    if terms.rule in BY_ONE:
        return _by_one(terms, ballot, tally)
    if lacking := _too_few(terms, tally):
        return Ruling("postponed", (lacking,), tally)
    counted = COUNTS[terms.rule](terms, ballot, tally)
    if counted.is_met:
        return Ruling("adopted", (counted.why,), tally)
    if terms.rule in WITH_ROUNDS:
        return _not_yet(terms, ballot, counted.why)
    return Ruling("rejected", (counted.why,), tally)


def _too_few(terms: Terms, tally: Tally) -> Line | None:
    """Fewer than agreed took part, or nobody at all; silence takes part where it was agreed to count as consent."""
    if not tally.size:
        return Line("nobody_may_speak")
    there = tally.size if terms.rule == "consent" and terms.silence_consents else tally.present
    if there and there >= terms.quorum * tally.size:
        return None
    needed = max(1, -(-terms.quorum.numerator * tally.size // terms.quorum.denominator))
    return Line("quorum", {"present": tally.present, "needed": needed, "size": tally.size})


def _not_yet(terms: Terms, ballot: Ballot, why: Line) -> Ruling:
    """Another round where there is one left, else the way that was agreed beforehand for this."""
    if ballot.round < terms.rounds:
        left = Line("another_round", {"round": ballot.round, "rounds": terms.rounds})
        return Ruling("blocked", (why, left), ballot.tally)
    if not terms.fallback:
        return Ruling("rejected", (why, Line("last_round", {"rounds": terms.rounds})), ballot.tally)
    found = judged(replace(terms, rule=terms.fallback, fallback="", silence_consents=False), ballot)
    fell = Line("fallback", {"rounds": terms.rounds, "rule": terms.fallback})
    return Ruling(found.state, (why, fell, *found.why), found.tally)


def _consent(_terms: Terms, _ballot: Ballot, tally: Tally) -> _Count:
    key = "objections_stand" if tally.objection else "no_objections"
    return _Count(tally.objection == 0, Line(key, {"objections": tally.objection, "present": tally.present}))


def _consensus(terms: Terms, _ballot: Ballot, tally: Tally) -> _Count:
    figures = {"against": tally.against, "aside": tally.neither, "limit": terms.asides, "yes": tally.yes}
    if tally.against:
        return _Count(False, Line("blocked_by", figures))
    is_met = tally.neither <= terms.asides
    return _Count(is_met, Line("consensus" if is_met else "too_many_aside", figures))


def _consensus_minus(terms: Terms, _ballot: Ballot, tally: Tally) -> _Count:
    is_met = tally.yes + tally.neither >= tally.present - terms.minus and tally.against <= terms.minus
    key = "few_enough_against" if is_met else "too_many_against"
    return _Count(is_met, Line(key, {"against": tally.against, "minus": terms.minus}))


def _majority(terms: Terms, ballot: Ballot, tally: Tally) -> _Count:
    figures = {"yes": tally.yes, "against": tally.against}
    if tally.yes != tally.against:
        is_met = tally.yes > tally.against
        return _Count(is_met, Line("more_for" if is_met else "not_more_for", figures))
    word = ballot.spoken.get(terms.casting, "")
    if word == "yes":
        return _Count(True, Line("tie_cast_for", figures))
    return _Count(False, Line("tie_cast_against" if word in ("no", "objection") else "tie", figures))


def _absolute(_terms: Terms, _ballot: Ballot, tally: Tally) -> _Count:
    is_met = 2 * tally.yes > tally.size
    figures = {"yes": tally.yes, "size": tally.size, "needed": tally.size // 2 + 1}
    return _Count(is_met, Line("more_than_half" if is_met else "not_more_than_half", figures))


def _qualified(terms: Terms, _ballot: Ballot, tally: Tally) -> _Count:
    cast = tally.yes + tally.against
    is_met = cast > 0 and tally.yes >= terms.share * cast
    figures = {"yes": tally.yes, "cast": cast, "share": str(terms.share)}
    return _Count(is_met, Line("share_reached" if is_met else "share_not_reached", figures))


def _weighted(terms: Terms, _ballot: Ballot, tally: Tally) -> _Count:
    cast, heads = tally.weight_yes + tally.weight_no, tally.yes + tally.against
    by_weight, by_heads = tally.weight_yes > terms.share * cast, tally.yes > terms.share * heads
    figures = {
        "weight_yes": tally.weight_yes,
        "weight_cast": cast,
        "yes": tally.yes,
        "cast": heads,
        "share": str(terms.share),
    }
    if not terms.is_double:
        return _Count(by_weight, Line("weight_reached" if by_weight else "weight_not_reached", figures))
    is_met = by_weight and by_heads
    key = "double_reached" if is_met else "double_heads_lack" if by_weight else "double_weight_lacks"
    return _Count(is_met, Line(key, figures))


COUNTS: Mapping[str, Callable[[Terms, Ballot, Tally], _Count]] = MappingProxyType(
    {
        "consent": _consent,
        "consensus": _consensus,
        "consensus_minus": _consensus_minus,
        "majority": _majority,
        "absolute": _absolute,
        "qualified": _qualified,
        "weighted": _weighted,
    }
)


def _by_one(terms: Terms, ballot: Ballot, tally: Tally) -> Ruling:
    if terms.rule == "advice":
        return _after_advice(ballot, tally)
    if not ballot.is_within:
        return Ruling("returned", (Line("outside_mandate"),), tally)
    if terms.until and ballot.on and ballot.on > terms.until:
        return Ruling("returned", (Line("mandate_over", {"until": terms.until}),), tally)
    if not ballot.decided:
        return Ruling("waiting", (Line("decider_to_speak"),), tally)
    if not ballot.is_explained:
        return Ruling("waiting", (Line("report_missing"),), tally)
    return Ruling(ballot.decided, (Line("decided_in_mandate", {"outcome": ballot.decided}),), tally)


def _after_advice(ballot: Ballot, tally: Tally) -> Ruling:
    """Whoever was asked must have been heard; following the advice is no duty, answering it is."""
    if tally.silent or not tally.size:
        key = "advice_missing" if tally.size else "nobody_may_speak"
        return Ruling("waiting", (Line(key, {"missing": tally.silent, "size": tally.size}),), tally)
    if not ballot.decided:
        return Ruling("waiting", (Line("decider_to_speak"),), tally)
    if not ballot.is_explained:
        return Ruling("waiting", (Line("answer_missing"),), tally)
    heard = Line("decided_after_advice", {"size": tally.size, "outcome": ballot.decided})
    return Ruling(ballot.decided, (heard,), tally)


def written(value: Fraction) -> str:
    """A weight as people write it: whole, or with at most two decimals."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.2f}".rstrip("0")
