"""A small picture of who knows whom in a coalition."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vierspan.workspace.insight.coalitions import Bond

SIDE, ROUND, DOT = 240, 96.0, 15.0
WARM, MILD = 0.66, 0.33  # from so warm on a line is heavier
BASE = 5.5  # that a number stands below the middle of its dot


def drawn(members: Sequence[Any], bonds: Sequence[Bond], title: str) -> SafeString:
    """Numbered dots on a circle, in the order of the members.

    A heavier line is a warmer tie, a whole line says that two worked together, no line that they are strangers.
    """
    places = {each.id: _place(at, len(members)) for at, each in enumerate(members)}
    lines = format_html_join("", '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', _lines(bonds, places))
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="{}"/><text x="{}" y="{}">{}</text>',
        (
            (f"{x:.1f}", f"{y:.1f}", DOT, f"{x:.1f}", f"{y + BASE:.1f}", at)
            for at, (x, y) in enumerate(places.values(), start=1)
        ),
    )
    return format_html(
        '<svg class="who-knows" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">{2}{3}</svg>',
        SIDE,
        title,
        lines,
        dots,
    )


def _place(at: int, size: int) -> tuple[float, float]:
    turn = 2 * pi * at / max(size, 1) - pi / 2
    return SIDE / 2 + ROUND * cos(turn), SIDE / 2 + ROUND * sin(turn)


def _lines(bonds: Sequence[Bond], places: dict[str, tuple[float, float]]) -> list[tuple[str, str, str, str, str]]:
    found = []
    for each in bonds:
        if each.warmth > 0 or each.teams:
            (x1, y1), (x2, y2) = places[each.one], places[each.other]
            heavy = "warm" if each.warmth >= WARM else "mild" if each.warmth >= MILD else "cool"
            kind = f"{heavy} worked" if each.teams else heavy
            found.append((kind, f"{x1:.1f}", f"{y1:.1f}", f"{x2:.1f}", f"{y2:.1f}"))
    return found
