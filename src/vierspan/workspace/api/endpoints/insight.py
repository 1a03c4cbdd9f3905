from typing import Any

from django.http import HttpRequest
from ninja import Router

from vierspan.workspace.api.asking import actor
from vierspan.workspace.api.endpoints.tables import PAGE, page_of, paired
from vierspan.workspace.api.schemas.insight import ActorsOut, HandleOut, MirrorOut
from vierspan.workspace.api.schemas.problems import REFUSED
from vierspan.workspace.api.schemas.tables import PageOut
from vierspan.workspace.insight import facts as found
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.handles import HandleView

router = Router(tags=["insight"])


@router.get("/networks/{slug}/mirror", response={200: MirrorOut, **REFUSED})
def mirror(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The latest mirror, with the names that you may see."""
    asker = actor(request, slug)
    run = queries.current_run(asker)
    picture = queries.mirror(asker, run)
    kept = {key: getattr(run, key) for key in ("made_at", "start", "end", "version")}
    said = queries.message(asker, picture)
    return {"run": run.pk, **kept, "message": said, "picture": picture.model_dump(mode="json")}


@router.get("/networks/{slug}/mirror/actors", response={200: ActorsOut, **REFUSED})
def actors(request: HttpRequest, slug: str) -> dict[str, Any]:
    """What the latest mirror computed of each person and party; for participants."""
    asker = actor(request, slug)
    run = queries.current_run(asker)
    return {"run": run.pk, "actors": queries.actors(asker, run).to_dicts()}


@router.get("/networks/{slug}/handles", response={200: list[HandleOut], **REFUSED})
def handles(request: HttpRequest, slug: str) -> list[HandleView]:
    """What asks for attention, most urgent first; also what was laid aside, by its state."""
    asker = actor(request, slug)
    week = queries.today(asker, queries.current_run(asker))
    return [*week.active, *week.laid_aside]


@router.get("/networks/{slug}/facts", response={200: PageOut, **REFUSED})
def facts(request: HttpRequest, slug: str, table: str, page: PAGE = 1, sort: str = "") -> dict[str, Any]:
    """The rows under a figure: `table`, `id` and `where` (column:value), the last two as often as needed."""
    asker = actor(request, slug)
    run = queries.current_run(asker)
    where, ids = paired(request.GET.getlist("where")), tuple(request.GET.getlist("id"))
    asked = found.Facts(table=table, where=where, ids=ids, count=0)
    return page_of(found.facts(asker, run, asked, found.Wanted(page=page, sort=sort)))
