"""The map as an actor sees it, ready to be drawn standing still."""

from collections import Counter
from collections.abc import Mapping

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.map_views.ground import Ground, ground_of
from vierspan.workspace.insight.map_views.sight import Sight, sight_of
from vierspan.workspace.insight.map_views.state import state_of
from vierspan.workspace.insight.maps.drawing import drawing


def ground(actor: Actor) -> Ground:
    """Raises NothingToSee for an empty network, and NotReady while the first mirror is being made."""
    return ground_of(drawing(actor, queries.current_run(actor)))


def seen(on: Ground, query: str) -> Sight:
    return sight_of(on, state_of(query))


def counted(on: Ground) -> Mapping[str, int]:
    """How many of each kind are on it."""
    return Counter(place.kind for place in on.places)
