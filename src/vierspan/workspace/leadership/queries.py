import uuid

from django.db.models import F, Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.models import RoleHeld


def roles_held(actor: Actor) -> list[RoleHeld]:
    """Who holds which role now."""
    authorise(actor, Do.READ_DIRECTORY)
    today = clock.today()
    now = Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today)
    rows = RoleHeld.objects.visible_to(actor).filter(*now)
    return list(rows.select_related("person", "initiative").order_by("orientation", "person__name"))


def roles_of(actor: Actor, person_id: uuid.UUID) -> list[RoleHeld]:
    authorise(actor, Do.READ_DIRECTORY)
    rows = RoleHeld.objects.visible_to(actor).filter(person=person_id).select_related("initiative")
    return list(rows.order_by(F("since").desc(nulls_last=True)))
