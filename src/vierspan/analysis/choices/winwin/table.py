"""All packages of a question as one table of gains."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from vierspan.analysis.choices.winwin.question import Package, Question, Stake, allowed, worth

MOST_AT_ONCE = 5_000
TINY = 1e-9

Gains = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are packages, columns parties: gains over walking away, and whether the party's own limits allow it."""

    packages: tuple[Package, ...]
    gains: Gains
    allows: NDArray[np.bool_]

    @property
    def rational(self) -> NDArray[np.bool_]:
        """Which packages are good enough for all: within every party's limits, and nobody worse off than without."""
        return np.asarray((self.allows & (self.gains >= -TINY)).all(axis=1))


def table(question: Question) -> Table:
    """Every package, in the order of the options; ValueError above 5,000. Cost: packages x parties x issues."""
    if question.packages > MOST_AT_ONCE:
        raise ValueError(f"{question.packages} packages are too many at once")
    if not question.packages:
        return rows(question, ())
    return rows(question, tuple(product(*(range(len(issue.options)) for issue in question.issues))))


def rows(question: Question, packages: Sequence[Package]) -> Table:
    """Only these packages."""
    shape = (len(packages), len(question.stakes))
    gains = np.array([_gains(question, each) for each in packages], dtype=np.float64).reshape(shape)
    allows = np.array([_allows(question, each) for each in packages], dtype=np.bool_).reshape(shape)
    return Table(tuple(packages), gains, allows)


def _gains(question: Question, package: Package) -> list[float]:
    return [gain(question, stake, package) for stake in question.stakes]


def gain(question: Question, stake: Stake, package: Package) -> float:
    """What the package is worth to the party above what it has without an agreement."""
    return worth(question, stake, package) - stake.walk_away


def _allows(question: Question, package: Package) -> list[bool]:
    return [allowed(question, stake, package) for stake in question.stakes]
