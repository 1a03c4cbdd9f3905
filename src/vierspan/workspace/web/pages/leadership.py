"""Leadership itself: roles, one's own mirror and that of the team, questions about it, and growth."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages import (
    leadership_dilemmas,
    leadership_growth,
    leadership_my_mirror,
    leadership_need,
    leadership_our_mirror,
    leadership_questions,
    leadership_roles,
    leadership_self,
)

PARTS = (
    leadership_roles,
    leadership_my_mirror,
    leadership_dilemmas,
    leadership_our_mirror,
    leadership_questions,
    leadership_growth,
    leadership_self,
    leadership_need,
)


@in_network(Do.READ_DIRECTORY)
@require_GET
def leadership(request: NetworkRequest) -> HttpResponse:
    """Whoever is one of the people begins at their own mirror, others at the roles."""
    first = "my_mirror" if request.actor.person_id else "roles"
    return redirect(f"web:{first}", slug=networks.network(request.actor).slug)


urlpatterns = [
    path("leadership/", leadership, name="leadership"),
    *(each for part in PARTS for each in part.urlpatterns),
]
