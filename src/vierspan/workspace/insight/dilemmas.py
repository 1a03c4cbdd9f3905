"""The dilemma cards with what this network's records say of them to this reader; nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vierspan.analysis.dilemmas import Card, Telling, cards
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight import words
from vierspan.workspace.insight.dilemma_facts import FOUND, Fact, Ground
from vierspan.workspace.leadership.dilemmas import actions, queries
from vierspan.workspace.leadership.dilemmas.models import Shown, Thought

SHORTAGES = frozenset({"few", "no_breadth", "no_said", "no_judged"})  # lines that only say what is not known


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in words, and the name of the page with what is under it."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Dealt:
    """A card in the reader's language; `is_near` when the records suggest that it is at hand for them."""

    card: Card
    told: Telling
    lines: tuple[Line, ...]
    is_near: bool
    is_known: bool  # the records say something of it


def dealt(actor: Actor) -> tuple[Dealt, ...]:
    """All cards, for who takes part and is somebody: what is near first, what is not known last."""
    queries.me(actor)
    ground = Ground(actor)
    found = [_dealt(card, ground) for card in cards().values()]
    return tuple(sorted(found, key=lambda each: (not each.is_near, not each.is_known)))


def card(actor: Actor, key: str) -> Dealt:
    queries.me(actor)
    return _dealt(_known(key), Ground(actor))


def write(actor: Actor, key: str, text: str) -> Thought:
    return actions.write(actor, _known(key).key, text)


def show(actor: Actor, thought_id: UUID, person: UUID | None, *, with_facts: bool) -> Shown:
    """The facts that go along are those of this moment."""
    thought = queries.thought(actor, thought_id)
    facts = [line.text for line in card(actor, thought.card).lines] if with_facts else []
    return actions.show(actor, thought_id, person, facts)


def title(key: str, language: str) -> str:
    return _known(key).told(words.spoken(language)).title


def _known(key: str) -> Card:
    if key not in cards():
        raise NotFound
    return cards()[key]


def _dealt(found: Card, ground: Ground) -> Dealt:
    told = found.told(words.spoken(ground.actor.language))
    known = FOUND[found.key](ground)
    lines = tuple(Line(_said(told, each, ground.actor.language), each.place) for each in known.facts)
    return Dealt(found, told, lines, known.is_near, is_known=_tells(known.facts))


def _tells(facts: Sequence[Fact]) -> bool:
    return any(each.key not in SHORTAGES for each in facts)


def _said(told: Telling, fact: Fact, language: str) -> str:
    figures = {name: words.written(each, _kind(each), language) for name, each in fact.figures.items()}
    return told.lines[fact.key].format(**figures)


def _kind(value: float | str) -> str:
    return "" if isinstance(value, str) else "whole" if isinstance(value, int) else "number"
