"""A few things counted month by month: a row of bars for each kind, on one scale."""

from collections.abc import Mapping, Sequence
from datetime import date

from vierspan.analysis.report.charts.marks import at, element, fluid, framed, text

ROW, BAR = 82, 36
NARROW = 0.72  # of the month that a bar takes


def month_bars(
    months: Sequence[date], counts: Mapping[str, Sequence[int]], names: Mapping[str, str], label: str
) -> str:
    """`names` says what each kind and each month (as ISO) is called. Months without anything show the floor alone.

    Every row has the same scale, so that they can be compared. Empty without a single thing.
    """
    most = max((n for row in counts.values() for n in row), default=0)
    if not most:
        return ""
    rows = [_row(place, months, counts[kind], names[kind], most) for place, kind in enumerate(counts)]
    high = ROW * len(counts) + 26
    return framed(fluid(*rows, _dates(months, names, high), height=high), label=label, class_="chart-months")


def _row(place: int, months: Sequence[date], row: Sequence[int], name: str, most: int) -> str:
    floor = place * ROW + ROW - 6
    parts = [
        text(name, x="0", y=floor - BAR - 22, class_="small"),
        element("line", x1="0", x2="100%", y1=floor, y2=floor, class_="chart-rule"),
    ]
    for n, count in enumerate(row):
        if count:
            parts.append(_bar(n / len(months), 1 / len(months), floor, BAR * count / most))
            parts.append(
                text(str(count), x=at((n + 0.5) / len(months)), y=floor - BAR * count / most - 4, class_="middle")
            )
    return element("g", *parts)


def _bar(left: float, width: float, floor: float, height: float) -> str:
    inset = width * (1 - NARROW) / 2
    return element(
        "rect", x=at(left + inset), y=floor - height, width=at(width * NARROW), height=height, class_="month-bar"
    )


def _dates(months: Sequence[date], names: Mapping[str, str], high: float) -> str:
    """All where there is room, else the first and the last."""
    parts = []
    for n, month in enumerate(months):
        class_ = "mute middle" if n in (0, len(months) - 1) else "mute middle wide-only"
        parts.append(text(names[month.isoformat()], x=at((n + 0.5) / len(months)), y=high - 6, class_=class_))
    return element("g", *parts)
