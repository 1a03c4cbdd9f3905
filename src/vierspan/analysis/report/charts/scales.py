"""Where a style lies: a line between two poles; dot = middle, bar = range, mark = balance."""

from collections.abc import Sequence
from html import escape

from vierspan.analysis.mirror.picture import Scale
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import Twin, at, element, fluid, framed
from vierspan.analysis.schema import Language

HEIGHT = 26


def palette_scales(palette: Sequence[Scale], language: Language) -> str:
    """The four scales of the palette, of a network or of one person."""
    label = phrase("charts.palette.label", language, parts="; ".join(_spoken(scale, language) for scale in palette))
    return framed(*(_row(scale, language) for scale in palette), label=label, class_="chart-scales")


def palette_table(palette: Sequence[Scale], language: Language) -> Twin:
    """Position in words, and how wide the range is."""
    header = tuple(phrase(f"charts.column.{key}", language) for key in ("scale", "weight_lies", "range"))
    rows = tuple((_poles(scale, language, " – "), _lean(scale, language), _range(scale, language)) for scale in palette)
    return Twin(header, rows)


def _poles(scale: Scale, language: Language, between: str) -> str:
    return between.join(phrase(f"charts.pole.{scale.axis}.{end}", language) for end in ("low", "high"))


def _lean(scale: Scale, language: Language) -> str:
    position = scale.position.value
    if position is None:
        return phrase("charts.too_few", language)
    if abs(position) < 0.15:
        return phrase("charts.lean.even", language)
    pole = phrase(f"charts.pole.{scale.axis}.{'high' if position > 0 else 'low'}", language)
    return phrase("charts.lean.much" if abs(position) >= 0.5 else "charts.lean.some", language, pole=pole)


def _range(scale: Scale, language: Language) -> str:
    width = scale.repertoire.value
    if width is None:
        return phrase("charts.too_few", language)
    key = "wide" if width >= 0.6 else "middle" if width >= 0.3 else "small"
    return phrase(f"charts.range.{key}", language)


def _spoken(scale: Scale, language: Language) -> str:
    return f"{_poles(scale, language, ' – ')}: {_lean(scale, language)}"


def _row(scale: Scale, language: Language) -> str:
    low, high = (escape(phrase(f"charts.pole.{scale.axis}.{end}", language)) for end in ("low", "high"))
    poles = element("div", element("span", low), element("span", high), class_="chart-poles")
    return element("div", poles, _line(scale), class_="chart-scale")


def _line(scale: Scale) -> str:
    middle = HEIGHT / 2
    parts = [element("line", x1="0", x2="100%", y1=middle, y2=middle, class_="chart-track")]
    if scale.low is not None and scale.high is not None:
        start, end = (scale.low + 1) / 2, (scale.high + 1) / 2
        bar = element("rect", x=at(start), width=at(end - start), y=middle - 5, height=10, rx=5, class_="chart-range")
        parts.append(bar)
    parts.append(element("line", x1="50%", x2="50%", y1=middle - 10, y2=middle + 10, class_="chart-balance"))
    if scale.position.value is not None:
        parts.append(element("circle", cx=at((scale.position.value + 1) / 2), cy=middle, r=8, class_="chart-dot"))
    return fluid(*parts, height=HEIGHT)
