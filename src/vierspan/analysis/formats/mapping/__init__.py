"""Tables that are not ours: guess what they hold, let the user say otherwise, and read them so."""

from vierspan.analysis.formats.mapping.applying import apply
from vierspan.analysis.formats.mapping.file import from_toml, to_toml
from vierspan.analysis.formats.mapping.guessing import ALLOWED, guess
from vierspan.analysis.formats.mapping.model import (
    FORMS,
    IGNORE,
    KEEP,
    ColumnGuess,
    Form,
    Guess,
    Mapping,
    Question,
    TableMapping,
)

__all__ = [
    "ALLOWED",
    "FORMS",
    "IGNORE",
    "KEEP",
    "ColumnGuess",
    "Form",
    "Guess",
    "Mapping",
    "Question",
    "TableMapping",
    "apply",
    "from_toml",
    "guess",
    "to_toml",
]
