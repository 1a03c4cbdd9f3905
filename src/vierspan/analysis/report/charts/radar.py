"""What is coming, as a quarter of a disc that opens from one's own hand: the nearer, the sooner or the further along.

Sectors are free, rings are fixed. Each blip is a number that leads to its signal; the names stand in the list beside it
and in the table twin. On a phone the same picture is drawn small, without numbers, above that list.
"""

from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import LETTER, Twin, element, text
from vierspan.analysis.report.charts.radar_places import BLIP, QUARTER, RINGS, Cell, Place, point
from vierspan.analysis.schema import Language

LEFT, RIGHT, ABOVE, BELOW = 24.0, 236.0, 66.0, 40.0
LINE = 18.0
SMALL, DOT = 290.0, 5.0
MOST_LINES = 3
STEEP = 0.72  # of a quarter turn: from here on up the name of a sector stands above the arc


@dataclass(frozen=True, slots=True, kw_only=True)
class Blip:
    number: int
    name: str
    sector: int
    ring: int
    place: Place
    look: str  # how it is filled: 3 strong, 2 middle, 1 faint, 0 not known
    said: str  # what the look says, in words
    is_new: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    sectors: tuple[str, ...]
    rings: tuple[str, ...]  # from within
    blips: tuple[Blip, ...]
    radius: float


def radar(drawn: Radar, language: Language) -> str:
    """The picture: wide with numbers that can be followed, small without."""
    if not drawn.sectors:
        return ""
    label = phrase("charts.radar.label", language, count=len(drawn.blips), sectors=", ".join(drawn.sectors))
    wide = element("div", _wide(drawn, label, language), class_="chart-radar-wide wide-only")
    narrow = element("div", _narrow(drawn), class_="chart-radar-narrow narrow-only")
    return element("div", wide, narrow, class_="chart chart-radar", data_o="horizon")


def radar_table(drawn: Radar, language: Language) -> Twin:
    """Every blip, by number."""
    keys = ("number", "name", "sector", "ring", "weight", "new")
    header = tuple(phrase(f"charts.radar.column.{key}", language) for key in keys)
    yes = phrase("charts.radar.yes", language)
    rows = tuple(
        (
            str(each.number),
            each.name,
            drawn.sectors[each.sector],
            drawn.rings[each.ring],
            each.said,
            yes if each.is_new else "–",
        )
        for each in sorted(drawn.blips, key=lambda each: each.number)
    )
    return Twin(header, rows, frozenset({0}))


def _wide(drawn: Radar, label: str, language: Language) -> str:
    width, height = LEFT + drawn.radius + RIGHT, ABOVE + drawn.radius + BELOW
    children = [
        *_ground(drawn, drawn.radius),
        *_ring_names(drawn),
        *_sector_names(drawn),
        *(_blip(each, drawn, language) for each in drawn.blips),
    ]
    moved = element("g", *children, transform=f"translate({LEFT:.0f} {ABOVE + drawn.radius:.0f})")
    step = f"radar-{int(drawn.radius)}"
    return element(
        "svg",
        moved,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        class_=f"chart-svg {step}",
        role="group",
        aria_label=label,
    )


def _narrow(drawn: Radar) -> str:
    dots = []
    for each in drawn.blips:
        x, y = point(_cell(each, drawn), each.place, SMALL)
        dots.append(element("circle", cx=x, cy=-y, r=DOT, class_=f"radar-blip look-{each.look}"))
    moved = element("g", *_ground(drawn, SMALL), *dots, transform=f"translate(2 {SMALL + 2:.0f})")
    return element("svg", moved, viewBox=f"0 0 {SMALL + 4:.0f} {SMALL + 4:.0f}", class_="chart-svg", aria_hidden="true")


def _cell(each: Blip, drawn: Radar) -> Cell:
    return Cell(each.sector, len(drawn.sectors), each.ring, len(drawn.rings))


def _ground(drawn: Radar, radius: float) -> list[str]:
    """The rings, the innermost lit most; the reins that part the sectors; the hand."""
    edges = RINGS[len(drawn.rings)]
    rings = [
        element("path", d=_disc(radius * share), class_=f"radar-ring ring-{number}")
        for number, share in reversed(list(enumerate(edges)))
    ]
    reins = []
    for number in range(len(drawn.sectors) + 1):
        angle = QUARTER * number / len(drawn.sectors)
        inner, outer = radius * edges[0], radius
        reins.append(
            element(
                "line",
                x1=inner * cos(angle),
                y1=-inner * sin(angle),
                x2=outer * cos(angle),
                y2=-outer * sin(angle),
                class_="radar-rein",
            )
        )
    return [*rings, *reins]


def _disc(radius: float) -> str:
    return f"M0 0V{-radius:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {radius:.1f} 0Z"


def _ring_names(drawn: Radar) -> list[str]:
    """Under the ground line, each under its own ring."""
    edges = RINGS[len(drawn.rings)]
    return [
        text(name, x=drawn.radius * (edges[n] + edges[n + 1]) / 2, y=24, class_="mute middle")
        for n, name in enumerate(drawn.rings)
    ]


def _sector_names(drawn: Radar) -> list[str]:
    """Outside the arc at the middle of each sector, in as many lines as it takes."""
    drawn_names = []
    for n, name in enumerate(drawn.sectors):
        angle = QUARTER * (n + 0.5) / len(drawn.sectors)
        is_steep = angle > STEEP * QUARTER
        room = _room(drawn, angle) if is_steep else RIGHT - 22 + drawn.radius * (1 - cos(angle)) * 0.9
        lines = _lines(name, int(min(room, RIGHT + 40) / LETTER))
        x, y = (drawn.radius + 12) * cos(angle), -(drawn.radius + 12) * sin(angle)
        top = y - LINE * (len(lines) - 1) - 2 if is_steep else y - LINE * (len(lines) - 1) / 2 + 5
        for at, line in enumerate(lines):
            drawn_names.append(text(line, x=x, y=top + LINE * at, class_="strong"))
    return drawn_names


def _room(drawn: Radar, angle: float) -> float:
    """How wide a name above the arc may be before it meets that of the next sector."""
    step = QUARTER / len(drawn.sectors)
    return max(90.0, drawn.radius * (cos(angle - step) - cos(angle)) + 30)


def _lines(name: str, room: int) -> list[str]:
    """The words over lines of at most so many letters; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    cut = [line if len(line) <= room else f"{line[: room - 1]}…" for line in lines]
    return cut if len(cut) <= MOST_LINES else [*cut[: MOST_LINES - 1], f"{cut[MOST_LINES - 1]}…"]


def _blip(each: Blip, drawn: Radar, language: Language) -> str:
    x, y = point(_cell(each, drawn), each.place, drawn.radius)
    said = phrase(
        "charts.radar.blip",
        language,
        number=str(each.number),
        name=each.name,
        sector=drawn.sectors[each.sector],
        ring=drawn.rings[each.ring],
        weight=each.said,
    )
    new = [element("path", d=_arc(x, -y), class_="radar-new")] if each.is_new else []
    mark = element("circle", cx=x, cy=-y, r=BLIP, class_=f"radar-blip look-{each.look}")
    number = text(str(each.number), x=x, y=-y + 5, class_=f"middle blip-{each.look}", aria_hidden="true")
    title = element("title", escape(said))
    if not each.address:
        return element("g", title, *new, mark, number)
    return element("a", title, *new, mark, number, href=each.address, class_="radar-link")


def _arc(x: float, y: float) -> str:
    """A short ray at the upper right of what is new."""
    out, wide = BLIP + 4, pi / 7
    from_x, from_y = x + out * cos(QUARTER / 2 - wide), y - out * sin(QUARTER / 2 - wide)
    to_x, to_y = x + out * cos(QUARTER / 2 + wide), y - out * sin(QUARTER / 2 + wide)
    return f"M{from_x:.1f} {from_y:.1f}A{out:.1f} {out:.1f} 0 0 0 {to_x:.1f} {to_y:.1f}"


def ring_of_months(months: float | None) -> int:
    """The ring for how soon something comes: within half a year, a year, two years, or later (or not said).

    >>> [ring_of_months(each) for each in (0, 6, 7, 12, 24, 25, None)]
    [0, 0, 1, 1, 2, 3, 3]
    """
    if months is None:
        return 3
    return sum(months > edge for edge in (6, 12, 24))


def look_of_potential(potential: float | None) -> str:
    """How a blip is filled by what could come of it.

    >>> [look_of_potential(each) for each in (0.9, 0.6, 0.3, None)]
    ['3', '2', '1', '0']
    """
    if potential is None:
        return "0"
    return "3" if potential >= 0.75 else "2" if potential >= 0.5 else "1"
