"""What is on the table: issues with options, and what each option is worth to each party."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import TypeAlias

HIGHEST = 10.0
Package: TypeAlias = tuple[int, ...]  # the place of the chosen option of each issue


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to agree on, and the ways in which that may be done."""

    key: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """What the options are worth to one party.

    scores: per issue one value 0-10 for each option. importance: per issue 0 or more; an issue left out counts 0.
    walk_away: the value 0-10 of no agreement (what the party has without it). must and never: places of options per
    issue, of which a package must hold one, or may hold none.
    """

    party: str
    scores: Mapping[str, tuple[float, ...]]
    importance: Mapping[str, float]
    walk_away: float = 0.0
    must: Mapping[str, frozenset[int]] = field(default_factory=dict)
    never: Mapping[str, frozenset[int]] = field(default_factory=dict)
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """The issues in a fixed order, and the parties. ValueError where a stake does not fit the issues."""

    issues: tuple[Issue, ...]
    stakes: tuple[Stake, ...]

    def __post_init__(self) -> None:
        for stake in self.stakes:
            for issue in self.issues:
                _fits(stake, issue)

    @property
    def packages(self) -> int:
        """How many there are; 0 where there is no issue, or one without an option."""
        return prod(len(issue.options) for issue in self.issues) if self.issues else 0


def _fits(stake: Stake, issue: Issue) -> None:
    scores = stake.scores.get(issue.key)
    if scores is not None and len(scores) != len(issue.options):
        raise ValueError(f"{stake.party}: {issue.key} has {len(issue.options)} options and {len(scores)} scores")
    if scores is not None and not all(0 <= each <= HIGHEST for each in scores):
        raise ValueError(f"{stake.party}: scores of {issue.key} run from 0 to {HIGHEST:g}")
    if stake.importance.get(issue.key, 0) < 0:
        raise ValueError(f"{stake.party}: importance of {issue.key} is below 0")


def worth(question: Question, stake: Stake, package: Package) -> float:
    """What a package is worth to a party, 0-10.

    Definition: the mean of the scores of its options, weighed with the importance of the issues. A party to which no
    issue is of importance values every package at 0. Source: methods 6.5.
    """
    total = sum(stake.importance.get(issue.key, 0.0) for issue in question.issues)
    if not total:
        return 0.0
    return sum(part(question, stake, place, option) for place, option in enumerate(package)) / total


def part(question: Question, stake: Stake, place: int, option: int) -> float:
    """What one option adds, before dividing by the sum of importance; an issue not scored adds nothing."""
    issue = question.issues[place]
    scores = stake.scores.get(issue.key)
    return scores[option] * stake.importance.get(issue.key, 0.0) if scores else 0.0


def allowed(question: Question, stake: Stake, package: Package) -> bool:
    """Whether the package keeps to what the party cannot do without and what it can never accept."""
    for issue, option in zip(question.issues, package, strict=True):
        must = stake.must.get(issue.key)
        if option in stake.never.get(issue.key, ()) or (must and option not in must):
            return False
    return True
