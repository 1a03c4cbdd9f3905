"""What JSON files of graphs have in common: opening them safely, and attributes of any type as values of a graph."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from vierspan.analysis.formats.graph import Kind, Value
from vierspan.analysis.problems import Problem

MOST_DEPTH = 100
_KINDS: Mapping[type, Kind] = {bool: "flag", int: "whole", float: "number", list: "list"}


def opened(content: bytes) -> tuple[Any, list[Problem]]:
    """What the JSON holds, or the fatal problem that says why it cannot be read."""
    try:
        return json.loads(content), []
    except RecursionError:
        return None, [Problem(code="graph_too_deep", is_fatal=True, facts={"line": 1, "most": MOST_DEPTH})]
    except UnicodeDecodeError:
        return None, [Problem(code="graph_encoding", is_fatal=True)]
    except ValueError as error:
        facts = {"line": getattr(error, "lineno", 1), "column": getattr(error, "colno", 1)}
        return None, [Problem(code="json_broken", row=facts["line"], is_fatal=True, facts=facts)]


def objects(found: object) -> Iterable[dict[str, Any]]:
    """The objects of a list, and nothing else that stands in it."""
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def kept_values(told: Mapping[str, Any], kinds: dict[str, Kind], apart: Iterable[str]) -> dict[str, Value]:
    """The attributes that say something, but for those apart; the kind of each is noted in `kinds`."""
    values: dict[str, Value] = {}
    for title, value in told.items():
        if title.casefold() in apart or value in (None, "", [], {}):
            continue
        values[title] = _plain_value(value)
        found = _KINDS.get(type(values[title]), "text")
        known = kinds.get(title, found)
        kinds[title] = found if known == found else "number" if {known, found} == {"whole", "number"} else "text"
    return values


def _plain_value(value: object) -> Value:
    if isinstance(value, list):
        return [item if isinstance(item, str) else json.dumps(item) for item in value]
    return value if isinstance(value, (str, bool, int, float)) else json.dumps(value)
