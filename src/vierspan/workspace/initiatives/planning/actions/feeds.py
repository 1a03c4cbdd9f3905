"""One's own calendar address of steps."""

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person

PURPOSE = "steps_feed"


@transaction.atomic
def make(actor: Actor) -> str:
    """A new address; it is shown once, and ends the one before it."""
    authorise(actor, Do.READ_TABLE_PLAN)
    rows = Person.objects.visible_to(actor)
    person = rows.filter(pk=actor.person_id).first() if actor.person_id else None
    if person is None:
        raise Invalid("feed", "not_in_the_directory")
    keys.end(actor.network_id, PURPOSE, person.pk)
    return keys.address("steps_feed", keys.made(actor.network_id, PURPOSE, person.pk, person=person))


@transaction.atomic
def end(actor: Actor) -> None:
    """No calendar reads along any more."""
    authorise(actor, Do.READ_TABLE_PLAN)
    if actor.person_id is not None:
        keys.end(actor.network_id, PURPOSE, actor.person_id)


def has_one(actor: Actor) -> bool:
    return actor.person_id is not None and keys.open_links(actor.network_id, PURPOSE, actor.person_id).exists()
