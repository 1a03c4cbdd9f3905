"""The smallest parts of a drawing: elements, shapes, numbers as a language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import isfinite

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase, written
from vierspan.analysis.schema import Language

SHAPES: Mapping[str, str] = {
    "course": "M2 2 22.5 8.5V22.5H8.5Z",
    "horizon": "M2 22.5V2.5A20 20 0 0 1 22 22.5Z",
    "conditions": "M3 3H21V21H3Z",
    "initiatives": "M3.5 2 22 12 3.5 22Z",
}

# Mean width of a letter of Schibsted Grotesk at 14 px, measured over Dutch names.
LETTER = 7.6

Attribute = str | int | float | None


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """One element with escaped attributes; `data_o` becomes data-o, `class_` becomes class."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_attribute(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{''.join(children)}</{name}>"


def text(content: str, *, x: Attribute, y: Attribute, class_: str, **more: Attribute) -> str:
    """A label in a drawing; the content is escaped. Each word of `class_` names a manner of writing (`.ct-*`)."""
    manners = " ".join(word if word.endswith("-only") else f"ct-{word}" for word in class_.split())
    return element("text", escape(content), x=x, y=y, class_=f"chart-text {manners}".strip(), **more)


def drawing(*children: str, label: str | None, box: tuple[float, float], class_: str) -> str:
    """A drawing that scales as a whole; without a label it is decoration."""
    return element(
        "svg",
        *children,
        viewBox=f"0 0 {_attribute(box[0])} {_attribute(box[1])}",
        class_=f"chart-svg {class_}",
        **_named(label),
    )


def fluid(*children: str, height: float, class_: str = "", label: str | None = None, room: str | None = None) -> str:
    """A drawing as wide as its place, measured in percentages, of which the letters keep their size."""
    return element(
        "svg",
        *children,
        width="100%",
        height=height,
        class_=f"chart-fluid {class_}".strip(),
        data_o=room,
        **_named(label),
    )


def framed(*children: str, label: str, class_: str) -> str:
    """Several parts that are one picture to who cannot see it."""
    return element("div", *children, class_=f"chart {class_}", role="img", aria_label=label)


def shape(room: str, x: float | None = None, y: float | None = None, size: float = 24) -> str:
    """The shape of a room: on its own in a line of text, or at a place in a drawing."""
    path = element("path", d=SHAPES[room], class_="chart-shape")
    if x is None or y is None:
        return element("svg", path, viewBox="0 0 24 24", class_="chart-sign", aria_hidden="true", data_o=room)
    place = f"translate({x:.1f} {y:.1f}) scale({size / 24:.3f})"
    return element("g", path, transform=place, data_o=room)


def who(orientation: Orientation, language: Language) -> str:
    """Shape and word of an orientation's room, in a line of text."""
    name = escape(room_name(orientation, language))
    return element("span", shape(orientation.room), name, class_="chart-who", data_o=orientation.room)


def room_name(orientation: Orientation, language: Language) -> str:
    return phrase(f"charts.room.{orientation.room}", language)


def whole(value: float | None, language: Language) -> str:
    return written(value, "whole", language)


def number(value: float | None, language: Language) -> str:
    """One decimal; never "-0"."""
    return written(None if value is None else round(value, 1) + 0.0, "number", language)


def percent(share: float | None, language: Language) -> str:
    """A share of 1 as a whole per cent number, without the word."""
    return written(None if share is None else 100 * share, "whole", language)


def at(share: float) -> str:
    """A share of the width as a percentage attribute, kept between 0 and 100."""
    kept = min(1.0, max(0.0, share)) if isfinite(share) else 0.0
    return f"{100 * kept:.2f}%"


def hatch(name: str, room: str | None = None) -> str:
    """A hatched ground to fill with `url(#name)`; drawn as lines, so that it prints in grey too."""
    lines = element("path", d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6", class_="chart-hatch-line")
    ground = element("rect", width=7, height=7, class_="chart-hatch-ground")
    pattern = element("pattern", ground, lines, id=name, width=7, height=7, patternUnits="userSpaceOnUse", data_o=room)
    return element("defs", pattern)


@dataclass(frozen=True, slots=True)
class Twin:
    """The same rows as a chart, for who reads rather than looks: the first column names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()

    def html(self, caption: str = "") -> str:
        """The table itself, every cell escaped."""
        head = element("tr", *(self._cell("th", n, name, scope="col") for n, name in enumerate(self.header)))
        body = "".join(element("tr", *self._row(row)) for row in self.rows)
        title = element("caption", escape(caption)) if caption else ""
        return element("table", title, element("thead", head), element("tbody", body), class_="chart-table")

    def _row(self, row: tuple[str, ...]) -> list[str]:
        first = self._cell("th", 0, row[0], scope="row")
        return [first, *(self._cell("td", n, cell) for n, cell in enumerate(row[1:], 1))]

    def _cell(self, name: str, column: int, content: str, scope: str | None = None) -> str:
        return element(name, escape(content), scope=scope, class_="num" if column in self.numbers else None)


def _named(label: str | None) -> dict[str, Attribute]:
    return {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}


def _attribute(value: str | float | None) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
