"""Contacts belong to a stakeholder by name."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from vierspan.workspace.directory.spelling import folded, telling, words
from vierspan.workspace.horizon.outside.models import Stakeholder


def known_as(rows: Iterable[Stakeholder]) -> Mapping[str, UUID]:
    """Whom each name means, written as `folded` writes it."""
    return {folded(name): row.pk for row in rows for name in (*row.also, row.name)}


def likeliest(name: str, known: Mapping[str, UUID]) -> UUID | None:
    """Whom an unknown name may well mean: the one with which it shares most of the words that tell names apart."""
    own = set(telling(words(name)))
    scored = [(len(own & other) / len(own | other), key) for key, other in _told_apart(known) if own & other]
    best = max(scored, key=lambda each: (each[0], each[1]), default=(0.0, ""))
    return known[best[1]] if best[0] >= 0.5 else None


def _told_apart(known: Mapping[str, UUID]) -> list[tuple[str, set[str]]]:
    return [(key, set(telling(words(key)))) for key in known]
