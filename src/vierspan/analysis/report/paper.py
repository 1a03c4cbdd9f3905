"""The report on paper: the same page, made into a PDF by WeasyPrint.

WeasyPrint sees every drawing as a document of its own, to which the styles of the page do not reach and in which
custom properties have no value. So each drawing gets the chart styles inside, with the values filled in.
"""

import logging
import re
from functools import cache
from itertools import product

from vierspan.analysis.report.charts.marks import SHAPES
from vierspan.analysis.report.styles import stylesheet

NEEDED = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VALUE = re.compile(r"var\((--[\w-]+)(?:,\s*(var\(--[\w-]+\)|[^()]*))?\)")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_CLASSES = re.compile(r'class="([^"]*)"')
_NAMES = re.compile(r"\.([\w-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class NoPaper(Exception):
    """The libraries that set text on paper are not installed; the message says how to get them."""


def pdf_of(page: str) -> bytes:
    """The page as PDF. Raises NoPaper where WeasyPrint's system libraries are missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise NoPaper(NEEDED) from error
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    ready = _DRAWING.sub(_with_styles, page)
    written = HTML(string=ready, base_url="").write_pdf()
    return bytes(written)


def _with_styles(drawing: re.Match[str]) -> str:
    """The drawing with those rules inside that speak of its classes."""
    classes = {name for names in _CLASSES.findall(drawing.group(0)) for name in names.split()}
    rules = "".join(rule for names, rule in drawing_styles() if names <= classes)
    return f"{drawing.group(0).removesuffix('</svg>')}<style>{rules}</style></svg>"


@cache
def drawing_styles() -> list[tuple[set[str], str]]:
    """The rules that paint inside a drawing, plain and for each room, without custom properties; with the classes
    they need."""
    plain = _values(":root")
    rooms = {room: plain | _own_values(room, plain) for room in SHAPES}
    rules = []
    for selector, declarations in _paint_rules():
        needed = set(_NAMES.findall(selector))
        if "--o-" not in declarations:
            rules.append((needed, f"{selector}{{{_filled(declarations, plain)}}}"))
            continue
        rules.append((needed, f"{selector}{{{_filled(declarations, plain)}}}"))
        for room, values in rooms.items():
            both = ",".join(f'[data-o="{room}"] {one},[data-o="{room}"]{one}' for one in _single(selector))
            rules.append((needed, f"{both}{{{_filled(declarations, values)}}}"))
    return rules


def _single(selector: str) -> list[str]:
    return [one.strip() for one in selector.split(",")]


def _paint_rules() -> list[tuple[str, str]]:
    """What stands under "inside the drawings" in charts.css, then what print changes about it."""
    inside = stylesheet("charts.css").partition("/* inside the drawings */")[2]
    screen, _, paper = inside.partition("@media print {")
    found = _RULE.findall(_COMMENT.sub("", screen)) + _RULE.findall(paper)
    return [(selector.strip(), body.strip()) for selector, body in found if not selector.strip().startswith(":")]


def _values(selector: str) -> dict[str, str]:
    """The custom properties of the first rule with this selector: for :root, the light ones."""
    tokens = _COMMENT.sub("", stylesheet("tokens.css"))
    body = tokens.partition(f"{selector} {{")[2].partition("}")[0]
    pairs = (line.partition(":") for line in body.split(";") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _own_values(room: str, plain: dict[str, str]) -> dict[str, str]:
    kinds = ("fill", "line", "text", "tint", "on")
    return {f"--o-{kind}": plain[f"--{name}-{kind}"] for kind, name in product(kinds, (room,))}


def _filled(declarations: str, values: dict[str, str]) -> str:
    """With every var() replaced; one without a value or a fallback becomes none."""

    def value(match: re.Match[str]) -> str:
        name, fallback = match.group(1), match.group(2)
        return values.get(name) or (_VALUE.sub(value, fallback) if fallback else "none")

    return _VALUE.sub(value, declarations)
