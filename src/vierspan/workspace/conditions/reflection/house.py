"""The house's own questions of the pulse, and the words of its letters."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("house.toml")


@cache
def _house() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def questions() -> list[dict[str, str]]:
    """Every question of the house: its key and its sentence in both languages."""
    return [dict(item) for item in _house()["items"]]


def minute() -> tuple[str, ...]:
    """The six that suit a minute at the end of a meeting, by key."""
    return tuple(_house()["minute"]["items"])


def letter(kind: str, language: str) -> tuple[str, str]:
    """Subject and body of the "invitation", the "reminder" or the "closed" letter."""
    words = _house()["letters"][kind][language]
    return words["subject"], words["body"].strip() + "\n"


def scale(language: str) -> tuple[str, str]:
    """What the lowest and the highest answer mean."""
    words = _house()["scale"][language]
    return words["low"], words["high"]
