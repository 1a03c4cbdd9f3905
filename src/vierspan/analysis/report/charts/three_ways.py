"""One person's accents three ways on one square: as done, as others see it, as they see it themselves."""

from collections.abc import Mapping
from math import sqrt

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.accents import Levels
from vierspan.analysis.report.charts.marks import at, drawing, element, fluid, percent, room_name
from vierspan.analysis.report.charts.square import PLANS, QUARTERS, Quarter
from vierspan.analysis.schema import Language

WAYS = ("done", "seen", "own")  # drawn in this order: lines lie over the surface
HEIGHT = 30


def three_ways(ways: Mapping[str, Levels], language: Language) -> str:
    """Surface = level, 0 to 1: a filled quarter disc for what was done, a whole line for the view of others, a broken
    line for the own view. What is unknown is not drawn."""
    plan = PLANS["narrow"]
    parts = []
    for orientation, corner in QUARTERS.items():
        quarter = Quarter(plan, orientation.room, *corner)
        drawn = [_drawn(quarter, plan.side, way, ways.get(way, {}).get(orientation)) for way in WAYS]
        ground = element("path", d=quarter.ground(), class_="chart-ground")
        parts.append(element("g", ground, *drawn, data_o=orientation.room))
    box = (plan.whole, plan.whole)
    return drawing(*parts, label=_label(ways, language), box=box, class_="chart-square three-ways")


def places(of: Mapping[str, float | None]) -> str:
    """Positions on one scale of the palette, -1 to 1: a ring (own), a square (seen), a dot (done)."""
    middle = HEIGHT / 2
    parts = [
        element("line", x1="0", x2="100%", y1=middle, y2=middle, class_="chart-track"),
        element("line", x1="50%", x2="50%", y1=middle - 10, y2=middle + 10, class_="chart-balance"),
    ]
    for way in WAYS:
        place = of.get(way)
        if place is not None:
            parts.append(element("circle", cx=at((place * 0.94 + 1) / 2), cy=middle, r=8, class_=f"way-{way}"))
    return fluid(*parts, height=HEIGHT)


def _drawn(quarter: Quarter, side: float, way: str, level: float | None) -> str:
    if not level:
        return ""
    radius = 0.94 * side * sqrt(min(1.0, level))
    path = quarter.disc(radius) if way == "done" else quarter.arc(radius)
    return element("path", d=path, class_="chart-disc" if way == "done" else f"way-{way}")


def _label(ways: Mapping[str, Levels], language: Language) -> str:
    said = []
    for way in WAYS:
        levels = ways.get(way, {})
        if any(level is not None for level in levels.values()):
            parts = ", ".join(f"{room_name(o, language)} {percent(levels.get(o), language)}" for o in Orientation)
            said.append(f"{phrase(f'charts.ways.{way}', language)}: {parts}")
    return phrase("charts.ways.label", language, parts="; ".join(said))
