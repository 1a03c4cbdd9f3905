"""The accents of one person or party: the square in small, or one short bar for each orientation."""

from collections.abc import Mapping
from math import sqrt

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import (
    Twin,
    at,
    drawing,
    element,
    fluid,
    framed,
    percent,
    room_name,
    who,
)
from vierspan.analysis.report.charts.square import PLANS, QUARTERS, Quarter
from vierspan.analysis.schema import Language

Levels = Mapping[Orientation, float | None]  # 0-1


def accent_square(levels: Levels, name: str, language: Language) -> str:
    """Four small quarters, surface = level. An unknown level leaves its quarter pale."""
    plan = PLANS["small"]
    parts = []
    for orientation, corner in QUARTERS.items():
        quarter = Quarter(plan, orientation.room, *corner)
        level = levels.get(orientation) or 0.0
        disc = element("path", d=quarter.disc(plan.side * sqrt(min(1.0, level))), class_="chart-disc") if level else ""
        ground = element("path", d=quarter.ground(), class_="chart-ground")
        parts.append(element("g", ground, disc, data_o=orientation.room))
    return drawing(
        *parts, label=_label(levels, name, language), box=(plan.whole, plan.whole), class_="chart-square small"
    )


def accent_rows(levels: Levels, name: str, language: Language) -> str:
    """Four short bars on one scale of 0 to 100."""
    rows = [_row(orientation, levels.get(orientation), language) for orientation in Orientation]
    return framed(*rows, label=_label(levels, name, language), class_="chart-accents")


def accent_table(levels: Levels, language: Language) -> Twin:
    header = tuple(phrase(f"charts.column.{key}", language) for key in ("orientation", "level"))
    rows = tuple((room_name(o, language), percent(levels.get(o), language)) for o in Orientation)
    return Twin(header, rows, frozenset({1}))


def _label(levels: Levels, name: str, language: Language) -> str:
    parts = "; ".join(f"{room_name(o, language)} {percent(levels.get(o), language)}" for o in Orientation)
    return phrase("charts.accents.label", language, name=name, parts=parts)


def _row(orientation: Orientation, level: float | None, language: Language) -> str:
    track = element("rect", x="0", y=0, width="100%", height=12, class_="chart-ground")
    bar = element("rect", x="0", y=0, width=at(level or 0.0), height=12, class_="chart-piece") if level else ""
    figure = element("span", percent(level, language), class_="chart-end")
    line = fluid(track, bar, height=12, room=orientation.room)
    return element("div", who(orientation, language), line, figure, class_="chart-row")
