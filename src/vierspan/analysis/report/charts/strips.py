"""Who carries what: one strip for each orientation, names inside where they fit, the number of leaders at the end."""

from dataclasses import dataclass
from html import escape
from typing import Literal

from vierspan.analysis.mirror.picture import Picture, Sharing
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import (
    LETTER,
    Twin,
    at,
    element,
    fluid,
    framed,
    hatch,
    number,
    percent,
    room_name,
    text,
    who,
)
from vierspan.analysis.report.charts.square import lead
from vierspan.analysis.schema import Language

Source = Literal["done", "seen", "lead"]
Places = tuple[tuple[int, str], ...]

Form = Literal["high", "low"]

HEIGHTS: dict[Form, int] = {"high": 52, "low": 32}
# The narrowest place of each form, in px, and the class that shows it there; names must fit even then.
ROWS = ((420, "wide-only"), (280, "narrow-only"))
ALONE = ((270, ""),)
THIN = 0.03  # narrower parts are drawn with the rest; the table names them


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    share: float
    start: float
    is_rest: bool


def sharing_strips(picture: Picture, language: Language, source: Source = "lead", form: Form = "high") -> str:
    """Four strips on one scale. `source`: as done (acts), as seen (ratings), or done where there is any.

    Low strips have name and number on one line: for paper, where height is short.
    """
    rows = [
        _row(o.orientation, sharing_of(picture, o.orientation, source), form, language) for o in picture.orientations
    ]
    return framed(*rows, label=_label(picture, language, source), class_="chart-strips")


def sharing_strip(sharing: Sharing, language: Language, name: str, room: str | None = None) -> str:
    """One strip on its own; in ink where it belongs to no orientation: an aspect, or the whole network."""
    label = f"{name}: {spoken(sharing, language)}"
    strip = _strip(sharing, room, phrase("charts.rest_short", language), ALONE)
    return framed(strip, label=label, class_="chart-strip-alone")


def sharing_of(picture: Picture, orientation: Orientation, source: Source) -> Sharing | None:
    part = next(part for part in picture.orientations if part.orientation is orientation)
    return {"done": part.done, "seen": part.seen, "lead": lead(part)}[source]


def sharing_table(picture: Picture, language: Language, source: Source = "lead") -> Twin:
    """Everyone named in the strips, with their share, and the rest."""
    columns = ("orientation", "who", "share", "leaders", "without")
    header = tuple(phrase(f"charts.column.{key}", language) for key in columns)
    rows = [
        row
        for o in picture.orientations
        for row in _rows(o.orientation, sharing_of(picture, o.orientation, source), language)
    ]
    return Twin(header, tuple(rows), frozenset({2, 3, 4}))


def spoken(sharing: Sharing | None, language: Language) -> str:
    """The strip in words: "Marit 62, Sjoerd 21, 4 anderen 17"."""
    if sharing is None or not _is_known(sharing):
        return phrase("charts.too_few", language)
    named = [f"{carrier.name} {percent(carrier.share, language)}" for carrier in sharing.carriers]
    return ", ".join([*named, *_rest_words(sharing, language)])


def _rest_words(sharing: Sharing, language: Language) -> list[str]:
    if not sharing.rest_count:
        return []
    return [phrase("charts.rest", language, count=sharing.rest_count, share=100 * sharing.rest_share)]


def _label(picture: Picture, language: Language, source: Source) -> str:
    parts = (
        f"{room_name(o.orientation, language)}: {spoken(sharing_of(picture, o.orientation, source), language)}"
        for o in picture.orientations
    )
    return phrase("charts.sharing.label", language, parts="; ".join(parts))


def _rows(orientation: Orientation, sharing: Sharing | None, language: Language) -> list[tuple[str, ...]]:
    room = room_name(orientation, language)
    if sharing is None or not _is_known(sharing):
        return [(room, phrase("charts.too_few", language), "–", "–", "–")]
    leaders = number(sharing.effective_leaders.value, language)
    fallen = sharing.dependency.value
    left = percent(None if fallen is None else 1 - fallen, language)
    parts = [(carrier.name, carrier.share) for carrier in sharing.carriers]
    if sharing.rest_count:
        parts.append((phrase("charts.others", language, count=sharing.rest_count), sharing.rest_share))
    ends = [(leaders, left)] + [("", "")] * (len(parts) - 1)
    return [(room, name, percent(share, language), *end) for (name, share), end in zip(parts, ends, strict=True)]


def _row(orientation: Orientation, sharing: Sharing | None, form: Form, language: Language) -> str:
    leaders = sharing.effective_leaders.value if sharing else None
    unit = phrase("charts.leaders", language, count=leaders)
    figure = element("b", number(leaders, language)) + " " + element("small", escape(unit))
    strip = _strip(sharing, orientation.room, phrase("charts.rest_short", language), ROWS, form)
    end = element("span", figure if leaders is not None else "", class_="chart-end")
    return element("div", who(orientation, language), strip, end, class_="chart-row", data_o=orientation.room)


def _strip(sharing: Sharing | None, room: str | None, rest: str, places: Places = ROWS, form: Form = "high") -> str:
    height = HEIGHTS[form]
    if sharing is None or not _is_known(sharing):
        name = f"strip-{room or 'all'}"
        bar = element("rect", x="0", y=1, width="100%", height=height - 2, fill=f"url(#{name})", class_="chart-unknown")
        return fluid(hatch(name, room), bar, height=height, room=room)
    drawn = "".join(_piece(part, places, form) for part in _parts(sharing, rest))
    return fluid(drawn, height=height, room=room)


def _is_known(sharing: Sharing) -> bool:
    """Whether anything is shared at all; who may not see names sees everyone in the rest."""
    return bool(sharing.carriers or sharing.rest_count)


def _parts(sharing: Sharing, rest: str) -> list[_Part]:
    parts, start = [], 0.0
    for carrier in sharing.carriers:
        if carrier.share >= THIN:
            parts.append(_Part(carrier.name, carrier.share, start, is_rest=False))
            start += carrier.share
    if 1 - start > 0.004:
        parts.append(_Part(rest, 1 - start, start, is_rest=True))
    return parts


def _piece(part: _Part, places: Places, form: Form) -> str:
    height, class_ = HEIGHTS[form], "chart-piece rest" if part.is_rest else "chart-piece"
    bar = element("rect", x=at(part.start), y=1, width=at(part.share), height=height - 2, class_=class_)
    edge = element("line", x1=at(part.start), x2=at(part.start), y1=0, y2=height, class_="chart-part")
    words = "".join(_words(part, least, where, form) for least, where in places)
    return bar + (edge if part.start else "") + words


def _words(part: _Part, least: float, where: str, form: Form) -> str:
    """Name and number where both fit, else the number, else nothing: the table has them all."""
    room = part.share * least - 12
    tone = f"{'tone' if part.is_rest else 'on'} {where}".strip()
    figure, middle = f"{100 * part.share:.0f}", HEIGHTS[form] / 2 + 5
    beside = len(figure) + 2 if form == "low" else 0
    names = (part.name, part.name.split(" ")[0])
    name = next((n for n in names if (len(n) + beside) * LETTER <= room), None)
    if name is None:
        fits = len(figure) * LETTER + 2 <= room + 8
        return text(figure, x=at(part.start + part.share / 2), y=middle, class_=f"middle {tone}") if fits else ""
    if form == "low":
        return text(f"{name} {figure}", x=at(part.start), dx=9, y=middle, class_=f"strong {tone}")
    upper = text(name, x=at(part.start), dx=9, y=22, class_=f"strong {tone}")
    return upper + text(figure, x=at(part.start), dx=9, y=41, class_=tone)
