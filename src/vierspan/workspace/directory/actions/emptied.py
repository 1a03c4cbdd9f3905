"""What is left of a row without its person: nothing, or the row without what was theirs."""

from typing import Any

from django.db.models import CASCADE, ForeignKey, Model

from vierspan.workspace.networks.whose import Whose


def cannot_be_without(model: type[Model], path: str) -> bool:
    """Every step of the path takes along what hangs on it."""
    step, _dot, rest = path.partition("__")
    found = model._meta.get_field(step)
    if not isinstance(found, ForeignKey):
        return not found.null
    goes = found.remote_field.on_delete is CASCADE
    return goes and (not rest or cannot_be_without(found.related_model, rest))


def emptied(said: Whose, path: str) -> dict[str, Any]:
    """The columns that are theirs, empty, and nobody where they stood. A figure that cannot be empty stays: it says
    nothing without its person."""
    columns: list[Any] = [said.model._meta.get_field(name) for name in said.mine[path]]
    nobody = {} if "__" in path else {path: None}
    return {column.name: _empty(column) for column in columns if _can_be_empty(column)} | nobody


def _can_be_empty(column: Any) -> bool:
    return bool(column.null or _has_empty_default(column) or (column.empty_strings_allowed and not column.choices))


def _empty(column: Any) -> Any:
    if column.null:
        return None
    return column.get_default() if _has_empty_default(column) else ""


def _has_empty_default(column: Any) -> bool:
    return column.has_default() and column.get_default() in ("", [], {})
