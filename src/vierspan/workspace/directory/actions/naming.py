"""Texts by others that name somebody who is taken out: listed, so that a person decides about each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, EmailField, Q, TextField

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.models import Act
from vierspan.workspace.directory.actions.erased import SOMEBODY, Erased, erased
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.whose import Whose, whose

AROUND = 60  # letters on either side of a name
MOST = 200  # more texts than anybody decides about one by one


@dataclass(frozen=True, slots=True)
class Naming:
    """One text in which the name stands. Nobody reads here what they could not read elsewhere.

    `is_surely_them`: it is more than a first name, which others may have too.
    """

    key: str
    model: str
    before: str
    name: str
    after: str
    is_surely_them: bool


def texts_naming(actor: Actor, person: Person) -> list[Naming]:
    """What others wrote for the network to read, with the name of this person in it."""
    authorise(actor, Do.DELETE_ACTOR)
    of = erased(actor, person)
    found = ((said, column, row) for said in _open() for column in _wordy(said) for row in _rows(said, column, of))
    told = [each for said, column, row in found if (each := _naming(said, column, row, of))]
    return sorted(told, key=lambda each: not each.is_surely_them)[:MOST]


def strike(of: Erased, keys: Collection[str]) -> None:
    """Put a mark where the name stood, in the texts of these keys."""
    for said in _open():
        for column in _wordy(said):
            for row in _rows(said, column, of):
                if _key(said, column, row) in keys:
                    _write(said, column, row, of.called.sub(SOMEBODY, getattr(row, column)))


def _write(said: Whose, column: str, row: Any, text: str) -> None:
    if isinstance(row, Act):
        Act.objects.of(row.network_id).restate(row.pk, text)
    else:
        said.model._base_manager.filter(pk=row.pk).update(**{column: text})


def _open() -> Iterator[Whose]:
    """The directory's own row goes as a whole."""
    return (each for each in whose() if not each.private and not each.is_of_accounts and each.model is not Person)


def _wordy(said: Whose) -> list[str]:
    own = [column for columns in said.mine.values() for column in columns]
    kinds = {column.name: column for column in said.model._meta.concrete_fields}
    return [
        name
        for name in dict.fromkeys([*said.words, *own])
        if isinstance(kinds[name], CharField | TextField) and not isinstance(kinds[name], EmailField)
    ]


def _rows(said: Whose, column: str, of: Erased) -> Any:
    """Of others: what is the person's own goes anyhow."""
    manager: Any = said.model._base_manager
    rows = manager.filter(network=of.network_id, **{f"{column}__icontains": of.first_name})
    for path, columns in said.mine.items():
        if column in columns:
            owners = [owner for kind, owner in of.owners if kind == said.ends_in(path)]
            rows = rows.exclude(Q(**{f"{path}__in": owners}))
    return rows


def _naming(said: Whose, column: str, row: Any, of: Erased) -> Naming | None:
    text = getattr(row, column)
    found = of.named.search(text) or of.called.search(text)
    if found is None:
        return None
    start, end = found.span()
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    is_surely_them = of.named.fullmatch(found.group()) is not None
    return Naming(_key(said, column, row), said.model._meta.label, before, found.group(), after, is_surely_them)


def _key(said: Whose, column: str, row: Any) -> str:
    return f"{said.model._meta.label_lower}.{column}.{row.pk}"
