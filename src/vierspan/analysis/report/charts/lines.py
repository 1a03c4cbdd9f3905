"""How it changes: a line for each orientation with its shape and name at the end, the one that matters thicker."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from vierspan.analysis.mirror.picture import Moment, Picture
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import MONTHS, phrase
from vierspan.analysis.report.charts.marks import (
    Twin,
    at,
    element,
    fluid,
    framed,
    number,
    room_name,
    shape,
    text,
    whole,
)
from vierspan.analysis.schema import Language

Figure = Literal["acts", "cover", "leaders"]

HEIGHT, TOP, FLOOR = 244, 24, 210
LINE = 22  # least distance between two names at the end


def trend_lines(
    picture: Picture, language: Language, figure: Figure = "acts", matters: Orientation | None = None
) -> str:
    """Lines over the periods of the trend, from zero. A period without a value leaves a gap."""
    moments = picture.trend
    top = _top(moments, figure)
    order = sorted(Orientation, key=lambda o: o is matters)
    lines = [_line(moments, o, figure, top, is_main=o is matters) for o in order]
    ground = _grid(top, figure, language) + _dates(moments, language)
    plot = fluid(ground, *lines, height=HEIGHT)
    label = phrase(f"charts.trend.{figure}.label", language, parts=_spoken(moments, figure, language))
    return framed(plot, _ends(moments, figure, top, matters, language), label=label, class_="chart-trend")


def trend_table(picture: Picture, language: Language, figure: Figure = "acts") -> Twin:
    """One row for each period, one column for each orientation."""
    header = (phrase("charts.column.period", language), *(room_name(o, language) for o in Orientation))
    write = number if figure == "leaders" else whole
    rows = tuple(
        (_period(moment, language), *(write(_value(moment, o, figure), language) for o in Orientation))
        for moment in picture.trend
    )
    return Twin(header, rows, frozenset({1, 2, 3, 4}))


def _value(moment: Moment, orientation: Orientation, figure: Figure) -> float | None:
    if figure == "acts":
        return float(moment.acts.get(orientation, 0))
    return (moment.cover if figure == "cover" else moment.effective_leaders).get(orientation)


def _top(moments: Sequence[Moment], figure: Figure) -> float:
    """The end of the scale: 100 for cover, else the first round number that holds all."""
    if figure == "cover":
        return 100.0
    most = max((_value(m, o, figure) or 0.0 for m in moments for o in Orientation), default=0.0)
    return next((step for step in (4, 8, 12, 20, 40, 60, 80, 100, 200, 400, 800) if step >= most), most or 1.0)


def _across(place: int, count: int) -> float:
    return 0.02 + 0.96 * (place / (count - 1) if count > 1 else 0.5)


def _height(value: float, top: float) -> float:
    return FLOOR - (FLOOR - TOP) * min(1.0, value / top)


def _line(moments: Sequence[Moment], orientation: Orientation, figure: Figure, top: float, *, is_main: bool) -> str:
    points = [(_across(n, len(moments)), _value(m, orientation, figure)) for n, m in enumerate(moments)]
    class_ = "chart-line main" if is_main else "chart-line"
    strokes = [
        element("line", x1=at(x), y1=_height(a, top), x2=at(u), y2=_height(b, top), class_=class_)
        for (x, a), (u, b) in pairwise(points)
        if a is not None and b is not None
    ]
    dots = [
        element("circle", cx=at(x), cy=_height(a, top), r=5 if is_main else 3.5, class_="chart-point")
        for x, a in points
        if a is not None
    ]
    return element("g", *strokes, *dots, data_o=orientation.room)


def _grid(top: float, figure: Figure, language: Language) -> str:
    steps = (0.0, top / 2, top)
    rules = [
        element("line", x1="0", x2="100%", y1=_height(s, top), y2=_height(s, top), class_="chart-rule") for s in steps
    ]
    write = whole if top >= 4 or figure == "cover" else number
    names = [text(write(step, language), x="0", y=_height(step, top) - 5, class_="mute") for step in steps if step]
    return "".join(rules + names)


def _dates(moments: Sequence[Moment], language: Language) -> str:
    """The first, the middle and the last period by name; all of them stand in the table."""
    count = len(moments)
    shown = sorted({0, count // 2, count - 1}) if count > 2 else list(range(count))
    names = []
    for place in shown:
        side = "" if place == 0 else "end" if place == count - 1 else "middle wide-only"
        x = "0" if place == 0 else "100%" if place == count - 1 else at(_across(place, count))
        names.append(text(_month(moments[place], language), x=x, y=HEIGHT - 8, class_=f"mute {side}"))
    return "".join(names)


def _month(moment: Moment, language: Language) -> str:
    end = moment.window.end
    return f"{MONTHS[language][end.month - 1][:3]} {end.year}"


def _period(moment: Moment, language: Language) -> str:
    return phrase("charts.period", language, start=moment.window.start, end=moment.window.end)


def _ends(
    moments: Sequence[Moment], figure: Figure, top: float, matters: Orientation | None, language: Language
) -> str:
    """Shape, name and last value at the height of each line's end, pushed apart where they would meet."""
    last = {
        o: next((v for m in reversed(moments) if (v := _value(m, o, figure)) is not None), None) for o in Orientation
    }
    rows = sorted((o for o in Orientation if last[o] is not None), key=lambda o: _height(last[o] or 0.0, top))
    places: list[float] = []
    for orientation in rows:
        wanted = _height(last[orientation] or 0.0, top)
        places.append(max(wanted, places[-1] + LINE) if places else max(wanted, TOP))
    over = max(0.0, places[-1] - (FLOOR + 4)) if places else 0.0
    names = []
    for orientation, place in zip(rows, places, strict=True):
        y = place - over
        class_ = "strong tone" if orientation is matters else "tone"
        words = text(room_name(orientation, language), x=26, y=y + 5, class_=class_)
        names.append(element("g", shape(orientation.room, 4, y - 8, 16), words, data_o=orientation.room))
    return element(
        "svg", *names, viewBox=f"0 0 130 {HEIGHT}", width=130, height=HEIGHT, class_="chart-names", aria_hidden="true"
    )


def _spoken(moments: Sequence[Moment], figure: Figure, language: Language) -> str:
    parts = []
    for o in Orientation:
        values = [value for m in moments if (value := _value(m, o, figure)) is not None]
        if values:
            facts = {"room": room_name(o, language), "first": values[0], "last": values[-1]}
            parts.append(phrase("charts.trend.from_to", language, **facts))
    return "; ".join(parts)
