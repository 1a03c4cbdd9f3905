"""What bringing records into a network would do, row by row, before anything is written."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from vierspan.analysis.catalogue import kinds
from vierspan.analysis.measures.ledger import SUBJECT_TABLES
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Column
from vierspan.workspace.exchange.doubles.known_as import recognise
from vierspan.workspace.exchange.matching import Incoming, is_made_up, match
from vierspan.workspace.insight.tables import Stored, stored, to_column


@dataclass(slots=True)
class TablePlan:
    """The rows of one table: those that are new, those that change and how, and how many stay as they are."""

    key: str
    new: list[Incoming] = field(default_factory=list)
    changed: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)  # column -> new value
    before: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)  # the same columns, old value
    states: list[str] = field(default_factory=list)  # per incoming row: new, changed, untouched

    @property
    def untouched(self) -> int:
        return len(self.states) - len(self.new) - len(self.changed)


@dataclass(slots=True)
class _Codes:
    """Which stored id each code of the file stands for."""

    by_table: dict[str, dict[str, str]] = field(default_factory=dict)

    def resolved(self, column: Column, targets: tuple[str, ...], value: Any) -> Any:
        if value is None or not targets:
            return value
        if column.list:
            return [self._one(targets, code) for code in value] or None
        return self._one(targets, value)

    def _one(self, targets: tuple[str, ...], code: str) -> str | None:
        return next((found for key in targets if (found := self.by_table.get(key, {}).get(code))), None)

    def subject(self, kind: str, code: str | None) -> str | None:
        """What an act speaks of: a row of the table that its kind is about, else of any; other words stay words."""
        own = kinds()[kind].subject if kind in kinds() else ""
        return self._one((own, *SUBJECT_TABLES), code) or code if code else code


def plan(network_id: uuid.UUID, records: Records) -> Mapping[str, TablePlan]:
    codes = _Codes()
    return {
        key: _table_plan(network_id, kept, records.table(key), codes)
        for key, kept in stored().items()
        if records.has(key)
    }


def _table_plan(network_id: uuid.UUID, kept: Stored, frame: pl.DataFrame, codes: _Codes) -> TablePlan:
    existing = _existing(network_id, kept)
    extras = [name for name in frame.columns if name not in kept.table.dtypes]
    rows = [_incoming(kept, values, extras, codes) for values in frame.iter_rows(named=True)]
    match(kept, rows, existing)
    if kept.key in ("people", "parties"):
        recognise(network_id, kept.key, rows, existing)
    codes.by_table[kept.key] = {row.code: str(row.id) for row in rows}
    _resolve_own(kept, frame, rows, codes)
    planned = TablePlan(kept.key)
    for row in rows:
        _sort_in(planned, row, existing)
    return planned


def _existing(network_id: uuid.UUID, kept: Stored) -> dict[uuid.UUID, dict[str, Any]]:
    columns = ["id", *kept.attributes]
    rows = kept.model.objects.of(network_id).order_by("created_at", "id")
    listed = rows.values_list("id", "external_id", *kept.attributes.values())
    return {
        known: dict(zip(columns, [code, *(_empty_as_none(value) for value in values)], strict=True))
        for known, code, *values in listed.iterator(chunk_size=5000)
    }


def _empty_as_none(value: Any) -> Any:
    return to_column(value) if value != [] else None


def _incoming(kept: Stored, given: dict[str, Any], extras: list[str], codes: _Codes) -> Incoming:
    values = {column.key: codes.resolved(column, kept.targets(column), given[column.key]) for column in kept.columns}
    if kept.key == "acts":
        values["subject"] = codes.subject(given["kind"], given["subject"])
    code = given["id"]
    extra = {name: _plain(given[name]) for name in extras if given[name] is not None}
    return Incoming(code, not is_made_up(kept.key, code, given.get("name")), values, extra)


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool, list)) else str(value)


def _resolve_own(kept: Stored, frame: pl.DataFrame, rows: list[Incoming], codes: _Codes) -> None:
    """References to other rows of the same table can only be followed once all of these are known."""
    own = [column for column in kept.columns if kept.key in kept.targets(column)]
    for column in own:
        for row, given in zip(rows, frame[column.key], strict=True):
            value = given.to_list() if isinstance(given, pl.Series) else given
            row.values[column.key] = codes.resolved(column, kept.targets(column), value)


def _sort_in(planned: TablePlan, row: Incoming, existing: Mapping[uuid.UUID, dict[str, Any]]) -> None:
    if not row.is_known:
        planned.new.append(row)
        planned.states.append("new")
        return
    known = existing[row.id]
    changes = {} if row.is_merged else dict(_changes(row, known))
    planned.states.append("changed" if changes else "untouched")
    if changes:
        planned.changed[row.id] = changes
        planned.before[row.id] = {column: known[column] for column in changes}


def _changes(row: Incoming, known: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """An empty cell says nothing, so it leaves what was known."""
    if row.has_code and row.code not in (known["id"], str(row.id)):
        yield "id", row.code
    for column, value in row.values.items():
        if value is not None and value != known[column]:
            yield column, value
