"""Who may be one and the same, what differs between two, and which were brought together."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.models import Act, LastChange
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.exchange.doubles.places import places
from vierspan.workspace.exchange.doubles.suggesting import Likeness, likenesses
from vierspan.workspace.exchange.models import Apart, Merge
from vierspan.workspace.insight import words
from vierspan.workspace.insight.tables import MODELS, stored

TABLES: Mapping[str, Any] = {"people": Person, "parties": Party}
PAIRS = 20
OWN = "own."
UNITED = frozenset({"tags"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: who it is, and how much hangs on it."""

    id: UUID
    name: str
    told: str  # what tells it from others at a glance


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one, and why: keys of reasons, the surest first."""

    first: Side
    second: Side
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One column in which two differ; `united` where both values stay."""

    column: str
    label: str
    kept: str
    gone: str
    united: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two beside each other, before they are brought together."""

    kept: Side
    gone: Side
    differences: tuple[Difference, ...]
    moving: tuple[tuple[str, int], ...]  # what hangs on the one that goes: label of the table, how many


def doubles(actor: Actor, table: str, *, page: int = 1) -> Page[Pair]:
    """Pairs on which nobody has decided yet, the surest first."""
    authorise(actor, Do.MERGE_ACTORS)
    if table not in TABLES:
        raise NotFound
    changed = LastChange.objects.of(actor.network_id).values_list("at", flat=True).first()
    found = likenesses(actor.network_id, table, str(changed))
    decided = {(str(each.first), str(each.second)) for each in Apart.objects.visible_to(actor)}
    open_pairs: list[Likeness] = [each for each in found if (each.first, each.second) not in decided]
    shown = page_of(open_pairs, page, size=PAIRS)
    sides = _sides(actor, table, {UUID(each) for pair in shown.rows for each in (pair.first, pair.second)})
    pairs = [
        Pair(sides[pair.first], sides[pair.second], pair.reasons)
        for pair in shown.rows
        if pair.first in sides and pair.second in sides
    ]
    return Page(pairs, shown.number, shown.total, shown.size)


def compared(actor: Actor, table: str, keep: UUID, gone: UUID) -> Compared:
    authorise(actor, Do.MERGE_ACTORS)
    if table not in TABLES or keep == gone:
        raise NotFound
    rows = {row.pk: row for row in TABLES[table].objects.visible_to(actor).filter(pk__in=[keep, gone])}
    if len(rows) != len({keep, gone}):
        raise NotFound
    sides = _sides(actor, table, set(rows))
    differences = tuple(_differences(actor, table, rows[keep], rows[gone]))
    return Compared(sides[str(keep)], sides[str(gone)], differences, tuple(_moving(actor, gone)))


def merges(actor: Actor, table: str) -> list[Merge]:
    """Last first."""
    authorise(actor, Do.MERGE_ACTORS)
    rows = Merge.objects.visible_to(actor).filter(table=table).select_related("made_by").defer("moved")
    return list(rows.order_by("-made_at")[:100])


def a_merge(actor: Actor, merge_id: UUID) -> Merge:
    authorise(actor, Do.MERGE_ACTORS)
    found = Merge.objects.visible_to(actor).filter(pk=merge_id).first()
    if found is None:
        raise NotFound
    return found


def _sides(actor: Actor, table: str, ids: set[UUID]) -> dict[str, Side]:
    rows = TABLES[table].objects.visible_to(actor).filter(pk__in=ids)
    if table == "people":
        rows = rows.select_related("party")
    return {str(row.pk): Side(row.pk, row.name, _told(row)) for row in rows}


def _told(row: Any) -> str:
    if isinstance(row, Person):
        parts = (row.function, row.party.name if row.party else "", row.email)
    else:
        parts = (row.short_name, row.place or row.region, row.website)
    return " · ".join(part for part in parts if part)


def _differences(actor: Actor, table: str, kept: Any, gone: Any) -> Iterator[Difference]:
    language = words.spoken(actor.language)
    for column in stored()[table].columns:
        one, other = (_written(actor, table, column, row) for row in (kept, gone))
        if one and other and one != other:
            yield Difference(column.key, column.label(language), one, other, column.key in UNITED)
    for name in kept.extra.keys() & gone.extra.keys():
        if kept.extra[name] != gone.extra[name]:
            yield Difference(f"{OWN}{name}", name, str(kept.extra[name]), str(gone.extra[name]), united=False)


def _written(actor: Actor, table: str, column: Any, row: Any) -> str:
    if column.key == "party":
        return row.party.name if row.party else ""
    value = getattr(row, stored()[table].attributes[column.key])
    values = value if column.list else [value]
    return ", ".join(words.shown(column, each, actor.language) for each in values or [])


def _moving(actor: Actor, gone: UUID) -> Iterator[tuple[str, int]]:
    """How many rows of which table point at somebody; notes that only their writer reads are not told of."""
    keys = {model: key for key, model in MODELS.items()}
    counted: Counter[str] = Counter()
    for place in places():
        if place.model in keys and keys[place.model] != "ratings":
            counted[keys[place.model]] += place.rows(actor.network_id, gone).count()
    counted["acts"] = Act.objects.visible_to(actor).pointing_at(gone).count()
    for key, n in counted.most_common():
        if n:
            yield words.table_label(key, actor.language), n
