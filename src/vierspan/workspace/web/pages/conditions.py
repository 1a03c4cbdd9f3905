"""Conditions: how the parties deal with each other."""

from vierspan.workspace.web.pages import (
    conditions_exchanges,
    conditions_gatherings,
    conditions_reflection,
    conditions_rules,
    conditions_seating,
    conditions_seating_paper,
    conditions_talks,
)
from vierspan.workspace.web.rooms import Room, patterns

PARTS = (conditions_rules, conditions_exchanges, conditions_gatherings, conditions_reflection, conditions_talks)

ROOM = Room("conditions", "developer", tuple(place for part in PARTS for place in part.PLACES))
# The pages of the parts come first: a row of a table has the widest pattern.
urlpatterns = [
    *conditions_seating.urlpatterns,
    *conditions_seating_paper.urlpatterns,
    *(each for part in PARTS for each in part.urlpatterns),
    *patterns(ROOM),
]
