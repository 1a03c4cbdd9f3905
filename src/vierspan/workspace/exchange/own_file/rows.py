"""Rows of one's own in plain values, as each room says in its `whose.toml` what goes along."""

from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model

from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.networks.whose import ACCOUNT, PERSON, Whose, whose

Row = dict[str, Any]
CALLED = ("name", "title")


def rows_of(network_id: UUID, owners: dict[str, UUID | None], of: Whose) -> list[Row]:
    """Every row of this table that is theirs, with what is theirs to take along of it."""
    found: dict[Any, Row] = {}
    for path in of.mine:
        owner = owners.get(of.ends_in(path))
        if owner is None:
            continue
        rows = of.rows(network_id, path, owner).filter(**of.when.get(path, {}))
        for row in rows.select_related(*_named(of), *_people(of)):
            found.setdefault(row.pk, {}).update(_plain_row(of, path, row) | _by_id(of, row))
    return _with_names(network_id, of, list(found.values()))


def _people(of: Whose) -> list[str]:
    return [name for name in of.names if isinstance(of.model._meta.get_field(name), ForeignKey)]


def _by_id(of: Whose, row: Model) -> Row:
    """Who stands in a row by their id alone: a person or a party."""
    return {name: getattr(row, name) for name in of.names if name not in _people(of) and getattr(row, name)}


def _with_names(network_id: UUID, of: Whose, rows: list[Row]) -> list[Row]:
    columns = [name for name in of.names if name not in _people(of)]
    if not columns:
        return rows
    ids = {row[name] for row in rows for name in columns if name in row}
    names: dict[UUID, str] = {}
    for model in (Party, Person):
        names.update(model.objects.of(network_id).filter(pk__in=ids).values_list("pk", "name"))
    return [row | {name: names.get(row[name], "") for name in columns if name in row} for row in rows]


def of_networks() -> list[Whose]:
    """The tables of networks in which rows may be somebody's."""
    return [each for each in whose() if each.mine and not each.is_of_accounts]


def of_accounts() -> list[Whose]:
    return [each for each in whose() if each.mine and each.is_of_accounts]


def _plain_row(of: Whose, path: str, row: Model) -> Row:
    called = {name: _called(getattr(row, name)) for name in (*_named(of), *_people(of))}
    own = {name: _plain(getattr(row, name)) for name in of.given(path)}
    return {name: value for name, value in (own | called).items() if value not in (None, "", [], {})}


@cache
def _named(of: Whose) -> tuple[str, ...]:
    """References to what the whole network calls by a name. Who is meant by one is no name: that is said apart."""
    open_to_all = {each.model: each for each in whose() if not each.private}
    return tuple(
        column.name
        for column in of.model._meta.concrete_fields
        if isinstance(column, ForeignKey)
        and column.name != "network"
        and column.related_model._meta.label not in (PERSON, ACCOUNT)
        and (target := open_to_all.get(column.related_model)) is not None
        and set(target.words) & set(CALLED)
    )


def _called(row: Any) -> str:
    return next((str(getattr(row, name)) for name in CALLED if getattr(row, name, "")), "")


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
