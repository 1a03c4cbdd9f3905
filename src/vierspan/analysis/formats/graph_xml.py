"""XML that strangers hand in, read as a stream that refuses whatever could blow up.

Any DOCTYPE is refused before a single entity is expanded (trust.md b12); depth, counts and lengths have ceilings.
"""

import re
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from vierspan.analysis.formats.graph import Graph
from vierspan.analysis.problems import Problem

MOST_NODES = 1_000_000
MOST_LINKS = 5_000_000
MOST_COLUMNS = 2_000
MOST_DEPTH = 200
MOST_TEXT = 1_000_000

_CHUNK = 4_000_000
_CUT_OFF = {"no element found", "unclosed token", "unclosed CDATA section", "partial character"}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {c: f"&#{ord(c)};" for c in "\t\n\r"}
)


class Refusal(Exception):
    """Reading stops here, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Listener(Protocol):
    """What a reader of one form hears of the document."""

    graph: Graph
    roots: tuple[str, ...]

    def opened(self, tag: str, values: Mapping[str, str]) -> None: ...

    def closed(self, tag: str, text: str) -> None: ...


class _Stream:
    """Feeds a listener, tag by tag without prefix, and guards the ceilings."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.texts: list[list[str]] = []
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        parser.StartElementHandler = self.opened
        parser.EndElementHandler = self.closed
        parser.CharacterDataHandler = self.heard

    def refuse(self, code: str, **facts: object) -> None:
        line = self.parser.CurrentLineNumber
        raise Refusal(Problem(code=code, row=line, is_fatal=True, facts={"line": line, **facts}))

    def refuse_doctype(self, *_: object) -> None:
        self.refuse("graph_doctype")

    def opened(self, tag: str, values: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2].lower()
        if not self.texts and tag not in self.listener.roots:
            self.refuse("graph_other_root", found=tag)
        self.texts.append([])
        if len(self.texts) > MOST_DEPTH:
            self.refuse("graph_too_deep", most=MOST_DEPTH)
        self.listener.opened(tag, values)
        graph = self.listener.graph
        if len(graph.nodes) > MOST_NODES or len(graph.links) > MOST_LINKS:
            self.refuse("graph_too_large", nodes=MOST_NODES, links=MOST_LINKS)
        if len(graph.node_kinds) > MOST_COLUMNS or len(graph.link_kinds) > MOST_COLUMNS:
            self.refuse("graph_too_many_columns", most=MOST_COLUMNS)

    def closed(self, tag: str) -> None:
        self.listener.closed(tag.rpartition(":")[2].lower(), "".join(self.texts.pop()))

    def heard(self, text: str) -> None:
        pieces = self.texts[-1]
        pieces.append(text)
        if len(text) > MOST_TEXT or len(pieces) > MOST_TEXT:
            self.refuse("graph_text_too_long", most=MOST_TEXT)


def listen(content: bytes, listener: Listener) -> Problem | None:
    """Read the whole document into the listener; the problem that stopped the reading, with line and column."""
    stream = _Stream(listener)
    try:
        for start in range(0, max(len(content), 1), _CHUNK):
            stream.parser.Parse(content[start : start + _CHUNK], start + _CHUNK >= len(content))
    except Refusal as refusal:
        return refusal.problem
    except expat.ExpatError as error:
        return _broken(error)
    except (ValueError, LookupError):  # an encoding that does not exist, or is no encoding of text
        return Problem(code="graph_encoding", is_fatal=True)
    return None


def _broken(error: expat.ExpatError) -> Problem:
    reason = expat.ErrorString(error.code) or ""
    code = "graph_cut_off" if reason in _CUT_OFF else "graph_broken"
    if reason == "mismatched tag":
        code = "graph_mismatched"
    facts = {"line": error.lineno, "column": error.offset + 1, "reason": reason}
    return Problem(code=code, row=error.lineno, column=str(error.offset + 1), is_fatal=True, facts=facts)


def escaped(text: str) -> str:
    """Text that may stand in an attribute or element; what XML cannot hold becomes the replacement sign."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)
