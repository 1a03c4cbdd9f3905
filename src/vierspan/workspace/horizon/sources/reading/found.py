"""An item as it was found, and what makes two of them the same."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

import nh3

from vierspan.workspace.common.text import tidy

LONGEST_TITLE, LONGEST_BODY, LONGEST_LINK, LONGEST_NAME = 300, 2000, 2000, 200
TELLING_TITLE = 25  # letters; shorter ones ("Agenda", "Nieuwsbrief") say nothing about being the same
NOISE = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|at_\w+)$")
BLOCKS = re.compile(r"<\s*(?:/p|br|/div|/li|/h[1-6]|/tr)\s*/?>", re.IGNORECASE)
MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")


class Unreadable(Exception):
    """This is no feed, calendar or mail; `reason` is a key that the front door puts in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One item of a source."""

    mark: str  # what the source calls it by
    title: str
    body: str = ""
    link: str = ""
    author: str = ""
    said_at: datetime | None = None
    ends_at: datetime | None = None
    is_event: bool = False
    is_mail: bool = False
    is_all_day: bool = False
    place: str = ""
    more_times: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a source holds now; `left_out` counts what could not be read."""

    name: str = ""
    items: Sequence[Found] = ()
    left_out: int = 0


def plain(text: str, most: int = LONGEST_BODY) -> str:
    """Words without markup on one line, cut at a word."""
    text = text[: most * 20]
    if MARKUP.search(text):
        text = html.unescape(nh3.clean(BLOCKS.sub(" \\g<0>", text), tags=set()))
    return cut(tidy(text), most)


def cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept[most // 2 :] else kept}…"


def web_link(address: str) -> str:
    """An address that one may press; nothing where it is another thing."""
    address = address.strip()
    is_web = address.lower().startswith(("http://", "https://"))
    return address if is_web and len(address) <= LONGEST_LINK and address.isprintable() and " " not in address else ""


def folded(text: str) -> str:
    """As words are compared: small letters without accents."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def same_link(link: str) -> str:
    """The mark of an address, however it was decorated; nothing where there is none."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if not parts.hostname:
        return ""
    asked = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not NOISE.match(key.lower())])
    host = parts.hostname.removeprefix("www.")
    return digest(f"{host}{parts.path.rstrip('/')}?{asked}") if parts.path.strip("/") or asked else ""


def same_title(title: str) -> str:
    letters = "".join(letter for letter in folded(title) if letter.isalnum())
    return digest(letters) if len(letters) >= TELLING_TITLE else ""
