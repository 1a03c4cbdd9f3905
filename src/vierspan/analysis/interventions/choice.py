"""Which interventions to suggest: the selection rule at the end of methods section 8."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from vierspan.analysis.interventions.library import AXES, Intervention, library
from vierspan.analysis.interventions.suggestion import Suggestion
from vierspan.analysis.orientations import Orientation

MOST = 3  # more would be a catalogue, no advice
GAP_WEIGHT, TRIGGER_WEIGHT, PALETTE_WEIGHT = 0.5, 0.3, 0.2
ALSO_HELPS = 0.6  # how far a trigger counts that is not the first one named: made for something else, but of use
LOW_TRUST = 0.4  # below it a confronting step never comes first
CONFRONTING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the choice depends on.

    `gaps`: per orientation how much is short, 0-1. `triggers`: the finders that spoke. `wanted`: the palette move
    that would do good, per axis -1 to 1. `trust`: 0-1, None where nobody was asked. `comfort`: where the person
    mostly acts, per axis -1 to 1. `avoid`: numbers not to suggest (tried, or dismissed). `orientation`: None where any
    will do.
    """

    orientation: Orientation | None
    gaps: Mapping[Orientation, float] = field(default_factory=dict)
    triggers: frozenset[str] = frozenset()
    wanted: Mapping[str, float] = field(default_factory=dict)
    trust: float | None = None
    comfort: Mapping[str, float] = field(default_factory=dict)
    avoid: frozenset[int] = frozenset()


def choose(situation: Situation, among: Mapping[int, Intervention] | None = None) -> tuple[Suggestion, ...]:
    """Up to three interventions, best first, each with the grounds on which it was chosen.

    `among`: what to choose from, by number, such as the library with a network's own; the library where it is None.

    Score 0-1: half the gap of its orientation, three tenths for answering what was found (less where it is made for
    something else), two tenths for how well it fits the wanted palette move. Only those that answer what was found
    take part; where fewer than three do, the others of the orientation as well. At least one lies outside the
    person's comfort side, if the library has one; with low trust none that confronts comes first. Ties go to the lower
    number. Nothing to choose from gives nothing. Cost: one pass over what there is.
    Source: methods section 8, selection rule.
    """
    allowed = [one for one in (library() if among is None else among).values() if one.number not in situation.avoid]
    candidates = _candidates(situation, allowed)
    ranked = sorted(candidates, key=lambda one: (-score(one, situation), one.number))
    if situation.trust is not None and situation.trust < LOW_TRUST:
        ranked = _gentle_first(ranked)
    chosen = _with_stretch(ranked, situation, allowed)
    return tuple(_suggestion(one, situation) for one in chosen)


def score(one: Intervention, situation: Situation) -> float:
    """How well an intervention fits a situation, 0-1."""
    gap = min(1.0, max(0.0, situation.gaps.get(one.orientation, 0.0)))
    matched = max((ALSO_HELPS if place else 1.0 for place in _places(one, situation)), default=0.0)
    return GAP_WEIGHT * gap + TRIGGER_WEIGHT * matched + PALETTE_WEIGHT * palette_fit(one, situation.wanted)


def palette_fit(one: Intervention, wanted: Mapping[str, float]) -> float:
    """How far an intervention moves the wanted way: cosine of the two scaled to 0-1; 0 if nothing is wanted."""
    lengths = _length(one.polarity) * _length(wanted)
    return (1 + _dot(one.polarity, wanted) / lengths) / 2 if lengths else 0.0


def is_stretch(one: Intervention, comfort: Mapping[str, float]) -> bool:
    """Whether it asks for the other side than where the person mostly acts."""
    return _dot(one.polarity, comfort) < 0


def _places(one: Intervention, situation: Situation) -> list[int]:
    """Where the finders that spoke stand among those it answers, 0 for what it is made for."""
    return [place for place, trigger in enumerate(one.triggers) if trigger in situation.triggers]


def _candidates(situation: Situation, allowed: Sequence[Intervention]) -> list[Intervention]:
    matched = [one for one in allowed if situation.triggers.intersection(one.triggers)]
    if len(matched) >= MOST:
        return matched
    wanted = situation.orientation
    return matched + [one for one in allowed if wanted in (None, one.orientation) and one not in matched]


def _with_stretch(
    ranked: list[Intervention], situation: Situation, allowed: Sequence[Intervention]
) -> list[Intervention]:
    chosen = ranked[:MOST]
    if not any(situation.comfort.values()) or any(is_stretch(one, situation.comfort) for one in chosen):
        return chosen
    others = [one for one in allowed if one not in ranked]
    others.sort(key=lambda one: (one.orientation != situation.orientation, -score(one, situation), one.number))
    outside = next((one for one in [*ranked, *others] if is_stretch(one, situation.comfort)), None)
    return [*chosen[: MOST - 1], outside] if outside else chosen


def _gentle_first(ranked: Sequence[Intervention]) -> list[Intervention]:
    """The best that does not confront, then the others as they stood; none where all confront."""
    gentle = next((one for one in ranked if one.polarity.get("CC", 0) < CONFRONTING), None)
    return [gentle, *(one for one in ranked if one != gentle)] if gentle else []


def _suggestion(one: Intervention, situation: Situation) -> Suggestion:
    grounds = (
        ("gap", situation.gaps.get(one.orientation, 0.0) > 0),
        ("trigger", bool(situation.triggers.intersection(one.triggers))),
        ("palette", palette_fit(one, situation.wanted) > 0.5),
        ("stretch", is_stretch(one, situation.comfort)),
    )
    return Suggestion(
        intervention=one.number,
        score=round(score(one, situation), 4),
        grounds=tuple(name for name, holds in grounds if holds),
    )


def _dot(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    return sum(first.get(axis, 0) * second.get(axis, 0) for axis in AXES)


def _length(vector: Mapping[str, float]) -> float:
    return sqrt(_dot(vector, vector))
