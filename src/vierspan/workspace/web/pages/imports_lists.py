"""Somebody's own lists: how we read them, to confirm or to change."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from vierspan.workspace.access.rules import Do
from vierspan.workspace.exchange import own_lists
from vierspan.workspace.exchange.checking import open_upload
from vierspan.workspace.exchange.exports import File
from vierspan.workspace.networks.queries import network
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.imports import CONFIDENCE, ENDS, LIST_FORMS, MEANINGS, QUESTIONS, told
from vierspan.workspace.web.pages.imports import STEPS


@in_network(Do.IMPORT_RECORDS)
@require_http_methods(["GET", "POST"])
def lists(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    found = own_lists.lists(request.actor, upload_id)
    slug = network(request.actor).slug
    if request.method == "POST":
        own_lists.tell(request.actor, upload_id, told(request.POST, found))
        again = "again" in request.POST
        return redirect(reverse("web:import_lists" if again else "web:import_check", args=[slug, upload_id]))
    shown = {
        "upload_id": upload_id,
        "name": open_upload(request.actor, upload_id).name,
        "steps": STEPS,
        "lists": found,
        "open_questions": [question for question in found.questions if question.is_open],
        "list_forms": LIST_FORMS,
        "meanings": MEANINGS,
        "confidence": CONFIDENCE,
        "questions": QUESTIONS,
        "ends": ENDS,
    }
    return render(request, "pages/imports/lists.html", shown)


@in_network(Do.IMPORT_RECORDS)
@require_GET
def mapping_file(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    text = own_lists.mapping_file(request.actor, upload_id)
    return download(File("vierspan.mapping.toml", "application/toml", text.encode()))


network_urlpatterns = [
    path("import/<uuid:upload_id>/lists/", lists, name="import_lists"),
    path("import/<uuid:upload_id>/lists/file/", mapping_file, name="import_mapping_file"),
]
