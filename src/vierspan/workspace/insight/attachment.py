"""Is the explorer still tied to the network, and does fresh inspiration come in: first for the person concerned."""

from dataclasses import dataclass
from datetime import date

from vierspan.analysis.measures.attachment import (
    CLOSED,
    DRIFTING,
    ENOUGH_PARTS,
    ENOUGH_SIGNALS,
    Traces,
    attachments_of,
    traces,
)
from vierspan.analysis.measures.intake import ENOUGH, KINDS, Fresh, Intake, fresh, intake
from vierspan.analysis.mirror.picture import Attachment, Window
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.horizon.outside import queries as outside
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.insight.handles import HandleView
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.records import records_of

FINDERS = ("horizon.drifting", "horizon.closed_inward")
NEEDED_PARTS, NEEDED_SIGNALS, NEEDED_THINGS = ENOUGH_PARTS, ENOUGH_SIGNALS, ENOUGH
LIMIT, INWARD = DRIFTING, CLOSED

__all__ = ["KINDS", "Fresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentWatch:
    """What one may know: of oneself all of it, of others only what they shared, of the network how much came in."""

    start: date
    end: date
    mine: Attachment | None  # none for who is nobody in the directory
    under: Traces | None  # the rows under it
    shared: tuple[Attachment, ...]  # of others who chose to show it
    handles: tuple[HandleView, ...]
    own_intake: Intake | None
    intake: Intake

    @property
    def is_withheld(self) -> bool:
        """All that came in came through one other person: then it is first of all theirs to see."""
        own = self.own_intake.total if self.own_intake else 0
        return self.intake.people == 1 and own < self.intake.total

    @property
    def is_too_few(self) -> bool:
        return self.mine is None or self.mine.detachment.value is None


def watch(actor: Actor, run: Run) -> AttachmentWatch:
    """For participants; nobody's attachment is computed for anybody else."""
    authorise(actor, Do.READ_OUTSIDE)
    picture = queries.mirror(actor, run)  # who sees whose name is settled there
    me = str(actor.person_id) if actor.person_id else ""
    window = Window(start=run.start, end=run.end)
    records, acts = records_of(actor.network_id), runs.unpacked(run.acts)
    items = fresh(records, _visited(actor))
    return AttachmentWatch(
        start=run.start,
        end=run.end,
        mine=attachments_of(records, acts, window, [me])[0] if me else None,
        under=traces(records, acts, window, me) if me else None,
        shared=tuple(each for each in picture.attachments if each.person != me),
        handles=tuple(each for each in queries.today(actor, run).of("explorer") if each.finder in FINDERS),
        own_intake=intake(items, clock.today(), person=me) if me else None,
        intake=intake(items, clock.today()),
    )


def _visited(actor: Actor) -> list[Fresh]:
    """Each visit, on the day of the event."""
    visits = ((each, each.event.starts_on) for each in outside.every_visit(actor))
    return [Fresh("events", day, str(each.event_id), str(each.person_id)) for each, day in visits if day]
