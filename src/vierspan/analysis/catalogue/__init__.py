"""What counts as an act of leadership: each kind with its orientation, place on the palette, aspect and weight.

The kinds stand in `acts.toml` beside this module (methods 12, starting values of our own). A network may work with
its own: every function that takes a catalogue takes any mapping of kinds.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.schema import Language, tables

Axis = Literal["FD", "PT", "CC", "SB"]

AXES: tuple[Axis, ...] = ("FD", "PT", "CC", "SB")


class Kind(BaseModel):
    """One kind of act. Raises pydantic's ValidationError for what the catalogue's heading does not allow."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    orientation: Orientation | None = None
    polarity: dict[Axis, Annotated[int, Field(ge=-2, le=2)]] = {}
    aspect: Literal["T", "D", "F", "B"]
    weight: Annotated[float, Field(gt=0)]
    subject: str = ""  # table in which what it is about stands
    derived_from: str = ""  # table.column
    nl: str
    en: str

    @model_validator(mode="after")
    def _names_what_exists(self) -> Self:
        if self.subject and self.subject not in tables():
            raise ValueError(f"{self.key}: there is no table {self.subject}")
        table, _, column = self.derived_from.partition(".")
        if table and (table not in tables() or column not in tables()[table].dtypes):
            raise ValueError(f"{self.key}: there is no column {self.derived_from}")
        return self

    def label(self, language: Language) -> str:
        """A verb phrase in the past, to stand after a name."""
        return self.nl if language == "nl" else self.en


def tables_that_show(orientation: Orientation, catalogue: Mapping[str, Kind] | None = None) -> tuple[str, ...]:
    """The tables from which acts of this orientation are derived, in the order of the schema."""
    found = {
        kind.derived_from.partition(".")[0]
        for kind in (catalogue or kinds()).values()
        if kind.orientation == orientation
    }
    return tuple(table for table in tables() if table in found)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of the starting catalogue, by its key."""
    text = files(__package__).joinpath("acts.toml").read_text(encoding="utf-8")
    return {key: Kind(key=key, **entry) for key, entry in tomllib.loads(text).items()}
