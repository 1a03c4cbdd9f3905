"""The release gate: confidential answers leave the store through here, or not at all. See docs/release-gate.md."""

from vierspan.workspace.access.release.cells import HIDDEN, Cell, may_trend
from vierspan.workspace.access.release.derived import from_its_questions
from vierspan.workspace.access.release.gate import release
from vierspan.workspace.access.release.maps import GroupTies, NamedTie, group_ties
from vierspan.workspace.access.release.plan import Breakdown, Plan
from vierspan.workspace.access.release.ratings import merged_groups
from vierspan.workspace.access.release.snapshot import Snapshot
from vierspan.workspace.access.release.turnout import Turnout, answered_band
from vierspan.workspace.access.release.written import texts

__all__ = [
    "HIDDEN",
    "Breakdown",
    "Cell",
    "GroupTies",
    "NamedTie",
    "Plan",
    "Snapshot",
    "Turnout",
    "answered_band",
    "from_its_questions",
    "group_ties",
    "may_trend",
    "merged_groups",
    "release",
    "texts",
]
