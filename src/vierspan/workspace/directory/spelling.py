"""Names as people search for them: without accents, capitals or double spaces."""

import unicodedata
from typing import Any

from django.db import models


def folded(name: str) -> str:
    """`Café  De Brink` and `cafe de brink` are the same to someone who searches."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())


class FoldedField(models.TextField[str, str]):
    """Keeps the folded form of other columns of the row, to search in."""

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"blank": True, "default": "", "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = folded(" ".join(str(getattr(model_instance, column) or "") for column in self.of))
        setattr(model_instance, self.attname, value)
        return value
