"""What the tables of one network are: every table, column and closed list, from the TOML files beside this module.

The template, the reader, its messages, the records and the documentation are all made from what stands here.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import polars as pl

Language = Literal["nl", "en"]

ROOMS = ("people", "course", "conditions", "horizon", "initiatives")

# References name the table whose rows they point at; an actor is a person or a party.
REFERENCES: Mapping[str, tuple[str, ...]] = {
    "party": ("parties",),
    "person": ("people",),
    "actor": ("people", "parties"),
    "theme": ("themes",),
    "activity": ("activities",),
    "initiative": ("initiatives",),
    "step": ("steps",),
    "decision": ("decisions",),
    "gathering": ("gatherings",),
    "rule": ("rules",),
}

_PLAIN_TYPES: Mapping[str, type[pl.DataType]] = {
    "whole": pl.Int64,
    "number": pl.Float64,
    "date": pl.Date,
    "flag": pl.Boolean,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One allowed value of a closed list."""

    key: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in both languages, what it means, and what may stand in it."""

    key: str
    nl: str
    en: str
    type: str
    about_nl: str
    about_en: str
    required: bool = False
    list: bool = False
    choices: str = ""
    low: float | None = None
    high: float | None = None
    example: str = ""

    @property
    def is_reference(self) -> bool:
        return self.type in REFERENCES

    @property
    def allowed(self) -> tuple[Choice, ...]:
        return closed_lists()[self.choices] if self.choices else ()

    @property
    def dtype(self) -> pl.DataType:
        """The Polars type records hold: text for names, references and choices; a list where several may stand."""
        plain = _PLAIN_TYPES.get(self.type, pl.String)()
        return pl.List(plain) if self.list else plain

    def label(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en

    def about(self, language: Language) -> str:
        return self.about_nl if language == "nl" else self.about_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a network's records."""

    key: str
    room: str
    nl: str
    en: str
    about_nl: str
    about_en: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        return {column.key: column.dtype for column in self.columns}

    @property
    def is_named(self) -> bool:
        """Rows carry a name by which other tables may refer to them."""
        return any(column.key == "name" for column in self.columns)

    def label(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en

    def about(self, language: Language) -> str:
        return self.about_nl if language == "nl" else self.about_en


@cache
def closed_lists() -> Mapping[str, tuple[Choice, ...]]:
    """Every closed list, by its name."""
    return {
        name: tuple(Choice(key=key, **labels) for key, labels in entries.items())
        for name, entries in _toml("choices").items()
    }


@cache
def tables() -> Mapping[str, Table]:
    """Every table, by its key, in the order in which sheets stand."""
    return {key: _table(key, room, entry) for room in ROOMS for key, entry in _toml(room).items()}


def _table(key: str, room: str, entry: dict[str, Any]) -> Table:
    columns = tuple(Column(**column) for column in entry.pop("columns"))
    return Table(key=key, room=room, columns=columns, **entry)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
