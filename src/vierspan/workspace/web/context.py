"""What every page knows: who reads, in which network, and how they like it shown."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from vierspan.workspace.networks import queries

THEME_COOKIE = "theme"


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    actor = getattr(request, "actor", None)
    theme = user.theme if user is not None and user.is_authenticated else request.COOKIES.get(THEME_COOKIE, "")
    return {
        "actor": actor,
        "network": queries.network(actor) if actor else None,
        "nav": getattr(request, "nav", {}),
        "theme": theme if theme in {"light", "dark"} else "",
        "is_demo_site": settings.DEMO,
    }
