"""The quick way: the most value for the scarcest hours first. An approximation, and marked as one."""

from collections.abc import Mapping

from vierspan.analysis.choices.limits import weigh
from vierspan.analysis.choices.question import CLEAR, Candidate, Question, hundredths, values


def greedy(question: Question, worth: Mapping[str, float] | None = None) -> tuple[str, ...] | None:
    """A choice that fits, made in one pass; None where the must-haves do not fit that way.

    Must-haves come first, then what a theme or a party that must be served asks, then all others by value over
    scarce capacity: v / sum over parties of hours / stated hours. Each comes with all that it needs.
    Edge cases: an activity that asks nothing of anybody limited goes first; worth nothing never goes in by itself.
    It may miss a choice that exists, and the best one; how much is measured in bench/. Cost: n log n, more with
    long chains of needs. Source: methods 4.
    """
    bag = _Bag(question)
    worth = values(question) if worth is None else worth
    order = sorted(question.by_id(), key=lambda each: (-bag.rate(each, worth), each))
    if not all(bag.take(each) for each in sorted(question.must)):
        return None
    for wanted in _wanted(question, order):
        if bag.lacks(wanted) and not any(bag.take(each) for each in wanted[0]):
            return None
        while bag.lacks(wanted) and any(bag.take(each) for each in wanted[0] if each not in bag.chosen):
            pass
    for each in order:
        if worth[each] > 0:
            bag.take(each)
    chosen = tuple(sorted(bag.chosen))
    return chosen if weigh(question, chosen).fits else None


_Wanted = tuple[tuple[str, ...], int]


def _wanted(question: Question, order: list[str]) -> list[_Wanted]:
    """Groups of activities of which some must be in, with how many."""
    known = question.by_id()
    covers = [
        (tuple(each for each in order if known[each].serves.get(theme, 0.0) >= CLEAR), least)
        for theme, least in sorted(question.cover.items())
    ]
    benefits = [(tuple(each for each in order if party in known[each].parties), 1) for party in question.benefiting]
    return sorted([*covers, *benefits], key=lambda wanted: (len(wanted[0]), wanted))


class _Bag:
    """What is in so far, and the hours that are left."""

    def __init__(self, question: Question) -> None:
        self.known: dict[str, Candidate] = question.by_id()
        self.left = {party: hundredths(hours) for party, hours in question.capacity.items()}
        self.stated = dict(self.left)
        self.never = question.never
        self.needs: dict[str, list[str]] = {}
        for one, other in question.needs:
            self.needs.setdefault(one, []).append(other)
        self.enemies: dict[str, set[str]] = {}
        for one, other in question.excludes:
            self.enemies.setdefault(one, set()).add(other)
            self.enemies.setdefault(other, set()).add(one)
        self.chosen: set[str] = set()

    def rate(self, candidate: str, worth: Mapping[str, float]) -> float:
        scarce = sum(
            hundredths(hours) / max(self.stated[party], 1)
            for party, hours in self.known[candidate].hours.items()
            if party in self.stated
        )
        return worth[candidate] / scarce if scarce > 0 else (float("inf") if worth[candidate] > 0 else 0.0)

    def lacks(self, wanted: _Wanted) -> bool:
        return sum(each in self.chosen for each in wanted[0]) < wanted[1]

    def take(self, candidate: str) -> bool:
        """Put one in with all that it needs; False, and nothing changed, where that does not go."""
        bundle = self._bundle(candidate)
        if bundle is None:
            return False
        asked: dict[str, int] = {}
        for each in bundle:
            for party, hours in self.known[each].hours.items():
                asked[party] = asked.get(party, 0) + hundredths(hours)
        if any(hours > self.left[party] for party, hours in asked.items() if party in self.left):
            return False
        for party in asked.keys() & self.left.keys():
            self.left[party] -= asked[party]
        self.chosen |= bundle
        return True

    def _bundle(self, candidate: str) -> set[str] | None:
        """What comes along; None where a need is no candidate, or two of them exclude each other."""
        bundle, waiting = set[str](), [candidate]
        while waiting:
            each = waiting.pop()
            if each not in self.known or each in self.never:
                return None
            if each not in self.chosen | bundle:
                bundle.add(each)
                waiting += self.needs.get(each, [])
        together = self.chosen | bundle
        clash = any(self.enemies.get(each, set()) & together for each in bundle)
        return None if clash else bundle
