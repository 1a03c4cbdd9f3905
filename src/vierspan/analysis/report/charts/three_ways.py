"""One person's accents three ways on one square: as done, as others see it, as they see it themselves."""

from collections.abc import Mapping
from math import sqrt

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.accents import Levels
from vierspan.analysis.report.charts.marks import at, drawing, element, fluid, percent, room_name
from vierspan.analysis.report.charts.square import PLANS, QUARTERS, Quarter, corner_name
from vierspan.analysis.schema import Language

WAYS = ("done", "seen", "own")  # drawn in this order: lines lie over the surface
APART = 5.0  # units between two lines that would else cover each other
HEIGHT = 16


def three_ways(ways: Mapping[str, Levels], language: Language) -> str:
    """Surface = level, 0 to 1: a filled quarter disc for what was done, a whole line for the view of others, a dotted
    line for the own view. What is unknown is not drawn; two lines of one length are set just apart."""
    plan = PLANS["narrow"]
    parts = []
    for orientation, corner in QUARTERS.items():
        quarter = Quarter(plan, orientation.room, *corner)
        levels = {way: ways.get(way, {}).get(orientation) for way in WAYS}
        drawn = [_drawn(quarter, way, radius) for way, radius in _radii(levels, plan.reach).items()]
        ground = element("path", d=quarter.ground(), class_="chart-ground")
        parts.append(
            element("g", ground, *drawn, corner_name(quarter, room_name(orientation, language)), data_o=quarter.room)
        )
    box = (plan.whole, plan.whole)
    return drawing(*parts, label=_label(ways, language), box=box, class_="chart-square three-ways")


def two_poles(way: str, low: float, high: float) -> str:
    """How much there is of the two poles of one scale, 0 to 1 each: to both sides of the middle."""
    left, right = (element("rect", **_bar(way, *ends)) for ends in ((0.5 - low / 2, 0.5), (0.5, 0.5 + high / 2)))
    track = element("line", x1="0", x2="100%", y1=HEIGHT / 2, y2=HEIGHT / 2, class_="chart-track")
    balance = element("line", x1="50%", x2="50%", y1=0, y2=HEIGHT, class_="chart-balance")
    return fluid(track, left, right, balance, height=HEIGHT)


def _bar(way: str, start: float, end: float) -> dict[str, str | float]:
    width = max(0.0, min(1.0, end) - max(0.0, start))
    return {"x": at(max(0.0, start)), "width": at(width), "y": 3, "height": HEIGHT - 6, "class_": f"pole-{way}"}


def _radii(levels: Mapping[str, float | None], reach: float) -> dict[str, float]:
    radii = {way: reach * sqrt(min(1.0, level)) for way, level in levels.items() if level}
    if "own" in radii and "seen" in radii and abs(radii["own"] - radii["seen"]) < APART:
        radii["own"] = radii["seen"] + (APART if radii["own"] >= radii["seen"] else -APART)
    return radii


def _drawn(quarter: Quarter, way: str, radius: float) -> str:
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
