"""One's own address at which a calendar reads the events worth going to."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Person
from vierspan.workspace.horizon.outside import calendar
from vierspan.workspace.horizon.outside.models import Event, Visit
from vierspan.workspace.networks.models import Membership

PURPOSE = "events"


@transaction.atomic
def make(actor: Actor) -> str:
    """A new address, which ends the one before it; returns what it opens with, once."""
    authorise(actor, Do.READ_ROOMS)
    if actor.person_id is None:
        raise Invalid("person", "needs_person")
    person = Person.objects.visible_to(actor).get(pk=actor.person_id)
    keys.end(actor.network_id, PURPOSE, person.pk)
    return keys.made(actor.network_id, PURPOSE, person.pk, person=person)


@transaction.atomic
def end(actor: Actor) -> None:
    authorise(actor, Do.READ_ROOMS)
    if actor.person_id:
        keys.end(actor.network_id, PURPOSE, actor.person_id)


def has_feed(actor: Actor) -> bool:
    authorise(actor, Do.READ_ROOMS)
    if actor.person_id is None:
        return False
    return keys.open_links(actor.network_id, PURPOSE, actor.person_id).exists()


def feed_of(link: Link) -> str:
    """What the calendar reads; NotFound once the reader takes no part any more."""
    held = Membership.objects.of(link.network_id).current().filter(person_id=link.person_id, user__is_active=True)
    if link.person_id is None or not held.exists():
        raise NotFound
    going = set(Visit.objects.of(link.network_id).filter(person=link.person_id).values_list("event", flat=True))
    events = Event.objects.of(link.network_id).exclude(starts_on=None).order_by("starts_on", "name")
    with translation.override(link.language):
        name = _("Worth going to: %(network)s") % {"network": link.network.name}
    return calendar.written(events, going=going, name=name)
