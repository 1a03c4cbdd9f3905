"""The questions, words and letters that a survey starts with, from standard.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

LETTERS = ("invitation", "reminder", "thanks")


@cache
def _standard() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("standard.toml").read_text(encoding="utf-8"))


def items() -> list[dict[str, Any]]:
    """The standard questions, as the fields of an Item, in their order."""
    return [
        {
            "place": place,
            "kind": item["kind"],
            "key": item["key"],
            "text_nl": item["nl"],
            "text_en": item["en"],
            "low": item.get("low", 1),
            "high": item.get("high", 4),
            "orientation": item.get("orientation", ""),
        }
        for place, item in enumerate(_standard()["items"], 1)
    ]


def option_words(kind: str, language: str) -> list[str]:
    """What the answers of this kind of question are called, from the lowest on."""
    words: list[str] = _standard()["options"][kind][language]
    return words


def letters() -> dict[str, dict[str, dict[str, str]]]:
    """Invitation, reminder and thanks, each in both languages."""
    return {
        name: {
            language: {"subject": letter["subject"], "body": letter["body"].strip()}
            for language, letter in per_language.items()
        }
        for name, per_language in _standard()["letters"].items()
    }
