"""What themes and activities ask of what is written in them."""

from uuid import UUID

from django.db.models import QuerySet

from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.queries import R

LONGEST_NAME, LONGEST_TEXT = 200, 2000


def name_of(rows: "QuerySet[R]", name: str, *, but: UUID | None = None) -> str:
    """The name as it is kept: given, not too long, and nobody else's in these rows."""
    name = tidy(name)
    if not name:
        raise Invalid("name", "needs_a_name")
    if len(name) > LONGEST_NAME:
        raise Invalid("name", "too_long")
    others = rows.exclude(pk=but) if but else rows
    if any(name.casefold() == other.casefold() for other in others.values_list("name", flat=True)):
        raise Invalid("name", "name_taken")
    return name


def text_of(field: str, text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid(field, "too_long")
    return text


def at_least_zero(field: str, number: float | None) -> None:
    if number is not None and not number >= 0:
        raise Invalid(field, "below_zero")
