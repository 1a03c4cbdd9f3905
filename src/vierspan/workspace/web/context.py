"""What every page knows: who reads, in which network, and how they like it shown."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course.positioning import queries as positioning
from vierspan.workspace.networks import queries

THEME_COOKIE = "theme"
COUNTS = "for_me"  # in the session: how many handles are for somebody, by network, as last seen


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    actor = getattr(request, "actor", None)
    # What was pressed last in this browser goes before the account's choice; keeping the profile clears it.
    theme = request.COOKIES.get(THEME_COOKIE) or getattr(user, "theme", "")
    return {
        "actor": actor,
        "network": queries.network(actor) if actor else None,
        "look": positioning.look(actor.network_id) if actor else None,
        "nav": {"today": _kept_count(request, actor)},
        "theme": theme if theme in {"light", "dark"} else "",
        "is_demo_site": settings.DEMO,
    }


def _kept_count(request: HttpRequest, actor: Actor | None) -> int:
    return int(request.session.get(COUNTS, {}).get(str(actor.network_id), 0)) if actor else 0
