"""What kind of act a note in plain words is about, by simple words that give it away."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Guess:
    kind: str
    orientation: str


# A note that gives nothing away is still an act of taking part.
UNSURE = Guess("contact.kept", "explorer")


def guess(note: str) -> Guess:
    """The first kind of which a word stands in the note."""
    words = note.casefold()
    return next((found for found, pattern in _patterns() if pattern.search(words)), UNSURE)


def likely_kinds() -> dict[str, Guess]:
    """Per orientation the kind to take when a person only says which orientation it was."""
    return {
        "strategist": Guess("course.proposed", "strategist"),
        "explorer": UNSURE,
        "developer": Guess("gathering.organised", "developer"),
        "process_manager": Guess("step.convened", "process_manager"),
    }


@cache
def _patterns() -> tuple[tuple[Guess, re.Pattern[str]], ...]:
    entries = tomllib.loads(files(__package__).joinpath("guesses.toml").read_text(encoding="utf-8"))["guess"]
    return tuple((Guess(entry["kind"], entry["orientation"]), _pattern(entry["words"])) for entry in entries)


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")")
