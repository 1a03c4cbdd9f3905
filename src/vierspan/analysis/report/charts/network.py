"""Who knows whom, standing still: size = ties, heavy line = between core players, shape = accent."""

from math import sqrt
from typing import Literal

from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import LETTER, Twin, drawing, element, room_name, shape, text, whole
from vierspan.analysis.report.charts.neighbourhood import Neighbourhood, Spot
from vierspan.analysis.schema import Language

Size = Literal["wide", "narrow"]

BOXES = {"wide": (680.0, 480.0), "narrow": (280.0, 420.0)}
MARGIN = {"wide": 46.0, "narrow": 24.0}
LONGEST = 20
LINE = 17


def network_map(given: Neighbourhood, language: Language, size: Size = "wide") -> str:
    """The map. Names stand where they do not cover another name or a larger mark; the twin has all of them."""
    places = [_place(spot, size) for spot in given.spots]
    lines = "".join(_line(given, places, *pair) for pair in given.lines)
    marks = "".join(_mark(spot, place, size) for spot, place in zip(given.spots, places, strict=True))
    label = phrase("charts.map.label", language, shown=len(given.spots), total=given.total, lines=len(given.lines))
    return drawing(
        lines, marks, _names(given.spots, places, size), label=label, box=BOXES[size], class_=f"chart-map {size}"
    )


def network_table(given: Neighbourhood, language: Language) -> Twin:
    """Everyone on the map, most ties first."""
    header = tuple(phrase(f"charts.column.{key}", language) for key in ("who", "ties", "core", "accent"))
    ordered = sorted(given.spots, key=lambda spot: (-spot.ties, spot.name))
    rows = tuple(
        (
            spot.name,
            whole(spot.ties, language),
            phrase("charts.yes", language) if spot.in_core else "",
            room_name(spot.accent, language) if spot.accent else "–",
        )
        for spot in ordered
    )
    return Twin(header, rows, frozenset({1}))


def _place(spot: Spot, size: Size) -> tuple[float, float]:
    (width, height), margin = BOXES[size], MARGIN[size]
    return margin + spot.x * (width - 2 * margin), margin + spot.y * (height - 2 * margin)


def _radius(spot: Spot, size: Size) -> float:
    return (5 if size == "wide" else 4) + 2.1 * sqrt(spot.ties) * (1 if size == "wide" else 0.7)


def _line(given: Neighbourhood, places: list[tuple[float, float]], first: int, second: int) -> str:
    (x, y), (u, v) = places[first], places[second]
    heavy = given.spots[first].in_core and given.spots[second].in_core
    return element("line", x1=x, y1=y, x2=u, y2=v, class_="chart-tie core" if heavy else "chart-tie")


def _mark(spot: Spot, place: tuple[float, float], size: Size) -> str:
    (x, y), radius = place, _radius(spot, size)
    if spot.accent is None:
        return element("circle", cx=x, cy=y, r=0.8 * radius, class_="chart-node core" if spot.in_core else "chart-node")
    return shape(spot.accent.room, x - radius, y - radius, 2 * radius)


def _names(spots: tuple[Spot, ...], places: list[tuple[float, float]], size: Size) -> str:
    """Core players first, then those with most ties; a name that would cover something is left to the table."""
    taken: list[tuple[float, float, float, float]] = []
    for spot, (x, y) in zip(spots, places, strict=True):
        radius = 0.7 * _radius(spot, size)
        taken.append((x - radius, y - radius, x + radius, y + radius))
    written = []
    for spot, place in sorted(zip(spots, places, strict=True), key=lambda p: (not p[0].in_core, -p[0].ties, p[0].name)):
        label = _free_label(spot, place, taken, size)
        if label is not None:
            words, x, y, box = label
            taken.append(box)
            written.append(
                text(words, x=x, y=y, class_="middle ink strong halo" if spot.in_core else "middle ink halo")
            )
    return "".join(written)


def _free_label(
    spot: Spot, place: tuple[float, float], taken: list[tuple[float, float, float, float]], size: Size
) -> tuple[str, float, float, tuple[float, float, float, float]] | None:
    words = spot.name if len(spot.name) <= LONGEST else spot.name[: LONGEST - 1].rstrip() + "…"
    half = len(words) * LETTER / 2
    (x, y), (width, height) = place, BOXES[size]
    x = min(max(x, half + 2), width - half - 2)
    for base in (y + _radius(spot, size) + 14, y - _radius(spot, size) - 5):
        box = (x - half, base - LINE + 4, x + half, base + 3)
        if box[1] > 0 and box[3] < height and not any(_overlaps(box, other) for other in taken):
            return words, x, base, box
    return None


def _overlaps(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
