"""A graph as other programs draw it: nodes and links with attributes, before it becomes tables."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from vierspan.analysis.problems import Problem

Value = str | int | float | bool | date | list[str] | None
Kind = Literal["text", "whole", "number", "flag", "date", "list"]
Actors = Literal["parties", "people"]

# Marks a file of our own, so that reading it back gives the very same columns.
OWN_MARK = "vierspan.table"

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("integer", "int", "long", "short", "byte", "biginteger"), "whole"),
    **dict.fromkeys(("float", "double", "bigdecimal", "decimal", "number"), "number"),
    **dict.fromkeys(("boolean", "bool"), "flag"),
    "date": "date",
}
_QUOTED = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,]*))\s*(?:,|$)""")


@dataclass(slots=True)
class Node:
    """One node: its values by attribute title."""

    id: str
    label: str = ""
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True)
class Link:
    """One link; `says_direction` tells whether the direction stands with the link itself or is the file's default."""

    source: str
    target: str
    id: str | None = None
    directed: bool | None = None
    says_direction: bool = True
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True)
class Graph:
    """Nodes by id, links, the kind of each attribute, and what was noticed while reading."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    node_kinds: dict[str, Kind] = field(default_factory=dict)
    link_kinds: dict[str, Kind] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, node: Node) -> Node:
        """Add a node, or complete the one that is there: a node given twice is one node."""
        known = self.nodes.setdefault(node.id, node)
        if known is not node:
            known.label = known.label or node.label
            known.values |= node.values
        return known

    def notice(self, code: str, **facts: object) -> None:
        self.problems.append(Problem(code=code, facts=facts))


def kind_of(declared: str) -> Kind:
    """The kind behind a declared attribute type; text for any that is not known."""
    declared = declared.strip().lower()
    return "list" if declared.startswith("list") else _KINDS.get(declared, "text")


def typed(text: str, kind: Kind) -> Value:
    """The value a text stands for; the text itself where it is not of its kind, None where it is empty."""
    if not text.strip():
        return None
    try:
        return _converted(text, kind)
    except ValueError:
        return text


def _converted(text: str, kind: Kind) -> Value:
    match kind:
        case "whole":
            return int(text)
        case "number":
            return float(text)
        case "flag":
            return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower(), text)
        case "date":
            return date.fromisoformat(text.strip()[:10])
        case "list":
            return items(text)
        case _:
            return text


def items(text: str) -> list[str]:
    """The items of a list as programs write it: JSON, [bare, words], 'quoted', or split by | , or ;."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        try:
            return [item if isinstance(item, str) else json.dumps(item) for item in json.loads(text)]
        except ValueError:
            return _quoted_items(text[1:-1])
    separator = next((mark for mark in "|,;" if mark in text), "|")
    return [item.strip() for item in text.split(separator) if item.strip()]


def _quoted_items(text: str) -> list[str]:
    found = [next((group for group in match.groups() if group), "") for match in _QUOTED.finditer(text)]
    return [re.sub(r"\\(.)", r"\1", item).strip() for item in found if item.strip()]


def as_text(value: Value) -> str:
    """A value as files write it; `typed` reads it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)
