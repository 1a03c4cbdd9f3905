"""The handover sheet of a role: what it has in hand, and what its holder writes for who comes next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange import handover as sheets
from vierspan.workspace.leadership.roles import queries
from vierspan.workspace.leadership.roles.actions import passing
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.roles import WordsForm
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.pages.leadership_role import slug_of
from vierspan.workspace.web.versions import both_versions

WORDS = ("going", "meet", "dos", "donts")


@in_network(Do.READ_MEMBERS)
@require_GET
def handover(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    actor = request.actor
    sheet = sheets.of_role(actor, role_id)
    if form := request.GET.get("as", ""):
        return download(sheets.file_of(actor, sheet, form))
    found, slug = queries.one(actor, role_id), slug_of(request)
    lines = [
        (part, [(line, address_of(actor, slug, line.ref) if line.ref else "") for line in part.lines])
        for part in sheet.filled
    ]
    shown = frame(request, "roles", sheet.message) | {
        "sheet": sheet,
        "found": found,
        "row": found.row,
        "words": [each for each in lines if each[0].key in WORDS],
        "parts": [each for each in lines if each[0].key not in WORDS],
        "writes": queries.writes_words(actor, found),
        "reads": queries.reads_words(actor, found),
    }
    return render(request, "pages/leadership/role_handover.html", shown)


@in_network(Do.READ_MEMBERS)
@require_http_methods(["GET", "POST"])
def write(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    """For the holder alone; NotFound for others."""
    found = queries.one(request.actor, role_id)
    if not queries.writes_words(request.actor, found):
        raise NotFound
    words = queries.in_words(request.actor, role_id)
    first = {key: getattr(words, key) for key in WORDS} | {"version": version(words)} if words else {}
    form = WordsForm(request.POST or None, initial=first)
    shown = frame(request, "roles", _("What who comes next must know")) | {
        "form": form,
        "found": found,
        "row": found.row,
    }
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in WORDS}
        try:
            if kept(form, lambda: passing.write(request.actor, role_id, given, seen=form.cleaned_data["version"])):
                messages.success(request, _("Kept. Only you and who comes next read it."))
                return redirect("web:role_handover", slug_of(request), role_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
    status = 422 if form.errors or "versions" in shown else 200
    return render(request, "pages/leadership/role_words.html", shown, status=status)


AT = "leadership/roles/<uuid:role_id>/handover/"
urlpatterns = [
    path(AT, handover, name="role_handover"),
    path(f"{AT}words/", write, name="write_role_words"),
]
