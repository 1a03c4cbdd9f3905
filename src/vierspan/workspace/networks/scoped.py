"""The wall between networks: rows of one network cannot be asked for without saying which."""

from collections.abc import Iterator
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models

from vierspan.workspace.access.actor import Actor

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class UnscopedRead(RuntimeError):
    """Rows of all networks were asked for at once: start at `.of(network_id)` or `.visible_to(actor)`."""


class ScopedQuerySet(models.QuerySet[M_co]):
    """Answers only after one of the named ways in; anything else is a mistake in the code, not a wide answer."""

    _is_scoped = False

    def of(self, network_id: UUID) -> Self:
        return self._scoped(network_id=network_id)

    def visible_to(self, actor: Actor) -> Self:
        return self.of(actor.network_id)

    def _scoped(self, **condition: Any) -> Self:
        rows = self.filter(**condition)
        rows._is_scoped = True
        return rows

    def _guard(self) -> None:
        if not self._is_scoped:
            raise UnscopedRead(f"{self.model.__name__}: say of which network")

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]
        copy._is_scoped = self._is_scoped
        return copy

    def _fetch_all(self) -> None:
        self._guard()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[M_co]:
        self._guard()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._guard()
        return super().count()

    def exists(self) -> bool:
        self._guard()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._guard()
        return super().aggregate(*args, **kwargs)

    def update(self, **values: Any) -> int:
        self._guard()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._guard()
        return super().delete()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._guard()
        return super().resolve_expression(*args, **kwargs)
