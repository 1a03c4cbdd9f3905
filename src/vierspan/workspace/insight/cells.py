"""What stands in one place of a table."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """Something that has a page of its own."""

    table: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    column: str
    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    label: str
    about: str
    choices: Mapping[str, str]  # to filter by, where the column is a closed list
