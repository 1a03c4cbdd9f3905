"""Where a web page says that its feed or its calendar is."""

import html
import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urljoin

from vierspan.workspace.horizon.sources.reading.found import web_link

TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"feed": ("application/rss+xml", "application/atom+xml"), "calendar": ("text/calendar",)}
)
HEAD = 200_000  # bytes in which the head of a page stands
LINK = re.compile(r"<link\s([^<>]{1,2000})>", re.IGNORECASE)
SAID = re.compile(r"""([a-z-]{1,20})\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def told_by(body: bytes, kind: str, address: str) -> str:
    """The address of the first feed or calendar that the page at `address` names; nothing where it names none."""
    for link in LINK.finditer(body[:HEAD].decode("utf-8", "replace")):
        said = {name.lower(): html.unescape(value.strip("\"'")).strip() for name, value in SAID.findall(link[1])}
        is_other = "alternate" in said.get("rel", "").lower().split()
        if is_other and said.get("type", "").lower() in TYPES[kind] and said.get("href"):
            return _joined(address, said["href"])
    return ""


def _joined(address: str, link: str) -> str:
    try:
        return web_link(urljoin(address, link))
    except ValueError:
        return ""
