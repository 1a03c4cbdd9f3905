from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Status, UploadedFile

from vierspan.workspace.api.asking import actor
from vierspan.workspace.api.schemas.exchange import ImportOut
from vierspan.workspace.api.schemas.problems import REFUSED, ProblemOut
from vierspan.workspace.exchange import actions, exports, queries
from vierspan.workspace.exchange.errors import Unreadable

router = Router(tags=["exchange"])


@router.get("/networks/{slug}/export/{form}", response={200: bytes, **REFUSED})
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Everything that you may see in one file: xlsx, csv, graphml, gexf, kumu, kumu-json, vcard or json."""
    made = exports.export(actor(request, slug), form)
    name = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.media_type, headers=name)


@router.post("/networks/{slug}/imports", response={201: ImportOut, **REFUSED})
def bring_in(request: HttpRequest, slug: str, file: File[UploadedFile]) -> Status[Any]:
    """Bring in a file of records, whole or not at all; what is wrong with it is said row by row."""
    asker = actor(request, slug)
    try:
        kept = actions.upload(asker, file.name or "", file.read())
        try:
            brought = actions.bring_in(asker, kept.pk)
        except Unreadable:
            actions.drop(asker, kept.pk)
            raise
    except Unreadable as wrong:
        told = [queries.told(problem, asker.language) for problem in wrong.problems]
        fields = [{"field": one.where, "message": one.what} for one in told]
        said = ProblemOut.model_validate({"code": wrong.reason, "message": fields[0]["message"], "fields": fields})
        return Status(422, said)
    return Status(201, {"id": brought.pk, "counts": brought.counts})
