"""Taking a merge back: every row as it was, or nothing at all where a later change stands on it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey

from vierspan.workspace.acts.models import Act
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.exchange.doubles.journal import Entry, fitted, plain, read
from vierspan.workspace.insight.tables import MODELS

TOUCHED = "changed_at"
ORDER = {model._meta.label: at for at, model in enumerate(MODELS.values())}


class StandsOnIt(Conflict):
    """Something was changed after the merge that the merge made possible; `where` is the name of the model."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def take_apart(network_id: UUID, moved: list[dict[str, Any]]) -> None:
    entries = read(moved)
    for entry in entries:
        _refuse_later_change(network_id, entry)
    went = sorted((entry for entry in entries if entry.after is None), key=lambda each: ORDER.get(each.label, -1))
    stayed = [entry for entry in entries if entry.after is not None]
    _refuse_missing_targets(network_id, went)
    # Those that stay first where they gave up a code that was the other's.
    for entry in stayed:
        if entry.label in ("directory.Party", "directory.Person"):
            _put_back(network_id, entry)
    for entry in went:
        _make_again(network_id, entry)
    for entry in stayed:
        if entry.label not in ("directory.Party", "directory.Person", "acts.Act"):
            _put_back(network_id, entry)
    acts = {UUID(entry.id): fitted(Act, entry.before) for entry in stayed if entry.label == "acts.Act"}
    Act.objects.of(network_id).reassign(acts)


def _refuse_later_change(network_id: UUID, entry: Entry) -> None:
    row = entry.model.objects.of(network_id).filter(pk=entry.id).first()
    if (row is None) != (entry.after is None):
        raise StandsOnIt(entry.label)
    for key, value in (entry.after or {}).items():
        if key != TOUCHED and plain({key: getattr(row, key)})[key] != value:
            raise StandsOnIt(entry.label)


def _refuse_missing_targets(network_id: UUID, went: Iterable[Entry]) -> None:
    """What comes back must have something to hang on, and a code that nobody else has by now."""
    back = {entry.id for entry in went}
    for entry in went:
        for field in entry.model._meta.concrete_fields:
            value = entry.before.get(field.attname)
            if isinstance(field, ForeignKey) and value and field.name != "network" and value not in back:
                target: Any = field.remote_field.model
                rows = target.objects.of(network_id) if hasattr(target.objects, "of") else target.objects
                if not rows.filter(pk=value).exists():
                    raise StandsOnIt(entry.label)


def _put_back(network_id: UUID, entry: Entry) -> None:
    """The moment of the last change comes back too, unless somebody changed something else in the row since."""
    rows: Any = entry.model.objects.of(network_id).filter(pk=entry.id)
    values = fitted(entry.model, entry.before)
    if TOUCHED in values and entry.after:
        now = rows.values_list(TOUCHED, flat=True).get()
        if plain({TOUCHED: now})[TOUCHED] != entry.after[TOUCHED]:
            del values[TOUCHED]
    rows.update(**values)


def _make_again(network_id: UUID, entry: Entry) -> None:
    values = fitted(entry.model, entry.before)
    code = values.get("external_id", "")
    rows: Any = entry.model.objects.of(network_id)
    if code and rows.filter(external_id=code).exists():
        raise StandsOnIt(entry.label)
    rows.bulk_create([entry.model(**values)])
    if TOUCHED in values:
        rows.filter(pk=entry.id).update(**{TOUCHED: values[TOUCHED]})
