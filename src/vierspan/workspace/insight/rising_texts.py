"""The texts of a network in which something may come up, as far as a reader may see them.

Signals and gatherings are for everybody, what sources brought from observers on, notes for participants. What somebody
wrote for themselves alone is in none of them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.acts.models import Act
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.models import Note, Theme
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.sources.models import Appearance, Item, Source, Term

if TYPE_CHECKING:
    from vierspan.analysis.measures.emergence.rising import Text

AUDIENCES = ("guest", "observer", "member")
TAG = "#"  # before the id of a theme; no word begins with it
MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Told:
    """One text: in which table it stands, of what day, and what it says."""

    table: str
    id: UUID
    told_on: date
    title: str
    words: str
    where: str
    theme: UUID | None = None
    link: str = ""
    about: UUID | None = None

    @property
    def key(self) -> str:
        return f"{self.table}:{self.id}"


def audience_of(actor: Actor) -> str:
    """Readers of one audience may see the same texts."""
    if may(actor, Do.READ_NOTES):
        return "member"
    return "observer" if may(actor, Do.READ_INBOX) else "guest"


def texts(network_id: UUID, audience: str, since: date, until: date) -> Iterator[Told]:
    """In no particular order; each thing once."""
    days = (since, until)
    yield from _signals(network_id, days)
    yield from _gatherings(network_id, days)
    if audience != "guest":
        yield from _items(network_id, days)
    if audience == "member":
        yield from _notes(network_id, days)


def as_text(told: Told, themes: Mapping[UUID, frozenset[str]]) -> "Text":
    """For analysis: under its own theme, and under those of which it holds all words of the name."""
    from vierspan.analysis.measures.emergence.rising import Text
    from vierspan.analysis.measures.emergence.terms import words_of

    words = {word for run in words_of(told.words) for word in run}
    tags = {f"{TAG}{theme}" for theme, name in themes.items() if theme == told.theme or (name and name <= words)}
    return Text(told.key, told.told_on, told.words, told.where, frozenset(tags))


def theme_words(network_id: UUID) -> dict[UUID, frozenset[str]]:
    """The telling words of the name of each theme."""
    from vierspan.analysis.measures.emergence.terms import words_of

    rows = Theme.objects.of(network_id).values_list("pk", "name")
    return {key: frozenset(word for run in words_of(name) for word in run) for key, name in rows}


def stamp(network_id: UUID, audience: str, today: date) -> str:
    """Says of which texts something was worked out: another stamp, other texts."""
    changing: tuple[tuple[Any, str], ...] = (
        (Signal, "changed_at"),
        (Gathering, "changed_at"),
        (Theme, "changed_at"),
        (Item, "came_at"),
        (Item, "judged_at"),
        (Source, "changed_at"),
        (Note, "changed_at"),
        (Act, "created_at"),
        (Term, "since"),
    )
    told = [model.objects.of(network_id).aggregate(n=Count("pk"), at=Max(column)) for model, column in changing]
    return hashlib.sha256(f"1 {audience} {today} {told}".encode()).hexdigest()


def _signals(network_id: UUID, days: tuple[date, date]) -> Iterator[Told]:
    rows = Signal.objects.of(network_id).filter(spotted_on__range=days)
    for key, name, note, on, theme in rows.values_list("pk", "name", "note", "spotted_on", "theme"):
        assert on is not None  # noqa: S101 - asked for
        yield Told("signals", key, on, name, f"{name}. {note}", "signals", theme)


def _gatherings(network_id: UUID, days: tuple[date, date]) -> Iterator[Told]:
    rows = Gathering.objects.of(network_id).filter(held_on__range=days)
    for key, name, purpose, on in rows.values_list("pk", "name", "purpose", "held_on"):
        assert on is not None  # noqa: S101 - asked for
        yield Told("gatherings", key, on, name, f"{name}. {purpose}", "gatherings")


def _items(network_id: UUID, days: tuple[date, date]) -> Iterator[Told]:
    """What became a signal is counted there."""
    rows = Item.objects.of(network_id).filter(signal=None, came_at__date__gte=days[0])
    rows = rows | Item.objects.of(network_id).filter(signal=None, said_at__date__range=days)
    sources = _first_sources(network_id)
    columns = ("pk", "title", "body", "said_at", "came_at", "link")
    for key, title, body, said_at, came_at, link in rows.values_list(*columns).iterator():
        on = timezone.localdate(min(said_at, came_at))
        if days[0] <= on <= days[1]:
            source, theme = sources.get(key, (MAIL, None))
            yield Told("items", key, on, title, f"{title}. {body}", source, theme, link)


def _first_sources(network_id: UUID) -> dict[UUID, tuple[str, UUID | None]]:
    rows = Appearance.objects.of(network_id).order_by("-pk").values_list("item", "source", "source__theme")
    return {item: (str(source), theme) for item, source, theme in rows.iterator()}


def _notes(network_id: UUID, days: tuple[date, date]) -> Iterator[Told]:
    """Those that participants share, and what they noted that they did."""
    notes = Note.objects.of(network_id).filter(written_on__range=days)
    for key, text, on, about in notes.values_list("pk", "text", "written_on", "about"):
        assert on is not None  # noqa: S101 - asked for
        yield Told("notes", key, on, text, text, "notes", about=about)
    acts: QuerySet[Act] = Act.objects.of(network_id).filter(done_on__range=days).exclude(note="")
    for key, text, on in acts.values_list("pk", "note", "done_on"):
        yield Told("acts", key, on, text, text, "acts")


def titled(found: Iterable[Told], keys: Iterable[str]) -> list[Told]:
    """Those with these keys, in the order of the keys."""
    by_key = {each.key: each for each in found}
    return [by_key[key] for key in keys if key in by_key]
