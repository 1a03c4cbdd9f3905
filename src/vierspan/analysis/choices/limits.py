"""What a choice breaks: hours over, must-haves that miss, pairs that do not go together."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from vierspan.analysis.choices.question import (
    CLEAR,
    PARTS_OF_AN_HOUR,
    Question,
    hundredths,
    loads,
    values,
)


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    """One limit of a question: its kind (hours, must, never, needs, excludes, cover, benefits) and whom it is about."""

    kind: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a choice is worth and asks, whether it fits or not."""

    chosen: tuple[str, ...]
    value: float
    hours: Mapping[str, float]
    over: Mapping[str, float]  # hours more than there are, by party
    broken: tuple[Limit, ...]

    @property
    def fits(self) -> bool:
        return not self.broken


def weigh(question: Question, chosen: Collection[str]) -> Weighed:
    """Value, hours and broken limits of any choice, at once.

    Range: the value is the sum of the values of the chosen; `over` holds only parties with more asked than they
    stated. Edge cases: nothing chosen is worth 0; ids that are no candidate are left out of account. Cost: linear.
    Source: methods 4.
    """
    known = set(question.ids)
    kept = tuple(sorted(set(chosen) & known))
    worth = values(question)
    asked = loads(question, kept)
    over = {
        party: extra / PARTS_OF_AN_HOUR
        for party, hours in question.capacity.items()
        if (extra := _exact(question, kept, party) - hundredths(hours)) > 0
    }
    return Weighed(
        chosen=kept,
        value=sum(worth[each] for each in kept),
        hours=asked,
        over=over,
        broken=tuple(sorted({*_broken(question, frozenset(kept)), *(Limit("hours", (party,)) for party in over)})),
    )


def _exact(question: Question, chosen: Collection[str], party: str) -> int:
    """Each activity is rounded by itself, as the solver counts."""
    return sum(hundredths(each.hours.get(party, 0.0)) for each in question.candidates if each.id in chosen)


def _broken(question: Question, chosen: frozenset[str]) -> Iterator[Limit]:
    yield from (Limit("must", (each,)) for each in question.must - chosen)
    yield from (Limit("never", (each,)) for each in question.never & chosen)
    yield from (Limit("needs", pair) for pair in question.needs if pair[0] in chosen and pair[1] not in chosen)
    yield from (Limit("excludes", pair) for pair in question.excludes if chosen.issuperset(pair))
    picked = [each for each in question.candidates if each.id in chosen]
    for theme, least in question.cover.items():
        if sum(each.serves.get(theme, 0.0) >= CLEAR for each in picked) < least:
            yield Limit("cover", (theme,))
    served = frozenset().union(*(each.parties for each in picked))
    yield from (Limit("benefits", (party,)) for party in question.benefiting - served)
