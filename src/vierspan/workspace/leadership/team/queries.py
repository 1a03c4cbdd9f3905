"""The talks of the team, for those who take part."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.leadership.team.models import AGREED, FORMS, NOTE, STEPS, TOPICS, Governed, Line, Session

__all__ = ["AGREED", "FORMS", "NOTE", "STEPS", "TOPICS", "Governed", "Line", "Session"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A session with how much it wrote down; `left`: what was agreed and made into nothing yet."""

    session: Session
    notes: int
    agreed: int
    left: int


def sessions(actor: Actor) -> list[Kept]:
    """The last one first."""
    authorise(actor, Do.READ_MEMBERS)
    rows = list(Session.objects.visible_to(actor).order_by("-held_on", "-made_at"))
    lines = list(Line.objects.visible_to(actor).values_list("session", "kind", "became"))
    return [_kept(row, [(kind, became) for of, kind, became in lines if of == row.pk]) for row in rows]


def _kept(row: Session, lines: list[tuple[str, str]]) -> Kept:
    agreed = [became for kind, became in lines if kind == AGREED]
    return Kept(row, notes=len(lines) - len(agreed), agreed=len(agreed), left=agreed.count(""))


def session(actor: Actor, session_id: UUID) -> Session:
    authorise(actor, Do.READ_MEMBERS)
    found = Session.objects.visible_to(actor).filter(pk=session_id).first()
    if found is None:
        raise NotFound
    return found


def lines(actor: Actor, session_id: UUID, kinds: Iterable[str] = (NOTE, AGREED), topic: str = "") -> list[Line]:
    """In the order in which the room wrote them."""
    rows = Line.objects.visible_to(actor).filter(session=session(actor, session_id), kind__in=list(kinds))
    return list((rows.filter(topic=topic) if topic else rows).order_by("made_at", "id"))


def line(actor: Actor, line_id: UUID) -> Line:
    authorise(actor, Do.READ_MEMBERS)
    found = Line.objects.visible_to(actor).filter(pk=line_id).select_related("session").first()
    if found is None:
        raise NotFound
    return found


def runs(actor: Actor, of: Session) -> bool:
    """Whether it is theirs to close or to throw away."""
    return may(actor, Do.RUN_TEAM_SESSION, owner_id=of.made_by_id)


def governed(actor: Actor) -> Governed | None:
    authorise(actor, Do.READ_MIRROR)
    return Governed.objects.visible_to(actor).first()
