"""What the actions of growth check alike."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.models import Person

LONGEST_TEXT = 4000


def told(text: str, field: str, *, needs: str = "") -> str:
    """Words as they were written, line by line; `needs` is the reason given where there are none."""
    text = text.strip()
    if needs and not text:
        raise Invalid(field, needs)
    if len(text) > LONGEST_TEXT:
        raise Invalid(field, "too_long")
    return text


def somebody_else(actor: Actor, person_id: UUID | None, mine: UUID) -> Person:
    rows = Person.objects.visible_to(actor).filter(pk=person_id) if person_id else []
    found = next(iter(rows), None)
    if found is None:
        raise Invalid("person", "nobody_by_that_name")
    if found.pk == mine:
        raise Invalid("person", "not_of_yourself")
    return found
