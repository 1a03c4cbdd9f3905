"""Every sentence that analysis can say, in Dutch and English, from the TOML files beside this module.

An entry is `[key]` with `nl` and `en`; where a number decides the form, `nl_one` and `en_one` are used when the
placeholder `{count}` is 1. Placeholders take a kind: `{share:percent}`, `{value:number}`, `{day:date}`, `{n:whole}`.
"""

import string
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from vierspan.analysis.schema import Language

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def phrase(key: str, language: Language, /, **facts: Any) -> str:
    """The sentence of this key in this language, with the facts filled in as that language writes them.

    Raises KeyError for an unknown key or a missing fact: a sentence is never shown half.
    """
    entry = phrasebook()[key]
    form = f"{language}_one" if facts.get("count") == 1 and f"{language}_one" in entry else language
    return _Filler(language).vformat(entry[form], (), facts)


def has_phrase(key: str) -> bool:
    return key in phrasebook()


def written(value: Any, kind: str, language: Language) -> str:
    """A value as the language writes it: kind is percent, number, whole, date or empty for text."""
    if value is None:
        return "–"
    if kind == "percent":
        return f"{_decimal(100 * value, 0, language)} {'procent' if language == 'nl' else 'per cent'}"
    if kind in ("number", "whole"):
        return _decimal(value, 1 if kind == "number" else 0, language)
    if kind == "date" and isinstance(value, date):
        return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"
    return str(value)


def _decimal(value: float, places: int, language: Language) -> str:
    text = f"{value:,.{places}f}"
    if places and text.endswith("0"):
        text = text[:-2]
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


class _Filler(string.Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        return written(value, format_spec, self.language)


@cache
def phrasebook() -> Mapping[str, Mapping[str, str]]:
    """All entries by key; dotted headings in the files become dotted keys."""
    book: dict[str, dict[str, str]] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            _collect("", tomllib.loads(file.read_text(encoding="utf-8")), book)
    return book


def _collect(prefix: str, entries: Mapping[str, Any], book: dict[str, dict[str, str]]) -> None:
    for key, entry in entries.items():
        path = f"{prefix}.{key}" if prefix else key
        if "nl" in entry:
            book[path] = entry
        else:
            _collect(path, entry, book)
