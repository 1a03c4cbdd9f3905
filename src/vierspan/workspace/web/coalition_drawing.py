"""A small picture of who knows whom in a coalition."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vierspan.workspace.insight.coalitions import Bond

WIDE, HIGH, ROUND, DOT = 320.0, 240.0, 84.0, 7.0
LONGEST = 18  # letters of a name beside its dot


def drawn(members: Sequence[Any], bonds: Sequence[Bond], title: str) -> SafeString:
    """Dots on a circle; a heavier line is a warmer tie, a dashed one links two who are only reached through others."""
    places = {each.id: _place(at, len(members)) for at, each in enumerate(members)}
    lines = format_html_join("", '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', _lines(bonds, places))
    dots = format_html_join(
        "", '<circle cx="{}" cy="{}" r="{}"/>', ((f"{x:.1f}", f"{y:.1f}", DOT) for x, y in places.values())
    )
    names = format_html_join(
        "", '<text x="{}" y="{}" text-anchor="{}">{}</text>', (_name(each.name, *places[each.id]) for each in members)
    )
    return format_html(
        '<svg class="who-knows" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        int(WIDE),
        int(HIGH),
        title,
        lines,
        dots,
        names,
    )


def _place(at: int, size: int) -> tuple[float, float]:
    turn = 2 * pi * at / max(size, 1) - pi / 2
    return WIDE / 2 + ROUND * cos(turn), HIGH / 2 + ROUND * sin(turn)


def _lines(bonds: Sequence[Bond], places: dict[str, tuple[float, float]]) -> list[tuple[str, str, str, str, str]]:
    found = []
    for each in bonds:
        if each.warmth > 0 or each.teams:
            (x1, y1), (x2, y2) = places[each.one], places[each.other]
            heavy = "warm" if each.warmth >= 0.66 else "mild" if each.warmth >= 0.33 else "cool"
            kind = f"{heavy} worked" if each.teams else heavy
            found.append((kind, f"{x1:.1f}", f"{y1:.1f}", f"{x2:.1f}", f"{y2:.1f}"))
    return found


def _name(name: str, x: float, y: float) -> tuple[str, str, str, str]:
    """Beside its dot, outside the circle."""
    short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    anchor = "middle" if abs(x - WIDE / 2) < 12 else "start" if x > WIDE / 2 else "end"
    shift = 0.0 if anchor == "middle" else DOT + 5 if anchor == "start" else -DOT - 5
    down = -DOT - 6 if y < HIGH / 2 - 40 and anchor == "middle" else DOT + 17 if anchor == "middle" else 5.0
    return f"{x + shift:.1f}", f"{y + down:.1f}", anchor, short
