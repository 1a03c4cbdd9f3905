"""Buddies: somebody of another party to practise with, and what others let one read."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions import pairing
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.growth import BuddyForm
from vierspan.workspace.web.growth_frame import page, practising
from vierspan.workspace.web.keeping import kept


@practising
@require_http_methods(["GET", "POST"])
def buddies(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    people = queries.may_be_buddy(actor)
    choices = [("", _("Choose")), *((str(each.pk), f"{each.name}, {each.party.name}") for each in people)]  # type: ignore[union-attr]
    form = BuddyForm(request.POST or None, choices={"person": choices})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if kept(form, lambda: pairing.ask(actor, given["person"], given["message"])):
            messages.success(request, _("Asked. You hear when they say yes."))
            return _home(request)
    shown = {
        "form": form,
        "people": people,
        "buddies": queries.buddies(actor),
        "shared": queries.shared_with_me(actor),
    }
    return page(request, "buddies", _("Somebody to practise with"), shown, here="growth_buddies")


@practising
@require_POST
def does(request: NetworkRequest, pair_id: UUID, what: str) -> HttpResponse:
    """Say yes or no, take the question back, bring it to an end."""
    if what not in DOES:
        raise NotFound
    act, told = DOES[what]
    act(request.actor, pair_id)
    messages.success(request, told())
    return _home(request)


DOES: Mapping[str, tuple[Callable[[Actor, UUID], object], Callable[[], str]]] = {
    "yes": (pairing.accept, lambda: _("You are each other's buddy now.")),
    "no": (pairing.end, lambda: _("Noted, without a reason.")),
    "take-back": (pairing.end, lambda: _("Taken back")),
    "end": (pairing.end, lambda: _("At an end. What you shared with each other is closed again.")),
}


def _home(request: NetworkRequest) -> HttpResponse:
    return redirect("web:growth_buddies", networks.network(request.actor).slug)


AT = "leadership/growth/buddies/"
urlpatterns = [
    path(AT, buddies, name="growth_buddies"),
    path(f"{AT}<uuid:pair_id>/<slug:what>/", does, name="growth_buddy_does"),
]
