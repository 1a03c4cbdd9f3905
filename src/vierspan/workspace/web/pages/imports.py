"""Bringing in a file, the first step: choose it. And what was brought in before."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.exchange import actions, own_lists, queries, templates
from vierspan.workspace.exchange.errors import Unreadable
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks import queries as network_queries
from vierspan.workspace.web.access import NetworkRequest, PageRequest, in_network, signed_in
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.imports import ENDINGS, MEGABYTES, FileForm, NewNetworkFileForm

STEPS = (gettext_lazy("Choose a file"), gettext_lazy("Check it"), gettext_lazy("Done"))


@in_network(Do.IMPORT_RECORDS)
@require_http_methods(["GET", "POST"])
def choose(request: NetworkRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        upload_id = _kept(request.actor, form)
        if upload_id:
            return _went_on(request, check_address(request, upload_id))
    shown = {
        **_about_files(form),
        "uploads": queries.uploads(request.actor),
        "imports": queries.imports(request.actor),
    }
    return render(request, "pages/imports/choose.html", shown, status=_status(request, form))


@signed_in
@require_http_methods(["GET", "POST"])
def choose_for_new(request: PageRequest) -> HttpResponse:
    """A network and its first file in one go; nothing is made where the file cannot be read."""
    form = NewNetworkFileForm(request.POST, request.FILES) if request.method == "POST" else NewNetworkFileForm()
    if form.is_bound and form.is_valid():
        slug, upload_id = _made(request, form)
        if upload_id:
            return _went_on(request, reverse("web:import_check", args=[slug, upload_id]))
    return render(request, "pages/imports/new.html", _about_files(form), status=_status(request, form))


def _about_files(form: FileForm) -> dict[str, Any]:
    return {"form": form, "steps": STEPS, "megabytes": MEGABYTES, "endings": ENDINGS}


def _status(request: PageRequest, form: FileForm) -> int:
    """A part of the page is only put in place when it comes as a good one."""
    return 422 if form.errors and not request.htmx else 200


def _went_on(request: HttpRequest, address: str) -> HttpResponse:
    """On to the next page, also for a form that was sent from within the page."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _kept(actor: Actor, form: FileForm) -> UUID | None:
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        return actions.upload(actor, file.name or "?", file.read()).pk
    except Unreadable as refused:
        for problem in refused.problems[:5]:
            form.add_error("file", queries.told(problem, actor.language).what)
        return None


def _made(request: PageRequest, form: NewNetworkFileForm) -> tuple[str, UUID | None]:
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    language = get_language() or "nl"
    try:
        told = templates.name_in(file.name or "", file.read())
    except Unreadable as refused:
        for problem in refused.problems[:5]:
            form.add_error("file", queries.told(problem, language).what)
        return "", None
    file.seek(0)
    name = form.cleaned_data["name"].strip() or told or PurePath(file.name or "").name.split(".")[0]
    network = networks.create(request.user, name=name or _("New network"), language=language)
    return network.slug, _kept(network_queries.actor_for(request.user, network.slug), form)


def check_address(request: NetworkRequest, upload_id: UUID) -> str:
    """A file of somebody's own lists is first explained, then checked."""
    slug = network_queries.network(request.actor).slug
    needs_words = own_lists.is_own_list(request.actor, upload_id) and not own_lists.is_told(request.actor, upload_id)
    return reverse("web:import_lists" if needs_words else "web:import_check", args=[slug, upload_id])


@in_network(Do.IMPORT_RECORDS)
@require_GET
def template(request: NetworkRequest, language: str) -> HttpResponse:
    if language not in ("nl", "en"):
        raise NotFound
    return download(templates.template(language))


@in_network(Do.IMPORT_RECORDS)
@require_POST
def drop(request: NetworkRequest, upload_id: UUID) -> HttpResponse:
    actions.drop(request.actor, upload_id)
    messages.success(request, _("The file is forgotten; nothing was brought in"))
    return redirect("web:import", slug=network_queries.network(request.actor).slug)


urlpatterns = [path("import/", choose_for_new, name="import_new")]
network_urlpatterns = [
    path("import/", choose, name="import"),
    path("import/template/<str:language>/", template, name="import_template"),
    path("import/<uuid:upload_id>/drop/", drop, name="import_drop"),
]
