"""What the roles ask that somebody holds, or is to hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.asking.kinds import Ask
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles import queries as roles
from vierspan.workspace.leadership.roles.queries import Held

FRESH = timedelta(days=28)  # so long after taking over, the handover sheet is still to be read


def asks(actor: Actor) -> Iterator[Ask]:
    if actor.person_id is None or not may(actor, Do.READ_MEMBERS):
        return
    for turn in roles.coming_to(actor, actor.person_id):
        kind = "sheet" if _is_written(actor, turn.role_id) else "comes"
        yield _ask(kind, turn.role, day=turn.on, who=turn.role.person.name)
    for found in roles.held_by(actor, actor.person_id):
        yield from _held(actor, found)
    for found in roles.overdue_of(actor, actor.person_id):
        if found.to_come and found.to_come.next:
            yield _ask("hand_over", found.row, day=found.to_come.on, who=found.to_come.next.name)


def _held(actor: Actor, found: Held) -> Iterator[Ask]:
    """How it goes on, once its end comes near; and the sheet of who held it before."""
    row, turn = found.row, found.turn
    if found.ends_soon and not (turn and turn.next):
        yield _ask("next", row, day=row.until)
    elif found.ends_soon and turn and turn.next and turn.handed_on is None:
        written = _is_written(actor, row.pk)
        yield _ask("hand_over" if written else "words", row, day=turn.on, who=turn.next.name)
    taken = roles.taken_from(actor, row.pk)
    if taken and row.since and row.since >= clock.today() - FRESH and _is_written(actor, taken.role_id):
        yield _ask("sheet", taken.role, who=taken.role.person.name)


def _ask(kind: str, row: RoleHeld, *, day: date | None = None, who: str = "") -> Ask:
    where = row.initiative.name if row.initiative else ""
    return Ask(kind=kind, subject=row.pk, day=day, who=who, what=row.orientation, where=where)


def _is_written(actor: Actor, role_id: UUID) -> bool:
    words = roles.in_words(actor, role_id)
    return words is not None and any((words.going, words.meet, words.dos, words.donts))
