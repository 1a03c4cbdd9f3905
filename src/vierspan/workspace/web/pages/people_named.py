"""Finding the people and parties that somebody typed the name of."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.queries import Named

FEW = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Who was meant by the names typed, and the names that say too little."""

    ids: tuple[UUID, ...]
    unknown: tuple[str, ...]


def named(actor: Actor, names: Iterable[str]) -> Found:
    """A name is understood when it is somebody's whole name, or when only one name holds it."""
    hits = {name: _meant(actor, name) for name in names}
    known = tuple(hit.id for hit in hits.values() if hit)
    return Found(known, tuple(name for name, hit in hits.items() if hit is None))


def suggested(actor: Actor, words: str, *, kind: str = "") -> list[Named]:
    """The few that the words could mean, to choose from."""
    hits = directory.search(actor, tidy(words), most=FEW * 3)
    return [hit for hit in hits if not kind or hit.kind == kind][:FEW]


def _meant(actor: Actor, name: str, kind: str = "") -> Named | None:
    hits = [hit for hit in suggested(actor, name, kind=kind) if hit.is_sure]
    exact = [hit for hit in hits if hit.name.casefold() == tidy(name).casefold()]
    if len(exact) == 1:
        return exact[0]
    return hits[0] if len(hits) == 1 else None


def person_meant(actor: Actor, name: str) -> Named | None:
    return _meant(actor, name, "person")


def anybody_meant(actor: Actor, name: str) -> Named | None:
    return _meant(actor, name)


def party_meant(actor: Actor, name: str) -> Named | None:
    return _meant(actor, name, "party")
