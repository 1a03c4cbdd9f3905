"""Initiatives: what parties take up together, who sits at the table, and what was promised and decided."""

from vierspan.workspace.web.pages import (
    initiatives_commitments,
    initiatives_decisions,
    initiatives_plan,
    initiatives_start,
    initiatives_winwin,
)
from vierspan.workspace.web.rooms import Room, patterns

PARTS = (initiatives_start, initiatives_plan, initiatives_commitments, initiatives_decisions, initiatives_winwin)

ROOM = Room("initiatives", "process_manager", tuple(place for part in PARTS for place in part.PLACES))
# The pages of the parts come first: a row of a table has the widest pattern.
urlpatterns = [*(each for part in PARTS for each in part.urlpatterns), *patterns(ROOM)]
