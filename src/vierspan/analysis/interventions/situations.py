"""The moments that people know, so that one may look for what to do from what one runs into."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from vierspan.analysis.interventions.library import Intervention
from vierspan.analysis.mirror.picture import Value
from vierspan.analysis.schema import Language


class Moment(Value):
    """A situation in plain words, with the finders that see it."""

    key: str
    finders: tuple[str, ...]
    nl: str
    en: str

    def words(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


@cache
def moments() -> Mapping[str, Moment]:
    """All of them by key, in the order in which they are offered. Read once from the file beside this module."""
    text = files(__package__).joinpath("situations.toml").read_text(encoding="utf-8")
    found = [Moment(**entry) for entry in tomllib.loads(text)["situations"]]
    return {each.key: each for each in found}


def moments_of(one: Intervention) -> tuple[str, ...]:
    """The moments for which an intervention is made, by key, in the order of the file; empty where it names none."""
    return tuple(each.key for each in moments().values() if set(each.finders) & set(one.triggers))
