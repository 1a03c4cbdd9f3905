"""What becomes of an opportunity: an own party's word, letting it go, an initiative, and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.speaking import spoken_for
from vierspan.workspace.harvest.actions import beginnings
from vierspan.workspace.horizon.opportunities.actions import asking, framing
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.opportunities import AnswerForm, LetGoForm
from vierspan.workspace.web.gathering_frame import tried
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.opportunity_frame import slug_of, to
from vierspan.workspace.web.pages.horizon_opportunity import AT, page


@in_network(Do.EDIT_ROOMS)
@require_POST
def show_interest(request: NetworkRequest, opportunity_id: UUID, party_id: UUID) -> HttpResponse:
    """On behalf of a party that one speaks for."""
    party = next((each for each in spoken_for(request.actor) if each.pk == party_id), None)
    if party is None:
        raise NotFound
    form = AnswerForm(request.POST, auto_id=f"own-{party_id}-%s")
    if form.is_valid() and kept(
        form, lambda: asking.show_interest(request.actor, opportunity_id, party_id, form.answer())
    ):
        messages.success(request, _("Your answer stands. You can change it here."))
        return to(request, "opportunity", opportunity_id, at="own")
    return page(request, opportunity_id, status=422, own=[(party, None, form)])


@in_network(Do.EDIT_ROOMS)
@require_POST
def let_go(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    form = LetGoForm(request.POST)
    if form.is_valid() and tried(
        request, lambda: framing.let_go(request.actor, opportunity_id, form.cleaned_data["why"]), form
    ):
        messages.success(request, _("Let go, with the reason. You can take it up again."))
        return to(request, "opportunity", opportunity_id)
    return page(request, opportunity_id, status=422, let_go_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_up_again(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    framing.take_up_again(request.actor, opportunity_id)
    return to(request, "opportunity", opportunity_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    if tried(request, lambda: framing.remove(request.actor, opportunity_id)):
        messages.success(request, _("The opportunity is gone"))
        return redirect("web:opportunities", slug=slug_of(request))
    return to(request, "opportunity", opportunity_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def begin(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    made: list[Any] = []
    if tried(request, lambda: made.append(beginnings.begin(request.actor, opportunity_id))):
        messages.success(request, _("It is an initiative now, with everybody who was asked at its table."))
        return redirect("web:initiative", slug_of(request), made[0].pk)
    return to(request, "opportunity", opportunity_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_back(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    if tried(request, lambda: beginnings.take_back(request.actor, opportunity_id)):
        messages.success(request, _("It is an opportunity again. The initiative is gone."))
    return to(request, "opportunity", opportunity_id)


urlpatterns = [
    path(f"{AT}interest/<uuid:party_id>/", show_interest, name="show_interest"),
    path(f"{AT}let-go/", let_go, name="let_go_opportunity"),
    path(f"{AT}again/", take_up_again, name="take_up_opportunity"),
    path(f"{AT}remove/", remove, name="remove_opportunity"),
    path(f"{AT}begin/", begin, name="begin_initiative"),
    path(f"{AT}back/", take_back, name="take_back_initiative"),
]
