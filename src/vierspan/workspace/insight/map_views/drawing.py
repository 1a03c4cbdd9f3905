"""A view of the map as a drawing that stands still: for paper, for outsiders, and where no script runs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from math import sqrt

from django.utils.safestring import SafeString, mark_safe

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.report.charts.marks import SHAPES, Attribute, drawing, element
from vierspan.workspace.insight.map_views.ground import Point
from vierspan.workspace.insight.map_views.names import Name, Named, placed
from vierspan.workspace.insight.map_views.sight import Line, Sight, Spot

SMALLEST, LARGEST = 10.0, 28.0
NAME = 15.2  # the height of a name
LEAST_UP, MOST_UP = 0.7, 1.9  # how far the map is drawn out to the shape of its sheet
ALIKE = 12  # so many manners of line on paper
CALM = 250  # with more lines than this each draws less attention
ROUND = ("rings", "geo")
CROWDED = 0.6  # in those layouts, where nobody can be moved aside
CROWDS = ((400, 0.34), (120, 0.6), (45, 0.82))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn upon, in units of which a name is some fourteen high."""

    width: float
    height: float
    scale: float = 1.0  # of lines and letters
    discs: float = 1.0  # of discs beside that

    @property
    def margin(self) -> float:
        return 58 * self.scale

    @property
    def is_tall(self) -> bool:
        return self.height > self.width


@dataclass(frozen=True, slots=True)
class Fit:
    """From places on the map to places on the sheet, where down is more."""

    scale: Point
    middle: Point
    centre: Point
    turned: bool

    def place(self, at: Point) -> Point:
        x, y = at[::-1] if self.turned else at
        (across, up), (left, low), (right, down) = self.scale, self.middle, self.centre
        return right + (x - left) * across, down - (y - low) * up


WIDE = Sheet(960, 620)
SCREEN = Sheet(760, 730, 1.12, 0.78)  # beside the words of a story
NARROW, SQUARE = Sheet(390, 560, 0.95, 0.66), Sheet(390, 400, 0.95, 0.66)


def still(sight: Sight, label: str, sheet: Sheet = WIDE) -> SafeString:
    """The drawing as SVG, of which every part can be moved; every name in it is escaped."""
    points = _placed(sight, sheet)
    lines = (_line(line, sight, points, sheet) for line in _nearest_last(sight.lines))
    return _drawn(sight, label, sheet, "".join(lines))


def printed(sight: Sight, label: str, sheet: Sheet) -> SafeString:
    """The same for paper, where nothing moves: lines that look alike are one, which sets many times faster."""
    return _drawn(sight, label, sheet, _bundled(sight, _placed(sight, sheet), sheet))


def _placed(sight: Sight, sheet: Sheet) -> list[Point]:
    fit = _fit(sight, sheet)
    return [fit.place(spot.at) for spot in sight.spots]


def _drawn(sight: Sight, label: str, sheet: Sheet, lines: str) -> SafeString:
    fit, points = _fit(sight, sheet), _placed(sight, sheet)
    size = sheet.scale * sheet.discs * (CROWDED if sight.layout in ROUND else 1.0)
    radii = [_radius(spot, len(sight.spots)) * size for spot in sight.spots]
    names = placed(_named(sight.spots, points, radii), (sheet.width, sheet.height), NAME * sheet.scale)
    order = _strongest_last(sight.spots)
    spots = "".join(_spot(sight.spots[number], points[number], radii[number], sheet) for number in order)
    above = "".join(
        _at(sight.spots[number], points[number], _written(names[number], points[number]))
        for number in order
        if number in names
    )
    made = drawing(
        _under(sight, fit), lines, spots, above, label=label, box=(sheet.width, sheet.height), class_="still"
    )
    return mark_safe(made)  # noqa: S308 - element() escapes


def _radius(spot: Spot, crowd: int) -> float:
    """Area, not radius, follows the measure: twice as much looks twice as much."""
    shrink = next((share for many, share in CROWDS if crowd > many), 1.0)
    return shrink * (SMALLEST + (LARGEST - SMALLEST) * sqrt(spot.weight))


def _fit(sight: Sight, sheet: Sheet) -> Fit:
    """On a tall sheet the map lies on its side, as it does on a phone; circles and countries keep their form."""
    is_round = sight.layout in ROUND
    turned = sheet.is_tall and not is_round
    places = [spot.at[::-1] if turned else spot.at for spot in sight.spots]
    if sight.layout == "rings" and sight.radii:
        places += [(-sight.radii[-1], -sight.radii[-1]), (sight.radii[-1], sight.radii[-1])]
    (left, right), (low, high) = _span([x for x, _ in places]), _span([y for _, y in places])
    margin = sheet.margin * (0.3 if sight.layout == "rings" else 1.0)  # the outer circle needs no room for names
    across, up = (sheet.width - 2 * margin) / (right - left), (sheet.height - 2 * margin) / (high - low)
    least, most = (1.0, 1.0) if is_round else (LEAST_UP, MOST_UP)
    return Fit(
        (min(across, up / least), min(up, across * most)),
        ((left + right) / 2, (low + high) / 2),
        (sheet.width / 2, (sheet.height - 12) / 2),
        turned,
    )


def _under(sight: Sight, fit: Fit) -> str:
    """What lies under the network: the circles of the rings, the outline of the country."""
    if sight.layout == "rings":
        x, y = fit.place((0.0, 0.0))
        return "".join(
            element("circle", **_rounded(cx=x, cy=y, r=radius * fit.scale[0]), class_="still-orbit")
            for radius in sight.radii
        )
    land = (" ".join(f"{x:.1f},{y:.1f}" for x, y in map(fit.place, ring)) for ring in sight.outline)
    return "".join(element("polygon", points=points, class_="still-land") for points in land)


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=0.0)
    return (low, high) if high > low else (low - 1, high + 1)


def _named(spots: Sequence[Spot], points: Sequence[Point], radii: Sequence[float]) -> list[Named]:
    return [
        Named(spot.name, *point, radius, spot.is_core or spot.is_chosen, _rank(spot))
        for spot, point, radius in zip(spots, points, radii, strict=True)
    ]


def _rank(spot: Spot) -> float:
    return 3000 * spot.is_chosen + 1000 * spot.is_core + spot.weight * 100 + spot.ties


def _nearest_last(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.is_near, line.share))


def _strongest_last(spots: Sequence[Spot]) -> list[int]:
    return sorted(range(len(spots)), key=lambda number: (_rank(spots[number]), spots[number].id))


def _line(line: Line, sight: Sight, points: Sequence[Point], sheet: Sheet) -> str:
    (x1, y1), (x2, y2) = points[line.one], points[line.other]
    ends = f"{sight.spots[line.one].id} {sight.spots[line.other].id}"
    return element("line", **_rounded(x1=x1, y1=y1, x2=x2, y2=y2), **_manner(line, sight, sheet), data_ends=ends)


def _bundled(sight: Sight, points: Sequence[Point], sheet: Sheet) -> str:
    bundles: dict[tuple[tuple[str, Attribute], ...], list[str]] = {}
    for line in _nearest_last(sight.lines):
        (x1, y1), (x2, y2) = points[line.one], points[line.other]
        alike = replace(line, share=round(line.share * ALIKE) / ALIKE)
        run = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
        bundles.setdefault(tuple(_manner(alike, sight, sheet).items()), []).append(run)
    return "".join(element("path", d="".join(runs), **dict(manner)) for manner, runs in bundles.items())


def _manner(line: Line, sight: Sight, sheet: Sheet) -> dict[str, Attribute]:
    """Strong ties are heavy, and those at the chosen one are black; many ties step back together."""
    restraint = 1.0 if line.is_near else min(1.0, CALM / max(1, len(sight.lines)))
    share, stands_out = line.share * restraint, line.is_near or line.change == "new"
    faint = 0.6 if line.change else 0.12
    return {
        "stroke_width": round(sheet.scale * ((1.6 if line.is_near else 0.6) + 2.4 * share), 2),
        "stroke_opacity": round(1.0 if line.is_near else min(1.0, faint + 0.58 * share * share), 2),
        "stroke_dasharray": "3 7" if line.change == "gone" else None,
        "class_": "still-tie near" if stands_out else "still-tie",
    }


def _spot(spot: Spot, point: Point, radius: float, sheet: Sheet) -> str:
    edge = sheet.scale * (3 if spot.is_core else 1.5)
    parts = [
        _ring(radius, sheet) if spot.is_chosen else "",
        _disc(spot, radius, edge),
        _sign(Orientation(spot.accent).room, radius) if spot.accent else "",
    ]
    return _at(spot, point, *parts)


def _at(spot: Spot, point: Point, *parts: str) -> str:
    """What moves with a spot when the map goes to another view."""
    return element(
        "g",
        *parts,
        class_="still-spot",
        data_key=spot.id,
        data_o=Orientation(spot.accent).room if spot.accent else None,
        transform=f"translate({point[0]:.1f} {point[1]:.1f})",
    )


def _ring(radius: float, sheet: Sheet) -> str:
    return element("circle", r=round(radius + 6 * sheet.scale, 1), class_="still-ring")


def _disc(spot: Spot, radius: float, edge: float) -> str:
    size, width = round(radius, 1), round(edge, 2)
    if spot.accent:
        return element("circle", r=size, stroke_width=width, class_="still-disc toned")
    plain = element("circle", r=size, stroke_width=width, class_="still-disc")
    if spot.shade is None:
        return plain
    return plain + element("circle", r=size, class_=f"still-shade shade-{spot.shade}")


def _sign(room: str, radius: float) -> str:
    size = radius * 1.05
    place = f"translate({-size / 2:.1f} {-size / 2:.1f}) scale({size / 24:.3f})"
    return element("path", d=SHAPES[room], class_="chart-shape", transform=place)


def _written(name: Name, point: Point) -> str:
    """Twice: a halo of the ground first, so that lines do not run through the name."""
    manner = "still-name strong" if name.is_strong else "still-name"
    lines = [(line, name.x - point[0], name.y - point[1] + n * name.leading) for n, line in enumerate(name.lines)]
    return "".join(
        _text(line, x, y, name.size, f"{manner} halo" if is_halo else manner)
        for is_halo in (True, False)
        for line, x, y in lines
    )


def _text(line: str, x: float, y: float, size: float, class_: str) -> str:
    hidden = {"aria_hidden": "true"} if "halo" in class_ else {}
    return element("text", escape(line), **_rounded(x=x, y=y), font_size=round(size, 1), class_=class_, **hidden)


def _rounded(**numbers: float) -> dict[str, float]:
    return {name: round(value, 1) for name, value in numbers.items()}
