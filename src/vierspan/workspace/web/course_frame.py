"""What every page inside the room of the course shares: its head, its tabs, its addresses."""

from typing import Any

from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.rooms import tabs


def slug_of(request: NetworkRequest) -> str:
    return networks.network(request.actor).slug


def frame(request: NetworkRequest, current: str, **shown: Any) -> dict[str, Any]:
    """`current` is the name of the place under whose tab the page stands."""
    from vierspan.workspace.web.pages.course import ROOM  # its parts are gathered there

    return {"room": ROOM, "tabs": tabs(ROOM, slug_of(request), current), **shown}
