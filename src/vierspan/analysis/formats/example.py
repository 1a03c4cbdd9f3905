"""The example row of each table: how the template writes it, and whether a row is still that example."""

from collections.abc import Mapping
from functools import cache

from vierspan.analysis.schema import Column, Language, closed_lists, tables

FLAGS: Mapping[Language, Mapping[bool, str]] = {"nl": {True: "ja", False: "nee"}, "en": {True: "yes", False: "no"}}


@cache
def example(table: str, language: Language) -> Mapping[str, str]:
    """Column key -> example as text, in this language; columns without one are left out."""
    return {column.key: _written(column, language) for column in tables()[table].columns if column.example}


def is_example(table: str, row: Mapping[str, str]) -> bool:
    """Whether these filled cells are the untouched example, in either language."""
    return any(bool(row) and row == example(table, language) for language in ("nl", "en"))


def _written(column: Column, language: Language) -> str:
    if column.type == "flag":
        return FLAGS[language][column.example == "yes"]
    if column.choices:
        labels = {choice.key: choice.nl if language == "nl" else choice.en for choice in closed_lists()[column.choices]}
        return labels[column.example]
    return column.example
