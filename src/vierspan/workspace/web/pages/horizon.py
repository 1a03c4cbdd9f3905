"""Horizon: what comes towards the network, and who keeps in touch with the outside."""

from vierspan.workspace.web.pages import (
    horizon_attachment,
    horizon_opportunities,
    horizon_outside,
    horizon_rising,
    horizon_signals,
)
from vierspan.workspace.web.rooms import Room, patterns

PARTS = (horizon_signals, horizon_rising, horizon_opportunities, horizon_outside, horizon_attachment)

ROOM = Room("horizon", "explorer", tuple(place for part in PARTS for place in part.PLACES))
# The pages of the parts come first: a row of a table has the widest pattern.
urlpatterns = [*(each for part in PARTS for each in part.urlpatterns), *patterns(ROOM)]
