"""The square: four-in-hand seen from above, the signature of Vierspan.

Surface of a quarter disc = cover, so its radius goes with the root; a dashed arc is the middle of the need; the
reins divide the quarter by how the lead is shared. It is no pie: every quarter keeps its right angle.
"""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, pi, sin, sqrt
from typing import Literal

from vierspan.analysis.mirror.picture import Need, OrientationMirror, Picture, Reason, Sharing
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import (
    Twin,
    drawing,
    element,
    hatch,
    number,
    room_name,
    shape,
    text,
    whole,
)
from vierspan.analysis.schema import Language

Size = Literal["wide", "narrow", "small"]

MOST_REINS = 9  # more lines in one quarter than this read as a stain


@dataclass(frozen=True, slots=True)
class Plan:
    """The measures of one variant, in the units of its own drawing."""

    name: Size
    side: float  # of one quarter
    gap: float
    sign: float
    hand: float
    inset: float

    @property
    def reach(self) -> float:
        """Radius of cover 100."""
        return 0.84 * self.side

    @property
    def whole(self) -> float:
        return 2 * self.side + self.gap


PLANS: dict[Size, Plan] = {
    "wide": Plan("wide", 264, 4, 24, 24, 22),
    "narrow": Plan("narrow", 138, 4, 16, 12, 10),
    "small": Plan("small", 63, 2, 16, 7, 6),
}


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter with its own corner: angles run from the upright edge (0) to the level edge (90 degrees)."""

    plan: Plan
    room: str
    right: bool
    below: bool

    def point(self, radius: float, turn: float) -> tuple[float, float]:
        x, y = radius * sin(turn * pi / 2), radius * cos(turn * pi / 2)
        return self.origin[0] + (x if self.right else -x), self.origin[1] + (y if self.below else -y)

    @property
    def origin(self) -> tuple[float, float]:
        far = self.plan.side + self.plan.gap
        return (far if self.right else self.plan.side, far if self.below else self.plan.side)

    @property
    def sweep(self) -> int:
        return 1 if self.right != self.below else 0

    def arc(self, radius: float) -> str:
        (x, y), (u, v) = self.point(radius, 0), self.point(radius, 1)
        return f"M{x:.1f} {y:.1f}A{radius:.1f} {radius:.1f} 0 0 {self.sweep} {u:.1f} {v:.1f}"

    def disc(self, radius: float) -> str:
        return f"{self.arc(radius)}L{self.origin[0]:.1f} {self.origin[1]:.1f}Z"

    def ground(self) -> str:
        """The quarter's own square, with the outer corner rounded."""
        side, bend = self.plan.side, 0.16 * self.plan.side
        across, down = (1 if self.right else -1), (1 if self.below else -1)
        x, y = self.origin
        return (
            f"M{x:.1f} {y:.1f}h{across * side:.1f}v{down * (side - bend):.1f}"
            f"q0 {down * bend:.1f} {-across * bend:.1f} {down * bend:.1f}h{-across * (side - bend):.1f}Z"
        )


QUARTERS = {
    Orientation.STRATEGIST: (False, False),
    Orientation.EXPLORER: (True, False),
    Orientation.DEVELOPER: (False, True),
    Orientation.PROCESS_MANAGER: (True, True),
}


def square(picture: Picture, language: Language, size: Size = "wide", earlier: Picture | None = None) -> str:
    """The square of a mirror, drawn anew for each size. Where a cover is undefined its quarter is hatched.

    Wide holds on places of 500 px and more, narrow from 280 px, small is a sign without words. With an earlier
    picture a plain ink arc shows what the cover was then.
    """
    plan = PLANS[size]
    before = {part.orientation: part.need.cover.value for part in earlier.orientations} if earlier else {}
    parts = [_quarter(part, plan, language, before.get(part.orientation)) for part in picture.orientations]
    label = square_label(picture, language)
    return drawing(*parts, _hand(plan), label=label, box=(plan.whole, plan.whole), class_=f"chart-square {size}")


def square_label(picture: Picture, language: Language) -> str:
    """What the square shows, read aloud: for each quarter its cover and its need."""
    return phrase("charts.square.label", language, parts="; ".join(_spoken(o, language) for o in picture.orientations))


def square_table(picture: Picture, language: Language) -> Twin:
    """Cover, need and number of leaders of each orientation."""
    header = tuple(phrase(f"charts.column.{key}", language) for key in ("orientation", "cover", "need", "leaders"))
    rows = tuple(_row(part, language) for part in picture.orientations)
    return Twin(header, rows, frozenset({1, 2, 3}))


def _row(part: OrientationMirror, language: Language) -> tuple[str, ...]:
    led = lead(part)
    return (
        room_name(part.orientation, language),
        whole(part.need.cover.value, language),
        need_range(part, language),
        number(led.effective_leaders.value if led else None, language),
    )


def need_range(part: OrientationMirror, language: Language) -> str:
    """The need as a band, "65–80"; a dash where nothing is known of it."""
    need = part.need
    if need.need_low is None or need.need_high is None:
        return whole(need.need, language)
    return f"{whole(need.need_low, language)}–{whole(need.need_high, language)}"


def lead(part: OrientationMirror) -> Sharing | None:
    """How the lead is shared as done; as seen only where nothing was done."""
    return part.done or part.seen


def square_art(dashed: Orientation | None = None) -> str:
    """The square as a picture for an empty place: one quarter dashed, the others pale. Decoration."""
    plan = PLANS["small"]
    parts = []
    for orientation, (right, below) in QUARTERS.items():
        quarter = Quarter(plan, orientation.room, right, below)
        class_ = "chart-ground dashed" if orientation is dashed else "chart-ground"
        parts.append(element("g", element("path", d=quarter.ground(), class_=class_), data_o=orientation.room))
    return drawing(*parts, _hand(plan), label=None, box=(plan.whole, plan.whole), class_="chart-square small")


def mark() -> str:
    """The mark of Vierspan: the four shapes meet in one point, a ring for the hand."""
    paths = {
        "course": "M3 3 30 13V30H13Z",
        "horizon": "M34 3A27 27 0 0 1 61 30H34Z",
        "conditions": "M5 34H30V59H5Z",
        "initiatives": "M34 34 61 47.5 34 61Z",
    }
    shapes = [element("path", d=path, class_="chart-mark", data_o=room) for room, path in paths.items()]
    ring = element("circle", cx=32, cy=32, r=6.5, class_="chart-ring")
    hand = element("circle", cx=32, cy=32, r=3.6, class_="chart-hand")
    return element("svg", *shapes, ring, hand, viewBox="0 0 64 64", class_="chart-logo", aria_hidden="true")


def _spoken(part: OrientationMirror, language: Language) -> str:
    cover, need = part.need.cover.value, part.need
    facts = {
        "room": room_name(part.orientation, language),
        "cover": cover,
        "low": need.need_low,
        "high": need.need_high,
    }
    missing = ("" if cover is not None else "_cover") + ("" if need.need_low is not None else "_need")
    return phrase(f"charts.square.part{missing and '_no' + missing}", language, **facts)


def _quarter(part: OrientationMirror, plan: Plan, language: Language, before: float | None) -> str:
    room = part.orientation.room
    quarter = Quarter(plan, room, *QUARTERS[part.orientation])
    scale = [
        element("path", d=quarter.arc(plan.reach * sqrt(step / 100)), class_="chart-arc") for step in (25, 50, 75, 100)
    ]
    ground = element("path", d=quarter.ground(), class_="chart-ground")
    steps = scale if plan.name != "small" else []
    cover = part.need.cover.value
    disc = _unknown(quarter, part.need, language) if cover is None else _covered(quarter, cover, lead(part), language)
    words = corner_name(quarter, room_name(part.orientation, language)) if plan.name != "small" else ""
    arcs = _arc(quarter, part.need.need, "chart-need") + _arc(quarter, before, "chart-before")
    return element("g", ground, *steps, disc, arcs, words, data_o=room)


def _covered(quarter: Quarter, cover: float, sharing: Sharing | None, language: Language) -> str:
    radius = quarter.plan.reach * sqrt(max(0.0, min(100.0, cover)) / 100)
    edges = _edges(sharing)
    reins = "".join(_rein(quarter, radius, before, turn) for before, turn in pairwise(edges[:-1]))
    disc = element("path", d=quarter.disc(radius), class_="chart-disc")
    if quarter.plan.name == "small":
        return disc + reins
    widest = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
    return disc + reins + _figure(quarter, radius, sum(widest) / 2, whole(cover, language))


def _edges(sharing: Sharing | None) -> list[float]:
    """Where the reins lie, as turns from 0 to 1; the rest is cut evenly while that can still be seen."""
    if sharing is None or not sharing.carriers:
        return [0.0, 1.0]
    rest = min(sharing.rest_count, max(0, MOST_REINS - len(sharing.carriers)))
    shares = [carrier.share for carrier in sharing.carriers[:MOST_REINS]]
    left = max(0.0, 1 - sum(shares))
    parts = [*shares, *([left / rest] * rest if rest else [left] if left > 0.001 else [])]
    total = sum(parts) or 1.0
    return [0.0, *accumulate(part / total for part in parts)]


def _rein(quarter: Quarter, radius: float, before: float, turn: float) -> str:
    (x, y), (u, v) = quarter.origin, quarter.point(radius, turn)
    thin = turn - before < 0.035
    return element("line", x1=x, y1=y, x2=u, y2=v, class_="chart-rein thin" if thin else "chart-rein")


def _figure(quarter: Quarter, radius: float, turn: float, words: str) -> str:
    """The number in the widest part; outside the disc, in the text colour, where the disc is too small."""
    least = 2.6 * quarter.plan.sign
    is_inside = radius >= least
    x, y = quarter.point(0.62 * radius if is_inside else radius + quarter.plan.sign, turn if is_inside else 0.5)
    tone = "on" if is_inside else "tone"
    return text(words, x=x, y=y + 0.34 * quarter.plan.sign, class_=f"figure middle {tone}")


def _unknown(quarter: Quarter, need: Need, language: Language) -> str:
    """Too few acts or nothing known: hatched, and no number."""
    name = f"square-{quarter.plan.name}-{quarter.room}"
    radius = quarter.plan.reach * sqrt(0.5)
    fill = element("path", d=quarter.disc(radius), fill=f"url(#{name})", class_="chart-unknown")
    if quarter.plan.name == "small":
        return hatch(name, quarter.room) + fill
    why = "unknown" if need.cover.reason == Reason.EMPTY else "too_few"
    x, y = quarter.point(radius * 0.6, 0.5)
    width = 62.0
    plate = element("rect", x=x - width / 2, y=y - 14, width=width, height=22, rx=4, class_="chart-plate")
    return (
        hatch(name, quarter.room)
        + fill
        + plate
        + text(phrase(f"charts.{why}", language), x=x, y=y + 2, class_="small middle ink")
    )


def _arc(quarter: Quarter, value: float | None, class_: str) -> str:
    if value is None:
        return ""
    radius = quarter.plan.reach * sqrt(max(0.0, min(100.0, value)) / 100)
    return element("path", d=quarter.arc(radius), class_=class_)


def corner_name(quarter: Quarter, said: str) -> str:
    """The sign and the name of a quarter, in its outer corner."""
    plan = quarter.plan
    edge = plan.inset if not quarter.right else plan.whole - plan.inset - plan.sign
    top = plan.inset if not quarter.below else plan.whole - plan.inset - plan.sign
    beside = edge + 1.4 * plan.sign if not quarter.right else edge - 0.4 * plan.sign
    class_ = "name tone" + (" end" if quarter.right else "")
    words = text(said, x=beside, y=top + 0.76 * plan.sign, class_=class_)
    return shape(quarter.room, edge, top, plan.sign) + words


def _hand(plan: Plan) -> str:
    middle = plan.whole / 2
    ring = element("circle", cx=middle, cy=middle, r=plan.hand, class_="chart-ring")
    return ring + element("circle", cx=middle, cy=middle, r=0.64 * plan.hand, class_="chart-hand")
