"""The words of analysis, for pages: sentences, and the names of tables, columns, choices and kinds of act."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from vierspan.analysis import phrases
from vierspan.analysis.catalogue import kinds
from vierspan.analysis.schema import Column, Language, closed_lists, tables

YES_NO: Mapping[str, tuple[str, str]] = {"nl": ("ja", "nee"), "en": ("yes", "no")}


def spoken(language: str) -> Language:
    """One of the two languages that Vierspan speaks; Dutch where it is neither."""
    return "en" if language.startswith("en") else "nl"


def say(key: str, language: str, /, **facts: Any) -> str:
    """The sentence of this key; raises KeyError for an unknown key or a missing fact."""
    return phrases.phrase(key, spoken(language), **facts)


def can_say(key: str) -> bool:
    return phrases.has_phrase(key)


def written(value: Any, kind: str, language: str) -> str:
    return phrases.written(value, kind, spoken(language))


def choice_label(name: str, key: str, language: str) -> str:
    """One value of a closed list ("rings", "core") as people call it; the key itself where it is not known."""
    return _choices(name, spoken(language)).get(key, key)


def choice_labels(name: str, language: str) -> Mapping[str, str]:
    """A whole closed list, in its own order, to choose from."""
    return _choices(name, spoken(language))


def table_label(key: str, language: str) -> str:
    return tables()[key].label(spoken(language))


def column_label(table: str, column: str, language: str) -> str:
    return tables()[table].column(column).label(spoken(language))


def kind_label(kind: str, language: str) -> str:
    """What a kind of act is called; the kind itself where the catalogue does not know it."""
    known = kinds().get(kind)
    return str(getattr(known, spoken(language))) if known else kind


def orientation_of(kind: str) -> str:
    """Of which orientation a kind of act is; empty where it is of none, or unknown."""
    known = kinds().get(kind)
    return known.orientation.value if known and known.orientation else ""


def kinds_of(orientation: str) -> tuple[str, ...]:
    """The kinds of act that are of this orientation."""
    return tuple(kind for kind in kinds() if orientation_of(kind) == orientation)


def shown(column: Column, value: Any, language: str) -> str:
    """A plain value as a page writes it."""
    if value is None or value == "":
        return ""
    if column.choices:
        return choice_label(column.choices, str(value), language)
    if column.type == "flag":
        return YES_NO[spoken(language)][0 if value else 1]
    return written(value, column.type if column.type in ("number", "whole", "date") else "", language)


@cache
def _choices(name: str, language: Language) -> Mapping[str, str]:
    return {choice.key: choice.nl if language == "nl" else choice.en for choice in closed_lists()[name]}
