"""What tables and columns are called in the file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from vierspan.analysis.catalogue import kinds
from vierspan.analysis.schema import closed_lists
from vierspan.workspace.insight import words
from vierspan.workspace.leadership.questions import items

FILE = Path(__file__).with_name("words.toml")
LANGUAGES = ("en", "nl")


@cache
def written() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def said(part: str, key: str, language: str) -> str:
    """The word for a room, a table or a column; what the networks named themselves stays as it is."""
    found = written()[part].get(key)
    return found[LANGUAGES.index(language)] if found else key


@cache
def asked(language: str) -> Mapping[str, str]:
    """The questions about leading by their keys, as they were asked."""
    kinds = (items.EVERYONE, items.NEED, items.SELF)
    return {each.key: each.text for kind in kinds for each in items.items(kind, language)}


@cache
def meant(language: str) -> Mapping[str, str]:
    """The words of the closed lists and of the kinds of act, as they stand on the pages."""
    lists = {key: label for name in closed_lists() for key, label in words.choice_labels(name, language).items()}
    kept = {key: words.kind_label(key, language) for key in kinds()}
    return {**lists, **kept, **asked(language)}


def called(key: str, language: str) -> str:
    """A column, or a question, or else the key itself."""
    return asked(language).get(key) or said("columns", key, language)
