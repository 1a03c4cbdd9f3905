"""Whom one knows outside, by influence and position: a grid in which every name has a line of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from vierspan.analysis.report.charts.marks import LETTER, Twin, drawing, element, text

STEPS = (1, 2, 3, 4, 5)
SIDE, COLUMN, LINE, NEXT, PAD, FOOT = 118.0, 152.0, 26.0, 17.0, 14.0, 34.0
MOST = 6  # names in one cell; how many more there are stands below them
LONGEST = int((COLUMN - 36) / LETTER)  # letters on a line; a name takes two of them at most
MARK = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """One name: where it stands (1 against to 5 for), its influence (1-5), how warm it is, and where it leads."""

    name: str
    position: int
    influence: int
    warmth: str  # warm, cool or cold
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeWords:
    """The words of the picture, in the reader's language."""

    label: str
    positions: Mapping[int, str]
    influences: Mapping[int, str]
    warmths: Mapping[str, str]
    more: str  # with {n}
    name: str
    position: str
    influence: str
    warmth: str


def stakes(rows: Sequence[Stake], words: StakeWords) -> str:
    """Influence upwards, position from left to right; rows of the grid grow with what stands in them, so that no name
    ever covers another. The same rows give the same picture, whatever their order. Empty without rows."""
    if not rows:
        return ""
    cells = _cells(rows)
    heights = {step: _height(cells, step) for step in STEPS}
    tops = _tops(heights)
    floor = sum(heights.values()) + 8
    parts = [_ground(tops, heights, floor), *_axes(tops, heights, floor, words)]
    parts += [_cell(found, at, tops[at[0]], words) for at, found in sorted(cells.items())]
    box = (SIDE + COLUMN * len(STEPS), floor + FOOT)
    # Its names are links, so to who listens it is a group and not one picture.
    attributes = {"viewBox": f"0 0 {box[0]:g} {box[1]:g}", "class_": "chart-svg chart-stakes", "role": "group"}
    return element("svg", *parts, aria_label=words.label, **attributes)


def stakes_table(rows: Sequence[Stake], words: StakeWords) -> Twin:
    """The same, the most influence first."""
    header = (words.name, words.influence, words.position, words.warmth)
    told = sorted(rows, key=lambda each: (-each.influence, -each.position, each.name.casefold()))
    lines = tuple(
        (each.name, words.influences[each.influence], words.positions[each.position], words.warmths[each.warmth])
        for each in told
    )
    return Twin(header, lines)


def warmth_line(scores: Sequence[float], label: str) -> str:
    """How warm it was, week by week, from 0 to 100; the last point is now. Empty under two points."""
    if len(scores) < 2:
        return ""
    wide, high = 260.0, 56.0
    step = (wide - 12) / (len(scores) - 1)
    points = [(6 + n * step, high - 6 - (high - 12) * score / 100) for n, score in enumerate(scores)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    floor = element("line", x1=6.0, y1=high - 6, x2=wide - 6, y2=high - 6, class_="chart-rule")
    line = element("path", d=path, class_="warmth-path")
    now = element("circle", cx=points[-1][0], cy=points[-1][1], r=4, class_="warmth-now")
    return drawing(floor, line, now, label=label, box=(wide, high), class_="chart-warmth")


def _cells(rows: Sequence[Stake]) -> dict[tuple[int, int], list[Stake]]:
    cells: dict[tuple[int, int], list[Stake]] = {}
    for each in sorted(rows, key=lambda one: (one.name.casefold(), one.address)):
        cells.setdefault((each.influence, each.position), []).append(each)
    return cells


def _height(cells: Mapping[tuple[int, int], Sequence[Stake]], influence: int) -> float:
    tall = [_tall(cells.get((influence, position), ())) for position in STEPS]
    return max(2 * LINE, *tall) + PAD


def _tall(found: Sequence[Stake]) -> float:
    """What the names of one cell take, with the line that says how many more there are."""
    return sum(_room(each) for each in found[:MOST]) + LINE * (len(found) > MOST)


def _room(each: Stake) -> float:
    return LINE + NEXT * (len(_written(each.name)) - 1)


def _written(name: str) -> list[str]:
    """A name on one line or two, cut off where even that is too little."""
    lines = wrap(name, LONGEST) or [name]
    if len(lines) <= 2:
        return lines
    second = f"{lines[1]} {lines[2]}"
    return [lines[0], f"{second[: LONGEST - 1].rstrip()}…"]


def _tops(heights: Mapping[int, float]) -> dict[int, float]:
    """Much influence stands on top."""
    tops, at = {}, 8.0
    for step in reversed(STEPS):
        tops[step] = at
        at += heights[step]
    return tops


def _ground(tops: Mapping[int, float], heights: Mapping[int, float], floor: float) -> str:
    """Who has much influence and is against is talked with first; who is for is kept close."""
    high = heights[5] + heights[4]
    zones = [(SIDE, 2, "talk"), (SIDE + 3 * COLUMN, 2, "close")]
    parts = [
        element("rect", x=x, y=tops[5], width=n * COLUMN, height=high, class_=f"stake-zone {name}")
        for x, n, name in zones
    ]
    parts += [
        element("line", x1=SIDE, y1=tops[step], x2=SIDE + 5 * COLUMN, y2=tops[step], class_="chart-rule")
        for step in STEPS
    ]
    parts += [
        element("line", x1=SIDE + n * COLUMN, y1=8.0, x2=SIDE + n * COLUMN, y2=floor, class_="chart-rule")
        for n in range(6)
    ]
    parts.append(element("line", x1=SIDE, y1=floor, x2=SIDE + 5 * COLUMN, y2=floor, class_="chart-rule"))
    return element("g", *parts, aria_hidden="true")


def _axes(tops: Mapping[int, float], heights: Mapping[int, float], floor: float, words: StakeWords) -> tuple[str, ...]:
    up = [text(words.influences[step], x=0, y=tops[step] + heights[step] / 2 + 5, class_="mute") for step in STEPS]
    along = [
        text(words.positions[step], x=SIDE + (step - 0.5) * COLUMN, y=floor + 24, class_="mute middle")
        for step in STEPS
    ]
    return tuple(up + along)


def _cell(found: Sequence[Stake], at: tuple[int, int], top: float, words: StakeWords) -> str:
    left, down, lines = SIDE + (at[1] - 1) * COLUMN, top + PAD / 2, []
    for each in found[:MOST]:
        lines.append(_line(each, left, down, words))
        down += _room(each)
    if len(found) > MOST:
        more = words.more.format(n=len(found) - MOST)
        lines.append(text(more, x=left + 28, y=down + 18, class_="mute"))
    return element("g", *lines)


def _line(each: Stake, left: float, top: float, words: StakeWords) -> str:
    title = element("title", escape(f"{each.name} ({words.warmths[each.warmth]})"))
    written = [
        text(part, x=left + 28, y=top + 18 + n * NEXT, class_="stake") for n, part in enumerate(_written(each.name))
    ]
    inside = "".join([title, _mark(each.warmth, left + 15, top + 13), *written])
    return element("a", inside, href=each.address, class_="stake-name") if each.address else element("g", inside)


def _mark(warmth: str, x: float, y: float) -> str:
    """A full circle is warm, half a one is cool, an open one is cold."""
    ring = element("circle", cx=x, cy=y, r=MARK, class_=f"stake-mark {warmth}")
    if warmth != "cool":
        return ring
    half = f"M{x - MARK:.1f} {y:.1f}A{MARK:g} {MARK:g} 0 0 0 {x + MARK:.1f} {y:.1f}Z"
    return ring + element("path", d=half, class_="stake-half")
