"""Whole network or sub-coalition: potential, breadth and spill-over as several parties estimate them (methods 6.7)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

CRITERIA = ("value", "feasibility", "timing", "energy")
LOWEST, HIGHEST = 1, 5
TAKES = 3  # from this interest on a party wants to take part
LEAST_RESPONSE = Fraction(60, 100)
HIGH, MIDDLE = Fraction(60, 100), Fraction(40, 100)  # of the potential
WIDE, SOME = Fraction(60, 100), Fraction(25, 100)  # of the breadth
SPILLS = Fraction(30, 100)
CLOSE = Fraction(5, 100)

TABLE = {
    ("high", "wide"): "whole",
    ("high", "some"): "licence",
    ("high", "few"): "keep_warm",
    ("middle", "wide"): "sharpen",
    ("middle", "some"): "pilot",
    ("middle", "few"): "park",
    ("low", "wide"): "decline",
    ("low", "some"): "drop",
    ("low", "few"): "drop",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What one party answered; 1 to 5, None where it said nothing. `affected`: its position, name or money."""

    party: str
    value: int | None = None
    feasibility: int | None = None
    timing: int | None = None
    energy: int | None = None
    interest: int | None = None
    affected: bool | None = None
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The three figures (None where nobody said enough), the cell of the table, and what it advises.

    `advice` is one of the values of TABLE, or "ask_more". `asks_consent`: the whole network must agree to the
    boundaries, also where only a few do it. `close`: which figures stand within .05 of a border.
    """

    potential: Fraction | None
    breadth: Fraction | None
    spill_over: Fraction | None
    response: Fraction | None
    answered: int
    asked: int
    row: str
    column: str
    advice: str
    asks_consent: bool
    close: tuple[str, ...]

    @property
    def verdict(self) -> tuple[str, bool]:
        return self.advice, self.asks_consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One answer of one party that by itself would turn the advice: what it is, and the nearest that turns it."""

    party: str
    question: str  # a criterion, "interest" or "affected"
    given: int | bool
    needed: int | bool
    advice: str
    asks_consent: bool


def advise(estimates: Sequence[Estimate], asked: int) -> Advice:
    """What the estimates say of whole network or sub-coalition.

    Potential = mean over the four criteria of the mean answer, (x - 1) / 4, 0 to 1; None while a criterion has no
    answer. Breadth = weighted share of the parties that answered with an interest of 3 or more. Spill-over = share of
    those that do not take part (interest below 3, and said whether they are affected) that is affected; None where
    there are none. Response = answered / asked; below 60 per cent, or with a figure missing, the advice is "ask_more".
    A border belongs to the higher cell. Exact fractions: no answer falls off a border by rounding. Cost: linear.
    Source: methods 6.7 [O]. Raises ValueError for an answer outside 1 to 5, a weight below zero, or two of one party.
    """
    _refuse_slips(estimates)
    answered = [each for each in estimates if each.interest is not None]
    potential, breadth, spills = _potential(answered), _breadth(answered), _spill_over(answered)
    asked = max(asked, len(answered))
    response = Fraction(len(answered), asked) if asked else None
    row = _row(potential) if potential is not None else ""
    column = _column(breadth) if breadth is not None else ""
    is_told = bool(row and column) and response is not None and response >= LEAST_RESPONSE
    return Advice(
        potential=potential,
        breadth=breadth,
        spill_over=spills,
        response=response,
        answered=len(answered),
        asked=asked,
        row=row,
        column=column,
        advice=TABLE[row, column] if is_told else "ask_more",
        asks_consent=is_told and spills is not None and spills >= SPILLS,
        close=tuple(_close(potential, breadth, spills)) if is_told else (),
    )


def flips(estimates: Sequence[Estimate], asked: int) -> tuple[Flip, ...]:
    """Every single answer that, changed alone, would turn the advice; each with the nearest value that does.

    Exact: all other values of every given answer are tried. Empty where no single answer turns it. An answer that was
    not given is not tried. Cost: some 22 times `advise` for each party, so quadratic in their number.
    """
    now = advise(estimates, asked).verdict
    tried = (
        _flip(estimates, asked, place, question, now)
        for place, each in enumerate(estimates)
        if each.interest is not None
        for question in (*CRITERIA, "interest", "affected")
    )
    return tuple(each for each in tried if each is not None)


def _flip(estimates: Sequence[Estimate], asked: int, place: int, question: str, now: tuple[str, bool]) -> Flip | None:
    """The nearest other value of this one answer that turns the advice."""
    each = estimates[place]
    given = getattr(each, question)
    for needed in _others(given):
        changed = [*estimates[:place], _otherwise(each, question, needed), *estimates[place + 1 :]]
        advice, asks_consent = advise(changed, asked).verdict
        if (advice, asks_consent) != now:
            return Flip(
                party=each.party,
                question=question,
                given=given,
                needed=needed,
                advice=advice,
                asks_consent=asks_consent,
            )
    return None


def _otherwise(each: Estimate, question: str, answer: int | bool) -> Estimate:
    changed: dict[str, Any] = {question: answer}
    return replace(each, **changed)


def _others(given: int | bool | None) -> Iterator[int | bool]:
    """The values beside the one given, the nearest first, and of two as near the lower one; none for no answer."""
    if isinstance(given, bool):
        yield not given
    elif given is not None:
        yield from sorted(
            (each for each in range(LOWEST, HIGHEST + 1) if each != given), key=lambda one: abs(one - given)
        )


def _refuse_slips(estimates: Iterable[Estimate]) -> None:
    seen: set[str] = set()
    for each in estimates:
        answers = [getattr(each, key) for key in (*CRITERIA, "interest")]
        if any(one is not None and not LOWEST <= one <= HIGHEST for one in answers):
            raise ValueError(f"{each.party}: outside 1 to 5")
        if each.weight < 0 or each.party in seen:
            raise ValueError(f"{each.party}: twice, or a weight below zero")
        seen.add(each.party)


def _potential(answered: Sequence[Estimate]) -> Fraction | None:
    means: list[Fraction] = []
    for key in CRITERIA:
        given = [getattr(each, key) for each in answered if getattr(each, key) is not None]
        if not given:
            return None
        means.append(Fraction(sum(given) - LOWEST * len(given), len(given) * (HIGHEST - LOWEST)))
    return sum(means, Fraction(0)) / len(means)


def _breadth(answered: Sequence[Estimate]) -> Fraction | None:
    total = sum((each.weight for each in answered), Fraction(0))
    taking = sum((each.weight for each in answered if (each.interest or 0) >= TAKES), Fraction(0))
    return taking / total if total else None


def _spill_over(answered: Sequence[Estimate]) -> Fraction | None:
    beside = [each for each in answered if (each.interest or 0) < TAKES and each.affected is not None]
    return Fraction(sum(bool(each.affected) for each in beside), len(beside)) if beside else None


def _row(potential: Fraction) -> str:
    return "high" if potential >= HIGH else "middle" if potential >= MIDDLE else "low"


def _column(breadth: Fraction) -> str:
    return "wide" if breadth >= WIDE else "some" if breadth >= SOME else "few"


def _close(potential: Fraction | None, breadth: Fraction | None, spills: Fraction | None) -> Iterator[str]:
    for key, figure, borders in (
        ("potential", potential, (HIGH, MIDDLE)),
        ("breadth", breadth, (WIDE, SOME)),
        ("spill_over", spills, (SPILLS,)),
    ):
        if figure is not None and any(abs(figure - border) <= CLOSE for border in borders):
            yield key
