"""Notes about a person or a party: for each other, and for oneself alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory import notes as found
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.actions import notes
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.people import WrittenForm
from vierspan.workspace.web.pages.people import portrait_page
from vierspan.workspace.web.people_who import Who, posted, who_is, who_of
from vierspan.workspace.web.versions import both_versions


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def share(request: NetworkRequest, **which: UUID) -> HttpResponse:
    """Write a note that every participant reads."""
    who = who_of(request, **which)
    form = WrittenForm(request.POST)
    if not form.is_valid():
        return portrait_page(request, who, note_form=form)
    notes.share(request.actor, who.id, form.cleaned_data["text"])
    messages.success(request, _("Noted, for all participants to read"))
    return redirect(f"{who.address}#notes")


@in_network(Do.READ_NOTES)
@require_POST
def write_for_oneself(request: NetworkRequest, **which: UUID) -> HttpResponse:
    who = who_of(request, **which)
    form = WrittenForm(request.POST, prefix="own")
    if not form.is_valid():
        return portrait_page(request, who, own_form=form)
    notes.write_for_oneself(request.actor, who.id, form.cleaned_data["text"])
    messages.success(request, _("Noted, for you alone"))
    return redirect(f"{who.address}#own-notes")


@in_network(Do.READ_NOTES)
@require_http_methods(["GET", "POST"])
def change(request: NetworkRequest, note_id: UUID) -> HttpResponse:
    row = found.note(request.actor, note_id)
    authorise(request.actor, Do.EDIT_NOTE, owner_id=row.written_by_id)
    who = _about(request, row.about)
    form = WrittenForm(posted(request), initial={"text": row.text})
    shown: dict[str, Any] = {"row": row, "who": who, "form": form}
    seen = request.POST.get("version") or version(row)
    if request.method == "POST" and form.is_valid():
        try:
            notes.change(request.actor, note_id, form.cleaned_data["text"], seen=seen)
        except Changed as changed:
            shown |= {"versions": both_versions(form, changed), "version": changed.version}
            return render(request, "pages/people/note.html", shown, status=409)
        messages.success(request, _("The note is kept"))
        return redirect(f"{who.address}#notes")
    shown["version"] = seen
    return render(request, "pages/people/note.html", shown, status=422 if form.errors else 200)


@in_network(Do.READ_NOTES)
@require_POST
def remove(request: NetworkRequest, note_id: UUID) -> HttpResponse:
    about = notes.remove(request.actor, note_id)
    messages.success(request, _("The note is gone"))
    return redirect(f"{_about(request, about).address}#notes")


@in_network(Do.READ_NOTES)
@require_POST
def remove_own(request: NetworkRequest, private_note_id: UUID) -> HttpResponse:
    about = notes.remove_own(request.actor, private_note_id)
    messages.success(request, _("The note is gone"))
    return redirect(f"{_about(request, about).address}#own-notes")


def _about(request: NetworkRequest, about: UUID) -> Who:
    named = directory.names(request.actor, [about]).get(about)
    if named is None:
        raise NotFound
    return who_is(request.actor, about, is_party=named.kind == "party")


urlpatterns = [
    path("people/<uuid:person_id>/notes/", share, name="person_notes"),
    path("parties/<uuid:party_id>/notes/", share, name="party_notes"),
    path("people/<uuid:person_id>/own-notes/", write_for_oneself, name="person_own_notes"),
    path("parties/<uuid:party_id>/own-notes/", write_for_oneself, name="party_own_notes"),
    path("notes/<uuid:note_id>/", change, name="note_edit"),
    path("notes/<uuid:note_id>/remove/", remove, name="note_remove"),
    path("own-notes/<uuid:private_note_id>/remove/", remove_own, name="own_note_remove"),
]
