"""How promises are kept: the reader's own, their party's, and those of parties that opened theirs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.initiatives.promises import queries
from vierspan.workspace.initiatives.promises.actions import opening
from vierspan.workspace.insight import promises
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages.initiatives_commitment import frame


@in_network(Do.READ_MEMBERS)
@require_GET
def reliability(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    own, opened = queries.parties_of(actor)
    shown = {
        **frame(request),
        "message": _("How you keep your promises"),
        "mine": _told(promises.of_person(actor)),
        "own": [(each, _told(promises.of_party(actor, each.pk)), queries.is_opened(actor, each.pk)) for each in own],
        "opened": [(each, _told(promises.of_party(actor, each.pk))) for each in opened],
    }
    return render(request, "pages/initiatives/reliability.html", shown)


def _told(found: Any) -> dict[str, Any] | None:
    """In words; the share only where there is enough to go by."""
    if found is None:
        return None
    said = ngettext("%(on_time)s of %(n)s was on time", "%(on_time)s of %(n)s were on time", found.due)
    return {
        "counts": found,
        "said": said % {"on_time": found.on_time, "n": found.due},
        "is_enough": found.kept is not None,
    }


@in_network(Do.EDIT_ROOMS)
@require_POST
def show(request: NetworkRequest, party_id: UUID) -> HttpResponse:
    opening.show(request.actor, party_id)
    messages.success(request, _("Everybody in the network sees it from now on. You can take that back."))
    return redirect("web:reliability", networks.network(request.actor).slug)


@in_network(Do.EDIT_ROOMS)
@require_POST
def hide(request: NetworkRequest, party_id: UUID) -> HttpResponse:
    opening.hide(request.actor, party_id)
    messages.success(request, _("Only you see it again."))
    return redirect("web:reliability", networks.network(request.actor).slug)


AT = "initiatives/commitments/kept/"
urlpatterns = [
    path(AT, reliability, name="reliability"),
    path(f"{AT}<uuid:party_id>/show/", show, name="show_reliability"),
    path(f"{AT}<uuid:party_id>/hide/", hide, name="hide_reliability"),
]
