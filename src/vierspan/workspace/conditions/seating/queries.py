"""What may be known of a seating: the plan by whoever takes part, the rest by who runs the gathering."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.running import may_run, plan_of
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.conditions.seating.models import Pairing, Place, Seating
from vierspan.workspace.directory.models import Person


def may_seat(actor: Actor, gathering: Gathering) -> bool:
    return may_run(actor, plan_of(gathering))


def run(actor: Actor, gathering_id: UUID) -> Gathering:
    """The gathering, for who runs it; NotFound elsewhere, NotAllowed for others."""
    authorise(actor, Do.READ_MEMBERS)
    found = conditions.gathering(actor, gathering_id)
    if not may_seat(actor, found):
        raise NotAllowed("needs_lead_or_owner")
    return found


def seating(actor: Actor, gathering_id: UUID) -> Seating:
    """How the guests are to be divided; a new one, not yet kept, where nobody thought of it."""
    authorise(actor, Do.READ_MEMBERS)
    gathering = conditions.gathering(actor, gathering_id)
    found = Seating.objects.visible_to(actor).filter(gathering=gathering).first()
    return found or Seating(network_id=actor.network_id, gathering=gathering)


def guests(actor: Actor, gathering_id: UUID) -> list[Person]:
    """Who said that they come; where nobody was asked here, who stands on the list of who was there."""
    coming = meeting.guests(actor, gathering_id)
    if coming:
        return coming
    rows = conditions.attendance(actor, gathering_id)
    ids = [row.person_id for row in rows if row.person_id and row.present is not False]
    people = Person.objects.visible_to(actor).filter(pk__in=ids).select_related("party")
    return sorted(people, key=lambda each: each.name.casefold())


def places(actor: Actor, gathering_id: UUID) -> list[Place]:
    """The plan that is worked on, for who runs it; everybody once a round."""
    run(actor, gathering_id)
    return _places(actor, gathering_id, is_kept=False)


def kept_places(actor: Actor, gathering_id: UUID) -> list[Place]:
    """The plan that was kept: whoever takes part may know where everybody sits."""
    authorise(actor, Do.READ_MEMBERS)
    conditions.gathering(actor, gathering_id)
    return _places(actor, gathering_id, is_kept=True)


def pairings(actor: Actor, gathering_id: UUID, kind: str) -> list[Pairing]:
    """Who likes to sit with whom ("with"), or must not ("apart"): only for who runs the gathering."""
    run(actor, gathering_id)
    rows = Pairing.objects.visible_to(actor).filter(gathering=gathering_id, kind=kind)
    found = rows.select_related("one", "other").order_by("one__name", "other__name")
    return [each for each in found if each.one_id != each.other_id]


def _places(actor: Actor, gathering_id: UUID, *, is_kept: bool) -> list[Place]:
    rows = Place.objects.visible_to(actor).filter(seating__gathering=gathering_id, is_kept=is_kept)
    found = rows.select_related("person__party").order_by("round", "table", "person__name", "id")
    # Two people who turned out to be one have two places: the first holds.
    once = {(each.round, each.person_id): each for each in reversed(found)}
    return [each for each in found if once[each.round, each.person_id] is each]
