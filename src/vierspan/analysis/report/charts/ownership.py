"""Two lines in time: how much of the word outside is one person's, and how many parties call the network theirs."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from vierspan.analysis.measures.face_course import FaceMoment, OwnershipMoment
from vierspan.analysis.phrases import MONTHS, phrase
from vierspan.analysis.report.charts.marks import Twin, at, element, fluid, framed, percent, text, whole
from vierspan.analysis.schema import Language

HEIGHT, TOP, FLOOR = 244, 24, 204
ALARM = 0.5  # from where one person is more than half of what is heard outside

Point = tuple[date, float | None]


def ownership_lines(faces: Sequence[FaceMoment], owned: Sequence[OwnershipMoment], language: Language) -> str:
    """Both from 0 to 100 per cent over the same days. What is not known leaves a gap; a heavy line with round points is
    the face, a light dashed one with squares is ownership."""
    face: list[Point] = [(each.day, each.share) for each in faces]
    mine: list[Point] = [(each.day, each.breadth) for each in owned if not face or each.day >= face[0][0]]
    days = sorted({day for day, _ in (*face, *mine)})
    if not days:
        return ""
    ground = _grid(language) + _dates(days, language)
    plot = fluid(ground, _line(mine, days, "owned"), _line(face, days, "face"), height=HEIGHT)
    label = phrase("charts.ownership.label", language, face=_spoken(face, language), owned=_spoken(mine, language))
    return framed(plot, _key(language), label=label, class_="chart-ownership")


def ownership_table(faces: Sequence[FaceMoment], owned: Sequence[OwnershipMoment], language: Language) -> Twin:
    """One row for each day on which one of the two is known."""
    face, mine = {each.day: each for each in faces}, {each.day: each for each in owned}
    names = ("face", "acts", "owned", "parties")
    header = (
        phrase("charts.ownership.on", language),
        *(phrase(f"charts.ownership.{name}", language) for name in names),
    )
    rows = tuple(_row(day, face.get(day), mine.get(day), language) for day in sorted({*face, *mine}))
    return Twin(header, rows, frozenset({1, 2, 3, 4}))


def _row(day: date, face: FaceMoment | None, mine: OwnershipMoment | None, language: Language) -> tuple[str, ...]:
    few = phrase("charts.too_few", language)
    return (
        phrase("charts.ownership.day", language, day=day),
        "" if face is None else few if face.share is None else f"{percent(face.share, language)}%",
        whole(face.acts, language) if face else "",
        f"{percent(mine.breadth, language)}%" if mine else "",
        whole(mine.parties, language) if mine else "",
    )


def _across(day: date, days: Sequence[date]) -> float:
    span = (days[-1] - days[0]).days
    return 0.03 + 0.94 * ((day - days[0]).days / span if span else 0.5)


def _height(share: float) -> float:
    return FLOOR - (FLOOR - TOP) * share


def _line(points: Sequence[Point], days: Sequence[date], kind: str) -> str:
    strokes = [
        element(
            "line",
            x1=at(_across(one, days)),
            y1=_height(a),
            x2=at(_across(other, days)),
            y2=_height(b),
            class_="chart-line main" if kind == "face" else "chart-line dashed",
        )
        for (one, a), (other, b) in pairwise(points)
        if a is not None and b is not None
    ]
    marks = [_mark(_across(day, days), _height(value), kind) for day, value in points if value is not None]
    return element("g", *strokes, *marks, class_=kind, data_o="course")


def _mark(x: float, y: float, kind: str) -> str:
    if kind == "face":
        return element("circle", cx=at(x), cy=y, r=5, class_="chart-point")
    return element("g", element("rect", x=at(x), y=y - 5, width=10, height=10, class_="chart-point"), class_="shifted")


def _grid(language: Language) -> str:
    rules = [
        element("line", x1="0", x2="100%", y1=_height(share), y2=_height(share), class_="chart-rule")
        for share in (0.0, ALARM, 1.0)
    ]
    names = [text(f"{percent(share, language)}%", x="0", y=_height(share) - 5, class_="mute") for share in (ALARM, 1.0)]
    return "".join(rules + names)


def _dates(days: Sequence[date], language: Language) -> str:
    first, last = days[0], days[-1]
    names = [text(_month(last, language), x="100%", y=HEIGHT - 12, class_="mute end")]
    if last != first:
        names.append(text(_month(first, language), x="0", y=HEIGHT - 12, class_="mute"))
    return "".join(names)


def _month(day: date, language: Language) -> str:
    return f"{MONTHS[language][day.month - 1][:3]} {day.year}"


def _key(language: Language) -> str:
    """What each line is, in words beside its own sign."""
    parts = []
    for kind in ("face", "owned"):
        mark = (
            element("circle", cx=8, cy=8, r=5, class_="chart-point")
            if kind == "face"
            else element("rect", x=3, y=3, width=10, height=10, class_="chart-point")
        )
        sign = element("svg", mark, viewBox="0 0 16 16", class_="chart-sign", aria_hidden="true")
        parts.append(
            element(
                "span", sign, phrase(f"charts.ownership.{kind}", language), class_=f"chart-who {kind}", data_o="course"
            )
        )
    return element("p", *parts, class_="chart-key")


def _spoken(points: Sequence[Point], language: Language) -> str:
    known = [value for _, value in points if value is not None]
    if not known:
        return phrase("charts.unknown", language)
    return phrase("charts.ownership.from_to", language, first=100 * known[0], last=100 * known[-1])
