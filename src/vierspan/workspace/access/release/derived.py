"""A score that stands beside its own questions: it may not be sharper than they are.

Seven rounded numbers of which one is the mean of the other six are together less blunt than each of them: near an end
of the scale they could tell that all said the same. So the score is worked out from what the questions tell.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from vierspan.workspace.access.release.blunt import blunt_mean
from vierspan.workspace.access.release.cells import Cell


def from_its_questions(score: Cell, questions: Sequence[Cell], scale: tuple[float, float]) -> Cell:
    """The score as the mean of the middles of what its questions tell; as it was where one of them is hidden.

    The people behind score and questions are the same ones.
    """
    if not (score.is_shown and questions and all(each.is_shown for each in questions)):
        return score
    is_large = score.count.isdigit()
    middles = [_middle(each, scale, is_large=is_large) for each in questions]
    mean, edge = blunt_mean(sum(middles, Fraction(0)) / len(middles), scale, is_large=is_large)
    return replace(score, mean=mean, edge=edge)


def _middle(cell: Cell, scale: tuple[float, float], *, is_large: bool) -> Fraction:
    """Of the range in which the mean behind a cell lies; as it is where no bound is told."""
    mean = Fraction(cell.mean or 0)
    if not cell.edge:
        return mean
    step = Fraction(1, 10) if is_large else Fraction(1, 2)
    inner = mean - step / 2 if cell.edge == "at_least" else mean + step / 2
    return (inner + Fraction(scale[1] if cell.edge == "at_least" else scale[0])) / 2
