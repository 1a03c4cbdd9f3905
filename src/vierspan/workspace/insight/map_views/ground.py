"""The map as paper and outsiders need it: who stands where, and what ties them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

PARTY, PERSON, GROUP = "party", "person", "group"
RINGS = ("core", "partner", "periphery", "environment")
ACCENTS = ("strategist", "explorer", "developer", "process_manager")
LISTED = ("sector", "region", "place")
SEVERAL = {"tag": "tags", "theme": "themes"}
CONFIRMED = {1: "yes", 0: "no"}
FIRST_DAY = date(1970, 1, 1)

Point = tuple[float, float]
Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One person, party or group. What is left out is not known here."""

    id: str
    name: str
    kind: str
    at: Mapping[str, Point]  # by layout
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by facet
    measures: Mapping[str, float] = field(default_factory=dict)
    is_core: bool = False
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    source: str
    target: str
    kind: str
    basis: str = ""
    strength: float = 1.0
    confirmed: str = ""  # by the other side: yes, no; empty while nobody asked
    is_lifted: bool = False
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    places: tuple[Place, ...]
    ties: tuple[Tie, ...]
    day: date  # the last, of which the map tells when no other is asked
    groups: Mapping[str, str] = field(default_factory=dict)  # names of the communities
    radii: tuple[float, ...] = ()  # of the rings, in the layout of rings
    outline: tuple[tuple[Point, ...], ...] = ()  # of the country, in the geographic layout


def ground_of(payload: Payload) -> Ground:
    """From what the server sends to the browser, so that both draw the same."""
    nodes, lists = payload["nodes"], payload["lists"]
    layouts = {name: _points(layout) for name, layout in payload["layouts"].items()}
    places = tuple(_place(nodes, lists, layouts, number) for number in range(len(nodes["id"])))
    return Ground(
        places,
        tuple(_ties(payload["edges"], lists, places)),
        date.fromisoformat(str(payload["moments"][-1])),
        {str(each["id"]): str(each["name"]) for each in payload.get("communities", ())},
        tuple(float(radius) for radius in payload["layouts"].get("rings", {}).get("radii", ())),
        tuple(_ring(ring) for part in payload.get("outline", ()) for ring in part["rings"]),
    )


def is_then(one: Place | Tie, day: date) -> bool:
    return (one.first_day is None or one.first_day <= day) and (one.last_day is None or one.last_day >= day)


def _points(layout: Payload) -> list[Point | None]:
    known: Sequence[int] = layout.get("known") or [1] * len(layout["x"])
    places = zip(layout["x"], layout["y"], known, strict=True)
    return [(float(x), float(y)) if is_known and x is not None else None for x, y, is_known in places]


def _ring(flat: Sequence[float]) -> tuple[Point, ...]:
    return tuple(zip(flat[::2], flat[1::2], strict=False))


def _place(nodes: Payload, lists: Payload, layouts: Mapping[str, Sequence[Point | None]], number: int) -> Place:
    measures = nodes.get("measures", {})
    return Place(
        id=str(nodes["id"][number]),
        name=str(nodes["label"][number]),
        kind=str(nodes["kind"][number]),
        at={name: point for name, points in layouts.items() if (point := points[number]) is not None},
        values=_values(nodes, lists, number),
        measures={key: float(column[number]) for key, column in measures.items() if column[number] is not None},
        is_core=bool(nodes["core"][number]),
        first_day=_day(nodes["first"][number]),
        last_day=_day(nodes["last"][number]),
    )


def _values(nodes: Payload, lists: Payload, number: int) -> dict[str, tuple[str, ...]]:
    found = {key: _named(lists.get(key, ()), nodes.get(key), number) for key in LISTED}
    for key, column in SEVERAL.items():
        found[key] = tuple(lists[key][each] for each in (nodes.get(column) or {number: ()})[number])
    for field_ in nodes.get("own", ()):
        found[f"own.{field_['name']}"] = _named(field_["values"], field_["at"], number)
    community = nodes["community"][number]
    return {
        **found,
        "accent": _named(ACCENTS, nodes.get("accent"), number),
        "ring": _named(RINGS, nodes.get("ring"), number),
        "ring_computed": _named(RINGS, nodes.get("ring_computed"), number),
        "community": (str(community),) if community is not None and community >= 0 else (),
        "core": ("core",) if nodes["core"][number] else (),
    }


def _named(names: Sequence[str], column: Sequence[int] | None, number: int) -> tuple[str, ...]:
    at = column[number] if column else -1
    return (names[at],) if 0 <= at < len(names) and names[at] else ()


def _ties(edges: Payload, lists: Payload, places: Sequence[Place]) -> Iterator[Tie]:
    for number, (source, target) in enumerate(zip(edges["source"], edges["target"], strict=True)):
        if source != target:
            yield Tie(
                source=places[source].id,
                target=places[target].id,
                kind=(_named(lists["kind"], edges["kind"], number) or ("tie",))[0],
                basis=(_named(lists["basis"], edges["basis"], number) or ("",))[0],
                strength=float(edges["strength"][number]),
                confirmed=CONFIRMED.get(edges["confirmed"][number], ""),
                is_lifted=bool(edges["lifted"][number]),
                first_day=_day(edges["since"][number]),
                last_day=_day(edges["until"][number]),
            )


def _day(number: int | None) -> date | None:
    return None if number is None else FIRST_DAY + timedelta(days=number)
