"""Two people who change one row: the second sees both texts, and nothing is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from vierspan.workspace.common.errors import Conflict, NotFound
from vierspan.workspace.networks.models import Scoped

R = TypeVar("R", bound=Scoped)


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of which the text that stands is not the text that was given."""

    column: str
    theirs: Any
    yours: Any


class Changed(Conflict):
    """Somebody changed the row after you read it: as it stands now, and where yours differs."""

    def __init__(self, row: Scoped, differences: tuple[Difference, ...]) -> None:
        super().__init__(str(row.pk))
        self.row = row
        self.differences = differences

    @property
    def version(self) -> str:
        """What to send along when saving after all, having seen both."""
        return version(self.row)


def version(row: Scoped) -> str:
    """What a form or a program sends back with its changes, to say which text it saw."""
    changed_at = getattr(row, "changed_at", None)
    if changed_at is not None:
        return str(changed_at.isoformat())
    values = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    return sha256("\0".join(values).encode()).hexdigest()


def held(rows: "QuerySet[R]", row_id: UUID) -> R:
    """One row that nobody else changes until this transaction ends; NotFound where it is not among them."""
    found = rows.select_for_update(of=("self",)).filter(pk=row_id).first()
    if found is None:
        raise NotFound
    return found


def unchanged_since(row: Scoped, seen: str, given: Mapping[str, Any]) -> None:
    """Go on when the row is as it was seen, or when nothing that is given differs from it; else Changed."""
    if seen == version(row):
        return
    differences = tuple(
        Difference(column, getattr(row, column), yours)
        for column, yours in given.items()
        if getattr(row, column) != yours
    )
    if differences:
        raise Changed(row, differences)
