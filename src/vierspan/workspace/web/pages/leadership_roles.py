"""Who holds which orientation, as an overview; and writing down that somebody takes one on."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.insight.cores import cores
from vierspan.workspace.leadership.roles import queries
from vierspan.workspace.leadership.roles.actions import giving
from vierspan.workspace.leadership.roles.actions.giving import Wish
from vierspan.workspace.leadership.roles.queries import Held
from vierspan.workspace.web import role_words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.roles import RoleForm
from vierspan.workspace.web.keeping import kept, meant
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.pages import leadership_role, leadership_role_core, leadership_role_handover
from vierspan.workspace.web.pages.conditions_giving import party_choices
from vierspan.workspace.web.pages.leadership_role import slug_of


@in_network(Do.READ_DIRECTORY)
@require_GET
def roles(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    found = queries.held(actor)
    is_member = may(actor, Do.READ_MEMBERS)
    shown = frame(request, "roles", role_words.overview(found)) | {
        "blocks": [_block(each, found) for each in role_words.ROLES],
        "before": queries.before(actor),
        "parties": queries.count_of_parties(actor),
        "may_write": may(actor, Do.EDIT_ROOMS),
        "cores": cores(actor) if is_member else None,
        "coming": queries.coming_to(actor, actor.person_id) if is_member and actor.person_id else [],
        "has_roles": bool(found),
    }
    if shown["cores"]:
        shown["core_said"] = role_words.core_difference(shown["cores"])
    return render(request, "pages/leadership/roles.html", shown)


def _block(orientation: str, found: list[Held]) -> dict[str, Any]:
    here = [each for each in found if each.row.orientation == orientation]
    return {
        "orientation": orientation,
        "asks": role_words.asks(orientation),
        "held": here,
        "is_held": any(each.is_now and each.row.initiative_id is None for each in here),
    }


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        person = meant(request.actor, form, "person", kind="person")
        made = kept(form, lambda: giving.give(request.actor, _wish(form, person.id))) if person else None
        if made:
            messages.success(request, _("On record. Now the others can say that they stand behind it."))
            return redirect("web:role", slug_of(request), made.pk)
    shown = frame(request, "roles", _("Somebody takes on a role")) | {"form": form}
    return render(request, "pages/leadership/role_new.html", shown, status=422 if form.errors else 200)


def _form(request: NetworkRequest) -> RoleForm:
    first = {
        "since": clock.today(),
        "orientation": request.GET.get("orientation", ""),
        "initiative": request.GET.get("initiative", ""),
    }
    offered = {"initiatives": initiative_choices(request.actor), "parties": party_choices(request.actor)}
    return RoleForm(request.POST or None, initial=first, **offered)


def initiative_choices(actor: Actor) -> list[tuple[str, str]]:
    """Those under way."""
    found: list[tuple[str, str]] = []
    number, last = 1, 1
    while number <= last:
        page = initiatives.initiatives(actor, page=number)
        found += [(str(each.pk), each.name) for each in page.rows if each.ended_on is None]
        number, last = number + 1, page.last
    return found


def _wish(form: forms.Form, person: UUID) -> Wish:
    given = form.cleaned_data
    return Wish(
        person=person,
        orientation=given["orientation"],
        initiative=UUID(given["initiative"]) if given["initiative"] else None,
        since=given["since"],
        until=given["until"],
        task=given["task"],
        parties=[UUID(each) for each in given["parties"]],
    )


urlpatterns = [
    path("leadership/roles/", roles, name="roles"),
    path("leadership/roles/new/", new, name="new_role"),
    *leadership_role_core.urlpatterns,
    *leadership_role.urlpatterns,
    *leadership_role_handover.urlpatterns,
]
