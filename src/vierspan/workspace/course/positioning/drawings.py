"""SVG as a picture and nothing more: what can run, fetch or lead elsewhere is refused, the rest is written anew."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vierspan.workspace.common.errors import Invalid

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
SHAPES = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs linearGradient radialGradient "
    "stop clipPath mask pattern use symbol style".split()
)
# What makes a drawing more than a drawing. Anything else that is not among the shapes is left out without a word.
LIVE = frozenset(
    "script foreignObject iframe object embed image feImage animate animateTransform animateMotion set a audio video "
    "handler listener".split()
)
ATTRIBUTES = frozenset(
    "id class d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height viewBox points transform fill fill-opacity "
    "fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray "
    "stroke-dashoffset stroke-opacity opacity offset stop-color stop-opacity gradientUnits gradientTransform "
    "spreadMethod clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits patternUnits "
    "patternContentUnits patternTransform preserveAspectRatio font-family font-size font-weight font-style "
    "text-anchor letter-spacing display visibility color style version".split()
)
LEADS_AWAY = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|javascript:|data:|https?:|//|@|\\|expression|<|-moz-binding", re.I)
WITHIN = re.compile(r"#[\w.-]+")
MOST_PARTS = 5000
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


def drawing(content: bytes) -> tuple[bytes, int, int]:
    """The drawing written anew, with its width and height. Raises Invalid where it is none, or is more than one."""
    root = _parsed(content)
    if _plain(root.tag) != (SVG, "svg"):
        raise Invalid("picture", "picture_unknown")
    if sum(1 for _ in root.iter()) > MOST_PARTS:
        raise Invalid("picture", "picture_too_large")
    copy = Element("svg", {"xmlns": SVG})
    _copy(root, copy)
    width, height = _size(root)
    return tostring(copy, encoding="utf-8", xml_declaration=True), width, height


def _parsed(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as live:
        raise Invalid("picture", "picture_has_script") from live
    except (ParseError, ValueError, LookupError) as broken:
        raise Invalid("picture", "picture_broken") from broken
    return root


def _plain(tag: object) -> tuple[str, str]:
    """The namespace and the name of a tag; nothing for comments and the like."""
    if not isinstance(tag, str):
        return "", ""
    space, _, name = tag.rpartition("}")
    return space.removeprefix("{"), name


def _copy(part: Element, into: Element) -> None:
    into.attrib.update(_attributes(part.attrib))
    into.text = _words(part)
    for child in part:
        space, name = _plain(child.tag)
        if name in LIVE:
            raise Invalid("picture", "picture_has_script")
        if space == SVG and name in SHAPES:
            copied = SubElement(into, name)
            _copy(child, copied)
            copied.tail = child.tail if into.tag in ("text", "tspan") else None


def _words(part: Element) -> str | None:
    words = part.text
    if _plain(part.tag)[1] == "style" and words and LEADS_AWAY.search(words):
        raise Invalid("picture", "picture_has_script")
    return words


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for key, value in given.items():
        name = _plain(key)[1].lower()
        if name.startswith("on"):
            raise Invalid("picture", "picture_has_script")
        if name == "href":
            if not WITHIN.fullmatch(value.strip()):
                raise Invalid("picture", "picture_has_script")
            found["href"] = value.strip()
        elif key in ATTRIBUTES:
            if LEADS_AWAY.search(value):
                raise Invalid("picture", "picture_has_script")
            found[key] = value
    return found


def _size(root: Element) -> tuple[int, int]:
    """As it says itself, or by its view; a square where it says nothing."""
    sizes = [NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sizes):
        width, height = (round(float(each[1])) for each in sizes if each)
        return width, height
    view = root.get("viewBox", "").replace(",", " ").split()
    try:
        return round(float(view[2])), round(float(view[3]))
    except (IndexError, ValueError, OverflowError):
        return 0, 0
