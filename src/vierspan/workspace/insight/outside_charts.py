"""The pictures of the outside: who stands where, how warm it was, what came in month by month."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe

from vierspan.analysis.measures.intake import Intake
from vierspan.analysis.report.charts.marks import Twin
from vierspan.analysis.report.charts.months import month_bars
from vierspan.analysis.report.charts.stakes import Stake, StakeWords, stakes, stakes_table, warmth_line

__all__ = ["Intake", "Stake", "StakeWords", "Twin"]


def picture(rows: Sequence[Stake], words: StakeWords) -> SafeString:
    """Every word in it was escaped where it was drawn."""
    return mark_safe(stakes(rows, words))  # noqa: S308


def picture_table(rows: Sequence[Stake], words: StakeWords) -> Twin:
    return stakes_table(rows, words)


def line(scores: Sequence[float], label: str) -> SafeString:
    return mark_safe(warmth_line(scores, label))  # noqa: S308


def months(found: Intake, names: Mapping[str, str], label: str) -> SafeString:
    counts = {kind: [len(month) for month in row] for kind, row in found.items.items()}
    return mark_safe(month_bars(found.months, counts, names, label))  # noqa: S308
