"""Puts a plan into the database, and takes it out again."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.db.models import DateField, ForeignKey, Model, UUIDField
from django.utils import timezone
from django.utils.dateparse import parse_date

from vierspan.workspace.acts.models import Act
from vierspan.workspace.directory.spelling import FoldedField
from vierspan.workspace.exchange.matching import Incoming
from vierspan.workspace.exchange.plan import TablePlan
from vierspan.workspace.insight.tables import Stored, stored
from vierspan.workspace.networks.models import Scoped

BATCH = 2000


def write(network_id: uuid.UUID, plans: Mapping[str, TablePlan]) -> None:
    moment = timezone.now()
    for key, planned in plans.items():
        kept = stored()[key]
        kept.model.objects.bulk_create(_new_rows(kept, network_id, planned.new, moment), batch_size=BATCH)
        _change(kept, network_id, planned.changed)


def take_back(network_id: uuid.UUID, added: Mapping[str, list[str]], before: Mapping[str, Mapping[str, Any]]) -> None:
    """Remove what was added, last tables first, and put the old values back."""
    for key in reversed(list(stored())):
        kept = stored()[key]
        _change(kept, network_id, {uuid.UUID(row): dict(values) for row, values in before.get(key, {}).items()})
        for ids in _batches(added.get(key, [])):
            rows = kept.model.objects.of(network_id).filter(pk__in=ids)
            if kept.model is Act:
                Act.objects.of(network_id).filter(pk__in=ids).withdraw()
            else:
                rows.delete()


def _batches(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


def _new_rows(kept: Stored, network_id: uuid.UUID, rows: list[Incoming], moment: datetime) -> list[Scoped]:
    """Each a microsecond later than the one before, so that rows keep the order in which they stood."""
    return [
        cast(Any, kept.model)(
            id=row.id,
            network_id=network_id,
            external_id=row.code if row.has_code else "",
            extra=row.extra,
            created_at=moment + timedelta(microseconds=place),
            **_attributes(kept, row.values),
        )
        for place, row in enumerate(rows)
    ]


def _attributes(kept: Stored, values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is given: the model's own defaults are its empty values."""
    return {kept.attributes[column]: value for column, value in values.items() if value is not None}


def _change(kept: Stored, network_id: uuid.UUID, changes: Mapping[uuid.UUID, Mapping[str, Any]]) -> None:
    if not changes:
        return
    rows: list[Any] = []
    for ids in _batches([str(row) for row in changes]):
        rows += kept.model.objects.of(network_id).filter(pk__in=ids)
    for row in rows:
        for column, value in changes[row.pk].items():
            _put(row, "external_id" if column == "id" else kept.attributes[column], value)
    if kept.model is Act:
        _correct(network_id, rows)
        return
    columns = {column for values in changes.values() for column in values}
    names = {"external_id" if column == "id" else column for column in columns} | {"changed_at"}
    names |= {field.name for field in kept.model._meta.fields if isinstance(field, FoldedField)}
    kept.model.objects.of(network_id).bulk_update(rows, sorted(names), batch_size=BATCH // 10)


def _put(row: Model, attribute: str, value: Any) -> None:
    field = next(field for field in row._meta.fields if attribute in (field.attname, field.name))
    setattr(row, field.attname, _fitting(field, value))
    for folded in row._meta.fields:
        if isinstance(folded, FoldedField):
            folded.pre_save(row, add=False)
    if hasattr(row, "changed_at"):
        row.changed_at = timezone.now()


def _fitting(field: Any, value: Any) -> Any:
    if value is None:
        return None if field.null else field.get_default()
    if isinstance(field, DateField) and not isinstance(value, date):
        return parse_date(value)
    if isinstance(field, (ForeignKey, UUIDField)):
        return uuid.UUID(str(value))
    return value


def _correct(network_id: uuid.UUID, acts: list[Act]) -> None:
    """The ledger is append-only: a corrected act takes the place of the one that was withdrawn."""
    Act.objects.of(network_id).filter(pk__in=[act.pk for act in acts]).withdraw()
    Act.objects.bulk_create(acts, batch_size=BATCH)
