"""Leaving the network, coming back, and being taken out for good."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.actions import naming, parties, people, removal
from vierspan.workspace.directory.actions.erased import erased
from vierspan.workspace.directory.actions.naming import Naming
from vierspan.workspace.directory.actions.removal import Hanging
from vierspan.workspace.exchange.own_file.page import room_called
from vierspan.workspace.insight import words
from vierspan.workspace.insight.tables import stored
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.people import LeaveForm
from vierspan.workspace.web.people_who import Who, posted, who_of


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def leave(request: NetworkRequest, **which: UUID) -> HttpResponse:
    who = who_of(request, **which)
    form = LeaveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            (parties if who.is_party else people).leave(request.actor, who.id, form.cleaned_data["on"])
        except Invalid as slip:
            form.add_error("on", worded(slip.reason))
        else:
            messages.success(request, _("%(name)s no longer takes part; what was done stays") % {"name": who.name})
            return redirect(who.address)
    return render(request, "pages/people/leave.html", {"form": form, "who": who}, status=422 if form.errors else 200)


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def come_back(request: NetworkRequest, **which: UUID) -> HttpResponse:
    who = who_of(request, **which)
    (parties if who.is_party else people).come_back(request.actor, who.id)
    messages.success(request, _("%(name)s takes part again") % {"name": who.name})
    return redirect(who.address)


@in_network(Do.DELETE_ACTOR)
@require_http_methods(["GET", "POST"])
def remove(request: NetworkRequest, **which: UUID) -> HttpResponse:
    """Reading this page changes nothing; it says what will go."""
    who = who_of(request, **which)
    if request.method == "POST":
        removal.remove(request.actor, who.id, struck=request.POST.getlist("struck"))
        messages.success(request, _("%(name)s is taken out") % {"name": who.name})
        return redirect(f"web:{who.table}", who.slug)
    hanging = removal.what_hangs_on(request.actor, who.id)
    language = request.actor.language
    shown = {
        "who": who,
        "going": _worded([each for each in hanging if each.goes], language),
        "staying": _worded([each for each in hanging if not each.goes], language),
    }
    return render(request, "pages/people/remove.html", shown | _of_a_person(request, who))


def _of_a_person(request: NetworkRequest, who: Who) -> dict[str, Any]:
    """What is asked about a person besides: the texts of others that name them, and whether an account goes."""
    if who.is_party:
        return {}
    return {
        "naming": [(each, room_called(each.model, request.actor.language)) for each in _naming(request, who)],
        "has_account": bool(erased(request.actor, who.row).accounts),
    }


def _naming(request: NetworkRequest, who: Who) -> list[Naming]:
    return naming.texts_naming(request.actor, who.row)


def _worded(hanging: list[Hanging], language: str) -> list[tuple[str, int]]:
    """Only what readers know as a table; the others are the workspace's own."""
    keys = {kept.model._meta.label_lower: key for key, kept in stored().items()}
    return [(words.table_label(keys[each.model], language), each.rows) for each in hanging if each.model in keys]


urlpatterns = [
    path("people/<uuid:person_id>/leave/", leave, name="person_leave"),
    path("parties/<uuid:party_id>/leave/", leave, name="party_leave"),
    path("people/<uuid:person_id>/come-back/", come_back, name="person_come_back"),
    path("parties/<uuid:party_id>/come-back/", come_back, name="party_come_back"),
    path("people/<uuid:person_id>/remove/", remove, name="person_remove"),
    path("parties/<uuid:party_id>/remove/", remove, name="party_remove"),
]
