"""The fields that a network keeps of its own: made, changed, put in order and taken away."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory import filling, own_fields
from vierspan.workspace.directory.models import OWN_FIELD_TYPES, OwnField
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST_NAME = 80
MOST_FIELDS = 40
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a field is: how it is called, what may stand in it, and what it is for."""

    name: str
    type: str = "text"
    choices: Iterable[str] = ()
    about: str = ""


@transaction.atomic
def add(actor: Actor, table: str, shape: Shape) -> OwnField:
    """A new field under the others. Where an import brought a column of that name, its values are the field's."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    if not own_fields.is_table(table):
        raise Invalid("table", "unknown_choice")
    others = own_fields.own_fields(actor, table)
    if len(others) >= MOST_FIELDS:
        raise Invalid("name", "too_many")
    row = OwnField(network_id=actor.network_id, table=table, place=len(others))
    _put(row, shape, others)
    _fit_values(actor, row)
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def change(actor: Actor, field_id: UUID, shape: Shape, *, seen: str) -> OwnField:
    """Another name renames it in every row; another type is refused while values stand that do not suit it."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    row = held(OwnField.objects.visible_to(actor), field_id)
    unchanged_since(row, seen, {**asdict(shape), "choices": list(shape.choices)})
    before = row.name
    _put(row, shape, [each for each in own_fields.own_fields(actor, row.table) if each.pk != row.pk])
    if row.name != before:
        if row.name in own_fields.adoptable(actor, row.table):
            raise Invalid("name", "name_taken")
        _rename(actor, row, before)
    _fit_values(actor, row)
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def move(actor: Actor, field_id: UUID, *, up: int) -> None:
    """So many places nearer to the first; a negative number is nearer to the last."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    row = own_fields.own_field(actor, field_id)
    fields = own_fields.own_fields(actor, row.table)
    at = next(place for place, each in enumerate(fields) if each.pk == row.pk)
    fields.insert(min(max(0, at - up), len(fields) - 1), fields.pop(at))
    for place, each in enumerate(fields):
        each.place = place
        each.save(update_fields=["place"])


@transaction.atomic
def remove(actor: Actor, field_id: UUID) -> None:
    """The field, and what stands in it with every person or party."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    row = own_fields.own_field(actor, field_id)
    for batch in _holding(actor, row.table, row.name):
        for each in batch:
            each.extra.pop(row.name, None)
        _write(actor, row.table, batch)
    row.delete()
    facts_changed(actor.network_id)


def _put(row: OwnField, shape: Shape, others: Iterable[OwnField]) -> None:
    row.name = filling.name("name", shape.name)
    if len(row.name) > LONGEST_NAME:
        raise Invalid("name", "too_long")
    if any(each.name.casefold() == row.name.casefold() for each in others):
        raise Invalid("name", "name_taken")
    if shape.type not in OWN_FIELD_TYPES:
        raise Invalid("type", "unknown_choice")
    row.type = shape.type
    row.choices = _choices(shape) if shape.type == "choice" else []
    row.about = filling.line("about", shape.about)


def _choices(shape: Shape) -> list[str]:
    found = list(dict.fromkeys(filling.line("choices", each) for each in shape.choices if tidy(each)))
    if not found:
        raise Invalid("choices", "choices_missing")
    return found


def _fit_values(actor: Actor, row: OwnField) -> None:
    """What stands in the field already, written as its type asks; Invalid where it does not suit."""
    for batch in _holding(actor, row.table, row.name):
        for each in batch:
            each.extra[row.name] = _fitted(row, each.extra[row.name])
            if each.extra[row.name] is None:
                del each.extra[row.name]
        _write(actor, row.table, batch)


def _fitted(row: OwnField, value: Any) -> Any:
    try:
        return own_fields.fitted(row, value)
    except Invalid as slip:
        field = "choices" if row.type == "choice" else "type"
        raise Invalid(field, "values_do_not_suit") from slip


def _rename(actor: Actor, row: OwnField, before: str) -> None:
    for batch in _holding(actor, row.table, before):
        for each in batch:
            each.extra = {row.name if name == before else name: value for name, value in each.extra.items()}
        _write(actor, row.table, batch)


def _holding(actor: Actor, table: str, name: str) -> Iterator[list[Any]]:
    """The rows in which something stands under a name, some at a time; held until this is done."""
    rows = own_fields.TABLES[table].objects.visible_to(actor)
    ids = list(rows.filter(extra__has_key=name).values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield list(rows.select_for_update().filter(pk__in=ids[start : start + BATCH]))


def _write(actor: Actor, table: str, rows: list[Any]) -> None:
    own_fields.TABLES[table].objects.visible_to(actor).bulk_update(rows, ["extra"])
