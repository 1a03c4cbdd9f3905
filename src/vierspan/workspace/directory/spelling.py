"""Names as people search for them: whatever their accents, capitals, dots, small words and order."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

# Letters that Unicode does not take apart, as people without them on their keyboard write them.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "‘": "'"}
)
_SILENT = re.compile(r"[.'`´]")
_BETWEEN = re.compile(r"[^\w]+|_+")
# Words that one person writes, the next forgets and a third puts at the end.
LOOSE = frozenset(
    "van de der den des ten ter te t s het een d l la le von zu of the and en voor in op aan bij "
    "stichting vereniging bv nv vof cooperatie ua mts gmbh ltd inc".split()
)
PARTS = "\n"  # between what all readers may search in and what only participants may


def folded(name: str) -> str:
    """`Café  De Brink` and `cafe de brink` are the same to someone who searches."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.split())


def words(text: str) -> list[str]:
    """The bare words of a text: `J.P. van 't Hof-Smid` is jp, van, t, hof and smid."""
    return _BETWEEN.sub(" ", _SILENT.sub("", folded(text))).split()


def telling(said: Iterable[str]) -> list[str]:
    """The words that tell one name from another; all of them where none does."""
    given = list(said)
    return [word for word in given if word not in LOOSE] or given


def searchable(name: str, *others: str) -> str:
    """What a search looks through: the words, how else they are spelt, and what a name is shortened to."""
    found = [word for text in (name, *others) for word in words(text)]
    spelt = [other for word in found if (other := _spelt_otherwise(word))]
    return " ".join(["", *dict.fromkeys([*found, *spelt, *_initials(words(name))])])


def _spelt_otherwise(word: str) -> str:
    if "ij" in word:
        return word.replace("ij", "y")
    return word.replace("y", "ij") if "y" in word else ""


def _initials(name: list[str]) -> Iterator[str]:
    for said in (name, telling(name)):
        if len(said) > 1:
            yield "".join(word[0] for word in said)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))
    elif value is not None and not isinstance(value, bool):
        yield str(value)


class FoldedField(models.TextField[str, str]):
    """Keeps the searchable form of other columns of the row: `of` for all readers, `private` for participants only."""

    def __init__(self, *args: Any, of: tuple[str, ...] = (), private: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        self.private = private
        super().__init__(*args, **{"blank": True, "default": "", "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "private": self.private}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        shown, hidden = (self._texts_of(model_instance, columns) for columns in (self.of, self.private))
        value = f"{searchable(*shown)} {PARTS}{searchable('', *hidden)} "
        setattr(model_instance, self.attname, value)
        return value

    def _texts_of(self, row: models.Model, columns: tuple[str, ...]) -> list[str]:
        return [text for column in columns for text in _texts(getattr(row, column))] or [""]
