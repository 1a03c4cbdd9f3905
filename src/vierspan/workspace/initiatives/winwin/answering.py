"""What somebody sees with the link in a letter that asks what their party needs."""

from dataclasses import dataclass

from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.models import Side
from vierspan.workspace.initiatives.winwin.queries import Filled, IssueSeen


@dataclass(frozen=True, slots=True)
class Opened:
    side: Side
    issues: tuple[IssueSeen, ...]
    filled: Filled


def opened(link: Link) -> Opened:
    """The party's own side; NotFound when it no longer takes part, or this person works there no longer."""
    rows = Side.objects.of(link.network_id).select_related("search__initiative", "party")
    side = rows.filter(pk=link.subject).first()
    if side is None or link.person is None or link.person.party_id != side.party_id:
        raise NotFound
    return Opened(side, queries.issues(link.network_id, side.search), queries.filled(side))
