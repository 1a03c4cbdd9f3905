"""Is the process manager recognised, and is there room: what people say of it, and whether they go along."""

from dataclasses import dataclass
from datetime import date

from vierspan.analysis.measures.granted import granted
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.orientations import Orientation
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import DomainError, NotFound
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.insight.granted import HIGH
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership import queries as leadership

RECOGNISED, ROOM = "process_manager_recognised", "process_manager_room"
ORIENTATION = "process_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The mean of each wave, the last one last; `share`: of what process managers opened, the part taken up."""

    seen: tuple[tuple[date, float], ...]
    room: tuple[tuple[date, float], ...]
    share: float | None
    holders: tuple[Ref, ...]

    @property
    def reading(self) -> str:
        """recognised, open (asks for a talk), apart (one of the two) or unknown."""
        signs = [waves[-1][1] >= HIGH for waves in (self.seen, self.room) if waves]
        if not signs:
            return "unknown"
        return "recognised" if all(signs) else "apart" if any(signs) else "open"


def reads_first(actor: Actor) -> bool:
    """Who holds the role sees it first: they and the leaders of the network are led to it."""
    return actor.role is Role.LEAD or (actor.person_id is not None and str(actor.person_id) in _ids(actor))


def recognised(actor: Actor) -> Recognised:
    """NotFound for others than who holds the role and the leaders: it is theirs to speak of."""
    authorise(actor, Do.READ_MIRROR)
    if not reads_first(actor):
        raise NotFound
    return Recognised(
        seen=_said(actor, RECOGNISED), room=_said(actor, ROOM), share=_share(actor), holders=_holders(actor)
    )


def _ids(actor: Actor) -> set[str]:
    return {each.id for each in _holders(actor)}


def _said(actor: Actor, item: str) -> tuple[tuple[date, float], ...]:
    rows = [row for row in conditions.pulse(actor) if row.item == item and row.party_id is None]
    return tuple((row.asked_on, row.score) for row in reversed(rows))


def _holders(actor: Actor) -> tuple[Ref, ...]:
    held = [role for role in leadership.roles_held(actor) if role.orientation == ORIENTATION]
    return tuple(dict.fromkeys(Ref("people", str(role.person_id), role.person.name) for role in held))


def _share(actor: Actor) -> float | None:
    try:
        run = queries.current_run(actor)
    except DomainError:
        return None
    window = Window(start=run.start, end=run.end)
    return granted(runs.unpacked(run.acts), window, Orientation.PROCESS_MANAGER).share.value
