"""The role that an action is about, held until it is done."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles.models import About

LONGEST = 2000


def readable(actor: Actor, role_id: UUID) -> RoleHeld:
    authorise(actor, Do.EDIT_ROOMS)
    return held(RoleHeld.objects.visible_to(actor), role_id)


def changeable(actor: Actor, role_id: UUID) -> RoleHeld:
    """For who holds it, who wrote it down, and the leaders; NotAllowed for others."""
    row = readable(actor, role_id)
    if not may(actor, Do.RUN_ROLE, owner_id=row.person_id):
        authorise(actor, Do.RUN_ROLE, owner_id=about(row).noted_by_id)
    return row


def about(row: RoleHeld) -> About:
    found = About.objects.of(row.network_id).filter(role=row).first()
    return found or About(network_id=row.network_id, role=row)


def somebody(actor: Actor, person_id: UUID | None, field: str = "person") -> Person:
    """A person who takes part still."""
    found = Person.objects.visible_to(actor).filter(pk=person_id, left_on=None).first() if person_id else None
    if found is None:
        raise Invalid(field, "nobody_by_that_name")
    return found


def words(text: str, field: str) -> str:
    """As typed, without what is around it."""
    text = text.strip()
    if len(text) > LONGEST:
        raise Invalid(field, "too_long")
    return text
