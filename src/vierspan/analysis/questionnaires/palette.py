"""Where somebody stands on the four scales, from questions about each pole apart (methods 1.2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from vierspan.analysis.catalogue import AXES
from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.questionnaires.scores import LOWEST, Value, score

OF_EACH = 2  # questions per pole


@dataclass(frozen=True, slots=True)
class Place:
    """Position a: -1 first pole, 1 second; repertoire r: 0 one pole only, 1 both as much; and the poles, 1-5."""

    position: Value
    repertoire: Value
    lo: Value
    hi: Value


def palette(answers: Mapping[str, int]) -> dict[str, Place]:
    """What one respondent says about each of the four scales (keys `fd_lo1`, `fd_lo2`, `fd_hi1`, ...)."""
    return {axis: place(_pole(answers, axis, "lo"), _pole(answers, axis, "hi")) for axis in AXES}


def place(lo: Value, hi: Value) -> Place:
    """Position and repertoire on one scale.

    Definition: on scores from 0 (1-5 less one) a = (hi - lo) / (hi + lo), r = min(hi, lo) / max(hi, lo).
    Range: a -1 to 1, r 0 to 1. Edge cases: a pole unknown -> its reason; both 0 -> `no_variance`: nothing to divide.
    Source: methods 1.2 (own construct).
    """
    n = lo.n + hi.n
    if lo.value is None or hi.value is None:
        missing = Value(None, n, lo.reason or hi.reason)
        return Place(missing, missing, lo, hi)
    low, high = lo.value - LOWEST, hi.value - LOWEST
    if not low + high > 0:
        missing = Value(None, n, Reason.NO_VARIANCE)
        return Place(missing, missing, lo, hi)
    position = Value((high - low) / (high + low), n)
    return Place(position, Value(min(low, high) / max(low, high), n), lo, hi)


def _pole(answers: Mapping[str, int], axis: str, pole: str) -> Value:
    return score((answers.get(f"{axis.lower()}_{pole}{number}") for number in range(1, OF_EACH + 1)), OF_EACH)
