"""One's own calendar address."""

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.conditions.meeting import tokens
from vierspan.workspace.conditions.meeting.models import Feed


@transaction.atomic
def make(actor: Actor) -> str:
    """A new address for a calendar to read one's gatherings at; it is shown once, and ends the one before it."""
    authorise(actor, Do.READ_ROOMS)
    if actor.person_id is None:
        raise Invalid("feed", "not_in_the_directory")
    return tokens.feed_link(tokens.new_feed(actor.network_id, actor.person_id))


@transaction.atomic
def end(actor: Actor) -> None:
    """No calendar reads along any more."""
    authorise(actor, Do.READ_ROOMS)
    if actor.person_id is not None:
        Feed.objects.visible_to(actor).filter(person=actor.person_id).delete()
