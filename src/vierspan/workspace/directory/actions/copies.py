"""Copies that are kept to undo something, and what is made from the records: nobody comes back out of them."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.apps import apps

from vierspan.workspace.directory.actions.emptied import cannot_be_without, emptied
from vierspan.workspace.directory.actions.erased import SOMEBODY, Erased
from vierspan.workspace.networks.whose import Whose, whose

ZIPPED = b"PK"
WHO = "person_id"  # of a kept row of several: it goes with its person


def forget_copies(said: Whose, of: Erased) -> None:
    """What was made anew by itself goes; of the rest what holds the person, or the person out of it."""
    if not said.copy:
        return
    rows: Any = said.model._base_manager.filter(network=of.network_id)
    if said.dropped == "all":
        rows.delete()
        return
    if said.dropped == "struck":
        _strike(said, rows, of)
        return
    holding = [row.pk for row in rows.iterator() if any(_holds(getattr(row, name), of) for name in said.copy)]
    held = said.model._base_manager.filter(pk__in=holding)
    if said.dropped:
        held.delete()
    else:
        held.update(**{name: None if said.model._meta.get_field(name).null else "" for name in said.copy})


def _strike(said: Whose, rows: Any, of: Erased) -> None:
    """Undoing stays possible, without the person and what was theirs."""
    for row in rows.iterator():
        kept = {name: _without(getattr(row, name), of) for name in said.copy}
        if any(kept[name] != getattr(row, name) for name in said.copy):
            said.model._base_manager.filter(pk=row.pk).update(**kept)


def _without(value: Any, of: Erased) -> Any:
    if isinstance(value, list):
        return [_without(each, of) for each in value if not _goes(each, of)]
    if isinstance(value, dict):
        if "fields" in value and "model" in value:
            return {**value, "fields": _fields_without(value, of)}
        return {key: _without(each, of) for key, each in value.items()}
    if isinstance(value, str):
        return None if value == str(of.person.pk) else of.named.sub(SOMEBODY, value)
    return value


def _goes(row: Any, of: Erased) -> bool:
    """A kept row that cannot be without the person."""
    if not isinstance(row, dict):
        return False
    if "fields" not in row:
        return bool(row.get(WHO) == str(of.person.pk))
    return any(cannot_be_without(_said(row).model, path) for path in _theirs(row, of))


def _fields_without(row: dict[str, Any], of: Erased) -> dict[str, Any]:
    said, fields = _said(row), dict(row["fields"])
    for path in _theirs(row, of):
        fields |= emptied(said, path)
    return {key: _without(each, of) for key, each in fields.items()}


def _said(row: dict[str, Any]) -> Whose:
    model = apps.get_model(row["model"])
    return next(each for each in whose() if each.model is model)


def _theirs(row: dict[str, Any], of: Erased) -> list[str]:
    owners = [str(owner) for _kind, owner in of.owners]
    return [path for path in _said(row).mine if row["fields"].get(path) in owners]


def _holds(value: Any, of: Erased) -> bool:
    return any(str(of.person.pk) in text or of.named.search(text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    """The words in a value; a packed file is unpacked."""
    if not isinstance(value, bytes | memoryview):
        yield str(value)
        return
    content = bytes(value)
    if not content.startswith(ZIPPED):
        yield content.decode(errors="replace")
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode(errors="replace")
    except zipfile.BadZipFile:
        yield content.decode(errors="replace")
