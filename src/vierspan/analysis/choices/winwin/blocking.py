"""Who cannot go along with a package, by how much, and which small change would help."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from vierspan.analysis.choices.winwin.question import Package, Question, Stake, allowed
from vierspan.analysis.choices.winwin.table import TINY, gain

MOST_CHANGED = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A party for which the package is not good enough."""

    party: str
    short: float  # value 0-10 that it would have to be given at least; 0 where only a limit stands in the way
    wants: tuple[tuple[int, int], ...]  # (issue, option) without which it does not go along
    refuses: tuple[tuple[int, int], ...]  # (issue, option) in the package that it never accepts


@dataclass(frozen=True, slots=True)
class Trade:
    """A package that is good enough for all, one or two options away."""

    package: Package
    changed: tuple[tuple[int, int, int], ...]  # (issue, option that goes, option that comes)
    costs: float  # what the parties together have less, or more where below 0


def blocks(question: Question, package: Package) -> tuple[Block, ...]:
    """The parties that cannot go along, the one that is shortest first. `short` is the least side payment that would
    bring it to what it has without an agreement. Source: methods 6.5."""
    found = [_block(question, stake, package) for stake in question.stakes if not _accepts(question, stake, package)]
    return tuple(sorted(found, key=lambda each: (-each.short, each.party)))


def accepted(question: Question, package: Package) -> bool:
    return all(_accepts(question, stake, package) for stake in question.stakes)


def _accepts(question: Question, stake: Stake, package: Package) -> bool:
    return allowed(question, stake, package) and gain(question, stake, package) >= -TINY


def _block(question: Question, stake: Stake, package: Package) -> Block:
    wants, refuses = [], []
    for place, (issue, option) in enumerate(zip(question.issues, package, strict=True)):
        must = stake.must.get(issue.key, frozenset())
        if must and option not in must:
            wants += [(place, each) for each in sorted(must)]
        if option in stake.never.get(issue.key, ()):
            refuses.append((place, option))
    return Block(stake.party, max(0.0, -gain(question, stake, package)), tuple(wants), tuple(refuses))


def trades(question: Question, package: Package, *, most: int = 3) -> tuple[Trade, ...]:
    """The smallest changes after which everybody can go along: first of one option, else of two; the cheapest for the
    parties together first. Empty where the package is good enough already, or no such change exists.
    Cost: (options)^2 x parties x issues. Source: house rule, after methods 6.5 ("what trade would help") [O].
    """
    if accepted(question, package):
        return ()
    before = _together(question, package)
    for size in range(1, MOST_CHANGED + 1):
        found = [each for each in _neighbours(question, package, size) if accepted(question, each)]
        if found:
            made = [Trade(each, _changed(package, each), before - _together(question, each)) for each in found]
            return tuple(sorted(made, key=lambda each: (each.costs, each.package))[:most])
    return ()


def _neighbours(question: Question, package: Package, size: int) -> Iterator[Package]:
    """All packages of which exactly `size` options differ."""
    for places in combinations(range(len(package)), size):
        others = [[n for n in range(len(question.issues[place].options)) if n != package[place]] for place in places]
        for chosen in product(*others):
            changed = dict(zip(places, chosen, strict=True))
            yield tuple(changed.get(place, option) for place, option in enumerate(package))


def _changed(old: Package, new: Package) -> tuple[tuple[int, int, int], ...]:
    return tuple((place, a, b) for place, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)


def _together(question: Question, package: Package) -> float:
    return sum(gain(question, stake, package) for stake in question.stakes)
