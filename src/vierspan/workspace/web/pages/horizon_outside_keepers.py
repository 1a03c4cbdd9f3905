"""Who keeps a contact outside warm: taking it on, handing it over, being reminded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.horizon.outside.actions import keepers as actions
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.outside import KeeperForm
from vierspan.workspace.web.keeping import kept, meant
from vierspan.workspace.web.pages.horizon_outside_one import one_page, to_one


@in_network(Do.EDIT_ROOMS)
@require_POST
def keep(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    """Somebody by name, or oneself with one press."""
    actor = request.actor
    if "me" in request.POST:
        if actor.person_id is None:
            messages.error(request, worded("needs_person"))
        else:
            actions.keep(actor, stakeholder_id, actor.person_id)
            messages.success(request, _("You keep it warm from today"))
        return to_one(request, stakeholder_id)
    form = KeeperForm(request.POST)
    who = meant(actor, form, "person", kind="person") if form.is_valid() else None
    if who and kept(form, lambda: actions.keep(actor, stakeholder_id, who.id)):
        messages.success(request, _("%(name)s keeps it warm from today") % {"name": who.name})
        return to_one(request, stakeholder_id)
    return one_page(request, stakeholder_id, keeper_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def end(request: NetworkRequest, stakeholder_id: UUID, person_id: UUID) -> HttpResponse:
    actions.end(request.actor, stakeholder_id, person_id)
    messages.success(request, _("Kept warm by this person until today"))
    return to_one(request, stakeholder_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def hand_over(request: NetworkRequest, stakeholder_id: UUID, person_id: UUID) -> HttpResponse:
    form = KeeperForm(request.POST)
    who = meant(request.actor, form, "person", kind="person") if form.is_valid() else None
    if who is None:
        return one_page(request, stakeholder_id, keeper_form=form)
    try:
        actions.hand_over(request.actor, stakeholder_id, giver=person_id, taker=who.id)
        messages.success(request, _("Handed over: %(name)s keeps it warm from today") % {"name": who.name})
    except Conflict:
        messages.error(request, _("Choose somebody else to hand it over to."))
    return to_one(request, stakeholder_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remind(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    """One's own mail, on or off."""
    try:
        if "stop" in request.POST:
            actions.remind_me_no_more(request.actor, stakeholder_id)
            messages.success(request, _("No more mail about this one"))
        else:
            actions.remind_me(request.actor, stakeholder_id)
            messages.success(request, _("You get a mail when it is time to speak again"))
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    return to_one(request, stakeholder_id)


urlpatterns = [
    path("horizon/outside/<uuid:stakeholder_id>/keepers/", keep, name="keep_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/keepers/<uuid:person_id>/end/", end, name="end_keeper"),
    path("horizon/outside/<uuid:stakeholder_id>/keepers/<uuid:person_id>/over/", hand_over, name="hand_over_keeper"),
    path("horizon/outside/<uuid:stakeholder_id>/remind/", remind, name="remind_keeper"),
]
