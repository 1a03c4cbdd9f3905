"""What a mapping is, and what a guess of one is."""

from collections.abc import Mapping as Mappable
from dataclasses import dataclass, field
from typing import Literal

from vierspan.analysis.formats.graph import Actors

Form = Literal[
    "participations",
    "initiatives",
    "actors",
    "attendance",
    "agenda",
    "ties",
    "proposals",
    "node_values",
    "networks",
    "ignore",
]
FORMS: tuple[Form, ...] = (
    "participations",
    "initiatives",
    "actors",
    "attendance",
    "agenda",
    "ties",
    "proposals",
    "node_values",
    "networks",
    "ignore",
)
End = Literal["high", "low"]
KEEP, IGNORE = "keep", "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """One sheet of the user's: what its rows are, and what each of its columns means."""

    sheet: str
    form: Form
    columns: Mappable[str, str] = field(default_factory=dict)

    def heading(self, meaning: str) -> str | None:
        return next((heading for heading, meant in self.columns.items() if meant == meaning), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How tables that are not ours are to be read.

    `carries` are the role values of who carries an initiative, `adopted`, `rejected` and `postponed` the outcomes of
    proposals, `most` the end of the scale of ties that means the strongest, `networks` the networks to read where one
    file holds several, `actors` what the actors are where the file does not tell.
    """

    tables: tuple[TableMapping, ...]
    actors: Actors | None = None
    carries: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    postponed: tuple[str, ...] = ()
    most: End = "high"
    networks: tuple[str, ...] = ()

    def of(self, form: Form) -> tuple[TableMapping, ...]:
        return tuple(table for table in self.tables if table.form == form)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """What one column is taken to mean: how sure (0 to 1), some of its values, and what else it might be."""

    sheet: str
    heading: str
    meaning: str
    confidence: float
    samples: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something only the user knows: `key` is the entry of the mapping file that answers it."""

    key: str
    sheet: str = ""
    heading: str = ""
    options: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A mapping as guessed, how sure of each column, and the questions that go with it."""

    mapping: Mapping
    columns: tuple[ColumnGuess, ...] = ()
    questions: tuple[Question, ...] = ()
    form_confidence: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Whether one can go on without asking."""
        return (
            self.form_confidence >= 0.5
            and bool(self.mapping.tables)
            and not any(question.is_open for question in self.questions)
        )
