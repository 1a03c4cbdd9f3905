"""What may be known of a gathering that is prepared, held or looked back upon."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.meeting.models import Guest
from vierspan.workspace.directory.models import Person


def guests(actor: Actor, gathering_id: UUID) -> list[Person]:
    """Who said that they come, with their party, by name."""
    authorise(actor, Do.READ_MEMBERS)
    conditions.gathering(actor, gathering_id)
    rows = Guest.objects.visible_to(actor).filter(gathering=gathering_id, withdrawn=False, answer="yes")
    people = {row.person_id: row.person for row in rows.select_related("person__party")}
    return sorted(people.values(), key=lambda each: each.name.casefold())
