"""Who and what a view of the map shows: the same choices as in the browser, so that paper and screen agree."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vierspan.workspace.insight.map_views.ground import (
    ACCENTS,
    GROUP,
    PARTY,
    PERSON,
    RINGS,
    Ground,
    Place,
    Point,
    Tie,
    is_then,
)
from vierspan.workspace.insight.map_views.state import TIE_FACETS, UNKNOWN, State

READABLE = 60  # above this many, names and lines are a tangle
COLOURINGS = ("accent", "sector", "ring", "ring_computed", "community", "region")
FIXED = {"accent": ACCENTS, "ring": RINGS, "ring_computed": RINGS}  # groups with an order of their own
SHADED = ("trust", "theme_load")
SHADES = 5

Pair = tuple[str, str]
Pairs = Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """One on the map."""

    id: str
    name: str
    kind: str
    at: Point
    group: str
    accent: str  # only where the map is coloured by it
    shade: int | None  # of ink, 0 the darkest; None is the colour of the ground
    is_core: bool
    is_chosen: bool
    weight: float  # of its size: 0 to 1
    ties: int


@dataclass(frozen=True, slots=True)
class Line:
    """Two of them who are tied, by their places in the row of spots."""

    one: int
    other: int
    share: float  # of the strength of a strong tie: 0 to 1
    is_near: bool  # at the chosen one, or on the way
    change: str  # since the day compared with: "", new, gone


@dataclass(frozen=True, slots=True)
class Sight:
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    layout: str
    colouring: str
    sizing: str
    groups: tuple[tuple[str, int], ...]  # with how many are in each, in the order of the legend
    left_out: int  # how many pass the choices and are not drawn
    day: date
    since: date | None
    radii: tuple[float, ...] = ()  # of the rings, where they are drawn
    outline: tuple[tuple[Point, ...], ...] = ()  # of the country, where it is drawn


def sight_of(ground: Ground, state: State) -> Sight:
    day, layout, colouring = state.on or ground.day, layout_of(ground, state), colouring_of(ground, state)
    passing = {place.id: place for place in passing_of(ground, state) if layout in place.at}
    pairs = _pairs(ties_of(ground, passing, state, day), state.least)
    if state.near and state.chosen in passing:
        passing = {each: passing[each] for each in _reached(state.chosen, pairs, state.near)}
    whole = len(passing)
    if state.scope != "all" and whole > READABLE:
        passing = _most_important(passing, _degrees(pairs, passing), state)
    spots = _spots(passing, _within(pairs, passing), colouring, layout, state)
    return Sight(
        spots=spots,
        lines=_lines(spots, _within(pairs, passing), _before(ground, passing, state), state),
        layout=layout,
        colouring=colouring,
        sizing=state.size or "ties",
        groups=() if colouring in SHADED else groups_of(spots, colouring),
        left_out=whole - len(passing),
        day=day,
        since=state.since,
        radii=ground.radii if layout == "rings" else (),
        outline=ground.outline if layout == "geo" else (),
    )


def passing_of(ground: Ground, state: State) -> list[Place]:
    """Who passes the choices of the view."""
    shown, day = state.shown or usual_shown(ground), state.on or ground.day
    return [
        place
        for place in ground.places
        if is_then(place, day) and (shown == "both" or place.kind in (shown, GROUP)) and _fits(place, state)
    ]


def _fits(place: Place, state: State) -> bool:
    return all(
        wanted & set(place.values.get(facet) or (UNKNOWN,))
        for facet, wanted in state.filters.items()
        if facet not in TIE_FACETS
    )


def usual_shown(ground: Ground) -> str:
    """Parties where they are tied, people otherwise."""
    kinds = {place.id: place.kind for place in ground.places}
    if GROUP in kinds.values():
        return "both"
    if any(kinds[tie.source] == kinds[tie.target] == PARTY for tie in ground.ties):
        return PARTY
    return PERSON if PERSON in kinds.values() else PARTY


def colouring_of(ground: Ground, state: State) -> str:
    """What the view asks for where the network knows of it; else the first of what it knows."""
    known = {facet for place in ground.places for facet, values in place.values.items() if values}
    known |= {measure for place in ground.places for measure in place.measures if measure in SHADED}
    if state.colour in known:
        return state.colour
    return next((each for each in COLOURINGS if each in known), "accent")


def layout_of(ground: Ground, state: State) -> str:
    known = {name for place in ground.places for name in place.at}
    return state.layout if state.layout in known else "force"


def ties_of(ground: Ground, passing: Collection[str], state: State, day: date) -> Iterable[Tie]:
    shown, only = state.shown or usual_shown(ground), state.filters
    return (
        tie
        for tie in ground.ties
        if tie.source in passing
        and tie.target in passing
        and is_then(tie, day)
        and not (tie.is_lifted and shown == "both")  # there the people's own ties say it
        and tie.kind in only.get("kind", {tie.kind})
        and tie.basis in only.get("source", {tie.basis})
        and tie.confirmed in only.get("confirmed", {tie.confirmed})
    )


def _pairs(ties: Iterable[Tie], least: float) -> dict[Pair, float]:
    """Two who are tied, in whatever ways; the strength is that of all ties together, and that counts."""
    pairs: dict[Pair, float] = {}
    for tie in ties:
        pair = (min(tie.source, tie.target), max(tie.source, tie.target))
        pairs[pair] = pairs.get(pair, 0.0) + tie.strength
    return {pair: strength for pair, strength in pairs.items() if strength >= least}


def _within(pairs: Pairs, passing: Collection[str]) -> dict[Pair, float]:
    return {pair: strength for pair, strength in pairs.items() if pair[0] in passing and pair[1] in passing}


def _before(ground: Ground, passing: Collection[str], state: State) -> Pairs | None:
    return None if state.since is None else _pairs(ties_of(ground, passing, state, state.since), state.least)


def _reached(start: str, pairs: Pairs, steps: int) -> list[str]:
    reached = {start}
    for _ in range(steps):
        reached |= {end for pair in pairs if not reached.isdisjoint(pair) for end in pair}
    return sorted(reached)


def _degrees(pairs: Pairs, passing: Collection[str]) -> dict[str, int]:
    counted = Counter(end for pair in pairs for end in pair)
    return {each: counted[each] for each in passing}


def _most_important(passing: Mapping[str, Place], degree: Mapping[str, int], state: State) -> dict[str, Place]:
    wanted = (state.chosen, state.goal)
    ranked = sorted(passing, key=lambda each: (each not in wanted, not passing[each].is_core, -degree[each], each))
    return {each: passing[each] for each in ranked[:READABLE]}


def _spots(passing: Mapping[str, Place], pairs: Pairs, colouring: str, layout: str, state: State) -> tuple[Spot, ...]:
    degree = _degrees(pairs, passing)
    size = {each: _measured(place, degree[each], state.size) for each, place in passing.items()}
    largest = max(size.values(), default=0.0) or 1.0
    shades = _shades(passing, colouring)
    return tuple(
        Spot(
            id=place.id,
            name=place.name,
            kind=place.kind,
            at=place.at[layout],
            group=_group(place, colouring),
            accent=_group(place, colouring) if colouring == "accent" else "",
            shade=shades.get(place.id),
            is_core=place.is_core,
            is_chosen=place.id in (state.chosen, state.goal),
            weight=size[place.id] / largest,
            ties=degree[place.id],
        )
        for place in sorted(passing.values(), key=lambda place: place.id)
    )


def _group(place: Place, colouring: str) -> str:
    return (place.values.get(colouring) or (UNKNOWN,))[0]


def _shades(passing: Mapping[str, Place], colouring: str) -> dict[str, int]:
    """Colour is kept for orientations. Others are told apart by ink: the largest group, or the most, is darkest."""
    if colouring == "accent":
        return {}
    if colouring in SHADED:
        known = {each: place.measures[colouring] for each, place in passing.items() if colouring in place.measures}
        largest = max(known.values(), default=0.0) or 1.0
        return {each: SHADES - 1 - int((SHADES - 1) * value / largest) for each, value in known.items()}
    order = shade_order(Counter(_group(place, colouring) for place in passing.values()))
    return {each: order[group] for each, place in passing.items() if (group := _group(place, colouring)) in order}


def shade_order(counted: Mapping[str, int]) -> dict[str, int]:
    """Rings from the core outwards, other groups by size."""
    if counted and set(counted) <= {*RINGS, UNKNOWN}:
        return {ring: place for place, ring in enumerate(RINGS) if ring in counted}
    ranked = sorted((each for each in counted if each != UNKNOWN), key=lambda each: (-counted[each], each))
    return {group: min(place, SHADES - 1) for place, group in enumerate(ranked)}


def _measured(place: Place, ties: int, size: str) -> float:
    return float(ties) if size in ("", "ties") else max(0.0, place.measures.get(size, 0.0))


def _lines(spots: Sequence[Spot], pairs: Pairs, before: Pairs | None, state: State) -> tuple[Line, ...]:
    number = {spot.id: place for place, spot in enumerate(spots)}
    way = _way(pairs, state)
    ranked = sorted(pairs.values())
    strong = (ranked[int(len(ranked) * 0.95)] if ranked else 1.0) or 1.0
    gone = {} if before is None else {pair: each for pair, each in before.items() if pair not in pairs}
    return tuple(
        Line(
            number[pair[0]],
            number[pair[1]],
            min(1.0, strength / strong),
            pair in way if state.goal else state.chosen in pair,
            "" if before is None else "gone" if pair in gone else "" if pair in before else "new",
        )
        for pair, strength in sorted({**pairs, **gone}.items())
        if pair[0] in number and pair[1] in number
    )


def _way(pairs: Pairs, state: State) -> set[Pair]:
    """The shortest way from the chosen one to whom they want to meet; one of them where there are more."""
    if not state.goal or not state.chosen:
        return set()
    around: dict[str, list[str]] = {}
    for one, other in sorted(pairs):
        around.setdefault(one, []).append(other)
        around.setdefault(other, []).append(one)
    came, row = {state.chosen: ""}, deque([state.chosen])
    while row and state.goal not in came:
        at = row.popleft()
        fresh = [other for other in around.get(at, ()) if other not in came]
        came.update(dict.fromkeys(fresh, at))
        row.extend(fresh)
    return _traced(came, state.goal)


def _traced(came: Mapping[str, str], end: str) -> set[Pair]:
    found = set()
    while before := came.get(end):
        found.add((min(end, before), max(end, before)))
        end = before
    return found


def groups_of(spots: Sequence[Spot], colouring: str) -> tuple[tuple[str, int], ...]:
    """Orientations as in the square, rings from the core outwards, others by size; those without a group come last."""
    counted = Counter(spot.group for spot in spots)
    if colouring in FIXED:
        return tuple((each, counted[each]) for each in (*FIXED[colouring], UNKNOWN) if counted[each])
    ranked = sorted(counted, key=lambda each: (each == UNKNOWN, -counted[each], each))
    return tuple((each, counted[each]) for each in ranked)
