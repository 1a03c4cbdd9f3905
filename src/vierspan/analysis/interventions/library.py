"""The forty interventions: what one can do, when, how to begin and what to look out for (methods section 8)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from vierspan.analysis.mirror.picture import Value
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.schema import Language

AXES = ("FD", "PT", "CC", "SB")


class Wording(Value):
    """An intervention in one language. The risk is written to follow "Let op:" or "Mind:"."""

    name: str
    when: str
    first_step: str
    risk: str


class Intervention(Value):
    """One thing a leader can do.

    `polarity` places it on the palette, -2 to 2 per axis: facilitating (-) to directive (+) is FD, people to task
    PT, connecting to confronting CC, space to boundary SB; an axis not named is 0. `triggers` are the finders it
    answers, the one it is made for first. `sources` number the references of the methods; none means that the idea
    is our own.
    """

    number: int
    orientation: Orientation
    polarity: dict[str, int]
    triggers: tuple[str, ...]
    sources: tuple[int, ...]
    nl: Wording
    en: Wording

    def words(self, language: Language) -> Wording:
        return self.nl if language == "nl" else self.en


@cache
def library() -> Mapping[int, Intervention]:
    """All interventions by number, 1 to 40. Read once from the files beside this module."""
    found = {}
    for orientation in Orientation:
        text = files(__package__).joinpath(f"{orientation.value}.toml").read_text(encoding="utf-8")
        for entry in tomllib.loads(text)["interventions"]:
            found[entry["number"]] = Intervention(orientation=orientation, **entry)
    return dict(sorted(found.items()))
