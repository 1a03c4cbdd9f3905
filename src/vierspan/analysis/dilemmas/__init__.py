"""Dilemmas of leading in a network: two goods that pull apart, what each costs, and what to ask oneself.

The texts stand in `cards.toml`, in both languages; `docs/dilemmas.md` says where each comes from. There is no score.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from vierspan.analysis.mirror.picture import Value
from vierspan.analysis.schema import Language


class Pole(Value):
    """One of the two goods, and its price."""

    name: str
    good: str
    price: str


class Telling(Value):
    """One card in one language; `lines` by key, with places for figures; `missing` says what to record."""

    title: str
    question: str
    first: Pole
    second: Pole
    asks: tuple[str, ...]
    missing: str
    lines: dict[str, str]

    @property
    def poles(self) -> tuple[Pole, Pole]:
        return self.first, self.second


class Card(Value):
    """`wish` is what one may want to try with it, as growth says it: kind:what. `orientation`: empty for all four."""

    key: str
    orientation: str = ""
    wish: str
    nl: Telling
    en: Telling

    def told(self, language: Language) -> Telling:
        return self.nl if language == "nl" else self.en


@cache
def cards() -> Mapping[str, Card]:
    """All seven by key, in the order of the file. Read once from the file beside this module."""
    text = files(__package__).joinpath("cards.toml").read_text(encoding="utf-8")
    found = [Card(**entry) for entry in tomllib.loads(text)["cards"]]
    return {each.key: each for each in found}
