"""A long list, a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Item = TypeVar("Item")
Other = TypeVar("Other")

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of rows, with where it stands in the whole."""

    rows: Sequence[Item]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return min(self.number * self.size, self.total)

    def of(self, convert: "Callable[[Item], Other]") -> "Page[Other]":
        return Page([convert(row) for row in self.rows], self.number, self.total, self.size)


def page_of(rows: "QuerySet[Any] | Sequence[Item]", number: int, *, size: int = PAGE_SIZE) -> "Page[Item]":
    """A page that exists: before the first is the first, past the last is the last."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    number = min(max(1, number), max(1, -(-total // size)))
    return Page(list(rows[(number - 1) * size : number * size]), number, total, size)
