"""Canaries: a row of every table for somebody, each column of words with a mark of its own."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from uuid import uuid4

from django.db import connection, models
from django.db.models import ForeignKey, Model

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership, Network
from vierspan.workspace.networks.whose import ACCOUNT, PERSON, Whose, whose

MARK = 16
CLOSED = {"state", "kind", "role", "language"}  # words of the workspace's own, wherever they stand
THIRD = "somebody else"
# What a check or the code wants of a row, where the first word that fits the column does not do.
WANTED: dict[str, dict[str, Any]] = {
    "feedback.Feedback": {"state": "given"},
    "questions.Round": {"kind": "about", "k": 5, "about": THIRD},
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A mark in a column of a row, planted for the person at the end of the path."""

    of: Whose
    path: str
    column: str
    pk: Any
    mark: str

    @property
    def is_mine(self) -> bool:
        return self.column in self.of.mine.get(self.path, ())

    @property
    def is_given(self) -> bool:
        return self.path in self.of.mine and self.column in self.of.given(self.path)

    def __str__(self) -> str:
        return f"{self.of.model._meta.label}.{self.column} by {self.path or 'nobody'}"


@dataclass
class Garden:
    """One network, somebody whose rows are planted, and a third who stands where a row needs another person."""

    network: Network
    person: Person
    user: User
    third: Person
    third_user: User
    planted: list[Planted] = field(default_factory=list)

    def plant(self) -> None:
        """A row of every table for every way in which it can be somebody's. Who plants is there already."""
        for of in whose():
            if of.model not in (Person, User, Membership) and not self._is_there(of):
                for path in (*of.mine, *of.not_given):
                    self._note(of, path, self._row(of, path, marked=True))
        self._adopt(self.person)
        self._adopt(self.user)

    def _is_there(self, of: Whose) -> bool:
        """Of some tables a network has one row, and another person planted it."""
        once = any(getattr(each, "fields", ()) == ("network",) for each in of.model._meta.constraints)
        return once and of.model._base_manager.filter(network=self.network).exists()

    def _adopt(self, row: Model) -> None:
        of = _of(type(row))
        for column in _wordy(of):
            setattr(row, column.name, _marked(column, _mark()))
        row.save()
        self._note(of, "id", row)

    def _note(self, of: Whose, path: str, row: Model) -> None:
        for column in _wordy(of):
            text = str(getattr(row, column.name))
            start = text.find("canary")
            self.planted.append(Planted(of, path, column.name, row.pk, text[start : start + MARK]))

    def _row(self, of: Whose, path: str, *, marked: bool) -> Model:
        first, _dot, rest = path.partition("__")
        given = {column.name: self._value(of, column, marked) for column in of.model._meta.concrete_fields}
        owner: Any = of.model._meta.get_field(first) if first else None
        if rest:
            given[first] = self._row(_of(owner.related_model), rest, marked=False)
        elif owner is not None:
            given[first] = self._owner(of, path, owner)
        row = of.model(**{name: value for name, value in given.items() if value is not _DEFAULT})
        of.model._base_manager.bulk_create([row])
        return row

    def _owner(self, of: Whose, path: str, column: Any) -> Any:
        is_key = isinstance(column, ForeignKey)
        if of.ends_in(path) == ACCOUNT:
            return self.user
        assert of.ends_in(path) == PERSON
        return self.person if is_key else self.person.pk

    def _value(self, of: Whose, column: Any, marked: bool) -> Any:
        wanted = WANTED.get(of.model._meta.label, {})
        if column.name in wanted:
            return self.third if wanted[column.name] is THIRD else wanted[column.name]
        if column.name == "network":
            return self.network
        if isinstance(column, ForeignKey):
            return self._other(column)
        if column in _wordy(of) and (marked or not isinstance(column, models.JSONField)):
            return _marked(column, _mark() if marked else secrets.token_hex(5))
        return _plain(of, column)

    def _other(self, column: Any) -> Any:
        if column.null:
            return _DEFAULT
        if column.related_model is Person:
            return self.third
        if column.related_model is User:
            return self.third_user
        return self._row(_of(column.related_model), "", marked=False)


class _Default:
    """The model's own."""


_DEFAULT = _Default()


def _of(model: Any) -> Whose:
    return next(each for each in whose() if each.model is model)


def _mark() -> str:
    return f"canary{secrets.token_hex(5)}"


def _wordy(of: Whose) -> list[Any]:
    """The columns that can hold a mark: words, names, addresses, free JSON and bytes; no key, and no closed list."""
    shut = {*of.link, *of.who, *of.technical, *of.secret, *WANTED.get(of.model._meta.label, ())}
    return [
        column
        for column in of.model._meta.concrete_fields
        if column.name in of.said_of - shut and _holds_words(of, column)
    ]


def _holds_words(of: Whose, column: Any) -> bool:
    if isinstance(column, models.JSONField):
        return column.name not in of.plain
    if isinstance(column, models.BinaryField):
        return column.name in of.copy
    if isinstance(column, models.CharField | models.TextField):
        room = column.max_length is None or column.max_length >= 24
        return room and not column.choices and column.name not in CLOSED and not _allowed(of, column)
    return False


def _marked(column: Any, mark: str) -> Any:
    if isinstance(column, models.JSONField):
        return [mark] if column.default is list else {"words": mark}
    if isinstance(column, models.BinaryField):
        return mark.encode()
    if isinstance(column, models.EmailField):
        return f"{mark}@example.org"
    return f"https://{mark}.example" if isinstance(column, models.URLField) else mark


def _allowed(of: Whose, column: Any) -> list[Any]:
    """What a check lets stand in this column."""
    found: list[Any] = []
    for check in of.model._meta.constraints:
        if isinstance(check, models.CheckConstraint):
            found += [value for name, value in _leaves(check.condition) if name == f"{column.name}__in"]
    return [each for each in found[0] if each] if found else []


def _leaves(condition: Any) -> Iterator[tuple[str, Any]]:
    for each in condition.children:
        if isinstance(each, tuple):
            yield each
        elif not each.negated:
            yield from _leaves(each)


def _plain(of: Whose, column: Any) -> Any:
    if allowed := _allowed(of, column):
        return allowed[0]
    if column.has_default() or isinstance(column, models.AutoField) or (column.null and not column.choices):
        return _DEFAULT
    if column.choices:
        return column.choices[0][0]
    return _of_type(column)


def _of_type(column: Any) -> Any:
    if column.name == "number":  # one that nobody has
        return secrets.randbelow(10**6)
    values: dict[Any, Any] = {
        models.UUIDField: uuid4,
        models.DateTimeField: clock.now,
        models.DateField: clock.today,
        models.TimeField: lambda: time(9),
        models.BooleanField: lambda: False,
        models.IntegerField: lambda: 1,
        models.FloatField: lambda: 1.0,
        models.BinaryField: lambda: b"x",
        models.JSONField: dict,
    }
    for kind, made in values.items():
        if isinstance(column, kind):
            return made()
    unique = isinstance(column, models.CharField) and column.max_length is not None and column.max_length < MARK
    return "x" if unique else f"x{secrets.token_hex(5)}"


def garden_of(actor: Actor, third: Actor) -> Garden:
    """Planted with canaries of the actor; both are people of the network."""
    network = Network.objects.get(pk=actor.network_id)
    assert actor.person_id
    assert third.person_id
    people = Person.objects.of(network.pk)
    person, other = people.get(pk=actor.person_id), people.get(pk=third.person_id)
    accounts = User.objects
    made = Garden(network, person, accounts.get(pk=actor.user_id), other, accounts.get(pk=third.user_id))
    made.plant()
    return made


def everything() -> str:
    """All that stands in the database, of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return "\n".join(_table(cursor, table) for table in tables)


def _table(cursor: Any, table: str) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 our own tables
    return "\n".join(f"{table}: {value}" for row in cursor.fetchall() for value in row)
