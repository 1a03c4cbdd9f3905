"""What outsiders see of a map: built from nothing, with those columns only that are named here.

No ids of ours, no notes, addresses or own fields, no measures, no days, no answers of surveys, nothing about trust, and
no tie of people that was only observed. Who is on it was settled when the link was made.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vierspan.workspace.insight.map_views.ground import PARTY, PERSON, Ground, Place, Tie, is_then
from vierspan.workspace.insight.map_views.sight import layout_of, passing_of
from vierspan.workspace.insight.map_views.state import State

NODE_COLUMNS = ("name", "kind")
COLOURINGS = ("sector", "ring", "region")  # the one that the view colours by goes along, and no other
STATED = ("declared", "imported", "")
SEEN_AMONG_PARTIES = ("table", "exchange")  # observed, but of parties and of what they do in the open
PRIVATE_KIND = re.compile(r"trust|vertrouw", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What could become public: whom, and by which kinds of tie they are seen to be tied."""

    parties: tuple[str, ...]  # ids
    people: tuple[str, ...]
    kinds: tuple[str, ...]  # that somebody stated; these go along unless they are left out
    observed: tuple[str, ...]  # that go along only when asked for
    of_people: tuple[str, ...] = ()  # of those, what no two parties have: seen only when people are

    def ids(self, kinds: Collection[str]) -> list[str]:
        """Of parties alone, or of people as well."""
        return sorted([*self.parties, *(self.people if PERSON in kinds else ())])


def offer_of(ground: Ground, state: State) -> Offer:
    """All that a link to this view could show."""
    kinds = {place.id: place.kind for place in _in_view(ground, state)}
    ties = _open(ground, kinds, state)
    stated = {tie.kind for tie in ties if tie.basis in STATED}
    return Offer(
        tuple(each for each, kind in kinds.items() if kind == PARTY),
        tuple(each for each, kind in kinds.items() if kind == PERSON),
        tuple(sorted(stated)),
        tuple(sorted({tie.kind for tie in ties} - stated)),
        tuple(sorted(stated - {tie.kind for tie in ties if kinds[tie.source] == kinds[tie.target] == PARTY})),
    )


def outside(ground: Ground, state: State, ids: Collection[str], kinds: Collection[str]) -> Ground:
    """The map with nobody and nothing on it but what may be public."""
    alias, layout, colouring = aliases(ground, state, ids), layout_of(ground, state), colouring_of(state)
    kept = [place for place in ground.places if place.id in alias]
    ties = _open(ground, {place.id: place.kind for place in kept}, state)
    return Ground(
        tuple(_public_place(place, alias[place.id], layout, colouring) for place in kept if layout in place.at),
        tuple(
            Tie(source=alias[tie.source], target=alias[tie.target], kind=tie.kind) for tie in ties if tie.kind in kinds
        ),
        day_of(ground, state),
        radii=ground.radii if layout == "rings" else (),
        outline=ground.outline if layout == "geo" else (),
    )


def aliases(ground: Ground, state: State, ids: Collection[str]) -> dict[str, str]:
    """Numbers in the place of our ids, for those who are on the public map."""
    kept = (place.id for place in _in_view(ground, state) if place.id in ids)
    return {each: f"n{number}" for number, each in enumerate(kept)}


def public_state(seen: Ground, state: State, alias: Mapping[str, str]) -> State:
    """The same view, as far as it speaks of what is public."""
    has_people = any(place.kind == PERSON for place in seen.places)
    return State(
        shown="both" if has_people else PARTY,
        scope=state.scope,
        layout=state.layout,
        colour=colouring_of(state),
        chosen=alias.get(state.chosen, ""),
        near=state.near if state.chosen in alias else 0,
        on=seen.day,
    )


def colouring_of(state: State) -> str:
    return state.colour if state.colour in COLOURINGS else "sector"


def day_of(ground: Ground, state: State) -> date:
    return state.on or ground.day


def payload(seen: Ground) -> dict[str, Any]:
    """For programs: names and kinds by column, ties by number."""
    place = {each.id: number for number, each in enumerate(seen.places)}
    ties = [tie for tie in seen.ties if tie.source in place and tie.target in place]
    return {
        "places": {column: [getattr(each, column) for each in seen.places] for column in NODE_COLUMNS},
        "ties": {
            "source": [place[tie.source] for tie in ties],
            "target": [place[tie.target] for tie in ties],
            "kind": [tie.kind for tie in ties],
        },
    }


def _in_view(ground: Ground, state: State) -> list[Place]:
    """Parties and people both: the leader decides apart from the view whether people go along."""
    return [place for place in passing_of(ground, replace(state, shown="both")) if place.kind in (PARTY, PERSON)]


def _public_place(place: Place, alias: str, layout: str, colouring: str) -> Place:
    columns = {column: getattr(place, column) for column in NODE_COLUMNS}
    values = {colouring: place.values.get(colouring, ())}
    return Place(id=alias, at={layout: place.at[layout]}, values=values, **columns)


def _open(ground: Ground, kinds: Mapping[str, str], state: State) -> list[Tie]:
    day = day_of(ground, state)
    return [tie for tie in ground.ties if is_then(tie, day) and _is_open(tie, kinds)]


def _is_open(tie: Tie, kinds: Mapping[str, str]) -> bool:
    ends = (kinds.get(tie.source), kinds.get(tie.target))
    if None in ends or tie.is_lifted or PRIVATE_KIND.search(tie.kind):
        return False
    if tie.basis in STATED:
        return True
    return tie.basis == "observed" and tie.kind in SEEN_AMONG_PARTIES and ends == (PARTY, PARTY)
