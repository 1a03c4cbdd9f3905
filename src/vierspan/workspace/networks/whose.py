"""Whose every column of every table is: what goes along in somebody's own file, and what is erased with them.

Beside the models of each domain stands a `whose.toml` with a part per model. Its words:

- `mine.<path>`: columns that are the person's (or account's) at the end of the path, also when there are none: the row
  goes along in their file, these columns with it, and they are erased with them.
- `words`, `plain`: what the row says, in words and in figures, days and states. They go along with a row of one's own
  and stay, without a name, when its person is erased: a rule, a theme or a decision is the network's.
- `link`, `who`: ids of other rows; of people and parties. They go in no file; who is erased is taken out.
- `technical`: for the workspace itself; it goes in no file.
- `secret`: opens something. `sealed`: leaves through the release gate only. Both go in no file.
- `copy`: made from other columns, or kept to undo something. `dropped` says what erasing does with such rows: "all" go,
  as they are made anew by themselves, or those that are "naming" the person; or the person is "struck" out of them.
- `keyed`: of the sealed, those that hold answers about people by their ids; what is said of who is erased goes.
- `names`: people whose name goes along, because the reader knows already that it was them.
- `not_given.<path>`: why the row does not go along with this person. `when.<path>`: it only does so far.
- `goes.<path>`: the row goes with this person, although it could stand without them; in braces: only so far.
- `private`: few read it, so its words are shown to nobody who takes somebody out.

Keys, networks, times of writing and references to other rows than people explain themselves.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import AppConfig, apps
from django.db.models import Field, ForeignKey, Model, UUIDField

from vierspan.workspace.networks.models import Scoped

FILE = "whose.toml"
ITSELF = frozenset({"network", "external_id", "created_at", "changed_at"})
PERSON, ACCOUNT = "directory.Person", "accounts.User"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Whose:
    """What is said of one model."""

    model: type[Model]
    mine: Mapping[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    link: list[str] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)
    copy: list[str] = field(default_factory=list)
    technical: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    not_given: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    goes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keyed: list[str] = field(default_factory=list)
    dropped: str = ""
    private: bool = False

    @property
    def said_of(self) -> set[str]:
        """The columns that are spoken of here."""
        alone = {
            *self.words,
            *self.plain,
            *self.link,
            *self.who,
            *self.copy,
            *self.technical,
            *self.secret,
            *self.sealed,
        }
        own = {column for columns in self.mine.values() for column in columns}
        return alone | own | {path for path in (*self.mine, *self.not_given) if "__" not in path}

    @property
    def is_of_accounts(self) -> bool:
        """It stands outside networks."""
        return not issubclass(self.model, Scoped)

    def ends_in(self, path: str) -> str:
        """PERSON or ACCOUNT. A bare id is a person's."""
        model: Any = self.model
        *way, last = path.split("__")
        for name in way:
            model = model._meta.get_field(name).related_model
        found = model._meta.get_field(last)
        if isinstance(found, ForeignKey):
            model = found.related_model
        elif isinstance(found, UUIDField) and not found.primary_key:
            return PERSON
        return str(model._meta.label)

    def given(self, path: str) -> list[str]:
        """The columns that go along with the person at the end of this path."""
        return list(dict.fromkeys([*self.mine[path], *self.words, *self.plain]))

    def rows(self, network_id: UUID, path: str, owner: UUID) -> Any:
        """The rows of one owner in one network; outside networks, of that owner anywhere."""
        model: Any = self.model
        rows = model.objects if self.is_of_accounts else model.objects.of(network_id)
        return rows.filter(**{path: owner})


@cache
def whose() -> tuple[Whose, ...]:
    """Of every model of ours, in the order of the apps."""
    return tuple(_said(model, of) for app in _ours() for model, of in _models(app))


def unsaid(said: Whose) -> set[str]:
    """The columns of which nobody said yet whose they are."""
    return {each.name for each in said.model._meta.concrete_fields if not _speaks_for_itself(each)} - said.said_of


def outdated(said: Whose) -> set[str]:
    """What is said of columns that are there no more."""
    return (said.said_of | set(said.names)) - {each.name for each in said.model._meta.concrete_fields}


def _speaks_for_itself(column: "Field[Any, Any]") -> bool:
    if isinstance(column, ForeignKey):
        label = column.related_model._meta.label
        return label not in (PERSON, ACCOUNT)
    return column.primary_key or column.name in ITSELF


def _ours() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.startswith("vierspan.")]


def _models(app: AppConfig) -> list[tuple[type[Model], Mapping[str, Any]]]:
    path = Path(app.path) / FILE
    said = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return [(model, said.get(model.__name__, {})) for model in app.get_models()]


def _said(model: type[Model], of: Mapping[str, Any]) -> Whose:
    return Whose(model=model, **of)
