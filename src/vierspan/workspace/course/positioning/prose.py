"""Text with a few marks (Markdown) as safe HTML, and as plain words."""

import re
from functools import cache
from html import unescape

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "code", "pre", "hr"}
SCHEMES = {"http", "https", "mailto"}
HEADING = re.compile(r"<(/?)h([1-6])>")
LOWEST, HIGHEST = 5, 3
SPACES = re.compile(r"\s+")


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def written(text: str) -> str:
    """Safe to show as it is. Headings begin below those of the page; pictures and raw HTML do not come through."""
    return nh3.clean(
        HEADING.sub(_lower, _reader().render(text)),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


def _lower(found: re.Match[str]) -> str:
    return f"<{found[1]}h{min(LOWEST, int(found[2]) + HIGHEST - 1)}>"


def plain(text: str, most: int = 0) -> str:
    """The words without marks; at most so many signs, cut between two words."""
    words = SPACES.sub(" ", unescape(nh3.clean(written(text), tags=set()))).strip()
    if not most or len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
