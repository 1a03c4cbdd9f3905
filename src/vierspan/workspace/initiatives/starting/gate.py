"""The gate question of a phase, with what is there and what is missing. A lens: it locks nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.directory.rows import PHASES
from vierspan.workspace.initiatives.models import Commitment, Decision
from vierspan.workspace.initiatives.queries import steps, visible_to
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.models import Charter, Piece
from vierspan.workspace.initiatives.starting.queries import Glance
from vierspan.workspace.initiatives.starting.ways import about_phase, usual_question

TOGETHER = 2  # from so many parties on it is something of more than one


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that shows in the records of its own accord."""

    key: str
    is_there: bool
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    phase: str
    about: str
    question: str
    signs: tuple[Sign, ...]
    pieces: tuple[Piece, ...]

    @property
    def missing(self) -> int:
        return sum(not each.is_there for each in self.signs) + sum(each.there_since is None for each in self.pieces)

    @property
    def there(self) -> int:
        return len(self.signs) + len(self.pieces) - self.missing


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the signs are read from."""

    actor: Actor
    row: Initiative
    charter: Charter
    glance: Glance


def gate(actor: Actor, row: Initiative, glance: Glance, phase: str = "") -> Gate:
    """Of the phase it is in, unless another is asked for."""
    phase = phase or row.phase or PHASES[0]
    charter = queries.charter(actor, row)
    seen = _Seen(actor, row, charter, glance)
    wanted = [each for each in queries.pieces(actor, row) if each.phase == phase]
    return Gate(
        phase=phase,
        about=about_phase(phase, actor.language),
        question=charter.questions.get(phase) or usual_question(phase, actor.language),
        signs=tuple(each(seen) for each in SIGNS[phase]),
        pieces=tuple(wanted),
    )


def _purpose(seen: _Seen) -> Sign:
    return Sign("purpose", bool(seen.charter.purpose))


def _leader(seen: _Seen) -> Sign:
    return Sign("leader", bool(seen.glance.leaders), len(seen.glance.leaders))


def _parties(seen: _Seen) -> Sign:
    return Sign("parties", seen.glance.parties >= TOGETHER, seen.glance.parties)


def _mandate(seen: _Seen) -> Sign:
    return Sign("mandate", bool(seen.row.mandate))


def _decided(seen: _Seen) -> Sign:
    n = visible_to(seen.actor, Decision).filter(initiative=seen.row).exclude(closed_on=None).count()
    return Sign("decided", n > 0, n)


def _promised(seen: _Seen) -> Sign:
    n = visible_to(seen.actor, Commitment).filter(initiative=seen.row).exclude(state="withdrawn").count()
    return Sign("promised", n > 0, n)


def _owned(seen: _Seen) -> Sign:
    ahead = [each for each in steps(seen.actor, seen.row.pk) if each.done_on is None]
    nobody = sum(each.owner_id is None and each.party_id is None for each in ahead)
    return Sign("owned", bool(ahead) and not nobody, nobody)


def _on_time(seen: _Seen) -> Sign:
    return Sign("on_time", not seen.glance.promises_late, seen.glance.promises_late)


def _result(seen: _Seen) -> Sign:
    n = len(queries.results(seen.actor, seen.row))
    return Sign("result", n > 0, n)


def _lesson(seen: _Seen) -> Sign:
    n = len(queries.lessons(seen.actor, seen.row))
    return Sign("lesson", n > 0, n)


def _judged(seen: _Seen) -> Sign:
    n = len(queries.standing(seen.actor, seen.row).said)
    return Sign("judged", n >= TOGETHER, n)


SIGNS: dict[str, tuple[Callable[[_Seen], Sign], ...]] = {
    "explore": (_purpose, _leader),
    "share": (_purpose, _parties),
    "agree": (_parties, _mandate, _decided),
    "shape": (_leader, _owned, _promised),
    "realise": (_on_time, _judged, _result),
    "renew": (_result, _lesson, _judged),
}
