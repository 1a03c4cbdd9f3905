"""The one way from confidential answers to numbers that others see."""

from collections.abc import Mapping, Sequence

from vierspan.workspace.access.release.audit import showable
from vierspan.workspace.access.release.blunt import blunt_cell
from vierspan.workspace.access.release.cells import HIDDEN, Cell
from vierspan.workspace.access.release.plan import Plan
from vierspan.workspace.access.release.snapshot import WHOLE, Place, Snapshot

Group = tuple[str, str]
Sets = tuple[frozenset[str], ...]


def release(answers: Mapping[str, Mapping[str, float]], plan: Plan, before: Sequence[Snapshot] = ()) -> Snapshot:
    """The snapshot of a closed round. Call it once per round, keep the result, and show nothing else.

    answers: item -> respondent -> value. A respondent is a random id of a sheet of answers: the same id in an earlier
    snapshot says that the answer to that item is the very same one. Who changes an answer comes under a new id (both
    ids may be in a group). Name every item that was asked, also those nobody answered.
    before: all earlier snapshots in which some of the same answers were counted.
    """
    cells: dict[Place, Cell] = {}
    shown: dict[str, Sets] = {}
    decided: dict[tuple[frozenset[str], Sets], frozenset[Group]] = {}
    for item, given in answers.items():
        groups = _groups(frozenset(given), plan)
        earlier = tuple(members for snapshot in before for members in snapshot.shown.get(item, ()))
        asked = (groups[WHOLE], earlier)
        if asked not in decided:
            decided[asked] = showable(groups, earlier, plan.k)
        open_groups = decided[asked]
        for group, members in groups.items():
            cells[item, *group] = _cell(given, members, plan) if group in open_groups else HIDDEN
        shown[item] = tuple(members for group, members in groups.items() if group in open_groups)
    return Snapshot(cells=cells, shown=shown)


def _groups(respondents: frozenset[str], plan: Plan) -> dict[Group, frozenset[str]]:
    """The sets to try: all who answered this item, and those of them in each group that was fixed beforehand."""
    groups: dict[Group, frozenset[str]] = {WHOLE: respondents}
    for breakdown in plan.breakdowns:
        for group, members in breakdown.groups.items():
            groups[breakdown.key, group] = members & respondents
    return groups


def _cell(given: Mapping[str, float], members: frozenset[str], plan: Plan) -> Cell:
    return blunt_cell([given[person] for person in members], (plan.lowest, plan.highest), plan.k)
