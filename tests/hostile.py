"""A server on this machine that misbehaves in every way it knows, and a world of its own in which names lead to it."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from vierspan.workspace.horizon.sources.fetching.client import Means

PUBLIC = "93.184.216.34"
FEED = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Nieuws</title>
<item><title>Een proef met sensoren begint</title><link>https://news.example.nl/1</link><guid>1</guid>
<description>In drie dorpen.</description></item></channel></rss>"""

Act = Callable[[socket.socket], None]


def reply(body: bytes = FEED, *heads: str, status: str = "200 OK", kind: str = "application/rss+xml") -> bytes:
    told = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *heads]
    return "\r\n".join(told).encode() + b"\r\n\r\n" + body


def says(words: bytes) -> Act:
    return lambda line: line.sendall(words)


def _drip(line: socket.socket, head: bytes, each: bytes, pause: float) -> None:
    line.sendall(head)
    for _n in range(10_000):
        line.sendall(each)
        time.sleep(pause)


def drips(head: bytes, each: bytes, pause: float = 0.05) -> Act:
    return lambda line: _drip(line, head, each, pause)


def floods(head: bytes, each: bytes) -> Act:
    return lambda line: _drip(line, head, each, 0)


def hangs(line: socket.socket) -> None:
    time.sleep(8)


def closes(line: socket.socket) -> None:
    """At once, without a word."""


def resets(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"
OPEN_ENDED = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<rss version="2.0"><channel><title>&b;</title></channel></rss>'
)
SHORT = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<rss>"


def _bomb(times: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(b"0" * 1_000_000) for _n in range(times)]
    return b"".join(parts) + packer.flush()


def _to(where: str) -> bytes:
    return reply(b"", f"Location: {where}", status="302 Found")


# What the server does, and the reason that the reader is told.
MODES: dict[str, tuple[Act, str]] = {
    "hangs before a word": (hangs, "too_slow"),
    "drips the first line": (drips(b"", b"H"), "too_slow"),
    "drips its heads": (drips(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"), "too_slow"),
    "drips its body": (drips(OPEN_ENDED, b"<"), "too_slow"),
    "drips in chunks": (drips(CHUNKED, b"1\r\n<\r\n"), "too_slow"),
    "says continue for ever": (drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "too_slow"),
    "floods with continue": (floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 4000), "too_large"),
    "closes without a word": (closes, "not_understood"),
    "resets the line": (resets, "no_answer"),
    "speaks no HTTP": (says(b"SSH-2.0-OpenSSH_9.6\r\n" * 3), "not_understood"),
    "has a status of letters": (says(b"HTTP/1.1 abc OK\r\n\r\n"), "not_understood"),
    "has a head without end": (says(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000), "not_understood"),
    "has heads without end": (floods(b"HTTP/1.1 200 OK\r\n", b"X-More: y\r\n" * 500), "not_understood"),
    "says it is too large": (
        says(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 99999999999\r\n\r\n"),
        "too_large",
    ),
    "is endless": (floods(OPEN_ENDED, b"<item/>" * 9000), "too_large"),
    "is endless in chunks": (floods(CHUNKED, b"1000\r\n" + b"<" * 4096 + b"\r\n"), "too_large"),
    "has trailers without end": (floods(CHUNKED + b"1\r\n<\r\n0\r\n", b"X: y\r\n" * 9000), "too_large"),
    "has a chunk of no size": (says(CHUNKED + b"zz\r\n<\r\n"), "broke_off"),
    "stops halfway": (says(SHORT), "broke_off"),
    "stops halfway in a chunk": (says(CHUNKED + b"ff\r\n<rss>"), "broke_off"),
    "is a bomb in gzip": (says(reply(_bomb(60), "Content-Encoding: gzip")), "too_large"),
    "is a bomb in deflate": (
        says(reply(zlib.compress(b"0" * 60_000_000, 9), "Content-Encoding: deflate")),
        "too_large",
    ),
    "is packed twice": (
        says(reply(gzip.compress(gzip.compress(FEED)), "Content-Encoding: gzip, gzip")),
        "not_understood",
    ),
    "is packed in something else": (says(reply(FEED, "Content-Encoding: br")), "not_understood"),
    "lies about being packed": (says(reply(FEED, "Content-Encoding: gzip")), "not_understood"),
    "is packed and cut off": (says(reply(gzip.compress(FEED * 90)[:200], "Content-Encoding: gzip")), "broke_off"),
    "is a film": (says(reply(b"\x00" * 100, kind="video/mp4")), "wrong_kind"),
    "redirects to itself": (says(_to("/again")), "redirected_too_often"),
    "redirects nowhere": (says(_to("")), "redirected_too_often"),
    "redirects to a file": (says(_to("file:///etc/passwd")), "address_not_allowed"),
    "redirects to this machine": (says(_to("http://127.0.0.1/")), "address_not_allowed"),
    "redirects to an odd port": (says(_to("http://news.example.nl:6379/")), "address_not_allowed"),
    "has a fault": (says(reply(b"", status="500 Oops")), "has_a_fault"),
    "is too busy": (says(reply(b"", "Retry-After: 7200", status="503 Busy")), "too_busy"),
    "asks to sign in": (says(reply(b"", status="401 Who", kind="text/html")), "keeps_it_closed"),
    "is gone": (says(reply(b"", status="410 Gone")), "gone"),
    "says nothing changed unasked": (says(reply(b"", status="304 Same")), "has_a_fault"),
    "holds entities": (says(reply(ENTITIES)), "holds_entities"),
    "is a web page": (says(reply(b"<!doctype html><html><body>Hello</body></html>", kind="text/html")), "web_page"),
    "is noise": (says(reply(bytes(range(256)) * 4000)), "no_feed"),
    "nests without end": (says(reply(b"<a>" * 1_000_000)), "no_feed"),
    "nests within an item": (
        says(reply(b"<rss version='2.0'><channel><item><description>" + b"<b>" * 1_000_000)),
        "no_feed",
    ),
    "is one long name": (says(reply(b"<" + b"a" * 2_000_000)), "no_feed"),
}


@dataclass(slots=True)
class World:
    """Names lead to numbers by `numbers`, and every number to the server of this machine; each call is counted."""

    act: Act
    numbers: Callable[[str], list[str]] = lambda host: [host if host[0].isdigit() else PUBLIC]
    called: list[tuple[str, int]] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)
    port: int = 0

    def resolve(self, host: str, port: int) -> list[str]:
        return self.numbers(host)

    def connect(self, number: str, port: int, seconds: float) -> socket.socket:
        self.called.append((number, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def means(self, seconds: float = 1.0) -> Means:
        return Means(resolve=self.resolve, connect=self.connect, seconds=seconds)


def _served(world: World, line: socket.socket) -> None:
    with line:
        try:
            line.settimeout(8)
            world.asked.append(line.recv(65536))
            world.act(line)
        except OSError:
            return  # the reader had enough


@contextmanager
def server(act: Act) -> Iterator[World]:
    world = World(act)
    with socket.create_server(("127.0.0.1", 0)) as door:
        world.port = door.getsockname()[1]

        def serve() -> None:
            while True:
                try:
                    line, _who = door.accept()
                except OSError:
                    return
                threading.Thread(target=_served, args=(world, line), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield world
        door.shutdown(socket.SHUT_RDWR)
