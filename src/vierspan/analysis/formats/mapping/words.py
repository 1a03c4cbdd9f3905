"""The words that people use in their own lists."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from vierspan.analysis.formats.names import plain


@cache
def _book() -> Mapping[str, Mapping[str, list[str]]]:
    book: dict[str, dict[str, list[str]]] = tomllib.loads(
        files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    )
    return book


def meanings() -> Mapping[str, list[str]]:
    """The headings that speak for each meaning, the most telling first."""
    return _book()["meanings"]


def heading_confidence(heading: str, meaning: str) -> float:
    """How much a heading speaks for a meaning, 0 to 1: the same words, most of them, or just one of them."""
    told = plain(heading)
    known = meanings()[meaning]
    if told in known:
        return 0.95 - 0.01 * min(known.index(told), 20)
    joined = told.replace(" ", "")
    if any(joined == word.replace(" ", "") for word in known):
        return 0.9
    words = set(told.split())
    shared = max((len(words & set(word.split())) / len(words | set(word.split())) for word in known), default=0.0)
    return 0.6 * shared if words else 0.0


def matching(values: Iterable[str], topic: str) -> tuple[str, ...]:
    """Those of the values that stand for the topic: carries, adopted, rejected, postponed, organised or unowned."""
    known = set(_book()[topic]["words"])
    return tuple(value for value in values if plain(value) in known)


def gathering_kind(told: str) -> str | None:
    """The kind of gathering that a user's word for it stands for."""
    bare = plain(told)
    kinds = _book()["gathering_kinds"]
    return next((kind for kind, words in kinds.items() if any(word in bare for word in words)), None)


def is_between_people(told: str) -> bool:
    """Whether a name of a kind of tie, or of a list of ties, speaks of something that only people do."""
    bare = plain(told)
    return any(word in bare for word in _book()["between_people"]["words"])
