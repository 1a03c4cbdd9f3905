"""Which stored row an incoming row is: by its code, its e-mail address, its whole contents, what it is about, its name.

Each stored row answers to one incoming row at most, and the surer ways go first for all rows, so that the order of
rows in a file makes no difference.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.insight.tables import Stored

Key = Callable[[dict[str, Any]], Hashable | None]

DISCERNING = ("kind", "item", "orientation")


@dataclass(slots=True)
class Incoming:
    """One row of a file on its way in. `values` is by column, with references already the ids of stored rows."""

    code: str
    has_code: bool
    values: dict[str, Any]
    extra: dict[str, Any]
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    is_known: bool = False
    is_merged: bool = False  # it went up in the stored row with this id, which keeps its own values


def match(kept: Stored, rows: list[Incoming], existing: dict[uuid.UUID, dict[str, Any]]) -> None:
    """Give every incoming row that is already stored the id under which it is."""
    free = dict(existing)
    _match_codes(rows, free)
    for key in _keys(kept):
        _match_by(key, rows, free)


def is_made_up(table: str, code: str, name: str | None) -> bool:
    """Whether reading made the code from the row's name or number, because the user gave none."""
    return code == name or bool(re.fullmatch(rf"{table}-\d+", code))


def _match_codes(rows: Iterable[Incoming], free: dict[uuid.UUID, dict[str, Any]]) -> None:
    by_code = {values["id"]: known for known, values in free.items() if values["id"]}
    for row in rows:
        known = by_code.get(row.code) or _as_uuid(row.code)
        if known in free:
            _claim(row, known, free)


def _match_by(key: Key, rows: Iterable[Incoming], free: dict[uuid.UUID, dict[str, Any]]) -> None:
    waiting: dict[Hashable, list[uuid.UUID]] = defaultdict(list)
    for known, values in reversed(free.items()):
        waiting[key(values)].append(known)
    waiting.pop(None, None)
    for row in rows:
        candidates = [] if row.is_known else waiting.get(key(row.values), [])
        if candidates and _may_be(row, free[candidates[-1]]):
            _claim(row, candidates.pop(), free)


def _may_be(row: Incoming, values: dict[str, Any]) -> bool:
    """Two rows with each its own code are two things, whatever else they share."""
    return not (row.has_code and values["id"])


def _claim(row: Incoming, known: uuid.UUID, free: dict[uuid.UUID, dict[str, Any]]) -> None:
    row.id, row.is_known = known, True
    del free[known]


def _keys(kept: Stored) -> Iterator[Key]:
    if kept.key == "people":
        yield lambda values: (values.get("email") or "").casefold() or None
    yield _by(tuple(column.key for column in kept.columns if not column.list))
    if not kept.table.is_named:
        yield _by(_about(kept))
    else:
        yield _by(("name", *_first_day(kept)))
        yield lambda values: folded(values.get("name") or "") or None


def _by(columns: tuple[str, ...]) -> Key:
    return lambda values: tuple(values.get(column) for column in columns)


def _about(kept: Stored) -> tuple[str, ...]:
    """The columns that say what a row without a name is about: whom, what kind, and when."""
    about = [column.key for column in kept.columns if column.is_reference and not column.list]
    return (*about, *(column.key for column in kept.columns if column.key in DISCERNING), *_first_day(kept))


def _first_day(kept: Stored) -> tuple[str, ...]:
    return tuple(column.key for column in kept.columns if column.type == "date")[:1]


def _as_uuid(code: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(code)
    except ValueError:
        return None
