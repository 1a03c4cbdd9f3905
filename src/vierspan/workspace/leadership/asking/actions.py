"""Putting off what asks for oneself, and taking it up again."""

from datetime import date

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.leadership.asking import queries
from vierspan.workspace.leadership.asking.kinds import Ask
from vierspan.workspace.leadership.models import PutOff


@transaction.atomic
def put_off(actor: Actor, key: str, until: date) -> Ask:
    """Not now: it comes back on that day. Raises NotFound of what does not ask for them."""
    asked = _own(actor, key)
    if actor.person_id is None:
        raise NotFound
    if until <= clock.today():
        raise Invalid("until", "day_not_in_future")
    _forget(actor, key)
    PutOff(network_id=actor.network_id, person_id=actor.person_id, key=key, until=until).save()
    return asked


@transaction.atomic
def take_up(actor: Actor, key: str) -> Ask:
    """Put back what was put off."""
    asked = _own(actor, key)
    _forget(actor, key)
    return asked


def _own(actor: Actor, key: str) -> Ask:
    authorise(actor, Do.READ_DIRECTORY)
    found = next((each for each in queries.everything(actor) if each.key == key), None)
    if found is None:
        raise NotFound
    return found


def _forget(actor: Actor, key: str) -> None:
    """This one, and what came back long since."""
    rows = PutOff.objects.visible_to(actor).filter(person=actor.person_id)
    rows.filter(key=key).delete()
    rows.filter(until__lte=clock.today()).delete()
