from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.acts import actions, queries
from vierspan.workspace.api.asking import actor
from vierspan.workspace.api.endpoints.tables import PAGE
from vierspan.workspace.api.schemas.acts import ActIn, ActOut, ActPage, ActsWanted, Withdrawn
from vierspan.workspace.api.schemas.problems import REFUSED

router = Router(tags=["acts"])
SHOWN = ("id", "kind", "orientation", "person", "party", "done_on", "subject", "touched", "created_at")


@router.get("/networks/{slug}/acts", response={200: ActPage, **REFUSED})
def acts(request: HttpRequest, slug: str, wanted: Query[ActsWanted], page: PAGE = 1) -> dict[str, Any]:
    """What was done in the network, last first."""
    asker = actor(request, slug)
    found = queries.feed(asker, queries.Wanted(**wanted.dict()), page=page)
    rows = [_shown(asker, act) for act in found.rows]
    return {"page": found.number, "pages": found.last, "total": found.total, "rows": rows}


@router.post("/networks/{slug}/acts", response={201: ActOut, **REFUSED})
def note(request: HttpRequest, slug: str, given: ActIn) -> Status[dict[str, Any]]:
    """Note something that you did."""
    asker = actor(request, slug)
    return Status(201, _shown(asker, actions.note(asker, **given.dict())))


@router.delete("/networks/{slug}/acts/{uuid:act_id}", response={200: Withdrawn, **REFUSED})
def undo(request: HttpRequest, slug: str, act_id: UUID) -> dict[str, str]:
    """Take back a note within ten minutes."""
    return {"note": actions.undo(actor(request, slug), act_id)}


def _shown(asker: Actor, act: Any) -> dict[str, Any]:
    note = act.note if asker.role.reaches(Role.MEMBER) else ""
    return {"note": note, **{key: getattr(act, key) for key in SHOWN}}
