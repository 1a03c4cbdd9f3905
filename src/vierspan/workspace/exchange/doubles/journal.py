"""What a merge did to each row, column by column, so that it can be taken back exactly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from vierspan.workspace.networks.models import Scoped

Values = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """One row: what stood in some of its columns, and what stands there now; no `after` where it went."""

    label: str
    id: str
    before: Values
    after: Values | None

    @property
    def model(self) -> type[Scoped]:
        return apps.get_model(self.label)

    def plain(self) -> dict[str, Any]:
        return {"model": self.label, "id": self.id, "before": self.before, "after": self.after}


@dataclass(slots=True)
class Journal:
    """Keeps of each row what it was before the first change and what it is after the last."""

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def change(self, row: Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        entry = self._entry(row)
        entry.before = {**plain(before), **entry.before}
        entry.after = {**(entry.after or {}), **plain(after)}

    def drop(self, row: Model) -> None:
        entry = self._entry(row)
        entry.before = {**plain(whole(row)), **entry.before}
        entry.after = None

    def _entry(self, row: Model) -> Entry:
        key = (row._meta.label, str(row.pk))
        return self.entries.setdefault(key, Entry(*key, {}, {}))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())


def read(moved: list[dict[str, Any]]) -> list[Entry]:
    return [Entry(each["model"], each["id"], each["before"], each["after"]) for each in moved]


def whole(row: Model) -> Values:
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


def plain(values: Mapping[str, Any]) -> Values:
    return {key: _plain(value) for key, value in values.items()}


def fitted(model: type[Model], values: Mapping[str, Any]) -> Values:
    """The values as the model holds them."""
    fields = {each.attname: each for each in model._meta.concrete_fields}
    return {key: fields[key].to_python(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
