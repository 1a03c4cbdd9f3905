"""What hangs together now: gaps, loose ends, overlaps and effort, computed afresh of the few tables that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from vierspan.analysis.mirror.picture import Coherence, Window
from vierspan.analysis.records import Records
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.insight.records import frame_of
from vierspan.workspace.insight.tables import stored

TABLES = ("themes", "activities", "contributions")
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Sense:
    """The coherence of the past year up to today, and where the effort goes."""

    coherence: Coherence
    effort: Mapping[str, float]  # theme -> share of the hours

    @property
    def elsewhere(self) -> float:
        """The share of the hours that serves no theme."""
        return max(0.0, 1 - sum(self.effort.values()))


def sense(actor: Actor) -> Sense | None:
    """None where there are no themes, no activities, or nothing was judged yet."""
    from vierspan.analysis.measures.coherence import coherence, effort_shares

    authorise(actor, Do.READ_ROOMS)
    frames = {key: frame_of(actor.network_id, stored()[key]) for key in TABLES}
    records = Records({key: frame for key, frame in frames.items() if frame.height})
    window = Window(start=clock.today() - YEAR, end=clock.today())
    found = coherence(records, records.table("acts"), window)
    return Sense(found, effort_shares(records, window)) if found else None
