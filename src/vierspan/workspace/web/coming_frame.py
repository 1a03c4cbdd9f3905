"""What the pages of "What comes up" share: the head of the room, and the way between them."""

from typing import Any

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.horizon.sources import queries
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.rooms import tabs


def frame(request: NetworkRequest, sub: str) -> dict[str, Any]:
    from vierspan.workspace.web.pages.horizon import ROOM  # the room is made of these pages

    slug = networks.network(request.actor).slug
    return {"room": ROOM, "tabs": tabs(ROOM, slug, "rising"), **ways(request, sub)}


def ways(request: NetworkRequest, sub: str) -> dict[str, Any]:
    """Which of the pages is open, and how much waits in the inbox."""
    actor = request.actor
    reads = may(actor, Do.READ_INBOX)
    return {
        "sub": sub,
        "reads_inbox": reads,
        "waiting": queries.waiting_count(actor) if reads else 0,
        "may_tend": may(actor, Do.TEND_SOURCES),
    }
