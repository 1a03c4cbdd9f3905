"""A client that fetches one document, and trusts neither its address nor whoever answers.

The rules of trust.md: http and https only; a name is looked up once and every number of it checked; the line goes to a
checked number, with the name kept for the certificate and the Host; so again at each redirect, of which there are at
most three; 15 seconds for all of it together; 5 MB, also after unpacking; no cookies, no credentials, no referrer.
"""

import http.client
import socket
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from vierspan.workspace.horizon.sources.fetching.addresses import Place, place_of, redirected
from vierspan.workspace.horizon.sources.fetching.refusals import Unreached
from vierspan.workspace.horizon.sources.fetching.wire import (
    Connect,
    Deadline,
    Line,
    Resolve,
    connect,
    line_to,
    numbers_of,
    resolve,
    secured,
)

SECONDS = 15.0
LARGEST = 5_000_000
HEADS = 300_000  # beside the body itself: heads, and what chunks cost
MOST_REDIRECTS = 3
CHUNK = 65536
LONGEST_WAIT = 7 * 24 * 3600
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSED_KINDS = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "multipart/")
SAID = {401: "keeps_it_closed", 403: "keeps_it_closed", 404: "not_found", 410: "gone", 429: "too_busy", 503: "too_busy"}
AGENT = "Vierspan (reads news for a network; https://vierspan.nl)"


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked, and what we have already."""

    address: str
    etag: str = ""
    last_modified: str = ""
    kinds: str = "*/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came; nothing but the marks where it is as it was."""

    is_same: bool
    body: bytes = b""
    kind: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """How to reach the world; tests bring their own world."""

    resolve: Resolve = resolve
    connect: Connect = connect
    context: ssl.SSLContext | None = None
    seconds: float = SECONDS


def fetch(asked: Asked, means: Means | None = None) -> Fetched:
    """The document at an address, or Unreached with the reason."""
    means = means or Means()
    deadline, place = Deadline(means.seconds), place_of(asked.address)
    for _turn in range(MOST_REDIRECTS + 1):
        line = _Errand(place, asked, means, deadline)
        try:
            reply = line.sent()
            if reply.status not in REDIRECTS:
                return line.read(reply)
            place = redirected(place, reply.headers.get("Location") or "")
        except (TimeoutError, Unreached) as slip:
            raise slip if isinstance(slip, Unreached) else Unreached("too_slow") from None
        except http.client.IncompleteRead:
            raise Unreached("broke_off") from None
        except (http.client.HTTPException, zlib.error, UnicodeError, ValueError):
            raise Unreached("not_understood") from None
        except OSError:
            raise Unreached("no_answer") from None
        finally:
            line.close()
    raise Unreached("redirected_too_often")


@dataclass(slots=True)
class _Errand:
    """One question to one machine."""

    place: Place
    asked: Asked
    means: Means
    deadline: Deadline
    _open: list[socket.socket] = field(default_factory=list)

    def sent(self) -> http.client.HTTPResponse:
        numbers = numbers_of(self.place, self.means.resolve, self.deadline)
        line = line_to(self.place, numbers, self.means.connect, self.deadline)
        self._open.append(line)
        if self.place.scheme == "https":
            line = secured(line, self.place, self.means.context or _context(), self.deadline)
            self._open.append(line)
        connection = http.client.HTTPConnection(self.place.host)
        connection.sock = Line(line, self.deadline, LARGEST + HEADS)
        connection.putrequest("GET", self.place.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self._heads():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()

    def _heads(self) -> Iterator[tuple[str, str]]:
        yield "Host", self.place.shown_host
        yield "User-Agent", AGENT
        yield "Accept", self.asked.kinds
        yield "Accept-Encoding", "gzip, deflate"
        yield "Connection", "close"
        if self.asked.etag:
            yield "If-None-Match", _plain(self.asked.etag)
        if self.asked.last_modified:
            yield "If-Modified-Since", _plain(self.asked.last_modified)

    def read(self, reply: http.client.HTTPResponse) -> Fetched:
        marks: dict[str, Any] = {
            "etag": _plain(reply.headers.get("ETag") or self.asked.etag),
            "last_modified": _plain(reply.headers.get("Last-Modified") or self.asked.last_modified),
            "address": self.place.address,
        }
        if reply.status == 304 and (self.asked.etag or self.asked.last_modified):
            return Fetched(is_same=True, **marks)
        if reply.status != 200:
            raise Unreached(SAID.get(reply.status, "has_a_fault"), wait=_wait(reply.headers.get("Retry-After")))
        kind = reply.headers.get_content_type()
        if kind.startswith(REFUSED_KINDS):
            raise Unreached("wrong_kind")
        charset = reply.headers.get_content_charset() or ""
        return Fetched(is_same=False, body=_body(reply), kind=kind, charset=charset, **marks)

    def close(self) -> None:
        for each in reversed(self._open):
            each.close()


def _body(reply: http.client.HTTPResponse) -> bytes:
    """Unpacked as it comes in, so that a small packet never becomes a large one in memory."""
    told = reply.headers.get("Content-Length", "")
    if told.isdecimal() and int(told[:20]) > LARGEST:
        raise Unreached("too_large")
    whole = bytearray()
    for part in _unpacked(reply):
        whole += part
        if len(whole) > LARGEST:
            raise Unreached("too_large")
    return bytes(whole)


def _unpacked(reply: http.client.HTTPResponse) -> Iterator[bytes]:
    packed = (reply.headers.get("Content-Encoding") or "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", "deflate"):
        raise Unreached("not_understood")
    unpack = None if packed == "identity" else zlib.decompressobj(47)  # reads the heads of both gzip and zlib
    while part := reply.read1(CHUNK):
        while part:
            if unpack is None:
                yield part
                break
            yield unpack.decompress(part, CHUNK)
            part = unpack.unconsumed_tail
    if reply.length or (unpack is not None and not unpack.eof):
        raise Unreached("broke_off")


def _plain(mark: str) -> str:
    """A mark of theirs that we send back: one line of plain letters, or none."""
    return mark if mark.isascii() and mark.isprintable() and len(mark) <= 300 else ""


def _wait(told: str | None) -> int:
    return min(int(told), LONGEST_WAIT) if told and told.isdecimal() and len(told) < 10 else 0
