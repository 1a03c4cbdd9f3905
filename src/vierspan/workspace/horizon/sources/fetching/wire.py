"""The line to the other side: a socket that knows when its time is up and how much came over it."""

import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from vierspan.workspace.horizon.sources.fetching.addresses import Place, is_allowed
from vierspan.workspace.horizon.sources.fetching.refusals import Unreached

Resolve = Callable[[str, int], Sequence[str]]  # host and port -> numbers
Connect = Callable[[str, int, float], socket.socket]  # number, port, seconds -> a line

MOST_NUMBERS = 32
TRIED_NUMBERS = 3


class Deadline:
    """One moment for the whole of it, whatever happens on the way."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """How many seconds there are still; Unreached when there are none."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise Unreached("too_slow")
        return left


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def connect(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), timeout=seconds)


def numbers_of(place: Place, ask: Resolve, deadline: Deadline) -> list[str]:
    """The numbers of a host, asked once; all of them may be asked, or none is."""
    found: list[str] = []
    failed: list[Exception] = []

    def look_up() -> None:
        try:
            found.extend(ask(place.host, place.port))
        except Exception as slip:  # handed to the thread that waits
            failed.append(slip)

    # The name service has no deadline of its own.
    asking = threading.Thread(target=look_up, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if asking.is_alive():
        raise Unreached("too_slow")
    if failed or not found:
        raise Unreached("no_such_host")
    if len(found) > MOST_NUMBERS or not all(is_allowed(each) for each in found):
        raise Unreached("address_not_allowed")
    return found


def line_to(place: Place, numbers: Sequence[str], call: Connect, deadline: Deadline) -> socket.socket:
    """To the first number that answers; what is connected to is what was checked, and no name is asked again."""
    for number in numbers[:TRIED_NUMBERS]:
        try:
            return call(number, place.port, deadline.left())
        except TimeoutError:
            continue
        except OSError:
            continue
    deadline.left()
    raise Unreached("no_answer")


def secured(line: socket.socket, place: Place, context: ssl.SSLContext, deadline: Deadline) -> socket.socket:
    """With the certificate of the name that was typed, whatever number it has."""
    line.settimeout(deadline.left())
    try:
        return context.wrap_socket(line, server_hostname=place.host)
    except TimeoutError:
        raise Unreached("too_slow") from None
    except (OSError, ValueError):
        raise Unreached("not_secure") from None


class Line:
    """What http.client takes for a socket; each read has the time that is left, and counts."""

    def __init__(self, line: socket.socket, deadline: Deadline, most: int) -> None:
        self._line = line
        self._deadline = deadline
        self._most = most

    def sendall(self, words: bytes) -> None:
        self._line.settimeout(self._deadline.left())
        self._line.sendall(words)

    def makefile(self, *_mode: Any, **_options: Any) -> io.BufferedReader:
        return io.BufferedReader(_Inflow(self), 65536)

    def receive(self, into: Any) -> int:
        self._line.settimeout(self._deadline.left())
        got = self._line.recv_into(into)
        self._most -= got
        if self._most < 0:
            raise Unreached("too_large")
        return got

    def close(self) -> None:
        """Nothing: http.client closes before it reads, and who opened the line closes it."""


class _Inflow(io.RawIOBase):
    def __init__(self, line: Line) -> None:
        self._of = line

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        return self._of.receive(into)
