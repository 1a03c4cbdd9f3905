"""News as RSS or Atom. The parser gets bytes that are here already, and no more of them than it can read quickly."""

import io
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from vierspan.workspace.horizon.sources.reading.found import (
    LONGEST_NAME,
    LONGEST_TITLE,
    Copy,
    Found,
    Unreadable,
    digest,
    plain,
    web_link,
)

MOST_ITEMS = 200
MOST_BYTES = 1_000_000  # of which the parser makes some thirty times as much for a moment
END_OF_ITEM = re.compile(rb"</\s*(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
TAG = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
QUOTED = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
ENDLESS_TAG = re.compile(rb"<[^<>]{20000}")
DEEPEST = 500  # tags that are open at once; the parser takes quadratic time over them
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
UNTITLED = 80


def feed(body: bytes, *, kind: str = "", charset: str = "", address: str = "") -> Copy:
    """The items of a feed, newest first as it gives them; Unreadable where it is none."""
    import feedparser

    body = _as_utf_8(body)
    if ENTITY.search(body):
        raise Unreadable("holds_entities")
    body = _beginning(body)
    if _is_monstrous(body):
        raise Unreadable("no_feed")
    told = {"content-type": f"{kind or 'application/xml'}{f'; charset={charset}' if charset else ''}"}
    if address:
        told["content-location"] = address
    try:
        read = feedparser.parse(io.BytesIO(body), response_headers=told)
    except Exception as slip:  # the parser is large and old; whatever it chokes on is no feed to us
        raise Unreadable("no_feed") from slip
    if not read.get("version") and not read.entries:
        raise Unreadable("web_page" if _is_page(body) else "no_feed")
    items = [_found(each) for each in read.entries[:MOST_ITEMS]]
    kept = tuple(each for each in items if each)
    return Copy(name=plain(str(read.feed.get("title", "")), 120), items=kept, left_out=len(items) - len(kept))


def _as_utf_8(body: bytes) -> bytes:
    """Two-byte letters hide what is looked for; the parser takes the rest as it says it is."""
    if not body.startswith(UTF_16):
        return body
    letters = "utf-16" if body.startswith(UTF_16[:2]) else ("utf-16-le" if body.startswith(b"<\x00") else "utf-16-be")
    text = body.decode(letters, "replace")
    return re.sub(r"^(<\?xml[^>]*?)\sencoding=[\"'][^\"']*[\"']", r"\1", text, count=1).encode()


def _beginning(body: bytes) -> bytes:
    """As many whole items as are read; the parser mends an end that is missing."""
    ends = [each.end() for _n, each in zip(range(MOST_ITEMS), END_OF_ITEM.finditer(body), strict=False)]
    if not ends:
        return body[:MOST_BYTES]
    if len(ends) < MOST_ITEMS and len(body) <= MOST_BYTES:
        return body
    within = [each for each in ends if each <= MOST_BYTES]
    kept = body[: within[-1]] if within else body[:MOST_BYTES]
    head = kept[:4000].lower()
    if b"<feed" in head:
        return kept + b"</feed>"
    return kept + (b"</rdf:RDF>" if b"<rdf:rdf" in head else b"</channel></rss>")


def _is_monstrous(body: bytes) -> bool:
    """Whether it is made so that a parser chokes on it: tags within tags within tags, or one without end."""
    depth, body = 0, QUOTED.sub(b"", body)
    if ENDLESS_TAG.search(body):
        return True
    for tag in TAG.finditer(body):
        depth += -1 if tag[1] else (0 if tag[2] else 1)
        if depth > DEEPEST:
            return True
    return False


def _is_page(body: bytes) -> bool:
    return b"<html" in body[:4000].lower()


def _found(entry: Mapping[str, Any]) -> Found | None:
    """One entry; nothing where it says nothing."""
    body = plain(_words(entry))
    title = plain(str(entry.get("title", "")), LONGEST_TITLE) or plain(body, UNTITLED)
    link = web_link(str(entry.get("link", "")))
    if not title:
        return None
    return Found(
        mark=digest(str(entry.get("id") or link or title)),
        title=title,
        body="" if body == title else body,
        link=link,
        author=plain(str(entry.get("author", "")), LONGEST_NAME),
        said_at=_moment(entry),
    )


def _words(entry: Mapping[str, Any]) -> str:
    if summary := str(entry.get("summary", "")):
        return summary
    contents = entry.get("content") or []
    return str(contents[0].get("value", "")) if contents else ""


def _moment(entry: Mapping[str, Any]) -> datetime | None:
    for key in ("published_parsed", "updated_parsed"):
        if told := entry.get(key):
            try:
                return datetime.fromtimestamp(timegm(told), UTC)
            except (ValueError, OverflowError, OSError, TypeError):
                continue
    return None
