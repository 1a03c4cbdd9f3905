"""The item bank: what is asked about leadership, in which words, on which scale, on which screen."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("items.toml")
ORIENTATIONS = {"strategist": "S", "explorer": "E", "developer": "D", "process_manager": "P"}  # in order of the rooms
AXES = ("fd", "pt", "cc", "sb")
ABOUT, EVERYONE, NEED, SELF = "about", "everyone", "need", "self"
LEADS = ("lead_s", "lead_e", "lead_d", "lead_p")
OWNERSHIP = ("own1", "own2")


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers of a question: the words of `low` to `high`, and the number that says "cannot judge"."""

    low: int
    cannot_judge: int
    words: tuple[str, ...]
    dont_know: str

    @property
    def high(self) -> int:
        return self.low + len(self.words) - 1

    @property
    def options(self) -> tuple[tuple[int, str], ...]:
        """Every answer and its word; "cannot judge" stands last."""
        return (*enumerate(self.words, self.low), (self.cannot_judge, self.dont_know))

    def allows(self, value: object) -> bool:
        return type(value) is int and (value == self.cannot_judge or self.low <= value <= self.high)


@dataclass(frozen=True, slots=True)
class Item:
    """One question in one language. `group` is the orientation or the axis; `about` says more where there is more."""

    key: str
    group: str
    text: str
    scale: Scale
    about: str = ""


@cache
def _bank() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def scale(name: str, language: str, of: str = "others") -> Scale:
    """One of "often", "lead", "need" and "agree"; of "others" one cannot judge, of "self" one does not know."""
    bank = _bank()
    found = bank["scales"][name]
    return Scale(found["low"], found["cannot_judge"], tuple(found[language]), bank["cannot_judge"][of][language])


@cache
def items(kind: str, language: str) -> tuple[Item, ...]:
    """What a round of this kind asks, in order: "about", "self", "everyone" (per person, then ownership) or "need"."""
    if kind in (ABOUT, SELF):
        return (*_often("behaviour", kind, language), *_often("palette", kind, language))
    if kind == EVERYONE:
        return (*leads(language), *ownership(language))
    return needs(language)


def _often(part: str, kind: str, language: str) -> Iterable[Item]:
    how = scale("often", language, "self" if kind == SELF else "others")
    for each in _bank()[part]:
        group = each.get("orientation") or each["key"].partition("_")[0]
        yield Item(each["key"], group, each[kind][language], how)


@cache
def leads(language: str) -> tuple[Item, ...]:
    """Four questions that are asked about every person on the list."""
    how = scale("lead", language)
    return tuple(Item(each["key"], each["orientation"], each[language], how) for each in _bank()["lead"])


@cache
def ownership(language: str) -> tuple[Item, ...]:
    """Two questions about how far the network is one's own."""
    how = scale("agree", language)
    return tuple(Item(each["key"], "ownership", each[language], how) for each in _bank()["ownership"])


@cache
def needs(language: str) -> tuple[Item, ...]:
    """The need table: how much of each orientation the network needs now."""
    how = scale("need", language)
    return tuple(
        Item(each["key"], each["orientation"], each[language]["name"], how, each[language]["about"])
        for each in _bank()["need"]
    )


def keys(kind: str) -> tuple[str, ...]:
    """The keys of a round of this kind; of "everyone" those of the short form stand once, without a person."""
    return tuple(each.key for each in items(kind, "nl"))


def allows(kind: str, key: str, value: object) -> bool:
    """Whether this is an answer to a question of this kind. A key about a person is "lead_s:" and the person's id."""
    found = {each.key: each.scale for each in items(kind, "nl")}.get(key.partition(":")[0])
    return found is not None and found.allows(value)
