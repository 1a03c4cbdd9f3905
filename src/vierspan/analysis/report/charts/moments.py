"""How a rule lives: a dot for each time that it was seen kept, a cross where it was broken, a stroke where it was
spoken of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vierspan.analysis.phrases import MONTHS, phrase
from vierspan.analysis.report.charts.marks import at, element, fluid, text
from vierspan.analysis.schema import Language

HEIGHT, LINE = 58, 22
KINDS = ("good", "breach", "spoken")
EDGE = 0.015


@dataclass(frozen=True, slots=True)
class Seen:
    day: date
    what: str  # "good", "breach" or "spoken"


def moments(seen: Sequence[Seen], since: date, until: date, language: Language) -> str:
    """A line from one day to another with what was seen on it; what lies before is left out."""
    shown = [each for each in seen if since <= each.day <= until]
    counted = Counter(each.what for each in shown)
    parts = [phrase(f"charts.moments.{what}", language, count=counted[what]) for what in KINDS if counted[what]]
    said = ", ".join(parts) or phrase("charts.moments.nothing", language)
    label = phrase("charts.moments.label", language, start=since, parts=said)
    line = element("line", x1="0%", x2="100%", y1=LINE, y2=LINE, class_="chart-track")
    marks = [_mark(each, since, until) for each in sorted(shown, key=lambda each: KINDS.index(each.what), reverse=True)]
    ends = [
        text(_month(since, language), x="0%", y=HEIGHT - 4, class_="mute"),
        text(_month(until, language), x="100%", y=HEIGHT - 4, class_="mute end"),
    ]
    return fluid(line, *marks, *ends, height=HEIGHT, class_="chart-moments", label=label, room="conditions")


def _mark(each: Seen, since: date, until: date) -> str:
    across = (each.day - since).days / max(1, (until - since).days)
    x = at(EDGE + (1 - 2 * EDGE) * across)
    if each.what == "good":
        return element("circle", cx=x, cy=LINE, r=7, class_="chart-point")
    if each.what == "breach":
        cross = element("path", d="M-6 -6L6 6M-6 6L6 -6", class_="chart-breach")
        return element("svg", cross, x=x, y=LINE, overflow="visible")
    return element("line", x1=x, x2=x, y1=LINE - 10, y2=LINE + 10, class_="chart-spoken")


def _month(day: date, language: Language) -> str:
    return f"{MONTHS[language][day.month - 1][:3]} {day.year}"
