"""Whether the questions of a scale hang together: Cronbach's alpha (methods 1.3)."""

from collections.abc import Sequence
from statistics import variance

from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.questionnaires.scores import Value

FEWEST = 30  # complete cases


def alpha(rows: Sequence[Sequence[int | None]], fewest: int = FEWEST) -> Value:
    """Internal consistency over complete cases: one row per respondent, one cell per question.

    Definition: k / (k - 1) * (1 - sum of variances of questions / variance of totals). Range up to 1, below zero where
    questions run against each other. Edge cases: under 30 complete cases, or under two questions -> `too_few`;
    all totals alike -> `no_variance`. Cost: linear in cells. Source: methods 1.3.
    """
    whole = [[each or 0 for each in row] for row in rows if all(row)]
    if len(whole) < max(2, fewest) or len(whole[0]) < 2:
        return Value(None, len(whole), Reason.TOO_FEW)
    total = variance([sum(row) for row in whole])
    if not total:
        return Value(None, len(whole), Reason.NO_VARIANCE)
    count = len(whole[0])
    inside = sum(variance(column) for column in zip(*whole, strict=True))
    return Value(count / (count - 1) * (1 - inside / total), len(whole))
