"""What one looks at on the map, read from the address of the page: the same words as the browser reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlencode

LONGEST = 4000
FURTHEST = 4
UNKNOWN = ""
FACETS = ("accent", "sector", "ring", "ring_computed", "core", "region", "place", "theme", "tag", "community")
TIE_FACETS = ("kind", "source", "confirmed")
OWN = "own."
OF_THE_PAGE = ("as", "rows", "tool", "csrfmiddlewaretoken")

Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An empty text means: as the map opens by itself."""

    shown: str = ""  # party, person, both
    scope: str = ""  # matters, all
    layout: str = ""
    colour: str = ""  # a facet, or a measure of which more is darker
    size: str = ""
    filters: Filters = field(default_factory=dict)  # per facet only these values
    least: float = 0.0  # ties weaker than this stay away
    chosen: str = ""
    near: int = 0  # steps around the chosen one; 0 is everybody
    goal: str = ""  # whom the chosen one wants to be introduced to
    on: date | None = None
    since: date | None = None  # the day compared with


def state_of(query: str) -> State:
    """Whatever the address holds that is not known here is left aside."""
    pairs = _pairs(query)
    asked = dict(reversed(pairs))
    return State(
        shown=_among(asked.get("show", ""), ("party", "person", "both")),
        scope=_among(asked.get("scope", ""), ("matters", "all")),
        layout=asked.get("layout", ""),
        colour=asked.get("colour", ""),
        size=asked.get("size", ""),
        filters=_filters(pairs),
        least=_number(asked.get("min", "")),
        chosen=asked.get("chosen", ""),
        near=min(FURTHEST, int(_number(asked.get("near", "")))),
        goal=asked.get("to", ""),
        on=_day(asked.get("on", "")),
        since=_day(asked.get("since", "")),
    )


def tidy_query(query: str) -> str:
    """An address to keep: without what speaks of the page and not of the map."""
    return urlencode([(name, value) for name, value in _pairs(query) if name not in OF_THE_PAGE])


def _pairs(query: str) -> list[tuple[str, str]]:
    text = query.strip().partition("#")[0].rpartition("?")[2]
    return parse_qsl(text[:LONGEST], keep_blank_values=True)


def _filters(pairs: list[tuple[str, str]]) -> Filters:
    found: dict[str, set[str]] = {}
    for name, value in pairs:
        if name in FACETS or name in TIE_FACETS or name.startswith(OWN):
            found.setdefault(name, set()).add(value)
    return {name: frozenset(values) for name, values in found.items()}


def _among(text: str, known: tuple[str, ...]) -> str:
    return text if text in known else ""


def _number(text: str) -> float:
    try:
        return max(0.0, min(float(text), 1e9))
    except ValueError:
        return 0.0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
