"""What every page about one initiative shares: its head, and the way to its other pages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.initiatives import queries
from vierspan.workspace.initiatives.starting import queries as starting
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.behalf import behalves_in_words
from vierspan.workspace.web.rooms import Tab


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page about an initiative; its address takes the slug and the initiative."""

    name: str
    label: str | Promise


# In the order in which one reads them.
LEAVES = (
    Leaf("initiative", _("At a glance")),
    Leaf("initiative_plan", _("Steps")),
    Leaf("initiative_table", pgettext_lazy("of an initiative", "Table")),
    Leaf("initiative_decisions", _("Decisions")),
    Leaf("initiative_mandate", _("Mandate")),
    Leaf("initiative_winwin", _("Win-win")),
    Leaf("initiative_results", _("Results")),
)


def frame(request: NetworkRequest, initiative_id: UUID, current: str) -> dict[str, Any]:
    """What `parts/initiatives/head.html` needs; NotFound where the initiative is not of this network."""
    actor = request.actor
    slug = networks.network(actor).slug
    leaves = [Tab(str(each.label), _at(each, slug, initiative_id), each.name == current) for each in LEAVES]
    found = queries.initiative(actor, initiative_id)
    return {
        "initiative": found,
        "leaves": leaves,
        "behalf": behalves_in_words(actor, [found])[found.pk],
        "runs": starting.runs(actor, found),
    }


def _at(leaf: Leaf, slug: str, initiative_id: UUID) -> str:
    return reverse(f"web:{leaf.name}", args=[slug, initiative_id])
