"""Signals that may be one and the same: asked while somebody types, and on a page; never joined by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz, process

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory.spelling import telling, words
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.queries import visible_to
from vierspan.workspace.horizon.weighing.models import Apart

TYPED, PAIRED = 62.0, 76.0  # of 100: a hint while typing costs less than a pair to look at
FEWEST_LETTERS = 8
MOST_HINTS, MOST_PAIRS = 3, 40
MOST_COMPARED = 3000


@dataclass(frozen=True, slots=True)
class Pair:
    one: Signal  # the earlier
    other: Signal
    likeness: float


def hints(actor: Actor, typed: str, *, besides: UUID | None = None) -> list[Signal]:
    """What stands already and looks like what is typed, the most alike first."""
    wanted = _telling(typed)
    if len(wanted) < FEWEST_LETTERS:
        return []
    rows = _rows(actor)
    found = process.extract(wanted, [_telling(each.name) for each in rows], scorer=SCORER, score_cutoff=TYPED)
    return [rows[at] for _text, _score, at in found if rows[at].pk != besides][:MOST_HINTS]


def pairs(actor: Actor) -> list[Pair]:
    """Live signals that look alike, the surest first, but for those that were said to be two."""
    rows = [each for each in _rows(actor) if each.stage != "retired"]
    texts = [_telling(each.name) for each in rows]
    apart = {frozenset(pair) for pair in Apart.objects.visible_to(actor).values_list("one", "other")}
    found = []
    for at, text in enumerate(texts):
        for place, score in _later(text, texts, at):
            if frozenset((rows[at].pk, rows[place].pk)) not in apart:
                first, second = sorted((rows[at], rows[place]), key=lambda each: (each.created_at, str(each.pk)))
                found.append(Pair(first, second, score))
    return sorted(found, key=lambda each: (-each.likeness, each.one.name))[:MOST_PAIRS]


def _later(text: str, texts: Sequence[str], at: int) -> list[tuple[int, float]]:
    near = process.extract(text, texts[at + 1 :], scorer=SCORER, score_cutoff=PAIRED, limit=5)
    return [(at + 1 + place, score) for _text, score, place in near]


def _rows(actor: Actor) -> list[Signal]:
    rows = visible_to(actor, Signal).select_related("spotter", "party", "theme")
    return list(rows.order_by("-created_at")[:MOST_COMPARED])


def _telling(text: str) -> str:
    return " ".join(telling(words(text)))


def _likeness(one: str, other: str, *, score_cutoff: float = 0.0) -> float:
    """The same words in another order are alike; a few words within many are, but for less."""
    ordered = fuzz.token_sort_ratio(one, other)
    shortest = min(len(one.split()), len(other.split()))
    within = 0.92 * fuzz.token_set_ratio(one, other) if shortest > 2 else 0.0
    score: float = max(ordered, within)
    return score if score >= score_cutoff else 0.0


SCORER: Any = _likeness  # scorers of our own are allowed, and not in the types
