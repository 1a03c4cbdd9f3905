"""The network itself: its description, who takes part, who is asked to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.networks import actions, queries
from vierspan.workspace.web import letters
from vierspan.workspace.web.access import NetworkRequest, PageRequest, in_network, signed_in
from vierspan.workspace.web.forms.networks import ORIENTATIONS, ROLES, DescriptionForm, InvitationForm


@in_network(Do.READ_ROOMS)
@require_GET
def rooms(request: NetworkRequest) -> HttpResponse:
    """The four rooms, for who holds a phone."""
    return render(request, "pages/network/rooms.html")


def _settings_form(request: NetworkRequest) -> DescriptionForm:
    network = queries.network(request.actor)
    first = {
        "name": network.name,
        "purpose": network.purpose,
        "phase": network.phase,
        "is_turbulent": network.is_turbulent,
        "language": network.language,
        **{f"need_{each}": network.needs.get(each, "") for each in ORIENTATIONS},
    }
    return DescriptionForm(request.POST or None, initial=first)


@in_network(Do.EDIT_NETWORK)
@require_http_methods(["GET", "POST"])
def settings(request: NetworkRequest) -> HttpResponse:
    form = _settings_form(request)
    if request.method == "POST" and form.is_valid():
        network = actions.describe(request.actor, form.description())
        messages.success(request, _("The description is kept"))
        return redirect("web:settings", slug=network.slug)
    needs = [(each, form[f"need_{each}"]) for each in ("strategist", "explorer", "developer", "process_manager")]
    shown = {"form": form, "needs": needs}
    return render(request, "pages/network/settings.html", shown, status=422 if form.errors else 200)


@in_network(Do.READ_MEMBERS)
@require_GET
def members(request: NetworkRequest) -> HttpResponse:
    return _members_page(request, InvitationForm())


def _members_page(request: NetworkRequest, form: InvitationForm) -> HttpResponse:
    manages = may(request.actor, Do.MANAGE_MEMBERS)
    shown = {
        "members": list(queries.members(request.actor)),
        "invitations": list(queries.open_invitations(request.actor)) if manages else [],
        "manages": manages,
        "form": form,
        "roles": ROLES,
    }
    return render(request, "pages/network/members.html", shown, status=422 if form.errors else 200)


@in_network(Do.MANAGE_MEMBERS)
@require_POST
def invite(request: NetworkRequest) -> HttpResponse:
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            asked = actions.invite(request.actor, **form.cleaned_data)
        except Invalid as slip:
            form.add_error("email", worded(slip.reason))
        else:
            letters.send_invitation(asked, by=request.user.called)
            messages.success(request, _("The invitation to %(email)s is on its way") % form.cleaned_data)
            return _back_to_members(request)
    return _members_page(request, form)


def _back_to_members(request: NetworkRequest) -> HttpResponse:
    return redirect("web:members", slug=queries.network(request.actor).slug)


@in_network(Do.MANAGE_MEMBERS)
@require_POST
def withdraw_invitation(request: NetworkRequest, invitation_id: UUID) -> HttpResponse:
    actions.withdraw_invitation(request.actor, invitation_id)
    messages.success(request, _("The invitation is taken back"))
    return _back_to_members(request)


@in_network(Do.MANAGE_MEMBERS)
@require_POST
def change_role(request: NetworkRequest, membership_id: UUID) -> HttpResponse:
    membership = actions.change_role(request.actor, membership_id, role=request.POST.get("role", ""))
    messages.success(
        request,
        _("%(name)s now takes part as %(role)s")
        % {"name": membership.user.called, "role": membership.get_role_display()},
    )
    return _back_to_members(request)


@in_network(Do.MANAGE_MEMBERS)
@require_POST
def remove(request: NetworkRequest, membership_id: UUID) -> HttpResponse:
    actions.remove(request.actor, membership_id)
    messages.success(request, _("This person no longer takes part"))
    return _back_to_members(request)


@in_network(Do.LEAVE_NETWORK)
@require_POST
def leave(request: NetworkRequest) -> HttpResponse:
    actions.leave(request.actor)
    messages.success(request, _("You left the network"))
    return redirect("web:start")


@signed_in
@require_http_methods(["GET", "POST"])
def invitation(request: PageRequest, token: str) -> HttpResponse:
    """Reading an invitation changes nothing; the button accepts it."""
    if request.method == "POST":
        return redirect("web:today", slug=actions.accept(request.user, token).slug)
    asked = actions.invitation(token)
    shown = {"asked": asked, "is_theirs": asked.email == request.user.email}
    return render(request, "pages/network/invitation.html", shown)


urlpatterns = [path("invitation/<str:token>/", invitation, name="invitation")]
network_urlpatterns = [
    path("rooms/", rooms, name="rooms"),
    path("settings/", settings, name="settings"),
    path("settings/members/", members, name="members"),
    path("settings/members/invite/", invite, name="invite"),
    path("settings/members/leave/", leave, name="leave"),
    path("settings/members/<uuid:membership_id>/role/", change_role, name="change_role"),
    path("settings/members/<uuid:membership_id>/remove/", remove, name="remove_member"),
    path("settings/invitations/<uuid:invitation_id>/withdraw/", withdraw_invitation, name="withdraw_invitation"),
]
