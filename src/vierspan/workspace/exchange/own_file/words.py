"""What tables and columns are called in the file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from vierspan.workspace.leadership.questions import items

FILE = Path(__file__).with_name("words.toml")
LANGUAGES = ("en", "nl")


@cache
def _written() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def said(part: str, key: str, language: str) -> str:
    """The word for a room, a table or a column; what the networks named themselves stays as it is."""
    found = _written()[part].get(key)
    return found[LANGUAGES.index(language)] if found else key


@cache
def asked(language: str) -> Mapping[str, str]:
    """The questions about leading by their keys, as they were asked."""
    kinds = (items.EVERYONE, items.NEED, items.SELF)
    return {each.key: each.text for kind in kinds for each in items.items(kind, language)}


def called(key: str, language: str) -> str:
    """A column, or a question, or else the key itself."""
    return asked(language).get(key) or said("columns", key, language)
