"""What every page about leadership shares: its head, and the way to its other pages."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.rooms import Tab


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page about leadership; its address takes the slug."""

    name: str
    label: str | Promise


LEAVES = (
    Leaf("roles", _("Roles")),
    Leaf("my_mirror", _("My mirror")),
    Leaf("our_mirror", _("Our mirror")),
    Leaf("questions", _("Questions")),
    Leaf("growth", _("Growth")),
)


def frame(request: NetworkRequest, current: str, message: str) -> dict[str, Any]:
    """What `parts/leadership/head.html` needs: the one thing to know, and the tabs, of which one is on."""
    slug = networks.network(request.actor).slug
    tabs = [Tab(str(each.label), reverse(f"web:{each.name}", args=[slug]), each.name == current) for each in LEAVES]
    return {"message": message, "tabs": tabs}
